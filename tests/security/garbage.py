"""Requests that no page makes: from a seed, on every address, with anything in them."""

import json
from copy import deepcopy
from random import Random

from deliberate.store import codec
from tests.core.anything import Anything
from tests.security.room import JSON, posted

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data", "", "é")
ODD: tuple[object, ...] = (
    *(None, True, -1, 2**63, 1e308, "", "\x00", "‮", "é" * 5000, "nobody", [], {}),
    *([[[[]]]], {"a": {"b": {}}}, "'; drop table events; --", "<script>", "../../etc/passwd"),
)
PATHS = (
    *("/commands", "/view", "/check", "/record", "/record.json", "/record.pdf", "/screen"),
    *("/screen/view", "/link/x", "/%00", "/../..", "/" + "a" * 3000, "", "/protection"),
)
ROOTS = ("/sessions/{session}", "/sessions/nobody", "/sessions", "/join", "/agendas/x", "/static")
SHAPE = {"code", "message", "field", "params"}
REFUSED = range(400, 500)


def malformed(room, browsers, random: Random):
    """Send one; the answer is never a fault, and a refusal of a command has all its parts."""
    seat = random.choice(sorted(browsers))
    browser = browsers[seat]
    if random.random() < 0.6:
        return _post(room, browser, random)
    path = random.choice(ROOTS).format(session=room.session) + random.choice(PATHS)
    headers = _headers(browser, random)
    query = {random.choice(["look", "for", "x"]): str(random.choice(ODD))[:500]}
    data = random.randbytes(random.randint(0, 200))
    method = random.choice(METHODS)
    answer = browser.client.open(
        path, method=method, headers=headers, query_string=query, data=data
    )
    assert answer.status_code < 500, (method, path, query, answer.text[:500])
    return answer


def _headers(browser, random):
    headers = {**JSON, "Content-Type": random.choice(TYPES)}
    if random.random() < 0.7:
        headers["X-CSRFToken"] = random.choice([browser.carried, browser.carried, "x", ""])
    if random.random() < 0.1:
        headers["Accept-Language"] = random.choice(["nl", "en", "xx", "é", "," * 900])
    return {name: value.encode().decode("latin-1") for name, value in headers.items()}


def _post(room, browser, random):
    """A command with something wrong in it, somewhere."""
    headers = {**JSON, "X-CSRFToken": browser.carried, "Content-Type": "application/json"}
    data = random.choice([_bytes, _nested, _wrong, _wrong, _wrong, _wrong])(room, random)
    answer = browser.client.post(f"{room.path}/commands", data=data, headers=headers)
    assert answer.status_code < 500, (data[:500], answer.text[:500])
    if answer.status_code in REFUSED:
        assert set(answer.json["error"]) == SHAPE, data[:500]
        assert answer.json["error"]["message"]
    return answer


def _bytes(_room, random):
    return random.randbytes(random.choice([0, 1, 30, 3000, 200_000]))


def _nested(_room, random):
    start = random.choice([b"[", b'{"a":', b'"', b"{", b"9"])
    return start * random.choice([1, 100, 20_000])


def _wrong(room, random):
    """A command as a program writes it, and then one of its parts replaced, lost or doubled."""
    command = Anything(room.begun).any(random)
    body = {"type": type(command).__name__, "key": posted(f"m-{random.random()}")}
    body |= codec.plain(command)
    for _ in range(random.randint(1, 3)):
        _spoil(body, random)
    text = json.dumps(body)
    if random.random() < 0.1:
        text = text.replace("}", f', "type": {json.dumps(random.choice(ODD))}}}', 1)
    return text.encode()[: random.choice([None, None, None, random.randint(0, len(text))])]


def _spoil(part, random):
    """Change something in a map, or in what lies in it."""
    if not part:
        return
    name = random.choice(sorted(part))
    inner = part[name]
    if isinstance(inner, dict) and random.random() < 0.5:
        _spoil(inner, random)
    elif random.random() < 0.2:
        del part[name]
    elif random.random() < 0.2:
        part[str(random.choice(ODD))[:50]] = _odd(random)
    else:
        part[name] = _odd(random)


def _odd(random):
    """Of its own, as what lies in it may be spoiled next."""
    return deepcopy(random.choice(ODD))


def ready(room):
    """The room, and everybody in it with a browser that is open."""
    room.begun = room.state  # what is drawn may not depend on what was asked before
    seated = [seat.id for seat in room.begun.roster.seats.values() if seat.present]
    browsers = {seat: room.browser(seat) for seat in seated}
    for browser in browsers.values():
        browser.token()
    return browsers
