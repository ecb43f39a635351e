"""Stage 6: the family first, two silent minutes, one list with letters that stay, and gate G3."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS, options_first
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.copies import reader, recipient
from deliberate.sessions.entries.commands import (
    AddEntry,
    CorrectEntry,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.flow.commands import Advance, Bypass, ExplainWarning
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    AGREEMENT,
    IDEAS,
    OPTIONS,
    ROUND_2,
    EntryId,
    PartyId,
    SeatId,
    item_of,
    question,
)
from deliberate.sessions.project import project
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenRound,
    PlaceIdea,
    SealRound,
)
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT, second_round
from deliberate.sessions.seating.commands import GiveRole
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.visibility import Sees, Viewer
from deliberate.sessions.windows import Option, Weight
from tests.core.moments import at
from tests.core.play import ROOM

OWN = Option(title="Oma slaapt hier", weight=Weight.LIGHTER, by_family=True)
OPEN, CLOSE = OpenRound(round=IDEAS), CloseRound(round=IDEAS)


def code(outcome):
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def idea(number=1, **said):
    return GiveAnswers(
        round=IDEAS, answers={question("idea", EntryId(str(number))): Answer(**said)}
    )


def needs(table):
    return {need.code: need for need in table.look(MODERATOR).needs}


def letters(table, seat="seat-A"):
    return [(row.id, row.letter) for row in table.look(seat).windows.options]


@pytest.fixture
def table():
    return at("options")


@pytest.fixture
def loud(table):
    """The silent round is passed over, so that anybody may put something on the list at once."""
    table.must(Bypass(need="silent_round_missing", reason="geen telefoons"), MODERATOR)
    return table


@pytest.fixture
def silent(table):
    """The family's own possibility is on the list and everybody writes."""
    table.must(AddEntry(content=OWN), RECORDER, "own")
    table.must(OPEN, MODERATOR)
    return table


def place(table, key, text, **how):
    ideas = {i.text: i.id for i in table.session.rounds[IDEAS].ideas}
    return table.ask(PlaceIdea(round=IDEAS, idea=ideas[text], **how), RECORDER, key)


# -- the list, once it is closed


def test_what_the_gate_looked_at_stays_on_the_list():
    table = at("challenge")
    for row in table.look(MODERATOR).windows.options:
        gone = WithdrawEntry(entry=row.id, reason="toch niet")
        assert code(table.ask(gone, MODERATOR)) == "options_closed"
    table.must(AddEntry(content=Option(title="Opvang", weight=Weight.HEAVIER)), "seat-A", "late")
    table.must(WithdrawEntry(entry=EntryId("late"), reason="dubbel"), "seat-A")


@pytest.mark.parametrize("short", [False, True])
def test_where_no_option_is_left_nobody_is_asked_to_choose_one(short):
    """Gates can be passed over; a question without an answer would hold up the round for ever."""
    session = at("blind_2").session
    parameters = replace(session.opened.parameters, short=short)
    setup = replace(session.opened, parameters=parameters)
    live = {k: e for k, e in session.entries.by_id.items() if not isinstance(e.content, Option)}
    empty = replace(session, setup=setup, entries=replace(session.entries, by_id=live))
    asked = second_round(empty).questions
    assert asked
    assert {item_of(q.id) for q in asked}.isdisjoint({FIRST_CHOICE, SUPPORT})


# -- the family first


def test_nobody_writes_before_the_family_has_come_first(table):
    assert code(table.ask(OPEN, MODERATOR)) == "family_first"
    table.must(AddEntry(content=OWN), RECORDER, "own")
    table.must(OPEN, MODERATOR)


def test_a_family_without_a_proposal_takes_one_line(table):
    assert needs(table)["warning"].params == {"warning": "family_option_missing"}
    why = ExplainWarning(warning="family_option_missing", reason="zij willen eerst luisteren")
    table.must(why, MODERATOR)
    assert "warning" not in needs(table)
    table.must(OPEN, MODERATOR)


