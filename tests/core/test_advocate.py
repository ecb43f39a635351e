"""Who is devil's advocate: drawn, passed on, appointed, replaced, or a guest by phone."""

from dataclasses import replace

from deliberate.bias_guards import devils_advocate
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.brought import Brought
from deliberate.sessions.challenge.commands import (
    CallGuest,
    DeliverPoint,
    OverrideAdvocate,
    PassReason,
    PassTurn,
    PointKind,
)
from deliberate.sessions.challenge.owed import owed
from deliberate.sessions.draws import Attendance, shuffled
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.ids import ROUND_1, CommandKey, Day, Millis, PersonId
from deliberate.sessions.roles import Actor, Role
from deliberate.sessions.rounds.count import counted, late_round
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, MarkAbsent
from tests.core.moments import at, script
from tests.core.needed import advocate, code, codes, needs
from tests.core.play import ROOM
from tests.core.test_guard_independence import NEW, late, rate

EXPLANATION = DeliverPoint(kind=PointKind.EXPLANATION, text="Hij is bang zijn kinderen te missen")
LOAD = PassTurn(reason=PassReason.LOAD)
BROUGHT = Brought(at=Millis(0), draw="5eed", key=CommandKey("k"))


def fit(table):
    """The seats that could be drawn."""
    return table.session.challenge.draws[0].candidates


def with_history(table, *past):
    """Every rater is a person of a group with this history."""
    seats = {
        key: replace(seat, person=PersonId(key)) for key, seat in table.session.roster.seats.items()
    }
    session = table.session
    table.session = replace(
        session,
        roster=replace(session.roster, seats=seats),
        setup=replace(session.opened, history=past),
    )
    return table


def without_anybody(stage="challenge"):
    """Everybody who could be drawn passes, one after the other."""
    table = at("reveal")
    while advocate(table):
        table.must(LOAD, advocate(table))
    for name in ("reveal", "discuss", "options"):
        if name == stage:
            break
        for move in script(table, name):
            table.play(move)
    return table


def test_nobody_knows_who_is_advocate_before_the_reveal():
    table = at("blind_1")
    assert table.session.challenge.draws == ()
    assert at("reveal").session.challenge.advocate is not None


def test_roles_that_decide_or_write_are_never_drawn():
    table = at("reveal")
    seats = table.session.roster.seats
    for candidate in table.session.challenge.draws[0].present:
        assert seats[candidate.seat].roles == {Role.RATER}


def test_the_draw_weighs_the_turns_of_the_group():
    table = at("blind_1")
    raters = [s.id for s in table.session.roster.present(Role.RATER)]
    past = [
        Attendance(
            person=PersonId(seat), sessions=5, attended=5, turns=3 - n % 3, last_turn=Day(700_000)
        )
        for n, seat in enumerate(raters)
    ]
    with_history(table, *past)
    for move in script(table, "blind_1"):
        table.play(move)
    draw = table.session.challenge.draws[0]
    turns = {c.seat: c.turns for c in draw.present}
    assert turns[draw.seat] == min(turns[seat] for seat in draw.candidates)
    assert draw.relaxed == ""


def test_what_the_group_did_since_the_opening_counts():
    table = with_history(at("reveal"))
    mine = advocate(table)
    past = (Attendance(person=PersonId(mine), sessions=3, attended=3, turns=1, passed=True),)
    assert code(table.ask(LOAD, mine, history=past)) == "pass_used"


def test_a_pass_goes_to_the_next_and_is_no_turn():
    table = at("reveal")
    first = advocate(table)
    table.must(LOAD, first)
    assert advocate(table) not in {first, None}
    last = table.session.challenge.draws[-1]
    assert last.because == "passed"
    assert first not in {c.seat for c in last.present}
    assert table.look(ROOM).stage.advocate.passed == (table.session.roster.seats[first].name,)


def test_nobody_reads_why_somebody_passed():
    table = at("reveal")
    table.must(PassTurn(reason=PassReason.OTHER, text="ik ken oma van vroeger"), advocate(table))
    for seat in table.session.roster.seats:
        assert "van vroeger" not in repr(table.look(seat))


def test_another_reason_is_said_in_a_line():
    table = at("reveal")
    other = PassTurn(reason=PassReason.OTHER)
    assert code(table.ask(other, advocate(table))) == "text_missing"


def test_one_pass_a_quarter():
    table = at("reveal")
    mine = advocate(table)
    passed = Attendance(person=PersonId(mine), attended=3, turns=0, passed=True)
    with_history(table, passed)
    assert code(table.ask(LOAD, mine)) == "pass_used"


def test_who_has_begun_cannot_pass():
    table, moves = at("discuss"), iter(script(at("discuss"), "discuss"))
    while not table.session.challenge.points:
        table.play(next(moves))
    assert code(table.ask(LOAD, advocate(table))) == "turn_begun"


