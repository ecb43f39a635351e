"""Killed at any moment: what was acknowledged is there, and nothing is ever half done."""

import json
from contextlib import closing

import pytest

from deliberate.sessions.ids import ROUND_1
from deliberate.sessions.rounds.commands import GiveAnswers, SealRound
from deliberate.sessions.rounds.state import Status
from deliberate.store.verify import verify_database
from tests.security.conftest import FEW
from tests.security.crash import crash
from tests.security.room import JSON, Room, copied

BEFORE = ("decided", "sealed", "appended", "before_commit")
AFTER = ("committed", "announced")
GIVING, SEALING, REVEALING = "r1-B-4", "r1-B-seal", "leave-blind_1"
GIVES = [(key, point) for key in (GIVING, SEALING) for point in (*BEFORE, *AFTER)]
REVEALS = [(REVEALING, point) for point in ("revealed", *BEFORE, *AFTER)]


@pytest.fixture(scope="module")
def undisturbed(prepared, tmp_path_factory):
    """How many events the same round has when nothing goes wrong."""
    folder = copied(prepared("blind_1", **FEW), tmp_path_factory.mktemp("calm") / "room")
    with closing(Room(folder, **FEW)) as room:
        for move in room.script("blind_1"):
            room.play(move)
        return room.state.version


@pytest.fixture
def after(prepared, tmp_path, request):
    """The room started again after the crash, what was acknowledged, and where it died."""
    key, point = request.param
    folder = copied(prepared("blind_1", **FEW), tmp_path / "room")
    acknowledged = crash(folder, "blind_1", FEW, key, point)
    with closing(Room(folder, **FEW)) as room:
        yield room, acknowledged, key, point


def own_answers(room, seat):
    """What the seat's own device opens of round 1."""
    view = room.runner.view(room.session, seat, room.token(seat))
    cards = [card for screen in view.stage.form.screens for card in screen.cards]
    return {card.q: card.own for card in cards if card.own is not None}


def expected_answers(room, keys, seat):
    """What a seat has answered when these commands and no others were carried out."""
    given = {}
    for move in room.script("blind_1"):
        if move.key in keys and move.seat == seat and isinstance(move.command, GiveAnswers):
            given |= move.command.answers
    return given


@pytest.mark.parametrize("after", [*GIVES, *REVEALS], indirect=True, ids="-".join)
def test_10_11_16_after_a_crash_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    after, undisturbed
):
    room, acknowledged, key, point = after
    carried_out = {*acknowledged, *({key} if point in AFTER else set())}
    all_that_was_given_is_there(room, carried_out)
    whole_or_not_at_all(room, revealed=REVEALING in carried_out)
    seated_and_blind(room, revealed=REVEALING in carried_out)
    for move in room.script("blind_1"):
        again = room.play(move)
        assert again.repeated == (move.key in carried_out)
        assert move.key not in acknowledged or receipt(again) == acknowledged[move.key]
    assert room.state.version == undisturbed
    assert room.state.rounds[ROUND_1].summary.raters == len(room.cast.raters)
    assert room.runner.keys.rounds() == ()
    assert verify_database(room.house.engine, room.runner.keys).ok


def all_that_was_given_is_there(room, carried_out):
    """Requirement 10; of what was on its way when the process died, all or nothing."""
    moves = [move for move in room.script("blind_1") if move.key in carried_out]
    if REVEALING not in carried_out:
        for seat in room.cast.raters:
            assert own_answers(room, seat) == expected_answers(room, carried_out, seat)
    sealed = {move.seat for move in moves if isinstance(move.command, SealRound)}
    assert room.state.rounds[ROUND_1].sealed == sealed


def whole_or_not_at_all(room, revealed):
    """Requirement 16; and a round that is over keeps no key, one that is open keeps its own."""
    this = room.state.rounds[ROUND_1]
    assert [bool(part) for part in (this.summary, this.columns, this.column_seats)] == [
        revealed
    ] * 3
    assert this.status is (Status.REVEALED if revealed else Status.OPEN)
    assert room.state.progress.stage == ("reveal" if revealed else "blind_1")
    held = {(ref.round, ref.attempt) for ref in room.runner.keys.rounds()}
    assert held == (set() if revealed else {(ROUND_1, 1)})


def receipt(done):
    return done.receipt and [done.receipt.sha256, done.receipt.minute]


def seated_and_blind(room, revealed):
    """Everybody still has a seat on the same device, and sees no figure before the reveal."""
    places = room.state.roster.seats.values()
    for seat in (place.id for place in places if place.standing != "absent"):
        client = room.client(seat)
        look = "screen" if seat == "screen" else ""
        view = client.get(f"{room.path}/view?look={look}", headers=JSON)
        assert view.status_code == 200
        assert view.json["you"]["seat"] == seat
        assert view.json["admitted"]
        assert ("counts" in json.dumps(view.json["stage"])) == revealed
