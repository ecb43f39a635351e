"""Walking around composition: too few, too many, two in one, or nobody who may decide."""

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Advance, Bypass, ExplainWarning
from deliberate.sessions.ids import OPEN, SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import EndSeat, GiveRole, Invite, MarkAbsent
from deliberate.sessions.verdict.commands import RecordDecision
from tests.security.walls import plain, refused

A, B, C = (SeatId(f"seat-{letter}") for letter in "ABC")
RATES, LISTENS = frozenset({Role.RATER}), frozenset({Role.OBSERVER})


def invite(name="Noor Elings", roles=RATES):
    return plain(Invite(name=name, discipline="arts", organisation="GGD", roles=roles, ground="-"))


def test_fewer_than_three_raters_stop_whoever_asks_and_however(room_at):
    room = room_at("open")
    room.sit(A)
    room.must(MarkAbsent(seat=C, reason="ziek"), MODERATOR, "absent")
    on, passed = plain(Advance(expected=OPEN)), plain(Bypass(need="quorum", reason="haast"))
    assert refused(room, MODERATOR, on) == (409, "gate_closed")
    assert refused(room, MODERATOR, passed) == (403, "cannot_bypass")
    explained = plain(ExplainWarning(warning="quorum", reason="haast"))
    assert refused(room, MODERATOR, explained) == (409, "nothing_to_explain")
    assert refused(room, A, on) == (403, "out_of_turn")
    lower = plain(Advance(expected=OPEN), min_raters=2)
    assert refused(room, MODERATOR, lower) == (400, "field_unknown")


def test_nobody_is_two_people_at_once(room_at):
    room = room_at("open")
    room.sit(A)
    both = plain(GiveRole(seat=MODERATOR, roles=frozenset({Role.MODERATOR, Role.PRESENTER})))
    assert refused(room, MODERATOR, both) == (400, "moderator_is_not_presenter")
    listens = plain(GiveRole(seat=A, roles=RATES | LISTENS))
    assert refused(room, MODERATOR, listens) == (400, "observer_only_listens")
    assert refused(room, MODERATOR, invite(roles=RATES | LISTENS)) == (400, "observer_only_listens")
    second = plain(GiveRole(seat=A, roles=frozenset({Role.RECORDER})))
    assert refused(room, MODERATOR, second) == (400, "role_taken")
    assert refused(room, A, both) == (403, "out_of_turn")


def test_nobody_sits_here_twice_and_not_too_many_do(room_at):
    room = room_at("open", raters=8)
    name = room.state.roster.seats[A].name
    twice = invite(name.upper() + " ", LISTENS)
    assert refused(room, MODERATOR, twice) == (400, "name_already_seated")
    alike = name.translate({ord("a"): "\u0430", ord("o"): "\u043e", ord("e"): "\u0435"})
    assert alike != name
    assert refused(room, MODERATOR, invite(alike, LISTENS)) == (400, "name_already_seated")
    assert refused(room, MODERATOR, invite()) == (400, "too_many_raters")
    room.must(
        Invite(name="Noor", discipline="-", organisation="-", roles=LISTENS, ground="-"),
        MODERATOR,
        "seat-of-noor-who-listens",
    )
    given = plain(GiveRole(seat=SeatId("seat-of-noor-who-listens"), roles=RATES))
    assert refused(room, MODERATOR, given) == (400, "too_many_raters")


def test_a_warning_is_not_explained_away_beforehand(room_at):
    room = room_at("prepare")
    for warning in ("one_organisation", "nobody_decides", "anything"):
        explained = plain(ExplainWarning(warning=warning, reason="alvast"))
        assert refused(room, MODERATOR, explained) == (409, "nothing_to_explain")


def test_nobody_decides_who_may_not(room_at):
    room = room_at("decide")
    made = None
    for move in room.script("decide"):
        if isinstance(move.command, RecordDecision):
            made = move.command
            break
        room.play(move)
    (decider,) = room.state.roster.with_role(Role.DECISION_MAKER)
    room.must(EndSeat(seat=decider.id, reason="niet bereikbaar"), MODERATOR, "gone")
    for seat in (RECORDER, MODERATOR):
        assert refused(room, seat, plain(made)) == (400, "advice_only")
    assert refused(room, B, plain(made)) == (403, "out_of_turn")
