"""Requirements 7, 8 and 15: who may ask what, when, of which session; generated from the stages."""

import logging
from collections import Counter
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.ids import ROUND_1, SeatId, SessionId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    SealRound,
    VoidRound,
)
from deliberate.sessions.seating.commands import AdmitSeat, Invite
from deliberate.sessions.windows import Goal
from deliberate.web.forms import POSTED
from tests.security.room import JSON, SCREEN, SESSION, body_of
from tests.security.test_idempotency import logged

pytestmark = pytest.mark.untraced

OBSERVER = SeatId("seat-of-the-observer")
WATCHES = frozenset({Role.OBSERVER})
OTHER = SessionId("session-of-another-case")
NOWHERE = SessionId("session-that-is-nowhere")
SEATS = (MODERATOR, SCREEN, "seat-A", "seat-B", "seat-C", RECORDER, OBSERVER)
STAGES = ("prepare", "open", "blind_1", "discuss", "decide", "test", "closed")
INSTEAD = {"content": Goal(text="x", whose="x"), "device": ""}


def least(hint):
    """The least that fits a type; ids of nothing."""
    origin, inner = get_origin(hint), get_args(hint)
    if hasattr(hint, "__supertype__") or hint is str:
        return "x"
    if is_dataclass(hint):
        return record(hint)
    if origin in {tuple, frozenset}:
        return origin([least(inner[0])])
    if origin is Literal:
        return inner[0]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return {bool: False, int: 1}.get(hint, {} if origin else None)


def record(kind):
    hints = get_type_hints(kind)
    return kind(**{f.name: _part(f, hints[f.name]) for f in fields(kind) if _needed(f)})


def _part(field, hint):
    return INSTEAD[field.name] if field.name in INSTEAD else least(hint)


def _needed(field):
    return field.default is MISSING or bool(field.metadata.get("required"))


COMMANDS = {name: record(kind) for name, kind in POSTED.items()}


class Carried(Exception):
    """Instead of carrying a command out: it would have been."""


def _stop_short(_point):
    raise Carried


@pytest.fixture
def everybody_at(room_at, caplog):
    """A room in which each role is taken; what is asked stops short of being carried out."""

    def at(stage):
        room = room_at("prepare")
        for move in room.script("prepare")[:-1]:
            room.play(move)
        invite = Invite(name="Noor", discipline="-", organisation="-", roles=WATCHES, ground="-")
        room.must(invite, MODERATOR, OBSERVER)
        for seat in SEATS[2:]:
            room.sit(seat)
        if stage != "prepare":
            room.play(room.script("prepare")[-1])
            room.must(AdmitSeat(seat=OBSERVER), MODERATOR, "admit-observer")
            room.until(stage)
        room.runner.reached = _stop_short
        caplog.set_level(logging.CRITICAL, "deliberate")
        return room

    return at


def may(room, seat, command):
    """What the table of this stage says."""
    place = room.state.roster.seats[seat]
    stage = KINDS["consultation"].stage(room.state.progress.stage)
    return any(type(command) in stage.accepts.get(role, ()) for role in place.roles)


@pytest.mark.parametrize("stage", STAGES)
def test_7_everybody_may_ask_exactly_what_the_stage_grants_their_roles(everybody_at, stage):
    room, wrong = everybody_at(stage), []
    before, places = logged(room), room.state.roster.seats
    for seat in [seat for seat in SEATS if places[seat].standing != "ended"]:
        browser = room.browser(seat)
        for name, command in COMMANDS.items():
            answer = browser.post(command, f"{seat}-{name}")
            code = answer.json["error"]["code"]
            granted = code != "out_of_turn"
            assert granted or answer.status_code == 403
            if granted != may(room, seat, command):
                wrong.append((seat, name, answer.status_code, code))
    assert wrong == []
    assert logged(room) == before


