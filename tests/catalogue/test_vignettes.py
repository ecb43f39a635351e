"""The three vignettes are complete in both languages and give the figures they promise."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from deliberate.catalogue.faults import CatalogueError
from deliberate.catalogue.load import shortlist, starter
from deliberate.catalogue.vignettes import VIGNETTES, Vignette, vignette
from deliberate.sessions.concreteness import hits
from deliberate.sessions.forms import Asks, Question, Text, complete, fault, signed
from deliberate.sessions.ids import QuestionId


@pytest.fixture(params=VIGNETTES)
def case(request) -> Vignette:
    return vignette(request.param)


def test_every_text_is_there_in_both_languages(case):
    texts = dict(texts_of(replace(case, given={}, expected={}), case.id))
    empty = [where for where, text in texts.items() if not (text.nl.strip() and text.en.strip())]
    assert len(texts) > 150
    assert empty == []


def test_the_preparation_can_be_completed(case):
    assert case.question.nl.endswith("?")
    assert case.question.nl.count("?") == 1
    assert {fact.perspective for fact in case.facts} == {
        "youth", "parent", "network", "professional",
    }  # fmt: skip
    assert [fact.number for fact in case.facts] == [1, 2, 3, 4, 5]
    assert all(fact.day <= 0 for fact in case.facts)
    assert all(child.heard_on <= 0 for child in case.children)


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_no_core_fact_or_condition_holds_a_vague_word(case, locale):
    rules = starter().concreteness[locale]
    asked = [*case.facts, *(replace(c, test=None) for c in case.conditions)]
    vague = {
        where: hits(text.at(locale), rules)
        for where, text in texts_of(asked, case.id)
        if hits(text.at(locale), rules)
    }
    assert vague == {}


def test_the_factors_are_those_of_the_ratings(case):
    known = [factor.id for factor in shortlist(starter(), case.factor_ids).factors]
    own = [factor.id for factor in case.case_factors]
    given = [item for item in case.answers(1, "A") if item.partition("@")[0] not in judgements()]
    assert given == known + own


def test_every_blind_answer_fits_its_question(case):
    for answers in case.given.values():
        for item, answer in answers.items():
            asked = question_for(item)
            assert fault(asked, answer) is None, item
            assert complete(asked, answer), item


def test_the_levels_per_child_are_the_expected_ones(case):
    for number, figures in case.expected["rounds"].items():
        for item in ("direct_safety", "stable_safety"):
            for child, figure in figures[item].items():
                given = Counter(
                    case.answers(int(number), rater.letter)[f"{item}@{child}"].level
                    for rater in case.raters
                )
                assert [given[level] for level in range(1, 6)] == figure["counts"]


def test_the_direction_conflicts_are_the_expected_ones(case):
    for number, figures in case.expected["rounds"].items():
        conflicts = [item for item in case.answers(1, "A") if is_conflict(case, int(number), item)]
        assert conflicts == figures["direction_conflicts"]["factors"]


def test_the_taps_on_options_are_the_expected_ones(case):
    letters = [option.letter for option in case.options]
    first = Counter(rater.first_choice for rater in case.raters)
    cannot = Counter(letter for rater in case.raters for letter in rater.cannot)
    assert {letter: first[letter] for letter in letters} == case.expected["first_choice_round_2"]
    assert {i: cannot[i] for i in letters} == case.expected["cannot_support_round_2"]
    assert all(rater.first_choice not in rater.cannot for rater in case.raters)


def test_the_discussion_follows_the_expected_list(case):
    assert [list(item.factors) for item in case.discussion] == case.expected["discussion_items"]


def test_the_table_fits_the_rules_of_the_roles(case):
    letters = [rater.letter for rater in case.raters]
    assert letters == sorted({letter for _, letter in case.given})
    assert [rater.letter for rater in case.raters if rater.presenter] == ["A"]
    assert case.decider in letters
    assert all(rater.deciding_fact in range(1, 6) for rater in case.raters)
    assert len({rater.organisation for rater in case.raters}) > 1


def test_the_options_hold_what_the_advocate_adds_to(case):
    before = [option.weight for option in case.options if not option.by_advocate]
    assert {"nothing_changes", "lighter", "heavier"} <= set(before)
    assert [option.letter for option in case.options if option.by_advocate] == ["F"]
    assert case.challenge.option == "F"
    most = [letter for letter, _ in Counter(r.first_choice for r in case.raters).most_common(2)]
    assert all(case.option(letter).consequences for letter in most)


def test_the_challenge_says_who_finds_out(case):
    told = case.challenge
    for point in (told.explanation, told.fact, told.lighter_if, told.heavier_if):
        assert (point.answer == "find_out") == bool(point.who and point.before)


def test_an_unsafe_child_gets_an_action_and_an_acute_answer_is_dealt_with(case):
    assert [row.child for row in case.safe_enough] == [child.name for child in case.children]
    assert all(row.now or row.action for row in case.safe_enough)
    acute = {
        number
        for (number, _), answers in case.given.items()
        for item, answer in answers.items()
        if item.startswith("direct_safety") and answer.level == 1
    }
    assert (1 in acute) == bool(case.acute)
    assert (2 in acute) == bool(case.acute and case.acute.again)


def test_conditions_and_consents_refer_to_what_is_there(case):
    numbers = {fact.number for fact in case.facts}
    people = {person.name for person in (*case.people, *case.children)}
    assert all(set(condition.facts) <= numbers for condition in case.conditions)
    assert all(condition.until >= 1 for condition in case.conditions)
    assert {row.who for row in (*case.consents, *case.reactions)} <= people
    for condition in case.conditions:
        changed = condition.test.verdict == "agreed_after_change"
        assert changed == bool(condition.test.change)


def test_the_dissenter_did_not_choose_the_outcome(case):
    for dissent in case.dissents:
        assert case.rater(dissent.letter).first_choice != case.decision.option


def test_an_unknown_vignette_is_refused_by_name():
    with pytest.raises(CatalogueError, match="V9"):
        vignette("V9")


def texts_of(part: object, where: str) -> Iterator[tuple[str, Text]]:
    """Every text of a vignette, with its place."""
    if isinstance(part, Text):
        yield where, part
    elif is_dataclass(part):
        for declared in fields(part):
            yield from texts_of(getattr(part, declared.name), f"{where}.{declared.name}")
    elif isinstance(part, tuple | list):
        for number, row in enumerate(part):
            yield from texts_of(row, f"{where}.{number}")


def judgements() -> set[str]:
    return {judgement.id for judgement in starter().judgements}


def question_for(item: str) -> Question:
    judgement = starter().judgement(item.partition("@")[0])
    if judgement:
        return Question(QuestionId(item), Asks.LEVEL, levels=len(judgement.levels))
    factor = starter().factor(item)
    return Question(
        QuestionId(item),
        Asks.FACTOR,
        levels=3,
        directions=factor.directions if factor else starter().case_factor_directions,
        causes=factor.cause.values if factor and factor.cause else (),
        benefits=starter().benefit.values,
    )


def is_conflict(case: Vignette, number: int, item: str) -> bool:
    answers = (case.answers(number, rater.letter).get(item) for rater in case.raters)
    signs = [signed(a, starter().counts_as_protective) for a in answers if a and a.direction]
    return any((s or 0) < 0 for s in signs) and any((s or 0) > 0 for s in signs)
