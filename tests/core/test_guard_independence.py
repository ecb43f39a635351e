"""Independence to the end: prework, who comes late, who leads and rates, who changes places."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS, independence
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import NothingToAdd
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1, BLIND_2, IDEAS, PREPARE, ROUND_1, ROUND_2, question
from deliberate.sessions.project import project
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    ExcludeFromCount,
    GiveAnswers,
    OpenPrework,
    SealRound,
)
from deliberate.sessions.rounds.count import late_round
from deliberate.sessions.rounds.forms import DECIDING_FACT
from deliberate.sessions.seating.commands import (
    AdmitSeat,
    EndSeat,
    EnterByLink,
    GiveRole,
    Invite,
    MarkAbsent,
    MoveSeat,
    RenewLink,
)
from deliberate.sessions.seating.state import Standing
from deliberate.sessions.visibility import Sees, Viewer
from tests.core.moments import at, script
from tests.core.needed import code, codes
from tests.core.play import ROOM, Table

A, B, C = "seat-A", "seat-B", "seat-C"
RATER, OBSERVER = frozenset({Role.RATER}), frozenset({Role.OBSERVER})
NOOR = Invite(name="Noor", discipline="GGD", organisation="GGD", roles=OBSERVER, ground="-")
NEW = "seat-of-noor"


def in_prework(seats):
    """A table where these came in by their links, judged beforehand and sealed."""
    table = Table("V1")
    for move in script(table, "prepare")[:-1]:
        table.play(move)
    for seat in (*table.cast.raters, RECORDER):
        table.seat(seat)
    table.must(OpenPrework(), MODERATOR)
    for seat in seats:
        rate(table, seat)
    return table


def rate(table, seat, as_=None, round_id=ROUND_1):
    """Give and seal what the script has this seat judge, as anybody, in any round of that form."""
    for move in script(table, "blind_1"):
        if move.seat == seat:
            command = replace(_asked(table, move.command), round=round_id)
            table.must(command, as_ or seat, move.key)


def _asked(table, command):
    """Without a deciding fact as long as no core facts were chosen."""
    if table.session.entries.core or not isinstance(command, GiveAnswers):
        return command
    answers = {q: a for q, a in command.answers.items() if q != question(DECIDING_FACT)}
    return replace(command, answers=answers)


def on_to(table, *stages):
    for stage in stages:
        for move in script(table, stage):
            seat = table.session.challenge.advocate if move.seat == "advocate" else move.seat
            table.must(move.command, seat, move.key)
    return table


def late(stage="reveal", roles=RATER):
    """Somebody invited in the place of another when round 1 was over."""
    table = at(stage)
    table.must(EndSeat(seat=table.cast.raters[-1], reason="oproep"), MODERATOR)
    table.must(replace(NOOR, roles=roles), MODERATOR, NEW)
    table.seat(NEW)
    table.must(AdmitSeat(seat=NEW), MODERATOR)
    return table


def note(table, round_id=ROUND_1):
    found = (n.params for n in independence.GUARD.reports(table.session))
    return next(params for params in found if params["round"] == round_id)


def told(table, seat=ROOM):
    return {n.code: dict(n.params) for n in table.look(seat).notices if n.code.startswith("seat_")}


# ---- Prework


def test_prework_stays_sealed_and_is_looked_at_again_before_it_counts():
    table = in_prework((A, B))
    table.must(Advance(expected=PREPARE), MODERATOR)
    on_to(table, "open", "facts")
    this = table.session.rounds[ROUND_1]
    assert (this.sealed, this.beforehand) == (frozenset(), {A, B})
    assert independence.GUARD.reports(table.session) == ()
    assert len(table.answers[ROUND_1, A]) > 10
    changed, answer = next(iter(table.answers[ROUND_1, A].items()))
    table.must(GiveAnswers(round=ROUND_1, answers={changed: answer}), B)
    assert "seat_not_sealed" in codes(table)
    on_to(table, "blind_1")
    assert note(table)["beforehand"] == 2
    assert note(table)["sealed"] == note(table)["counted"] == len(table.cast.raters)


def test_who_judged_beforehand_is_known_to_who_leads_alone():
    table = in_prework((A, B))
    table.must(Advance(expected=PREPARE), MODERATOR)
    on_to(table, "open", "facts")
    for seat in (ROOM, RECORDER, C):
        viewer = Viewer(seat, table.session.roster.seats[seat].roles)
        assert project(table.session, viewer, GUARDS).done.sealed == 0
        assert not any(p.done for p in table.look(seat).people)


# ---- What changes at the table once round 1 is open is told to everybody


def anybody_sees(table, code_, name):
    for seat in (ROOM, A, RECORDER, MODERATOR):
        assert told(table, seat)[code_]["name"] == name


def test_a_seat_that_is_added_is_told_to_everybody():
    table = at("blind_1")
    table.must(NOOR, MODERATOR, NEW)
    anybody_sees(table, "seat_added", "Noor")
    assert told(table)["seat_added"]["roles"] == "observer"


def test_a_role_that_is_given_or_taken_is_told_with_what_it_was():
    table = at("blind_1")
    table.must(GiveRole(seat=B, roles=OBSERVER), MODERATOR)
    anybody_sees(table, "seat_roles", table.session.roster.seats[B].name)
    assert told(table)["seat_roles"]["roles"] == "observer"
    assert "rater" in told(table)["seat_roles"]["earlier_roles"]
    table.must(GiveRole(seat=B, roles=RATER), MODERATOR)
    assert told(table)["seat_roles"]["roles"] == "rater"
    assert len([n for n in table.look(A).notices if n.code == "seat_roles"]) == 1


def test_who_is_marked_absent_and_who_comes_back_is_told():
    table = at("blind_1")
    name = table.session.roster.seats[B].name
    table.must(MarkAbsent(seat=B, reason="oproep"), MODERATOR)
    anybody_sees(table, "seat_absent", name)
    table.must(AdmitSeat(seat=B), MODERATOR)
    anybody_sees(table, "seat_back", name)


@pytest.mark.parametrize("way", ["moved", "by a new link"])
def test_a_seat_on_another_device_is_told_also_to_whose_seat_it_is(way):
    table = at("blind_1")
    if way == "moved":
        table.must(MoveSeat(seat=B, device="d"), MODERATOR)
    else:
        table.must(RenewLink(seat=B), MODERATOR)
        table.must(EnterByLink(seat=B, device="d", link=2), None)
    assert told(table, B)["seat_moved"]["name"] == table.session.roster.seats[B].name
    anybody_sees(table, "seat_moved", table.session.roster.seats[B].name)


def test_who_is_let_in_on_another_device_after_the_prework_was_opened_is_told():
    table = Table("V1")
    *before, leave = script(table, "prepare")
    for move in before:
        table.play(move)
    for seat in (A, B):
        table.seat(seat)
    table.must(OpenPrework(), MODERATOR)
    table.play(leave)
    table.must(AdmitSeat(seat=A), MODERATOR)
    assert told(table) == {}
    table.must(AdmitSeat(seat=B, device="somebody else's"), MODERATOR)
    name = table.session.roster.seats[B].name
    assert told(table, MODERATOR) == {"seat_moved": {"name": name}}


def test_who_comes_back_on_another_device_is_told_as_both():
    table = at("blind_1")
    table.must(MarkAbsent(seat=B, reason="oproep"), MODERATOR)
    table.must(AdmitSeat(seat=B, device="another"), MODERATOR)
    assert told(table).keys() == {"seat_back", "seat_moved"}


def test_a_link_that_lets_in_at_once_is_one_device_and_not_two():
    table = Table("V1")
    for move in script(table, "prepare")[:-1]:
        table.play(move)
    table.must(OpenPrework(), MODERATOR)
    again = table.session.roster.seats[ROOM]
    unseen = replace(again, standing=Standing.INVITED, seated=False, link_taken=False)
    seats = {**table.session.roster.seats, ROOM: unseen}
    table.session = replace(table.session, roster=replace(table.session.roster, seats=seats))
    table.seat(ROOM)
    assert table.session.roster.seats[ROOM].present
    assert told(table, MODERATOR) == {}


def test_a_seat_that_is_closed_is_told_but_not_that_the_meeting_ended():
    table = at("discuss")
    table.must(EndSeat(seat=B, reason="ander overleg"), MODERATOR)
    assert "seat_ended" in told(table)
    assert "seat_ended" not in told(at("test"), MODERATOR)


def test_before_the_first_round_places_change_without_a_word():
    table = at("facts")
    table.must(NOOR, MODERATOR, NEW)
    table.must(MarkAbsent(seat=B, reason="oproep"), MODERATOR)
    assert told(table) == {}


def test_a_change_is_told_until_the_next_stage_is_over_and_counted_in_the_record():
    table = at("blind_1")
    table.must(NOOR, MODERATOR, NEW)
    on_to(table, "blind_1")
    assert "seat_added" in told(table)
    on_to(table, "reveal")
    assert told(table) == {}
    assert note(table)["changes"] == 1


# ---- Who leads and rates


def with_rating_moderator(table):
    roles = frozenset({Role.MODERATOR, Role.REVIEWER, Role.RATER})
    return table.ask(GiveRole(seat=MODERATOR, roles=roles), MODERATOR)


@pytest.mark.parametrize("stage", ["blind_1", "reveal", "blind_2"])
def test_who_leads_cannot_begin_to_rate_once_the_round_has_begun(stage):
    assert code(with_rating_moderator(at(stage))) == "moderator_rates_first"


def test_who_leads_rates_first_and_is_left_out_and_that_is_noted():
    table = in_prework((B,))
    assert code(with_rating_moderator(table)) == ""
    table.must(Advance(expected=PREPARE), MODERATOR)
    on_to(table, "open")
    table.must(NothingToAdd(), MODERATOR)
    for move in script(table, "facts")[:-1]:
        table.play(move)
    assert "moderator_rates_first" in codes(table)
    rate(table, A, MODERATOR)
    assert "moderator_rates_first" not in codes(table)
    table.play(script(table, "facts")[-1])
    table.must(SealRound(round=ROUND_1), MODERATOR)
    on_to(table, "blind_1")
    raters = len(table.cast.raters)
    assert (note(table)["sealed"], note(table)["counted"]) == (raters + 1, raters)
    assert note(table)["led"] == 1
    assert table.session.rounds[ROUND_1].summary.raters == raters
    assert MODERATOR not in table.session.rounds[ROUND_1].column_seats


# ---- Who comes late


def test_a_late_rater_gives_the_own_judgement_before_anything_else():
    table = late("options")
    assert code(table.ask(SealRound(round=IDEAS), NEW)) == "rate_first"
    table = late("blind_2")
    assert code(table.ask(SealRound(round=ROUND_2), NEW)) == "rate_first"
    assert code(table.ask(Abstain(round=ROUND_2, reason="-"), NEW)) == "rate_first"
    rate(table, A, NEW, late_round(NEW))
    assert code(table.ask(Abstain(round=ROUND_2, reason="-"), NEW)) == ""


def test_a_late_rater_sees_no_figure_and_is_counted_as_late_in_the_account():
    table = late()
    hidden = independence.GUARD.withholds(table.session, Viewer(NEW, RATER))
    assert Sees.DISTRIBUTION | Sees.PREFERENCE | Sees.ADVOCATE in hidden
    assert independence.GUARD.withholds(table.session, Viewer(A, RATER)) is Sees.NOTHING
    assert table.look(NEW).stage.picture is None
    assert note(table)["late"] == 0
    rate(table, A, NEW, late_round(NEW))
    assert table.look(NEW).stage.picture is not None
    assert note(table)["late"] == 1
    assert note(table)["changes"] == 2


def test_who_came_late_and_abstained_is_not_said_to_have_judged():
    table = late()
    table.must(Abstain(round=late_round(NEW), reason="ken het gezin niet"), NEW)
    assert note(table)["late"] == 0


def test_who_watched_the_reveal_does_not_become_a_rater_afterwards():
    table = late(roles=OBSERVER)
    assert table.look(NEW).stage.picture is not None
    given = GiveRole(seat=NEW, roles=RATER)
    assert code(table.ask(given, MODERATOR)) == "saw_the_picture"
    table.must(MarkAbsent(seat=NEW, reason="weg"), MODERATOR)
    assert code(table.ask(given, MODERATOR)) == "saw_the_picture"
    assert code(table.ask(GiveRole(seat=RECORDER, roles=RATER | {Role.RECORDER}), MODERATOR))


def test_a_late_rater_whose_role_is_taken_does_not_get_it_back_after_looking():
    table = late()
    table.must(GiveRole(seat=NEW, roles=OBSERVER), MODERATOR)
    assert table.look(NEW).stage.picture is not None
    assert code(table.ask(GiveRole(seat=NEW, roles=RATER), MODERATOR)) == "saw_the_picture"


def test_who_rated_in_round_1_may_get_the_role_back():
    table = at("reveal")
    table.must(GiveRole(seat=B, roles=OBSERVER), MODERATOR)
    table.must(GiveRole(seat=B, roles=RATER), MODERATOR)


def test_who_was_only_invited_may_become_a_rater_and_then_rates_first():
    table = at("reveal")
    table.must(EndSeat(seat=table.cast.raters[-1], reason="oproep"), MODERATOR)
    table.must(NOOR, MODERATOR, NEW)
    table.must(GiveRole(seat=NEW, roles=RATER), MODERATOR)
    table.seat(NEW)
    table.must(AdmitSeat(seat=NEW), MODERATOR)
    assert table.session.rounds[late_round(NEW)].open


# ---- Who is left out of the count


def test_who_saw_anothers_answer_is_left_out_of_the_count_and_noted():
    table = at("blind_1")
    *before, leave = script(table, "blind_1")
    for move in before:
        table.play(move)
    table.must(ExcludeFromCount(round=ROUND_1, seat=B, reason="keek mee"), MODERATOR)
    table.play(leave)
    for seat, knows in ((B, True), (MODERATOR, True), (A, False), (ROOM, False)):
        assert ("left_out" in {n.code for n in table.look(seat).notices}) == knows
    raters = len(table.cast.raters)
    assert (note(table)["excluded"], note(table)["counted"]) == (1, raters - 1)
    assert table.session.rounds[ROUND_1].summary.raters == raters - 1
    assert table.look(ROOM).stage.picture.left_out == 1


def test_a_round_is_left_only_when_everybody_is_done_and_three_count():
    table = at("blind_1", "V1")
    *before, _leave = script(table, "blind_1")
    for move in before:
        if move.seat != B or not isinstance(move.command, SealRound):
            table.play(move)
    assert codes(table) == {"seat_not_sealed"}
    table.must(Abstain(round=ROUND_1, reason="familie"), B)
    for seat in table.cast.raters[2:]:
        table.must(ExcludeFromCount(round=ROUND_1, seat=seat, reason="keek mee"), MODERATOR)
    assert "too_few_sealed" in codes(table)
    assert code(table.ask(Advance(expected=BLIND_1), MODERATOR)) == "gate_closed"


def test_the_second_round_has_an_account_of_its_own():
    table = at("decide")
    assert note(table, ROUND_2)["sealed"] == len(table.cast.raters)
    assert note(table, ROUND_2)["changes"] == 0
    assert BLIND_2 in table.session.progress.left