def test_the_familys_own_is_listed_first_and_no_letter_ever_moves(loud):
    loud.must(AddEntry(content=Option(title="Opvang", weight=Weight.HEAVIER)), "seat-A", "away")
    loud.must(AddEntry(content=Option(title="Zo laten", weight=Weight.SAME)), "seat-B", "as-now")
    loud.must(AddEntry(content=OWN), RECORDER, "own")
    assert letters(loud) == [("own", "C"), ("away", "A"), ("as-now", "B")]
    loud.must(WithdrawEntry(entry=EntryId("away"), reason="dubbel"), RECORDER)
    loud.must(AddEntry(content=Option(title="Zorg", weight=Weight.SAME)), "seat-A", "care")
    for seat in ("seat-A", MODERATOR, ROOM):
        assert letters(loud, seat) == [("own", "C"), ("as-now", "B"), ("care", "D")]


def test_a_copy_for_one_reader_shows_no_gap_in_its_letters(loud):
    for key in ("one", "two", "three", "four"):
        loud.must(AddEntry(content=Option(title=key, weight=Weight.SAME)), RECORDER, key)
    loud.must(WithdrawEntry(entry=EntryId("one"), reason="dubbel"), RECORDER)
    mother = frozenset({PartyId("person-0")})
    hide = ShieldEntry(entry=EntryId("three"), parties=mother, reason="veiligheid")
    loud.must(hide, MODERATOR)
    hers = recipient(loud.session, "person-0")
    copy = reader(hers, Viewer(SeatId("file"), frozenset({Role.FILE}), mother))
    listed = project(loud.session, copy, GUARDS).windows.options
    assert [(row.content.title, row.letter) for row in listed] == [("two", "A"), ("four", "B")]


def test_the_twenty_seventh_option_has_two_letters(loud):
    for number in range(27):
        option = Option(title=str(number), weight=Weight.SAME)
        loud.must(AddEntry(content=option), RECORDER, f"o{number}")
    assert [letter for _, letter in letters(loud)][24:] == ["Y", "Z", "AA"]


def test_nobody_lists_an_own_option_before_all_have_thought_alone(table):
    own = AddEntry(content=Option(title="Opvang", weight=Weight.HEAVIER))
    assert code(table.ask(own, "seat-A")) == "ideas_first"
    table.must(AddEntry(content=OWN), RECORDER, "own")
    table.must(OPEN, MODERATOR)
    assert code(table.ask(own, MODERATOR)) == "ideas_first"
    table.must(AddEntry(content=replace(OWN, title="Tante komt")), RECORDER, "also-theirs")
    table.must(CLOSE, MODERATOR)
    table.must(own, "seat-A")


def test_one_possibility_is_one_option_in_however_many_wordings(loud):
    loud.must(AddEntry(content=OWN), RECORDER, "own")
    again = replace(OWN, title="OMA slaapt  hier.", weight=Weight.HEAVIER)
    assert code(loud.ask(AddEntry(content=again), "seat-A")) == "option_listed"
    loud.must(CorrectEntry(entry=EntryId("own"), content=again), RECORDER)


def test_a_shielded_option_is_not_betrayed_by_a_refusal(loud):
    loud.must(AddEntry(content=OWN), RECORDER, "own")
    mother = frozenset({PartyId("person-0")})
    loud.must(ShieldEntry(entry=EntryId("own"), parties=mother, reason="veiligheid"), MODERATOR)
    loud.must(AddEntry(content=OWN), "seat-A", "the-same")


# -- two silent minutes


def test_everybody_at_the_table_has_room_to_write_and_the_end_of_the_time(silent):
    silent.must(GiveRole(seat="seat-C", roles=frozenset({Role.OBSERVER})), MODERATOR)
    here = [s.id for s in silent.session.roster.seats.values() if s.standing != "absent"]
    room = {seat: len(silent.look(seat).stage.ideas.room) for seat in here}
    assert {room["seat-A"], room[RECORDER]} == {3}
    assert {room["seat-C"], room[MODERATOR], room[ROOM]} == {0}
    untils = {silent.look(seat).stage.ideas.until for seat in here}
    assert untils == {silent.session.rounds[IDEAS].opened_at + 120_000}


def test_a_seat_sees_its_own_ideas_and_how_many_are_done(silent):
    silent.must(idea(reason="Opvang", con="ver"), "seat-A")
    silent.must(SealRound(round=IDEAS), "seat-B")
    mine = silent.look("seat-A").stage.ideas
    assert (mine.room[0].own.reason, mine.room[0].own.con, mine.sealed) == ("Opvang", "ver", True)
    theirs = silent.look("seat-B").stage.ideas
    assert (theirs.room[0].own, theirs.sealed) == (None, True)
    assert [silent.look(s).done.sealed for s in ("seat-A", MODERATOR, ROOM)] == [2, 2, 2]


