"""Faults to survive: a full disk, a store of keys that fails, an answer that never arrives."""

import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.danger.commands import NoteAlarm, SoundAlarm
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1, FACTS, ROUND_1
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.state import Status
from deliberate.sessions.seating.commands import MoveSeat
from deliberate.store.verify import verify_database
from tests.security.room import LIVE
from tests.security.test_idempotency import NONE, UNKNOWN, logged

SECRET = "kanarie vloog weg"


def whole(room):
    return verify_database(room.house.engine, room.runner.keys).ok


@pytest.fixture
def blind(room_at):
    return room_at("blind_1")


class FullDisk:
    """From `fill` to `free` the database file cannot grow by a page."""

    def __init__(self, engine):
        self.engine, self.full = engine, False
        event.listen(engine, "begin", self._limit)

    def _limit(self, connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        most = pages if self.full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")


def test_a_full_disk_loses_nothing_and_says_try_again(blind):
    """What was not stored is not acknowledged; the same key goes through when there is room."""
    seat, disk = blind.cast.raters[0], FullDisk(blind.house.engine)
    browser, mine = blind.browser(seat), [m for m in blind.script("blind_1") if m.seat == seat]
    before, token = logged(blind), browser.token()
    disk.full = True
    given = next(move for move in mine if isinstance(move.command, GiveAnswers))
    refused = browser.post(given.command, given.key, token)
    assert (refused.status_code, refused.json["error"]["code"]) == (503, "try_again")
    assert refused.headers["Retry-After"]
    assert logged(blind) == before
    assert browser.get().status_code == 200
    disk.full = False
    assert browser.post(given.command, given.key, token).status_code == 200
    assert logged(blind)["rounds.AnswerSealed"] == len(given.command.answers)
    assert whole(blind)


@pytest.mark.parametrize("point", ["revealed", "sealed", "appended", "before_commit"])
def test_16_a_reveal_that_the_database_breaks_off_reveals_nothing(blind, point):
    *rating, leave = blind.script("blind_1")
    for move in rating:
        blind.play(move)
    before, moderator = logged(blind), blind.browser(MODERATOR)
    blind.runner.reached = lambda here: broken_off() if here == point else None
    assert moderator.post(leave.command, leave.key).status_code == 503
    assert (logged(blind), len(blind.runner.keys.rounds())) == (before, 1)
    assert blind.state.rounds[ROUND_1].status is Status.OPEN
    blind.runner.reached = lambda here: None
    assert moderator.post(leave.command, leave.key).status_code == 200
    assert blind.state.rounds[ROUND_1].summary.raters == len(blind.cast.raters)
    assert blind.runner.keys.rounds() == ()


def broken_off():
    raise OperationalError("COMMIT", {}, sqlite3.OperationalError(SECRET))


def test_a_store_of_keys_that_fails_opens_no_round(room_at, monkeypatch):
    """Without its key a round could never be opened, so it is not begun."""
    room = room_at("facts")
    *moves, leave = room.script("facts")
    for move in moves:
        room.play(move)
    with monkeypatch.context() as patch:
        patch.setattr(room.runner.keys, "keep_round_private", failing)
        assert room.browser(MODERATOR).post(leave.command, leave.key).status_code == 500
    assert room.state.progress.stage == FACTS
    assert room.browser(MODERATOR).post(leave.command, leave.key).status_code == 200
    assert room.state.progress.stage == BLIND_1
    assert {ref.round for ref in room.runner.keys.rounds()} == {ROUND_1}


def failing(*_arguments, **_named):
    raise sqlite3.OperationalError(SECRET)


def test_keys_that_cannot_be_destroyed_at_once_are_destroyed_later(blind, monkeypatch):
    """The reveal stands, the answer is lost, the same post is acknowledged; a start cleans up."""
    for move in blind.script("blind_1")[:-1]:
        blind.play(move)
    leave, browser = Advance(expected=BLIND_1), blind.browser(MODERATOR)
    with monkeypatch.context() as patch:
        patch.setattr(blind.runner.keys, "destroy_round_private", failing)
        assert browser.post(leave, "leave").status_code == 500
    assert blind.state.rounds[ROUND_1].status is Status.REVEALED
    assert browser.post(leave, "leave").status_code == 200
    assert logged(blind)["rounds.RoundRevealed"] == 1


def test_10_an_answer_lost_on_its_way_back_is_given_again(blind, monkeypatch):
    seat = blind.cast.raters[0]
    browser, before = blind.browser(seat), logged(blind)
    token = browser.token()
    with monkeypatch.context() as patch:
        patch.setattr("deliberate.web.sessions.view_of", failing)
        assert browser.post(NONE, "once", token).status_code == 500
    again = browser.post(NONE, "once")
    assert again.status_code == 200
    assert again.json["receipt"]
    assert logged(blind) - before == {"rounds.AnswerSealed": 1}


def test_11_nothing_is_announced_before_it_is_committed(blind, monkeypatch):
    """Whoever is told looks at once, and must find it."""
    found = []

    def looked(told):
        found.append((told.v, blind.state.public))

    monkeypatch.setattr(blind.runner, "announce", looked)
    blind.must(SoundAlarm(), "seat-A", "alarm")
    blind.must(NoteAlarm(who="iemand"), "seat-B", "note")
    assert found == [(told, told) for told, _ in found]
    assert len(found) == 2


def test_11_what_fails_before_the_commit_is_not_announced(blind, monkeypatch):
    told = []
    monkeypatch.setattr(blind.runner, "announce", told.append)
    blind.runner.reached = lambda point: failing() if point == "before_commit" else None
    with pytest.raises(sqlite3.OperationalError):
        blind.ask(SoundAlarm(), "seat-A", "alarm")
    assert told == []
    blind.runner.reached = lambda point: None
    assert not blind.state.alarm.on


@pytest.mark.parametrize("headers", [{}, LIVE, {"Accept": "application/json"}])
@pytest.mark.parametrize(
    "part", ["deliberate.web.seats.seats.seats_of", "deliberate.runner.project"]
)
def test_26_an_error_shows_nothing_of_what_it_holds(blind, monkeypatch, caplog, part, headers):
    browser = blind.browser("seat-A")
    browser.token()
    monkeypatch.setattr(part, failing)
    answer = browser.get("/view", headers)
    assert answer.status_code == 500
    assert SECRET not in answer.text + caplog.text
    assert not any(word in answer.text for word in ("Traceback", "sqlite", "Error(", ".py"))
    said = browser.get("/view", {"Accept": "application/json"}).json["error"]
    assert (said["code"], said["field"], said["params"]) == ("server_error", "", {})


def test_two_answers_at_once_on_two_devices_of_one_seat(blind):
    """After a move the old device is refused, and the new one starts without the old answers."""
    seat = blind.cast.raters[0]
    assert blind.browser(seat).post(NONE, "first").status_code == 200
    device = blind.house.devices.hash(blind.token("tablet"))
    blind.must(MoveSeat(seat=seat, device=device), MODERATOR, "move")
    assert blind.browser(seat).post(UNKNOWN, "late", "x").status_code in {400, 401}
    tablet = blind.browser("tablet")
    form = tablet.get().json["stage"]["form"]
    assert form["unreadable"] == 1
    assert tablet.post(UNKNOWN, "again").status_code == 200
    assert blind.browser("tablet").get().json["stage"]["form"]["unreadable"] == 0
