"""Talking about differences: a list put forward, answers invited, and an outcome for each item."""

import json
from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import DeliverPoint, PointKind
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.discussion.commands import (
    AgendaItem,
    CloseItem,
    OpenItem,
    Outcome,
    SetAgenda,
)
from deliberate.sessions.draws import shuffled
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import DISCUSS, EntryId, ItemId, QuestionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.commands import MarkAbsent
from deliberate.sessions.views.invite import difference, invited
from deliberate.sessions.views.picture import ItemPicture
from deliberate.sessions.windows import Fact, MissingFact, Term
from deliberate.store import codec
from tests.core.moments import at, script
from tests.core.play import ROOM

RATER, OTHER = "seat-B", "seat-C"
FIRST = ItemId("1")
DONE = CloseItem(
    item=FIRST,
    outcome=Outcome.OTHER_FACT,
    note="Niet iedereen kende dit.",
    mechanism="Lina kan ergens heen.",
    example="Zij belde oma, oma kwam.",
)
SCALE = tuple((str(n), f"woord {n}") for n in range(-3, 4))


def agenda(*questions):
    return SetAgenda(items=tuple(AgendaItem(questions=(QuestionId(q),)) for q in questions))


def shown(vignette="V1"):
    """All judgements are on the screen, and the group says that nobody is in danger now."""
    table = at("reveal", vignette)
    table.must(AnswerAcute(acute=False), MODERATOR)
    return table


def talking():
    """The first item is open."""
    table = at(DISCUSS)
    table.must(OpenItem(item=FIRST), MODERATOR)
    return table


def code(outcome):
    assert isinstance(outcome, Refusal)
    return outcome.code, outcome.field


# -- the list


def test_opposite_directions_are_put_forward_and_safety_now_is_talked_about_first():
    made = shown().look(MODERATOR).stage.agenda
    assert not made.standing
    assert [line.questions for line in made.lines] == [
        ("adult_acts_protectively",),
        ("acknowledges_concern",),
        ("network_steps_in",),
    ]
    assert [line.direct for line in made.lines] == [True, False, False]
    assert all(why.conflict for line in made.lines for why in line.why)


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_the_list_is_as_long_as_the_session_has_time_for(vignette):
    table = shown(vignette)
    made = table.look(MODERATOR).stage.agenda
    assert len(made.lines) == table.session.opened.parameters.proposed_items


def test_one_tap_confirms_and_one_tap_swaps():
    table = shown()
    first = table.look(MODERATOR).stage.agenda
    table.must(agenda(*(q for questions in first.list for q in questions)), MODERATOR)
    swap = table.look(MODERATOR).stage.agenda.lines[2].swap
    assert swap.q == "help_is_working"
    table.must(agenda(*(q for questions in swap.list for q in questions)), MODERATOR)
    on = [item.questions[0] for item in table.look(MODERATOR).stage.items]
    assert "help_is_working" in on
    assert "network_steps_in" not in on


def test_swapping_again_goes_on_to_the_next_and_not_back():
    table = shown()
    seen = []
    for _ in range(4):
        made = table.look(MODERATOR).stage.agenda
        place = next(n for n, line in enumerate(made.lines) if line.swap.q not in seen)
        seen.append(made.lines[place].swap.q)
        table.must(agenda(*(q for qs in made.lines[place].swap.list for q in qs)), MODERATOR)
    assert len(set(seen)) == len(seen)


def test_items_are_added_up_to_the_most_and_taken_off():
    table = shown()
    while not (made := table.look(MODERATOR).stage.agenda).full:
        table.must(agenda(*(q for qs in made.more[0].add.list for q in qs)), MODERATOR)
    most = table.session.opened.parameters.max_items
    assert len(made.lines) == most
    too_many = agenda(*(q for qs in made.more[0].add.list for q in qs))
    assert code(table.ask(too_many, MODERATOR)) == ("agenda_length", "items")
    assert len(made.lines[0].without) == most - 1


def test_only_what_was_judged_is_talked_about_and_each_thing_once():
    table = shown()
    assert code(table.ask(agenda("deciding_fact"), MODERATOR)) == ("unknown_question", "items")
    twice = agenda("network_steps_in", "network_steps_in")
    assert code(table.ask(twice, MODERATOR)) == ("already_so", "items")
    both = AgendaItem(questions=(QuestionId("network_steps_in"),) * 2)
    assert code(table.ask(SetAgenda(items=(both,)), MODERATOR)) == ("already_so", "items")


def test_nobody_but_who_leads_sees_the_list_being_made():
    table = shown()
    for seat in (RATER, RECORDER, ROOM):
        assert table.look(seat).stage.agenda is None


# -- the answer that is invited


