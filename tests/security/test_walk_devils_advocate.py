"""Walking around the devil's advocate: the turn, the points, the answers, the way without."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import (
    AnswerPoint,
    CallGuest,
    DeliverPoint,
    FactKind,
    LayDownRole,
    OverrideAdvocate,
    PassReason,
    PassTurn,
    PointKind,
    Reply,
)
from deliberate.sessions.flow.commands import Advance, Bypass, DescribeCase
from deliberate.sessions.ids import CHALLENGE, DISCUSS, PointId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, Invite, MarkAbsent
from tests.security.walls import plain, refused

LOAD = PassTurn(reason=PassReason.LOAD)
EXPLANATION = DeliverPoint(kind=PointKind.EXPLANATION, text="Hij is bang hen te missen")
FACT = DeliverPoint(kind=PointKind.FACT, text="Waar was zij?", fact=FactKind.MISSING)
OPTION = DeliverPoint(
    kind=PointKind.OPTION, text="Naar zijn broer", lighter="oma er is", heavier="hij terugkomt"
)
SIX = {"raters": 6}


def others(room):
    """Raters who are not the advocate and could have been."""
    mine = room.state.challenge.advocate
    return [c.seat for c in room.state.challenge.draws[-1].present if c.seat != mine]


def test_the_turn_goes_by_the_lot_and_not_round_it(room_at):
    room = room_at("reveal", **SIX)
    mine, (friend, *_) = room.state.challenge.advocate, others(room)
    around = [
        (MODERATOR, plain(OverrideAdvocate(seat=friend, reason="")), "text_missing"),
        (MODERATOR, plain(OverrideAdvocate(seat=friend, reason="\n")), "text_missing"),
        (MODERATOR, plain(OverrideAdvocate(seat=RECORDER, reason="zo")), "cannot_be_advocate"),
        (MODERATOR, plain(OverrideAdvocate(seat=MODERATOR, reason="zo")), "cannot_be_advocate"),
        (MODERATOR, plain(OverrideAdvocate(seat="nobody", reason="zo")), "unknown_seat"),
        (MODERATOR, plain(CallGuest(name="Farid", organisation="West")), "advocate_is_here"),
        (MODERATOR, plain(LOAD), "out_of_turn"),
        (friend, plain(LOAD), "not_the_advocate"),
        (friend, plain(OverrideAdvocate(seat=friend, reason="ik wil")), "out_of_turn"),
        (friend, plain(CallGuest(name="Farid", organisation="West")), "out_of_turn"),
        (mine, plain(PassTurn(reason=PassReason.OTHER)), "text_missing"),
        (mine, plain(LOAD, seat=friend), "field_unknown"),
        (mine, plain(LayDownRole()), "out_of_turn"),
    ]
    for seat, body, code in around:
        assert refused(room, seat, body)[1] == code, body
    room.must(LOAD, mine, "pass-on")
    back = OverrideAdvocate(seat=mine, reason="toch maar")
    assert refused(room, MODERATOR, plain(back)) == (400, "cannot_be_advocate")
    assert refused(room, mine, plain(LOAD)) == (403, "not_the_advocate")


def test_a_pass_or_an_appointment_does_not_take_the_role_away_halfway(room_at):
    room = room_at("discuss", **SIX)
    mine, (friend, *_) = room.state.challenge.advocate, others(room)
    counters = [m for m in room.script("discuss") if isinstance(m.command, DeliverPoint)]
    for move in room.script("discuss"):
        room.play(move)
        if move is counters[0] or move.key == counters[0].key:
            break
    assert refused(room, mine, plain(LOAD)) == (400, "turn_begun")
    another = OverrideAdvocate(seat=friend, reason="te streng")
    assert refused(room, MODERATOR, plain(another)) == (409, "advocate_has_begun")
    assert refused(room, friend, plain(EXPLANATION)) == (403, "not_the_advocate")
    again = replace(counters[0].command, text="en dit ook nog")
    assert refused(room, mine, plain(again))[1] == "counter_given"
    assert refused(room, MODERATOR, plain(Advance(expected=CHALLENGE)))[1] == "stale_stage"
    assert room.state.progress.stage == DISCUSS


def test_the_points_are_brought_whole_once_and_by_the_advocate(room_at):
    room = room_at("challenge", **SIX)
    mine, (friend, *_) = room.state.challenge.advocate, others(room)
    around = [
        (mine, plain(LayDownRole()), "still_owed"),
        (mine, plain(replace(EXPLANATION, text="  ")), "text_missing"),
        (mine, plain(replace(EXPLANATION, text="\u200b")), "text_missing"),
        (mine, plain(replace(OPTION, lighter="", heavier="")), "text_missing"),
        (mine, plain(EXPLANATION, by=friend), "field_unknown"),
        (friend, plain(EXPLANATION), "not_the_advocate"),
        (friend, plain(LayDownRole()), "not_the_advocate"),
        (RECORDER, plain(EXPLANATION), "out_of_turn"),
        (MODERATOR, plain(EXPLANATION), "not_the_advocate"),
        (MODERATOR, plain(LayDownRole()), "not_the_advocate"),
        (MODERATOR, plain(Advance(expected=CHALLENGE)), "gate_closed"),
    ]
    for seat, body, code in around:
        assert refused(room, seat, body)[1] == code, body
    room.must(EXPLANATION, mine, "the-explanation")
    assert refused(room, mine, plain(replace(EXPLANATION, text="nog een")))[1] == "already_brought"
    assert refused(room, mine, plain(LayDownRole())) == (400, "still_owed")


def test_the_group_answers_and_not_the_advocate(room_at):
    room = room_at("challenge", **SIX)
    mine, (friend, *_) = room.state.challenge.advocate, others(room)
    room.must(EXPLANATION, mine, "the-explanation")
    room.must(FACT, mine, "the-missing-fact")
    adopted = AnswerPoint(point=PointId("the-explanation"), reply=Reply.ADOPTED)
    fact = AnswerPoint(point=PointId("the-missing-fact"), reply=Reply.ADOPTED)
    around = [
        (mine, plain(adopted), "out_of_turn"),
        (friend, plain(adopted), "out_of_turn"),
        (RECORDER, plain(replace(adopted, reply=Reply.REJECTED)), "text_missing"),
        (RECORDER, plain(replace(adopted, reply=Reply.FIND_OUT, who="GW")), "text_missing"),
        (RECORDER, plain(adopted, reply="later"), "field_wrong"),
        (RECORDER, plain(replace(adopted, point=PointId("none"))), "unknown_point"),
        (RECORDER, plain(fact), "text_missing"),
        (RECORDER, plain(Bypass(need="point_unanswered", about="p", reason="-")), "out_of_turn"),
    ]
    for seat, body, code in around:
        assert refused(room, seat, body)[1] == code, body


def test_nothing_weighty_is_passed_over_or_decided_unchallenged(room_at):
    """Said to be weighty beforehand, or seen to be so by what the chosen option touches."""
    room = room_at("challenge", vignette="V2")
    passing = Bypass(need="point_missing", about="explanation", reason="geen tijd")
    assert not room.state.progress.weighty
    case = DescribeCase(decision_question="?", decision_authority="-", framework="", weighty=False)
    assert refused(room, MODERATOR, plain(case)) == (403, "out_of_turn")
    assert refused(room, RECORDER, plain(passing)) == (403, "out_of_turn")
    room.must(passing, MODERATOR, "passed-over")
    for move in room.script("challenge"):
        room.play(move)
    for stage in ("blind_2",):
        for move in room.script(stage):
            room.play(move)
    decided = [m for m in room.script("decide") if type(m.command).__name__ == "RecordDecision"]
    for move in room.script("decide"):
        if move is decided[0] or move.key == decided[0].key:
            break
        room.play(move)
    heavy = next(
        e.id for e, o in room.state.entries.options() if o.touches & {"placement", "contact"}
    )
    chosen = replace(decided[0].command, option=heavy)
    for seat in (MODERATOR, RECORDER):
        assert refused(room, seat, plain(chosen)) == (409, "weighty_needs_advocate")


def test_roles_that_may_not_be_advocate_are_never_drawn_by_a_change_of_roles(room_at):
    room = room_at("reveal", **SIX)
    mine = room.state.challenge.advocate
    presents = next(s.id for s in room.state.roster.with_role(Role.PRESENTER))
    taken = GiveRole(seat=mine, roles=frozenset({Role.RATER, Role.RECORDER}))
    assert refused(room, MODERATOR, plain(taken)) == (400, "role_taken")
    assert refused(room, mine, plain(taken)) == (403, "out_of_turn")
    another = OverrideAdvocate(seat=presents, reason="kent de zaak")
    assert refused(room, MODERATOR, plain(another)) == (400, "cannot_be_advocate")


def test_the_role_is_not_moved_by_roles_or_absences(room_at):
    """Not before who was drawn has begun, nor after; and the draw is told with why it was."""
    room = room_at("reveal", **SIX)
    mine = room.state.challenge.advocate
    roles = room.state.roster.seats[mine].roles
    board = GiveRole(seat=mine, roles=roles | {Role.BOARD})
    room.must(board, MODERATOR, "flip")
    assert room.state.challenge.advocate != mine
    notices = {n["code"] for n in room.browser("screen").get().json["notices"]}
    assert "advocate_put_aside" in notices
    room.must(GiveRole(seat=mine, roles=roles), MODERATOR, "flip-back")
    assert room.state.challenge.advocate == mine
    room.must(MarkAbsent(seat=mine, reason="belt"), MODERATOR, "out")
    room.must(AdmitSeat(seat=mine), MODERATOR, "in-again")
    assert room.state.challenge.advocate == mine
    for stage in ("reveal", "discuss", "options"):
        for move in room.script(stage):
            room.play(move)
    room.must(EXPLANATION, mine, "the-explanation")
    for other in (board, replace(board, roles=frozenset({Role.OBSERVER}))):
        assert refused(room, MODERATOR, plain(other)) == (409, "advocate_has_begun")


def test_a_guest_is_no_way_round_who_could_be_drawn(room_at):
    room, guest = room_at("reveal", **SIX), CallGuest(name="Farid", organisation="West")
    gone = []
    while mine := room.state.challenge.advocate:
        gone.append(mine)
        room.must(MarkAbsent(seat=mine, reason="belt"), MODERATOR, f"out-{mine}")
    room.must(AdmitSeat(seat=gone[1]), MODERATOR, "in-again")
    assert room.state.challenge.advocate == gone[1]
    assert refused(room, MODERATOR, plain(guest)) == (400, "advocate_is_here")


def test_a_guest_who_has_begun_is_not_followed_by_another(room_at):
    room, guest = room_at("challenge", **SIX), CallGuest(name="Farid", organisation="West")
    while mine := room.state.challenge.advocate:
        room.must(MarkAbsent(seat=mine, reason="belt"), MODERATOR, f"out-{mine}")
        last = mine
    room.must(guest, MODERATOR, "call")
    room.must(EXPLANATION, MODERATOR, "by-phone")
    another = plain(replace(guest, name="Mo"))
    assert refused(room, MODERATOR, another) == (409, "advocate_has_begun")
    room.must(AdmitSeat(seat=last), MODERATOR, "in-again")
    assert room.state.challenge.guest is not None
    back = OverrideAdvocate(seat=last, reason="is er weer")
    assert refused(room, MODERATOR, plain(back)) == (409, "advocate_has_begun")


def test_nobody_is_drawn_or_appointed_before_judging(room_at):
    room = room_at("reveal", **SIX)
    new, rates = "seat-of-somebody-late", frozenset({Role.RATER})
    invite = Invite(name="Noor", discipline="d", organisation="o", roles=rates, ground="-")
    room.must(invite, MODERATOR, new)
    room.sit(new)
    room.must(AdmitSeat(seat=new), MODERATOR, "admit-the-late-one")
    appointed = plain(OverrideAdvocate(seat=new, reason="vers oog"))
    assert refused(room, MODERATOR, appointed) == (400, "cannot_be_advocate")
    assert new not in room.browser(MODERATOR).get().json["stage"]["advocate"]["others"]
    assert room.browser(RECORDER).get().json["stage"]["advocate"]["others"] == []
