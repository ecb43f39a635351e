"""Trying to walk around a guard over HTTP, as a clever user or a script would."""

from deliberate.store import codec
from tests.security.room import JSON, posted

LANGUAGES = ("nl", "en")


def plain(command, **more):
    """A command as a program posts it; `more` are fields that it should not have or hold."""
    return {"type": type(command).__name__, **codec.plain(command), **more}


def refused(room, seat, body, key="walk-around"):
    """Status and code of the refusal, after seeing that it is told in both languages, that it
    left the session as it was, and that the same post is refused again."""
    before, told = room.state, {}
    browser = room.browser(seat)
    for language in LANGUAGES:
        headers = {**JSON, "X-CSRFToken": browser.token()}
        browser.client.set_cookie("deliberate-language", language)
        posts = {"key": posted(key), **body}
        answer = browser.client.post(f"{room.path}/commands", json=posts, headers=headers)
        error = answer.json["error"]
        told[language] = answer.status_code, error["code"], error["message"]
    assert room.state == before
    (status, code, dutch), (again, code_again, english) = (told[name] for name in LANGUAGES)
    assert (status, code) == (again, code_again)
    assert dutch
    assert english
    assert dutch != english
    return status, code
