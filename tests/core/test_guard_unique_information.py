"""What only one person knows: everybody is asked, nobody says it for them, and it comes first."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import unique_information
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    CorrectEntry,
    MarkCore,
    NothingToAdd,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.ids import FACTS, PREPARE, EntryId, PartyId, SeatId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.shielding import without_shielded
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import Fact
from tests.core.moments import STAGES, at, script
from tests.core.needed import code, needs
from tests.core.play import ROOM, Table

RATER, OTHER = SeatId("seat-B"), SeatId("seat-C")
OWN = Fact(text="Oma heeft een sleutel.", source="oma", date="gisteren", unique=True)
CORE = EntryId("fact-1")


def asked(table):
    return {about for need, about in needs(table) if need == "unique_information_open"}


def everybody_else(table, *but):
    for seat in asked(table) - set(but):
        table.must(NothingToAdd(), seat)
    return table


def account(table):
    [note] = unique_information.GUARD.reports(table.session)
    return dict(note.params)


# -- everybody is asked


def test_everybody_with_a_say_is_asked_and_nothing_to_add_is_an_answer():
    table = at(FACTS)
    assert asked(table) == set(table.cast.raters)
    table.must(AddEntry(content=OWN), RATER, "own")
    table.must(NothingToAdd(), OTHER)
    assert asked(table) == set(table.cast.raters) - {RATER, OTHER}


def test_who_may_decide_or_comes_from_the_board_is_asked_also_without_judging():
    table = at(FACTS)
    assert RECORDER not in asked(table)
    roles = frozenset({Role.RECORDER, Role.BOARD})
    table.must(GiveRole(seat=RECORDER, roles=roles), MODERATOR)
    assert RECORDER in asked(table)


def test_a_fact_that_is_taken_back_opens_the_turn_again():
    table = at(FACTS)
    table.must(AddEntry(content=OWN), RATER, "own")
    table.must(WithdrawEntry(entry=EntryId("own"), reason="vergissing"), RATER)
    assert RATER in asked(table)


def test_it_is_asked_while_the_facts_are_told_and_not_later():
    table = at("discuss")
    assert unique_information.GUARD.needs(table.session, "discuss") == ()


# -- nobody says it for them


def test_what_others_write_is_not_what_somebody_knows():
    table = at(FACTS)
    table.must(AddEntry(content=OWN), RECORDER, "written-for-them")
    assert RATER in asked(table)


@pytest.mark.parametrize("unique", [True, False])
def test_only_who_brought_a_fact_says_whether_others_knew_it(unique):
    table = at(FACTS)
    said = replace(OWN, unique=not unique)
    table.must(AddEntry(content=said), RATER, "own")
    turned = CorrectEntry(entry=EntryId("own"), content=replace(OWN, unique=unique))
    refused = table.ask(turned, RECORDER)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.field) == ("only_they_know", "content.unique")
    table.must(CorrectEntry(entry=EntryId("own"), content=replace(said, date="maandag")), RECORDER)
    table.must(turned, RATER)
    assert (RATER in asked(table)) != unique


def test_what_stands_there_already_is_not_new_to_anybody():
    table = at(FACTS)
    known = table.session.entries.by_id[CORE].content
    repeated = replace(OWN, text=f" {known.text.upper()} ")
    assert code(table.ask(AddEntry(content=repeated), RATER, "own")) == "known_already"
    table.must(AddEntry(content=OWN), RATER, "own")
    table.must(AddEntry(content=replace(OWN, text="Nog iets.")), OTHER, "theirs")
    same = CorrectEntry(entry=EntryId("theirs"), content=OWN)
    assert code(table.ask(same, OTHER)) == "known_already"
    table.must(AddEntry(content=replace(repeated, unique=False)), RATER, "twice")


def test_who_told_something_does_not_say_that_there_is_nothing():
    table = at(FACTS)
    table.must(AddEntry(content=OWN), RATER, "own")
    assert code(table.ask(NothingToAdd(), RATER)) == "told_already"


# -- it comes first


def test_core_facts_are_chosen_when_everybody_was_asked():
    table = everybody_else(at(FACTS), RATER)
    early = MarkCore(entry=CORE, core=True)
    assert code(table.ask(early, MODERATOR)) == "unique_first"
    assert code(table.ask(early, RECORDER)) == "unique_first"
    table.must(AddEntry(content=OWN), RATER, "own")
    table.must(early, RECORDER)
    table.must(MarkCore(entry=CORE, core=False), RECORDER)


@pytest.mark.parametrize("short", [False, True])
def test_core_facts_are_not_chosen_in_the_preparation(short):
    table = Table(short=short)
    for move in script(table, PREPARE)[:-1]:
        table.play(move)
    table.seat(RECORDER)
    for seat in (MODERATOR, RECORDER):
        assert code(table.ask(MarkCore(entry=CORE, core=True), seat)) == "unique_first"


def test_nobody_is_made_somebody_who_is_not_asked():
    table = everybody_else(at(FACTS), RATER)
    roles = table.session.roster.seats[RATER].roles
    watching = GiveRole(seat=RATER, roles=frozenset({Role.OBSERVER}))
    refused = table.ask(watching, MODERATOR)
    assert (code(refused), refused.field) == ("unique_before_role", "roles")
    table.must(GiveRole(seat=RATER, roles=roles | {Role.REVIEWER}), MODERATOR)
    table.must(GiveRole(seat=OTHER, roles=watching.roles), MODERATOR)
    passed = Bypass(need="unique_information_open", about=RATER, reason="moest bellen")
    table.must(passed, MODERATOR)
    table.must(watching, MODERATOR)


def test_whose_turn_was_passed_over_with_a_reason_holds_up_nothing():
    table = everybody_else(at(FACTS), RATER)
    passed = Bypass(need="unique_information_open", about=RATER, reason="moest bellen")
    table.must(passed, MODERATOR)
    table.must(MarkCore(entry=CORE, core=True), MODERATOR)
    assert account(table) == {"told": 0, "open": 0, "passed": 1, "nothing": 1}
    table.must(AddEntry(content=OWN), RATER, "own")
    assert account(table) == {"told": 1, "open": 0, "passed": 0, "nothing": 1}


def all_passed_over():
    table = at(FACTS)
    for seat in asked(table):
        table.must(Bypass(need="unique_information_open", about=seat, reason="tijd"), MODERATOR)
    return table


def test_whose_turn_was_passed_over_has_not_had_nothing_to_add():
    table = all_passed_over()
    assert account(table) == {"told": 0, "open": 0, "passed": 8, "nothing": 0}
    table.must(NothingToAdd(), RATER)
    assert account(table) == {"told": 0, "open": 0, "passed": 8, "nothing": 0}


def test_what_only_one_knew_is_told_apart_from_what_all_had_read():
    table = at(FACTS)
    table.must(AddEntry(content=OWN), RATER, "own")
    for seat in (MODERATOR, OTHER, RECORDER, ROOM):
        assert table.look(seat).stage.unique == ("own",)


# -- the account


def test_it_tells_how_many_told_something_and_not_who():
    table = at(FACTS)
    assert account(table) == {"told": 0, "open": 8, "passed": 0, "nothing": 0}
    for move in script(table, FACTS):
        table.play(move)
    assert account(table) == {"told": 2, "open": 0, "passed": 0, "nothing": 1}


def test_it_does_not_change_with_what_is_shielded_from_its_reader():
    without, with_it = (everybody_else(at(FACTS), RATER) for _ in range(2))
    without.must(NothingToAdd(), RATER)
    tell_what_is_shielded(with_it)
    assert account(with_it) == account(without)


def test_nor_with_what_was_told_and_shielded_after_being_passed_over():
    without, with_it = (all_passed_over() for _ in range(2))
    tell_what_is_shielded(with_it)
    assert account(with_it) == account(without)


def tell_what_is_shielded(table):
    """Told, and looked at by a reader who may not see it."""
    table.must(AddEntry(content=OWN), RATER, "own")
    mother = PartyId(table.cast.party("Yasmin"))
    hide = ShieldEntry(entry=EntryId("own"), parties=frozenset({mother}), reason="adres")
    table.must(hide, RATER)
    reader = Viewer(SeatId("file"), frozenset({Role.FILE}), frozenset({mother}))
    table.session = without_shielded(table.session, reader)


@pytest.mark.parametrize("stage", [*STAGES, "closed"])
def test_it_can_tell_at_every_stage(stage):
    assert len(unique_information.GUARD.reports(at(stage).session)) == 1
