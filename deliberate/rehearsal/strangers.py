"""What must not be possible from outside: forged, foreign, broken and repeated requests."""

from collections.abc import Iterator
from dataclasses import dataclass

import requests

from deliberate.sessions.ids import SeatId

from .arrivals import enter
from .browser import Browser, refusal
from .participant import Participant
from .script._move import MODERATOR
from .table import Table

NOTE = {"type": "NoteAlarm"}
FAR_TOO_MUCH = "x" * 70_000
NO_SESSION = "AAAAAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True, slots=True)
class Tried:
    """A request that has to be refused, with the answer it got and the one it should get."""

    what: str
    answer: requests.Response
    status: int
    code: str


def forged(table: Table, rater: SeatId) -> Iterator[Tried]:
    """A seat's own browser, with a body that is not right or was not meant."""
    who = table.people[rater]
    at, key, browser = f"{who.path}/commands", table.names.key("forged"), who.browser
    note = {**NOTE, "key": key}
    yield Tried("a post without token", browser.forged(at, note), 400, "bad_form")
    yield Tried("a post without key", browser.post(at, NOTE), 400, "field_missing")
    unknown = {"type": "ForceReveal", "key": key}
    yield Tried("an unknown command", browser.post(at, unknown), 400, "unknown_command")
    entered = {"type": "EnterByLink", "key": key, "seat": MODERATOR, "device": "-", "link": 1}
    yield Tried("a command of the system", browser.post(at, entered), 403, "not_for_people")
    more = {**note, "seat": MODERATOR}
    yield Tried("a field too many", browser.post(at, more), 400, "field_unknown")
    much = {**note, "who": FAR_TOO_MUCH}
    yield Tried("a body too large", browser.post(at, much), 413, "too_large")


def foreign(table: Table, rater: SeatId, code: str, link: str) -> Iterator[Tried]:
    """A browser without a seat, and a seat that asks for another session."""
    stranger = Browser(table.host.url, table.tally)
    stranger.page("/join")
    at = f"/sessions/{table.session}"
    yield Tried("a stranger's look", stranger.json(f"{at}/view"), 404, "not_found")
    body = {**NOTE, "key": table.names.key("stranger")}
    yield Tried("a stranger's command", stranger.post(f"{at}/commands", body), 404, "not_found")
    yield Tried("a stranger's record", stranger.json(f"{at}/record.json"), 404, "not_found")
    used = _as_program(stranger, link)
    yield Tried("a personal link used twice", used, 409, "link_used")
    wrong = _as_program(stranger, f"{link[:-3]}aaa")
    yield Tried("a personal link made up", wrong, 400, "wrong_link")
    other = "".join(reversed(code))
    joined = stranger.http.post(
        f"{stranger.url}/join",
        data={"csrf_token": stranger.token, "code": other},
        headers={"Accept": "application/json"},
        timeout=10,
    )
    yield Tried("a wrong code", joined, 400, "wrong_code")
    stranger.close()
    lost = table.people[rater].browser.json(f"/sessions/{NO_SESSION}/view")
    yield Tried("another session", lost, 404, "not_found")


def _as_program(stranger: Browser, path: str) -> requests.Response:
    enter(stranger, path)
    return stranger.http.post(
        f"{stranger.url}{path}",
        data={"csrf_token": stranger.token},
        headers={"Accept": "application/json"},
        timeout=10,
    )


def early(table: Table) -> Tried:
    """Nobody, and the moderator neither, has a record while a round is open."""
    record = table.moderator.browser.json(_record(table))
    return Tried("a record during a round", record, 409, "round_open")


def gone(table: Table, who: Participant) -> Iterator[Tried]:
    """Whose seat ended with the meeting sees nothing of what follows."""
    view = who.browser.json(f"{who.path}/view")
    yield Tried(f"{who.seat} after the meeting", view, 401, "no_seat")
    record = who.browser.json(_record(table))
    yield Tried(f"a record for {who.seat} after the meeting", record, 401, "no_seat")


def no_reader(table: Table) -> Iterator[Tried]:
    """A record is made for somebody who is named, and who is there."""
    nobody = table.host.json(f"/sessions/{table.session}/record.json")
    yield Tried("a record for nobody", nobody, 400, "reader_missing")
    unknown = table.host.json(f"{_record(table)}-else")
    yield Tried("a record for an unknown reader", unknown, 404, "not_found")


def _record(table: Table) -> str:
    return f"/sessions/{table.session}/record.json?for=file"


def told(who: Participant, tried: Tried) -> None:
    """Count the refusal; anything else than what was expected is a fault."""
    code = refusal(tried.answer)
    who.browser.tally.refused(code)
    if (tried.answer.status_code, code) != (tried.status, tried.code):
        found = f"{tried.answer.status_code} {code}"
        who.browser.tally.fault(f"{tried.what} gave {found}, not {tried.status} {tried.code}")