@pytest.fixture
def two_sessions(room_at):
    room = room_at("facts")
    opened = OpenSession(
        kind="consultation",
        label="V2-1",
        moderator="Iemand anders",
        catalogue=room.state.opened.catalogue,
    )
    assert room.runner.open(OTHER, opened) is None
    return room


def test_7_and_8_nobody_asks_anything_of_a_session_that_is_not_theirs(two_sessions):
    """A foreign session and one that is nowhere get the same bytes, whoever asks for whatever."""
    room, told = two_sessions, set()
    for seat in ("moderator", "screen", "seat-A", RECORDER, None):
        client = room.client(seat)
        token = client.get(f"/sessions/{SESSION}/view", headers=JSON).headers.get("X-CSRFToken", "")
        headers = {**JSON, "X-CSRFToken": token}
        for name, command in COMMANDS.items():
            body = body_of(command, f"{seat}-{name}")
            for session in (OTHER, NOWHERE):
                path = f"/sessions/{session}/commands"
                answer = client.post(path, json=body, headers=headers)
                if seat is not None:
                    told.add((answer.status_code, answer.data))
                assert answer.status_code in ({404} if seat else {400})
    assert len(told) == 1
    assert room.runner.state(OTHER).version == 4


IDS = (OTHER, NOWHERE, "x", "../desk", "%00", "ü" * 22, "a" * 4000, SESSION.upper(), f"{SESSION} ")


@pytest.mark.parametrize(
    "path", ["/", "/view", "/screen", "/screen/view", "/record", "/record.json", "/record.pdf"]
)
def test_8_foreign_guessed_and_nonexistent_sessions_cannot_be_told_apart(two_sessions, path):
    for seat in (MODERATOR, "seat-A", None):
        client = two_sessions.client(seat)
        client.get("/")
        answers = [client.get(f"/sessions/{i}{path}", headers=JSON) for i in IDS]
        assert Counter(a.status_code for a in answers) == {404: len(IDS)}
        assert len({a.data for a in answers}) == 1


def test_8_a_seat_that_is_not_there_is_refused_like_one_that_is_somebody_elses(two_sessions):
    """The link of another session, of another seat, of a seat that does not exist, or guessed."""
    room = two_sessions
    doors, client = room.house.doors, room.client("nobody")
    good = doors.link(OTHER, MODERATOR, 1).rpartition("/")[2]
    paths = [
        f"/enter/{SESSION}/seat-A/1/{good}",
        f"/enter/{OTHER}/seat-A/1/{good}",
        f"/enter/{OTHER}/moderator/2/{good}",
        f"/enter/{NOWHERE}/moderator/1/{good}",
        f"/enter/{OTHER}/moderator/1/{'a' * 26}",
    ]
    answers = [client.get(path, headers=JSON) for path in paths]
    assert {(a.status_code, a.data) for a in answers} == {(answers[0].status_code, answers[0].data)}
    assert answers[0].status_code == 400


def test_15_a_revealed_round_accepts_no_change_from_anybody(room_at):
    room = room_at("reveal")
    factor = room.cast.vignette.factor_ids[0]
    before, kept = logged(room), room.state.rounds[ROUND_1]
    changes = (
        GiveAnswers(round=ROUND_1, answers={factor: {"direction": "none"}}),
        SealRound(round=ROUND_1),
        Abstain(round=ROUND_1, reason="toch niet"),
        ExcuseSeat(round=ROUND_1, seat=SeatId("seat-B"), reason="ziek"),
        ExcludeFromCount(round=ROUND_1, seat=SeatId("seat-B"), reason="keek mee"),
        VoidRound(round=ROUND_1, reason="opnieuw"),
    )
    for seat in (s.id for s in room.state.roster.seats.values() if s.seated):
        for number, change in enumerate(changes):
            answer = room.browser(seat).post(change, f"change-{seat}-{number}")
            assert answer.status_code in {403, 409}
            assert answer.json["error"]["code"] in {"out_of_turn", "round_closed"}
    assert logged(room) == before
    assert room.state.rounds[ROUND_1] == kept