def test_who_has_nothing_to_add_may_think_of_something_after_all(silent):
    silent.must(SealRound(round=IDEAS), "seat-A")
    silent.must(idea(reason="Opvang"), "seat-A")
    silent.must(idea(2, reason="Zorg"), "seat-A")
    silent.must(CLOSE, MODERATOR)
    assert len(silent.look(MODERATOR).stage.ideas.waiting) == 2


def test_an_idea_is_no_longer_than_the_title_it_may_become(silent):
    assert code(silent.ask(idea(reason="x" * 301), "seat-A")) == "text_too_long"


def test_the_moderator_may_close_before_everybody_is_done(silent):
    silent.must(idea(reason="Opvang"), "seat-A")
    silent.must(CLOSE, MODERATOR)
    assert code(silent.ask(idea(reason="Zorg"), "seat-B")) == "round_closed"


# -- one list


def test_each_idea_goes_somewhere_and_what_is_no_possibility_is_only_counted(silent):
    for seat, text in (("seat-A", "Opvang"), ("seat-B", "Oma komt"), ("seat-C", "Tja")):
        silent.must(idea(reason=text), seat)
    silent.must(CLOSE, MODERATOR)
    place(silent, "shelter", "Opvang", weight=Weight.HEAVIER)
    place(silent, "k", "Oma komt", into=EntryId("own"))
    place(silent, "k", "Tja", drop=True)
    seen = silent.look("seat-D").stage.ideas
    assert {row.text: row.into for row in seen.placed} == {"Opvang": "shelter", "Oma komt": "own"}
    assert (seen.waiting, seen.dropped) == ((), 1)
    assert "Tja" not in repr(silent.look("seat-D"))
    assert letters(silent) == [("own", "A"), ("shelter", "B")]


def test_what_does_not_fit_into_an_option_is_not_lost(silent):
    full = replace(OWN, pro="x" * 990)
    silent.must(CorrectEntry(entry=EntryId("own"), content=full), RECORDER)
    silent.must(idea(reason="Oma komt", pro="omdat zij dat zelf wil"), "seat-A")
    silent.must(CLOSE, MODERATOR)
    assert code(place(silent, "k", "Oma komt", into=EntryId("own"))) == "text_too_long"
    assert [row.text for row in silent.look(RECORDER).stage.ideas.waiting] == ["Oma komt"]


def test_an_idea_vanishes_with_a_shielded_option_that_it_went_to(silent):
    silent.must(idea(reason="Naar opvang Noord"), "seat-A")
    silent.must(CLOSE, MODERATOR)
    place(silent, "shelter", "Naar opvang Noord", weight=Weight.HEAVIER)
    father = frozenset({PartyId("person-1")})
    hide = ShieldEntry(entry=EntryId("shelter"), parties=father, reason="veiligheid")
    silent.must(hide, MODERATOR)
    viewer = Viewer(RECORDER, frozenset({Role.RECORDER}), father)
    assert "opvang Noord" not in repr(project(silent.session, viewer, GUARDS))


# -- gate G3


def test_the_gate_asks_for_the_round_then_its_end_then_a_place_for_each_idea(table):
    assert "silent_round_missing" in needs(table)
    table.must(AddEntry(content=OWN), RECORDER, "own")
    table.must(OPEN, MODERATOR)
    assert needs(table).keys() >= {"ideas_open"}
    assert "seat_not_sealed" not in needs(table)
    table.must(idea(reason="Opvang"), "seat-A")
    table.must(CLOSE, MODERATOR)
    assert needs(table)["idea_not_placed"].params == {"text": "Opvang"}
    place(table, "shelter", "Opvang", weight=Weight.HEAVIER)
    assert not needs(table).keys() & {"silent_round_missing", "ideas_open", "idea_not_placed"}


def test_everything_that_the_gate_asks_can_be_passed_by_with_a_reason(silent):
    silent.must(idea(reason="Opvang"), "seat-A")
    for _ in range(20):
        open_needs = silent.look(MODERATOR).needs
        assert {need.gate for need in open_needs} <= {"G3"}
        if not open_needs:
            break
        need = open_needs[0]
        passed = Bypass(need=need.code, about=need.about, reason="geen tijd")
        silent.must(passed, MODERATOR)
    silent.must(Advance(expected=OPTIONS), MODERATOR)
    assert not silent.session.rounds[IDEAS].open
    assert "Opvang" in str(silent.session.rounds[IDEAS].ideas)


