"""Ideas in silence: everybody writes alone, all comes out at once and mixed, each has a place."""

import pytest

from deliberate.sessions.flow.commands import Advance, ExplainWarning
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import IDEAS, OPTIONS, ROUND_2, EntryId, IdeaId, question
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import (
    CloseRound,
    GiveAnswers,
    OpenRound,
    PlaceIdea,
    SealRound,
)
from deliberate.sessions.rounds.merge import filled
from deliberate.sessions.windows import Option, Weight
from tests.core.moments import at

FIRST, SECOND = question("idea", EntryId("1")), question("idea", EntryId("2"))


@pytest.fixture
def table():
    table = at("options")
    why = ExplainWarning(warning="family_option_missing", reason="zij willen eerst horen")
    table.must(why, "moderator")
    table.must(OpenRound(round=IDEAS), "moderator")
    return table


def ideas(**texts):
    answers = {FIRST: Answer(**texts)}
    return GiveAnswers(round=IDEAS, answers=answers)


def code(outcome):
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_what_is_written_in_silence_is_seen_by_nobody_until_the_round_is_closed(table):
    before = {seat: table.look(seat) for seat in table.session.roster.seats}
    table.must(ideas(reason="Zusje bij oma", pro="vertrouwd", con="ver"), "seat-A")
    assert table.look("seat-B").done.sealed == 1
    for seat, view in before.items():
        if seat != "seat-A":
            assert "Zusje bij oma" not in repr(table.look(seat)), view


def test_all_ideas_come_out_mixed_and_without_names(table):
    table.must(ideas(reason="Zusje bij oma", pro="vertrouwd"), "seat-A")
    table.must(ideas(reason="Vaste slaapplek"), "seat-B")
    table.must(SealRound(round=IDEAS), "seat-C")
    table.must(CloseRound(round=IDEAS), "moderator")
    this = table.session.rounds[IDEAS]
    assert {i.text for i in this.ideas} == {"Zusje bij oma", "Vaste slaapplek"}
    assert (this.columns, this.column_seats, this.summary.raters) == ((), (), 3)
    assert code(table.ask(ideas(reason="nog een"), "seat-D")) == "round_closed"


def test_an_idea_becomes_an_option_or_joins_one_or_is_dropped_and_each_once(table):
    table.must(ideas(reason="Zusje bij oma", pro="vertrouwd"), "seat-A")
    table.must(ideas(reason="Bij oma slapen", pro="dichtbij", con="klein huis"), "seat-B")
    table.must(ideas(reason="Hm"), "seat-C")
    table.must(CloseRound(round=IDEAS), "moderator")
    by_text = {i.text: i.id for i in table.session.rounds[IDEAS].ideas}
    first = PlaceIdea(round=IDEAS, idea=by_text["Zusje bij oma"], weight="lighter")
    table.must(first, "seat-recorder", "made")
    assert code(table.ask(first, "seat-recorder")) == "already_so"
    second = PlaceIdea(round=IDEAS, idea=by_text["Bij oma slapen"], into=EntryId("made"))
    table.must(second, "moderator")
    table.must(PlaceIdea(round=IDEAS, idea=by_text["Hm"], drop=True), "moderator")
    made = dict((e.id, o) for e, o in table.session.entries.of(Option))["made"]
    assert (made.pro, made.con) == ("vertrouwd\ndichtbij", "klein huis")
    assert set(table.session.rounds[IDEAS].placed.values()) == {"made", None}


def test_what_is_part_of_another_word_is_not_yet_said(table):
    table.must(ideas(reason="Bij oma slapen", pro="Minder onrust"), "seat-A")
    table.must(ideas(reason="Zusje bij oma", pro="rust"), "seat-B")
    table.must(CloseRound(round=IDEAS), "moderator")
    by_text = {idea.text: idea.id for idea in table.session.rounds[IDEAS].ideas}
    first = PlaceIdea(round=IDEAS, idea=by_text["Bij oma slapen"], weight=Weight.LIGHTER)
    table.must(first, "moderator", "made")
    second = PlaceIdea(round=IDEAS, idea=by_text["Zusje bij oma"], into=EntryId("made"))
    table.must(second, "moderator")
    assert table.session.entries.by_id["made"].content.pro == "Minder onrust\nrust"


def test_what_cannot_be_placed_says_why(table):
    table.must(ideas(reason="Zusje bij oma"), "seat-A")
    table.must(CloseRound(round=IDEAS), "moderator")
    idea = table.session.rounds[IDEAS].ideas[0].id

    def ask(seat="moderator", **how):
        return code(table.ask(PlaceIdea(round=IDEAS, **how), seat))

    assert ask(idea=IdeaId("x"), drop=True) == "unknown_idea"
    assert ask(idea=idea) == "field_missing"
    assert ask(idea=idea, into=EntryId("nowhere")) == "unknown_option"
    assert ask("seat-A", idea=idea, drop=True) == "out_of_turn"


def test_an_idea_needs_words_and_holds_nothing_else(table):
    assert code(table.ask(ideas(pro="zomaar"), "seat-A")) == "text_missing"
    assert code(table.ask(ideas(reason="x" * 300, pro="y" * 101), "seat-A")) == "text_too_long"
    assert code(table.ask(ideas(reason="x", level=2), "seat-A")) == "answer_does_not_fit"


def test_a_round_is_called_for_once_and_only_in_its_stage(table):
    assert code(table.ask(OpenRound(round=IDEAS), "moderator")) == "already_so"
    assert code(table.ask(OpenRound(round=ROUND_2), "moderator")) == "unknown_round"
    assert code(table.ask(OpenRound(round=IDEAS), "seat-A")) == "out_of_turn"


def test_a_seat_that_takes_its_idea_back_has_none(table):
    table.must(ideas(reason="Zusje bij oma"), "seat-A")
    table.must(ideas(reason=""), "seat-A")
    table.must(CloseRound(round=IDEAS), "moderator")
    assert table.session.rounds[IDEAS].ideas == ()
    assert isinstance(table.ask(Advance(expected=OPTIONS), "moderator"), Refusal)


def test_what_was_written_on_another_device_is_not_overwritten_by_a_blank(table):
    """The whole form goes into envelopes each time, but only what this device can read again."""
    given, mine = {FIRST: Answer(reason="nieuw")}, {SECOND: Answer(reason="eigen")}
    table.must(GiveAnswers(round=IDEAS, answers=mine), "seat-A")
    state, this, third = table.session, table.session.rounds[IDEAS], question("idea", EntryId("3"))
    assert filled(state, this, "seat-A", given, mine) == {**given, **mine, third: Answer()}
    assert filled(state, this, "seat-A", given, {}) == {**given, third: Answer()}


def test_who_leads_sees_how_many_are_done_and_not_who(table):
    """Else closing the round right after the first would put a name to what comes out."""
    table.must(ideas(reason="Zusje bij oma"), "seat-A")
    led = table.look("moderator")
    assert led.done.sealed == 1
    assert {person.done for person in led.people} == {None}