def asked(counts, median="0"):
    """A picture of a factor with these answers."""
    values = {int(value): n for value, n in counts.items()}
    return ItemPicture(
        q=QuestionId("q"),
        asks="factor",
        label="",
        child="",
        scale=SCALE,
        counts=counts,
        unknown=0,
        n=sum(counts.values()),
        median=median,
        deviation=None,
        within_one=None,
        risk=sum(n for value, n in values.items() if value < 0),
        none=counts.get("0", 0),
        protective=sum(n for value, n in values.items() if value > 0),
        conflict=min(values) < 0 < max(values),
        split=False,
        opposing=None,
        acute=0,
        causes=(),
        own=None,
    )


@pytest.mark.parametrize(
    ("counts", "median", "answers"),
    [
        ({"-2": 1, "1": 3, "2": 2}, "1", ("woord -2",)),
        ({"-1": 4, "2": 1, "3": 1}, "-1", ("woord 3",)),
        ({"-3": 2, "3": 2}, "0", ("woord -3", "woord 3")),
        ({"0": 1, "2": 4, "3": 1}, "2", ("woord 0",)),
        ({"1": 3, "2": 1}, "1", ("woord 2",)),
        ({"2": 5}, "2", ()),
    ],
)
def test_the_far_end_of_the_smaller_side_is_invited(counts, median, answers):
    assert invited(asked(counts, median)).answers == answers


def test_why_an_item_is_there_points_at_nobody():
    assert difference(asked({"-1": 1, "2": 4})).risk == 0
    assert difference(asked({"-1": 1, "2": 4})).protective == 0
    several = difference(asked({"-1": 2, "2": 3}))
    assert (several.risk, several.protective) == (2, 3)


def test_the_invitation_holds_no_name_and_no_number():
    table = talking()
    names = [seat.name for seat in table.session.roster.seats.values() if seat.name]
    for item in table.look(ROOM).stage.items:
        said = json.dumps(codec.plain(item.invites), ensure_ascii=False)
        assert not any(name in said for name in names)


# -- who speaks when


def test_by_lot_then_the_presenter_then_the_moderator_and_the_board_officer_last():
    table = talking()
    names = table.look(ROOM).stage.items[0].order
    seats = {seat.name: seat.id for seat in table.session.roster.seats.values()}
    assert [seats[name] for name in names[-3:]] == ["seat-A", MODERATOR, "seat-E"]
    free = sorted(seats[name] for name in names[:-3])
    assert tuple(seats[name] for name in names[:-3]) == shuffled(free, "5eed", "order/1")


def test_the_order_is_the_same_for_everybody_and_each_knows_the_own_place():
    table = talking()
    item = table.look(RATER).stage.items[0]
    assert item.order == table.look(MODERATOR).stage.items[0].order
    mine = table.session.roster.seats[RATER].name
    assert item.order[item.my_turn - 1] == mine
    assert table.look(ROOM).stage.items[0].my_turn == 0


def test_nobody_can_draw_again_until_the_order_pleases():
    table = talking()
    before = table.look(ROOM).stage.items[0].order
    table.must(DONE, RECORDER)
    table.seed = "another"
    table.must(OpenItem(item=FIRST), MODERATOR)
    assert table.look(ROOM).stage.items[0].order == before
    table.must(OpenItem(item=ItemId("2")), MODERATOR)
    assert table.look(ROOM).stage.items[1].order != before


def test_who_has_gone_is_not_waited_for():
    table = talking()
    name = table.session.roster.seats[RATER].name
    table.must(MarkAbsent(seat=RATER, reason="spoed"), MODERATOR)
    assert name not in table.look(ROOM).stage.items[0].order
    table.must(OpenItem(item=ItemId("2")), MODERATOR)
    assert name not in table.look(ROOM).stage.items[1].order


def test_an_open_item_is_not_opened_twice():
    assert code(talking().ask(OpenItem(item=FIRST), MODERATOR)) == ("already_so", "item")


# -- what came of it


def test_what_protects_says_how_and_gives_an_example():
    table = talking()
    for missing in ("mechanism", "example"):
        refusal = table.ask(replace(DONE, **{missing: " "}), RECORDER)
        assert code(refusal) == (f"{missing}_missing", missing)
    table.must(DONE, RECORDER)
    shown = table.look(ROOM).stage.items[0]
    assert (shown.mechanism, shown.example) == (DONE.mechanism, DONE.example)


def test_where_nobody_calls_it_protective_nothing_is_asked():
    table = at(DISCUSS, "V3")
    item = next(i for i in table.look(MODERATOR).stage.items if not i.protective)
    table.must(OpenItem(item=item.id), MODERATOR)
    table.must(replace(DONE, item=item.id, mechanism="", example=""), RECORDER)


def test_one_fact_decided_it_or_none():
    table = talking()
    strange = replace(DONE, fact=EntryId("child-Lina"))
    assert code(table.ask(strange, RECORDER)) == ("unknown_entry", "fact")
    table.must(replace(DONE, fact=EntryId("fact-5")), RECORDER)
    assert table.look(RATER).stage.items[0].fact_text.startswith("Lina slaapt")
    table.must(DONE, MODERATOR)
    assert table.look(RATER).stage.items[0].fact is None