WHOLE = Option(title="t", weight=Weight.SAME, pro="a", con="b", harm="c", waiting="d", bridging="e")


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ({}, ()),
        ({"pro": "", "harm": " "}, ("pro", "harm")),
        ({"waiting": "", "bridging": ""}, ("waiting", "bridging")),
        ({"waiting": "", "bridging": "", "no_wait": True}, ()),
        ({"waiting": "", "bridging": "", "weight": Weight.NOTHING_CHANGES}, ()),
    ],
)
def test_an_option_is_weighed_with_its_harm_and_what_bridges_the_wait(loud, without, lacks):
    option = replace(WHOLE, **without)
    assert option.lacks == lacks
    loud.must(AddEntry(content=option), RECORDER, "one")
    named = [n for n in loud.look(MODERATOR).needs if n.code == "option_not_weighed"]
    assert [n.params["lacks"] for n in named] == ([" ".join(lacks)] if lacks else [])


# -- no preference


CHOSEN = {question(FIRST_CHOICE): Answer(pick="own")}
UNABLE = {question(SUPPORT, EntryId("own")): Answer(pick="cannot")}
DECIDED = RecordDecision(
    option=EntryId("own"),
    lightest=EntryId("own"),
    decider="d",
    competence="c",
    text="t",
    reason="r",
)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (GiveAnswers(round=IDEAS, answers=CHOSEN), "options_first"),
        (GiveAnswers(round=IDEAS, answers=UNABLE), "options_first"),
        (GiveAnswers(round=ROUND_2, answers=CHOSEN), "options_first"),
        (idea(reason="Opvang", pick="own"), "answer_does_not_fit"),
        (idea(reason="Opvang", level=1), "answer_does_not_fit"),
        (OpenRound(round=ROUND_2), "unknown_round"),
        (OpenRound(round=AGREEMENT), "not_now"),
        (DECIDED, "out_of_turn"),
    ],
)
def test_a_preference_finds_no_way_in(silent, command, refusal):
    """Not as an idea, not beside one, not in a round before its time, not as a decision."""
    seat = MODERATOR if isinstance(command, OpenRound) else "seat-A"
    assert code(silent.ask(command, seat)) == refusal


# -- the guard itself


def test_preferences_stay_shut_until_the_round_of_choices_is_shown():
    looking = Viewer(SeatId("seat-A"), frozenset({Role.RATER}))
    withholds = options_first.GUARD.withholds
    assert {withholds(at(stage).session, looking) for stage in ("options", "blind_2")} == {
        Sees.PREFERENCE
    }
    assert withholds(at("decide").session, looking) is Sees.NOTHING


def test_the_account_tells_what_was_listed_and_thought_of_in_silence(silent):
    silent.must(idea(reason="Opvang"), "seat-A")
    silent.must(CLOSE, MODERATOR)
    place(silent, "shelter", "Opvang", weight=Weight.HEAVIER)
    (note,) = options_first.GUARD.reports(silent.session)
    counted = {"options": 2, "lighter": 1, "family": 1, "open": 0, "held": 1, "ideas": 1}
    assert note.params == counted
    (before,) = options_first.GUARD.reports(at("options").session)
    assert before.params == dict.fromkeys(before.params, 0)


def test_the_account_of_an_open_silent_round_tells_that_it_is_open_and_no_number(silent):
    silent.must(idea(reason="Opvang"), "seat-A")
    (note,) = options_first.GUARD.reports(silent.session)
    assert (note.params["open"], note.params["held"], note.params["ideas"]) == (1, 0, 0)


def test_while_anybody_judges_the_account_still_knows_of_the_ideas():
    """Who leads sees no ideas then, and is not told that the silent round gave none."""
    ideas = {stage: counted_ideas(at(stage)) for stage in ("challenge", "blind_2", "decide")}
    assert set(ideas.values()) == {5}


def counted_ideas(table):
    leads = Viewer(MODERATOR, frozenset({Role.MODERATOR}))
    page = project(table.session, leads, GUARDS, also=Sees.PROTECTION).protection
    (note,) = next(guard.notes for guard in page if guard.name == "options_first")
    return note.params["ideas"]