def test_an_override_is_said_on_every_screen_and_printed():
    table = at("reveal")
    other = next(seat for seat in fit(table) if seat != advocate(table))
    table.must(OverrideAdvocate(seat=other, reason="kent de zaak niet"), MODERATOR)
    assert advocate(table) == other
    name = table.session.roster.seats[other].name
    for seat in (ROOM, RECORDER, other):
        notice = next(n for n in table.look(seat).notices if n.code == "advocate_overridden")
        assert dict(notice.params)["name"] == name
        assert dict(notice.params)["reason"] == "kent de zaak niet"


def test_the_moderator_cannot_appoint_who_passed_or_who_may_not():
    table = at("reveal")
    first = advocate(table)
    table.must(LOAD, first)
    for seat in (first, MODERATOR, RECORDER):
        refused = table.ask(OverrideAdvocate(seat=seat, reason="zo"), MODERATOR)
        assert code(refused) == "cannot_be_advocate"


def flip(table, seat, key="flip"):
    """Out of the hat by a role; the roles to give back."""
    roles = table.session.roster.seats[seat].roles
    table.must(GiveRole(seat=seat, roles=roles | {Role.BOARD}), MODERATOR, key)
    return GiveRole(seat=seat, roles=roles)


def away(table, *seats):
    for seat in seats:
        table.must(MarkAbsent(seat=seat, reason="oproep"), MODERATOR, f"away-{seat}")


def told(table):
    return {notice.code for notice in table.look(ROOM).notices}


def brings(table):
    """Whoever has the role says a counter-sentence."""
    moves = (m for m in script(table, "discuss") if not entered(m))
    before = len(table.session.challenge.points)
    while len(table.session.challenge.points) == before:
        table.play(next(moves))
    return table


def entered(move):
    """What somebody writes meanwhile, who may have been sent away here."""
    return isinstance(move.command, AddEntry | CorrectEntry)


def test_who_leaves_is_followed_by_the_next():
    table = at("challenge")
    first = advocate(table)
    away(table, first)
    assert advocate(table) not in {first, None}
    assert "advocate_replaced" in told(table)


def test_who_gets_a_role_that_excludes_it_is_followed_by_the_next_and_everybody_is_told_why():
    table = at("reveal")
    first = advocate(table)
    roles = table.session.roster.seats[first].roles | {Role.RECORDER}
    holder = table.session.roster.with_role(Role.RECORDER)[0]
    table.must(GiveRole(seat=holder.id, roles=frozenset({Role.OBSERVER})), MODERATOR)
    table.must(GiveRole(seat=first, roles=roles), MODERATOR)
    assert advocate(table) not in {first, None}
    assert "advocate_put_aside" in told(table)
    assert table.session.challenge.draws[-1].because == "role"
    (note,) = devils_advocate.GUARD.reports(table.session)
    assert (note.params["put_aside"], note.params["replaced"]) == (1, 0)


def test_who_leaves_after_laying_down_the_role_is_not_followed():
    table = at("blind_2")
    first = advocate(table)
    table.must(MarkAbsent(seat=first, reason="oproep"), MODERATOR)
    assert advocate(table) == first
    assert len(table.session.challenge.draws) == 1


# ---- Nobody can be drawn


def test_a_guest_is_called_only_when_nobody_can_be_drawn():
    call = CallGuest(name="Farid", organisation="team West")
    assert code(at("reveal").ask(call, MODERATOR)) == "advocate_is_here"
    table = without_anybody("reveal")
    table.must(call, MODERATOR)
    look = table.look(ROOM)
    assert (look.stage.advocate.name, look.stage.advocate.organisation) == ("Farid", "team West")
    assert "advocate_guest" in {notice.code for notice in look.notices}


def test_who_comes_back_where_nobody_could_be_drawn_has_the_role_and_no_guest_is_called():
    call = CallGuest(name="Farid", organisation="team West")
    table = at("reveal")
    back = []
    while mine := advocate(table):
        back.append(flip(table, mine, f"flip-{mine}"))
    other = without_anybody("reveal")
    other.must(call, MODERATOR)
    table.must(back[-1], MODERATOR)
    assert advocate(table) == back[-1].seat
    assert code(table.ask(call, MODERATOR)) == "advocate_is_here"


def test_a_guest_who_has_said_nothing_makes_way_for_who_was_drawn():
    call = CallGuest(name="Farid", organisation="team West")
    table = at("reveal")
    drawn = []
    while mine := advocate(table):
        drawn.append(mine)
        away(table, mine)
    table.must(call, MODERATOR)
    table.must(AdmitSeat(seat=drawn[1]), MODERATOR)
    assert (advocate(table), table.session.challenge.guest) == (drawn[1], None)


