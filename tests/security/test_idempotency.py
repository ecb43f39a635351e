"""Sent twice, sent at once, sent changed: each command happens once, and whoever asks is told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.runner import Done
from deliberate.sessions.danger.commands import NoteAlarm
from deliberate.sessions.entries.commands import ContestEntry, MarkCore
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import BLIND_1, FACTS, ROUND_1, CommandKey, question
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.rounds.state import Status
from deliberate.store.database import reading
from deliberate.store.tables import events
from deliberate.store.verify import verify_database

FACTOR = question("adult_violence")
NONE = GiveAnswers(round=ROUND_1, answers={FACTOR: Answer(direction=Direction.NONE)})
UNKNOWN = GiveAnswers(round=ROUND_1, answers={FACTOR: Answer(direction=Direction.UNKNOWN)})


def logged(room):
    """How often each kind of event stands in the log."""
    with reading(room.house.engine) as conn:
        return Counter(conn.execute(select(events.c.type)).scalars())


def at_once(*calls):
    """All calls in the same moment, each in a thread of its own."""
    ready = Barrier(len(calls))

    def one(call):
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


@pytest.fixture
def blind(room_at):
    return room_at("blind_1")


@pytest.fixture
def rater(blind):
    return blind.cast.raters[0]


def test_12_the_same_key_five_times_is_one_event_with_one_receipt(blind, rater):
    before = logged(blind)
    answers = [blind.ask(NONE, rater, "once") for _ in range(5)]
    assert {done.receipt for done in answers} == {answers[0].receipt}
    assert [done.repeated for done in answers] == [False, True, True, True, True]
    assert logged(blind) - before == {"rounds.AnswerSealed": 1}


def test_12_five_copies_that_arrive_at_once_are_one_event(blind, rater):
    before, browser = logged(blind), blind.browser(rater)
    token = browser.token()
    copies = at_once(*[lambda: browser.post(NONE, "once", token)] * 5)
    assert [answer.status_code for answer in copies] == [200] * 5
    receipts = [answer.json["receipt"] for answer in copies]
    assert receipts == [receipts[0]] * 5
    assert logged(blind) - before == {"rounds.AnswerSealed": 1}


def test_12_a_repeat_gets_a_fresh_view(blind, rater):
    browser = blind.browser(rater)
    first = browser.post(NONE, "once").json
    browser.post(UNKNOWN, "twice")
    assert browser.post(NONE, "once").json["v"] == first["v"] + 1


def test_12_what_was_refused_is_not_remembered(blind, rater):
    seal = SealRound(round=ROUND_1)
    assert isinstance(blind.ask(seal, rater, "seal"), Refusal)
    for move in blind.script("blind_1"):
        if move.seat == rater and isinstance(move.command, GiveAnswers):
            blind.play(move)
    assert isinstance(blind.ask(seal, rater, "seal"), Done)


def test_13_the_same_key_with_another_body_is_a_conflict(blind, rater):
    browser = blind.browser(rater)
    assert browser.post(NONE, "once").status_code == 200
    before = logged(blind)
    refused = browser.post(UNKNOWN, "once")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "key_reused")
    assert logged(blind) == before


def test_13_a_key_of_somebody_else_is_a_conflict_too(blind):
    first, second = blind.cast.raters[:2]
    assert blind.browser(first).post(NONE, "once").status_code == 200
    assert blind.browser(second).post(NONE, "once").status_code == 409


def test_14_of_two_tabs_that_go_on_at_once_one_does(room_at):
    room = room_at("facts")
    for move in room.script("facts")[:-1]:
        room.play(move)
    leave, before = Advance(expected=FACTS), logged(room)
    tabs = [room.browser(MODERATOR) for _ in range(4)]
    ready = [(tab, tab.token()) for tab in tabs]
    calls = [
        lambda n=n, t=tab, k=k: t.post(leave, f"tab-{n}", k) for n, (tab, k) in enumerate(ready)
    ]
    answers = at_once(*calls)
    told = Counter(
        (a.status_code, a.json["error"]["code"] if a.status_code != 200 else "") for a in answers
    )
    assert told == {(200, ""): 1, (409, "stale_stage"): 3}
    assert (logged(room) - before)["flow.StageEntered"] == 1
    assert room.state.progress.stage == BLIND_1


def test_14_two_tabs_that_reveal_at_once_reveal_once(room_at):
    room = room_at("blind_1")
    for move in room.script("blind_1")[:-1]:
        room.play(move)
    leave = Advance(expected=BLIND_1)
    outcomes = at_once(*(lambda n=n: room.ask(leave, MODERATOR, f"tab-{n}") for n in range(4)))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1
    assert {o.code for o in outcomes if isinstance(o, Refusal)} == {"stale_stage"}
    assert logged(room)["rounds.RoundRevealed"] == 1


def test_everybody_may_rate_and_seal_in_the_same_moment(room_at):
    """Eight people at once: no seal is lost, no answer mixed up, and the log stays one chain."""
    room = room_at("blind_1", raters=8)
    mine = {
        seat: [m for m in room.script("blind_1") if m.seat == seat] for seat in room.cast.raters
    }
    at_once(*(lambda moves=moves: [room.play(move) for move in moves] for moves in mine.values()))
    assert room.state.rounds[ROUND_1].sealed == set(room.cast.raters)
    room.play(room.script("blind_1")[-1])
    assert room.state.rounds[ROUND_1].status is Status.REVEALED
    assert verify_database(room.house.engine, room.runner.keys).ok


def test_whoever_looks_while_others_write_never_sees_the_session_go_back(room_at):
    room = room_at("facts")
    *moves, leave = room.script("facts")
    waits = ContestEntry | MarkCore  # for what others tell
    own = [m for m in moves if not isinstance(m.command, waits)]
    mine = {seat: [m for m in own if m.seat == seat] for seat in {m.seat for m in own}}
    seats = list(mine)

    def writes(seat):
        return lambda: [room.play(move) for move in mine[seat]]

    def looks(seat):
        view = room.runner.view
        return lambda: [view(room.session, seat, room.token(seat)).v for _ in range(12)]

    seen = at_once(*map(writes, seats), *map(looks, seats))[len(seats) :]
    assert all(versions == sorted(versions) for versions in seen)
    for move in (*(m for m in moves if m not in own), leave):
        room.play(move)
    room.runner._seen.clear()
    kept = room.state
    assert kept.progress.stage == BLIND_1
    assert room.runner.view(room.session, seats[0], room.token(seats[0])).v == kept.public


def test_the_same_question_from_two_tabs_at_once_keeps_one_answer_that_opens(blind, rater):
    outcomes = at_once(
        *(
            lambda n=n, c=c: blind.ask(c, rater, f"tab-{n}")
            for n, c in enumerate([NONE, UNKNOWN] * 3)
        )
    )
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert blind.state.rounds[ROUND_1].revision(rater, FACTOR) == 6
    form = blind.runner.view(blind.session, rater, blind.token(rater)).stage.form
    own = [card.own for screen in form.screens for card in screen.cards if card.q == FACTOR]
    assert own[0] in {NONE.answers[FACTOR], UNKNOWN.answers[FACTOR]}


def test_11_an_answer_that_could_not_be_sealed_is_not_acknowledged(blind, rater):
    """Without a device's token there is no envelope, and the round could never be opened."""
    outcome = blind.runner.run(blind.session, NONE, rater, CommandKey("bare"))
    assert isinstance(outcome, Refusal)
    assert blind.state.rounds[ROUND_1].revision(rater, FACTOR) == 0


def test_a_refused_command_leaves_nothing_behind(blind, rater):
    before = on_disk(blind), logged(blind)
    for number, (command, seat) in enumerate(
        [
            (Advance(expected=BLIND_1), rater),
            (Advance(expected=BLIND_1), MODERATOR),
            (SealRound(round=ROUND_1), rater),
            (NoteAlarm(who="x" * 999), rater),
        ]
    ):
        assert isinstance(blind.ask(command, seat, f"refused-{number}"), Refusal)
    assert (on_disk(blind), logged(blind)) == before


def on_disk(room):
    """The database with its write-ahead log."""
    return [
        path.read_bytes()
        for path in sorted(room.database.parent.glob("*.db*"))
        if path.suffix != ".db-shm"
    ]
