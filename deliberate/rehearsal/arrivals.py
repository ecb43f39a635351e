"""How people come in: the host's link, the code on the screen, a personal link."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import requests

from .browser import Broken, Browser
from .participant import OK
from .script import Cast
from .tally import Tally

SEE_OTHER = 303
HOST = re.compile(r"/host/\d+/[a-z2-7]+")
_WORDS = re.compile(r'<p class="words"[^>]*>([^<]+)</p>')
_CODE = re.compile(r"\b[BCDFGHJKLMNPQRSTVWXZ2-9]{4}-[BCDFGHJKLMNPQRSTVWXZ2-9]{4}\b")


def become_host(link: str, tally: Tally) -> Browser:
    """Open the link that the server printed at its start, and press its button."""
    parts = urlsplit(link)
    browser = Browser(f"{parts.scheme}://{parts.netloc}", tally)
    browser.page(parts.path)
    answer = browser.send(parts.path)
    if answer.status_code != OK:
        raise Broken(f"the host link answered {answer.status_code}")
    return browser


def open_session(host: Browser, cast: Cast) -> str:
    """Open a session as the host does at the desk; gives its id."""
    leads = cast.vignette.moderator
    host.page("/desk")
    body = {
        "kind": "consultation",
        "label": f"{cast.vignette.id}-rehearsal",
        "moderator": leads.name,
        "discipline": cast.say(leads.role)[:80],
        "organisation": leads.organisation,
        "factors": list(cast.vignette.factor_ids),
    }
    answer = host.post("/sessions", body)
    if answer.status_code != OK:
        raise Broken(f"opening a session answered {answer.status_code}")
    return str(answer.json()["session"])


def code_shown(page: str) -> str:
    """The code to join with, as the moderator reads it aloud."""
    found = _CODE.search(page)
    if found is None:
        raise Broken("the moderator's page shows no code to join with")
    return found[0]


def link_shown(page: str, session: str, seat: str) -> str:
    """The path of a seat's personal link, as the moderator hands it out."""
    found = re.search(rf"/enter/{re.escape(session)}/{re.escape(seat)}/\d+/\w+", unescape(page))
    if found is None:
        raise Broken(f"the moderator's page shows no link for {seat}")
    return found[0]


def knock(browser: Browser, code: str) -> str:
    """Join with the code; gives the two words that this device shows."""
    browser.page("/join")
    answer = browser.send("/join", code=code)
    words = _WORDS.search(answer.text)
    if answer.status_code != OK or words is None:
        raise Broken(f"knocking answered {answer.status_code}")
    return unescape(words[1]).strip()


def knock_named(view: Any, words: str) -> str:
    """The id of the knock with these words, among those that the moderator sees."""
    for waiting in view.get("stage", {}).get("knocks", ()):
        if waiting["words"] == words:
            return str(waiting["id"])
    raise Broken("the moderator does not see who knocks")


def is_in(browser: Browser, session: str) -> bool:
    """Whether the waiting room now leads into the session."""
    answer = browser.page(f"/lobby/{session}")
    return answer.status_code == OK and answer.url.rstrip("/").endswith(f"/sessions/{session}")


def enter(browser: Browser, path: str) -> requests.Response:
    """Open a personal link and press its button."""
    browser.page(path)
    return browser.send(path)