def test_a_guest_who_has_begun_finishes_it():
    table = without_anybody()
    table.must(CallGuest(name="Farid", organisation="team West"), MODERATOR)
    table.must(CallGuest(name="Farida", organisation="team West"), MODERATOR, "misheard")
    table.must(EXPLANATION, MODERATOR, "p")
    refused = table.ask(CallGuest(name="Mo", organisation="team West"), MODERATOR)
    assert (code(refused), refused.params["name"]) == ("advocate_has_begun", "Farida")


def test_who_sits_at_the_table_is_no_guest_by_phone():
    table = without_anybody("reveal")
    name = table.session.roster.seats[MODERATOR].name
    call = CallGuest(name=f" {name.upper()}", organisation="team West")
    assert code(table.ask(call, MODERATOR)) == "cannot_be_advocate"


def test_the_moderator_types_what_the_guest_brings():
    table = without_anybody()
    table.must(CallGuest(name="Farid", organisation="team West"), MODERATOR)
    assert code(table.ask(EXPLANATION, fit(table)[0])) == "not_the_advocate"
    table.must(EXPLANATION, MODERATOR, "p")
    assert owed(table.session) == (PointKind.FACT, PointKind.OPTION)


def test_without_an_advocate_the_group_goes_on_but_not_to_a_weighty_decision():
    table = without_anybody()
    assert "advocate_missing" not in codes(table)
    heavy = replace(table.session.progress, weighty=True)
    table.session = replace(table.session, progress=heavy)
    missing = needs(table)["advocate_missing", ""]
    assert (missing.bypassable, missing.gate) == (False, "G4")
    table.must(CallGuest(name="Farid", organisation="team West"), MODERATOR)
    assert "advocate_missing" not in codes(table)


# ---- The moderator does not choose


def test_who_has_begun_is_not_put_aside_for_what_they_brought():
    table, moves = at("discuss"), iter(script(at("discuss"), "discuss"))
    while not table.session.challenge.points:
        table.play(next(moves))
    other = next(seat for seat in fit(table) if seat != advocate(table))
    another = OverrideAdvocate(seat=other, reason="te streng")
    assert code(table.ask(another, MODERATOR)) == "advocate_has_begun"


def test_an_appointment_that_was_passed_on_stays_in_the_account():
    table = at("reveal")
    other = next(seat for seat in fit(table) if seat != advocate(table))
    table.must(OverrideAdvocate(seat=other, reason="kent de zaak niet"), MODERATOR)
    table.must(LOAD, other)
    (note,) = devils_advocate.GUARD.reports(table.session)
    assert (note.params["overridden"], note.params["appointed"]) == (1, 0)


def test_somebody_of_the_board_is_never_drawn():
    table = at("blind_1")
    for seat in table.cast.raters[2:]:
        roles = table.session.roster.seats[seat].roles | {Role.BOARD}
        table.must(GiveRole(seat=seat, roles=roles), MODERATOR)
    for move in script(table, "blind_1"):
        table.play(move)
    present = {c.seat for c in table.session.challenge.draws[0].present}
    assert present.isdisjoint(table.cast.raters[2:])


def test_the_account_before_anybody_was_drawn_holds_nothing_but_that():
    for stage in ("prepare", "open", "facts", "blind_1"):
        (note,) = devils_advocate.GUARD.reports(at(stage).session)
        assert not any(note.params[name] for name in note.params if name != "without")


# ---- Everybody sees how the turns fell


def test_the_turns_of_twelve_months_are_shown_to_everybody_also_of_who_was_not_in_the_hat():
    table = at("blind_1")
    seats = table.session.roster.seats
    presents = next(s.id for s in seats.values() if s.has(Role.PRESENTER))
    past = [
        Attendance(person=PersonId(seat), sessions=5, attended=4, turns=n % 3)
        for n, seat in enumerate(seats)
    ]
    with_history(table, *past)
    for move in script(table, "blind_1"):
        table.play(move)
    shown = {turns[0]: turns[1:] for turns in table.look(ROOM).stage.advocate.turns}
    turns = {a.person: (a.turns, a.attended) for a in past}
    assert shown[seats[presents].name] == turns[PersonId(presents)]
    assert len(shown) >= len(table.cast.raters)
    assert table.look("seat-A").stage.advocate.turns == table.look(ROOM).stage.advocate.turns


# ---- Coming, going and other roles do not choose


def test_flipping_roles_does_not_choose_the_advocate():
    table = at("reveal")
    first, others = advocate(table), [seat for seat in fit(table) if seat != advocate(table)]
    for n, wish in enumerate(others * 3):
        back = flip(table, first, f"flip-{n}")
        table.seed = f"seed-{n}"
        table.must(back, MODERATOR, f"back-{n}")
        assert advocate(table) == first != wish
    assert "advocate_back" in told(table)