def test_a_deciding_fact_that_is_withdrawn_is_not_shown_any_more():
    table = talking()
    fact = Fact(text="Oma heeft de sleutel.", source="oma", date="vandaag")
    table.must(AddEntry(content=fact), RATER, "late")
    table.must(replace(DONE, fact=EntryId("late")), RECORDER)
    assert table.look(ROOM).stage.items[0].fact == "late"
    table.must(WithdrawEntry(entry=EntryId("late"), reason="klopt niet"), RATER)
    assert table.look(ROOM).stage.items[0].fact is None
    assert table.look(ROOM).stage.items[0].fact_text == ""


def test_what_nobody_was_asked_about_has_no_outcome():
    refusal = at(DISCUSS).ask(DONE, RECORDER)
    assert code(refusal) == ("open_item_first", "item")


def test_changing_one_outcome_leaves_the_open_item_open():
    table = talking()
    table.must(DONE, RECORDER)
    table.must(OpenItem(item=ItemId("2")), MODERATOR)
    table.must(replace(DONE, note="Anders gezegd."), RECORDER)
    assert table.session.talk.open == "2"


def test_every_item_has_an_outcome_before_the_options():
    table = talking()
    table.must(DONE, RECORDER)
    assert code(table.ask(Advance(expected=DISCUSS), MODERATOR))[0] == "gate_closed"
    assert [need.params["number"] for need in table.look(MODERATOR).needs] == ["2", "3"]


# -- the counter-sentence


def test_each_item_has_one_counter_sentence_on_every_screen():
    table = talking()
    drawn = table.session.challenge.advocate
    said = DeliverPoint(kind=PointKind.COUNTER_SENTENCE, text="Je kunt dit ook …", about=FIRST)
    table.must(said, drawn, "counter")
    for seat in (MODERATOR, ROOM, RATER, RECORDER):
        assert table.look(seat).stage.items[0].counter == (said.text,)
    assert code(table.ask(said, drawn, "again")) == ("counter_given", "text")
    table.must(replace(said, about=ItemId("2")), drawn, "second")


# -- facts and words


def test_what_is_added_while_talking_is_shown_as_new():
    table = talking()
    fact = Fact(text="Oma heeft de sleutel.", source="oma", date="vandaag")
    table.must(AddEntry(content=fact), RATER, "late")
    unknown = MissingFact(text="Wie haalt Mats?", who="Joost", before="morgen")
    table.must(AddEntry(content=unknown), OTHER, "unknown")
    shown = table.look(ROOM).stage
    assert [row.content for row in shown.new_facts] == [fact]
    assert [row.content for row in shown.new_missing] == [unknown]


def test_anybody_marks_a_word_and_the_group_says_what_it_means():
    table = talking()
    table.must(AddEntry(content=Term(word="hechting")), RATER, "word")
    assert [row.content for row in table.look(ROOM).windows.terms] == [Term(word="hechting")]
    meant = Term(word="hechting", meaning="bij wie het kind troost zoekt")
    said = CorrectEntry(entry=EntryId("word"), content=meant)
    assert code(table.ask(said, RATER)) == ("meaning_is_the_groups", "content.meaning")
    table.must(said, RECORDER)
    for seat in (MODERATOR, ROOM, RATER, RECORDER):
        assert table.look(seat).windows.terms[0].content == meant
    emptied = CorrectEntry(entry=EntryId("word"), content=Term(word="hechting"))
    assert code(table.ask(emptied, RATER)) == ("meaning_is_the_groups", "content.meaning")


def test_a_word_is_asked_about_once():
    table = talking()
    table.must(AddEntry(content=Term(word="Hechting")), RATER, "word")
    again = AddEntry(content=Term(word=" hechting "))
    assert code(table.ask(again, OTHER, "again")) == ("term_listed", "content.word")
    worded = CorrectEntry(entry=EntryId("word"), content=Term(word="hechting", meaning="troost"))
    table.must(worded, MODERATOR)


def test_nobody_is_told_who_asked():
    table = talking()
    table.must(AddEntry(content=Term(word="hechting")), RATER, "word")
    views = [table.look(seat) for seat in (OTHER, ROOM, MODERATOR)]
    rows = [row for view in views for row in view.windows.terms]
    assert not any(row.mine or row.author for row in rows)


def test_a_word_without_a_meaning_holds_up_nothing():
    table = at(DISCUSS)
    table.must(AddEntry(content=Term(word="hechting")), RATER, "word")
    for move in script(table, DISCUSS):
        table.play(move)
    assert table.session.progress.stage == "options"
    assert [row.content.word for row in table.look(RATER).windows.terms] == ["hechting", "steunen"]