def test_who_comes_back_has_the_role_again_until_the_next_has_begun():
    table = at("reveal")
    first = advocate(table)
    away(table, first)
    second = advocate(table)
    away(table, second)
    third = advocate(table)
    assert len({first, second, third}) == 3
    table.must(AdmitSeat(seat=second), MODERATOR)
    assert advocate(table) == second
    table.must(AdmitSeat(seat=first), MODERATOR)
    assert advocate(table) == first
    away(table, first)
    assert advocate(table) == second, "leaving again draws nobody new"


def test_who_comes_back_after_the_next_has_begun_does_not_take_the_role_back():
    table = at("reveal")
    first = advocate(table)
    away(table, first)
    for move in script(table, "reveal"):
        if move.seat != first:
            table.play(move)
    second = advocate(brings(table))
    table.must(AdmitSeat(seat=first), MODERATOR)
    assert advocate(table) == second != first
    away(table, second)
    assert advocate(table) == first


def test_an_appointment_is_not_undone_by_who_comes_back():
    table = at("reveal")
    first = advocate(table)
    other = next(seat for seat in fit(table) if seat != first)
    table.must(OverrideAdvocate(seat=other, reason="kent de zaak niet"), MODERATOR)
    away(table, first)
    table.must(AdmitSeat(seat=first), MODERATOR)
    assert advocate(table) == other
    away(table, other)
    assert advocate(table) == first, "the lot before another lot"


def test_who_has_begun_is_not_put_aside_by_another_role_or_by_an_absence():
    table = brings(at("discuss"))
    mine = advocate(table)
    roles = table.session.roster.seats[mine].roles
    for other in (roles | {Role.BOARD}, frozenset({Role.OBSERVER})):
        refused = table.ask(GiveRole(seat=mine, roles=other), MODERATOR)
        assert (code(refused), refused.field) == ("advocate_has_begun", "roles")
    away(table, mine)
    table.must(AdmitSeat(seat=mine), MODERATOR)
    assert advocate(table) == mine


def test_the_hat_is_not_made_small_by_sending_away_who_has_judged():
    table = at("blind_1")
    *before, leave = script(table, "blind_1")
    for move in before:
        table.play(move)
    wish, *others = (s.id for s in table.session.roster.present(Role.RATER))
    away(table, *others)
    table.play(leave)
    weighed = [c.seat for c in table.session.challenge.draws[0].present]
    assert len(weighed) > 1
    for seat in others:
        table.must(AdmitSeat(seat=seat), MODERATOR, f"in-{seat}")
    assert advocate(table) == table.session.challenge.draws[0].seat
    assert table.session.roster.seats[wish].present


def test_who_came_late_is_not_drawn_or_appointed_before_judging():
    table = late("reveal")
    refused = table.ask(OverrideAdvocate(seat=NEW, reason="vers"), MODERATOR)
    assert code(refused) == "cannot_be_advocate"
    assert NEW not in table.look(MODERATOR).stage.advocate.others
    while mine := advocate(table):
        away(table, mine)
    assert NEW not in {c.seat for draw in table.session.challenge.draws for c in draw.present}


def test_who_came_late_and_has_judged_has_the_role_where_nobody_could():
    table = late("reveal")
    while mine := advocate(table):
        away(table, mine)
    rate(table, "seat-A", NEW, late_round(NEW))
    assert advocate(table) == NEW


# ---- A weighty option


def test_a_weighty_option_is_not_decided_when_the_challenge_was_passed_over():
    table = at("decide", "V2")
    decided = next(m.command for m in script(table, "decide") if hasattr(m.command, "lightest"))
    chosen = replace(decided, option=table.cast.option("D"))
    gone = replace(table.session, challenge=replace(table.session.challenge, advocate=None))
    actor = Actor(MODERATOR, gone.roster.seats[MODERATOR].roles)
    refused = devils_advocate.GUARD.refuses(gone, chosen, actor, BROUGHT)
    assert code(refused) == "weighty_needs_advocate"
    assert devils_advocate.GUARD.refuses(table.session, chosen, actor, BROUGHT) is None


def test_the_seed_that_is_printed_does_not_tell_which_column_is_whose():
    """The columns are mixed by the draw of the same command: the key to them can be destroyed."""
    table = at("reveal")
    this, drawn = table.session.rounds[ROUND_1], table.session.challenge.draws[0]
    seats = counted(table.session, this)
    assert shuffled(seats, table.seed, f"columns/{ROUND_1}") == this.column_seats
    assert shuffled(seats, drawn.seed, f"columns/{ROUND_1}") != this.column_seats
    assert table.seed not in repr(drawn)
