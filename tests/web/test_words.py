"""Every code that the core can give has a phrase, in Dutch and in English."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from flask_babel import force_locale

import deliberate
from deliberate.bias_guards import GUARDS
from deliberate.bias_guards.composition import WEAK
from deliberate.catalogue.load import starter
from deliberate.scoring._types import Method, Reason
from deliberate.sessions.challenge.commands import PointKind, Reply
from deliberate.sessions.condition_rule import Code, blocking, check
from deliberate.sessions.discussion.commands import Outcome
from deliberate.sessions.forms import TAPS, Direction
from deliberate.sessions.framework import Framework
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.forms import PROCESS_ITEMS
from deliberate.sessions.seating.commands import Sharing
from deliberate.sessions.seating.state import Standing, What
from deliberate.sessions.stages import STAGES
from deliberate.sessions.states import State
from deliberate.sessions.telling.commands import Grasp, Said
from deliberate.sessions.telling.commands import Outcome as ReactionOutcome
from deliberate.sessions.telling.plain import Line
from deliberate.sessions.telling.plan import PlanState
from deliberate.sessions.testing.commands import Expertise, Judged, TestVerdict, Weakest
from deliberate.sessions.testing.events import Cancels
from deliberate.sessions.testing.owed import Standing as OfACondition
from deliberate.sessions.views.notices import Notice
from deliberate.sessions.views.tasks import Task
from deliberate.sessions.windows import (
    Condition,
    Content,
    DecidesRow,
    Dissent,
    Fact,
    OwnStrength,
    Person,
    PlanMakers,
    Relation,
    Strength,
    TimelineEvent,
    Weight,
)
from deliberate.web import errors, words
from deliberate.web.nesting import kind_of
from deliberate.web.words import findings, guards, needs, plain, refusals, terms
from deliberate.web.words import stages as titles

ROOT = Path(deliberate.__file__).parent
SOURCES = [*(ROOT / "sessions").rglob("*.py"), *(ROOT / "bias_guards").rglob("*.py")]
EDGE = [*(ROOT / "web").rglob("*.py"), ROOT / "runner.py"]
FORMED = {
    "option_missing_": {weight.value for weight in Weight if weight is not Weight.SAME},
    "_missing": {Relation.PARENT.value, Relation.NETWORK.value},
}
"""What stands in the two codes that are put together."""


def test_every_refusal_has_a_sentence():
    assert codes("Refusal", [*SOURCES, *EDGE]) <= set(refusals.REFUSALS)


def test_no_sentence_is_left_of_a_refusal_that_nobody_gives():
    given = codes("Refusal", [*SOURCES, *EDGE]) | codes("Unclean", EDGE)
    given |= set(literals(ROOT / "web" / "faults.py")) | set(literals(ROOT / "web" / "forms.py"))
    assert set(refusals.REFUSALS) - given == set()


def test_every_need_has_a_sentence_and_no_sentence_is_left_over():
    given = codes("Need", SOURCES)
    given |= {f"option_missing_{weight}" for weight in FORMED["option_missing_"]}
    given |= {f"{relation}_missing" for relation in FORMED["_missing"]}
    given |= set(get_args(Code)) & set(needs.BARE_NEEDS)
    assert given == set(needs.NEEDS)


def test_every_finding_has_a_sentence_and_if_it_blocks_one_at_the_gate():
    assert set(get_args(Code)) | {"past", "proposal"} == set(findings.FINDINGS)
    draft = Condition(who="wij", what="hulp ingezet en staat open, er is zicht en belt vaak")
    found = {finding.code for finding in blocking(check(draft, starter()))}
    assert len(found) == 8
    assert found <= set(needs.NEEDS) & set(needs.BARE_NEEDS)


def test_every_notice_has_a_sentence_and_a_kind():
    given = codes("Notice", SOURCES) | {f"seat_{what}" for what in get_args(What)}
    assert given == set(needs.NOTICES) == set(needs.NOTICE_KINDS)


def test_every_guard_can_tell_what_it_did():
    assert codes("Note", SOURCES) == set(guards.NOTES)
    assert {guard.name for guard in GUARDS} <= set(guards.NOTES)
    assert {guard.name for guard in GUARDS} == set(guards.GUARDS)


def test_every_sentence_of_the_summary_has_its_words():
    assert codes("Line", SOURCES) == set(plain.PLAIN)
    lines = (Line("must"), Line("not_safe", {"child": "Lina"}))
    assert plain.plain_text(lines).splitlines()[1].startswith("We think: Lina")


def test_every_stage_and_window_has_a_name():
    assert {stage.id for stage in STAGES} | {""} == set(titles.STAGES)
    assert {stage.window for stage in STAGES} == set(titles.WINDOWS)


def literal(content, name):
    return set(get_args(content.__annotations__[name]))


@pytest.mark.parametrize(
    ("kind", "codes_"),
    [
        ("kind", set(KINDS)),
        ("round", {spec.id for kind in KINDS.values() for spec in kind.rounds}),
        ("role", set(Role)),
        ("weight", set(Weight)),
        ("framework", set(get_args(Framework))),
        ("relation", set(Relation)),
        ("perspective", literal(Fact, "perspective")),
        ("hand", literal(Fact, "hand")),
        ("entry_kind", {kind_of(content) for content in get_args(Content)}),
        ("fact_status", literal(Fact, "status")),
        ("topic", literal(Fact, "topic")),
        ("circle", literal(Person, "circle")),
        ("effect", literal(Strength, "effect")),
        ("dimension", literal(OwnStrength, "dimension")),
        ("event_sort", literal(TimelineEvent, "sort")),
        ("standing", set(Standing)),
        ("sharing", set(get_args(Sharing))),
        ("direction", set(Direction)),
        ("outcome", set(Outcome)),
        ("point", set(PointKind)),
        ("reply", set(Reply)),
        ("test_verdict", set(TestVerdict)),
        ("weakest", set(get_args(Weakest))),
        ("judged", set(Judged)),
        ("expertise", set(get_args(Expertise))),
        ("lapse", set(get_args(Cancels))),
        ("point_standing", set(OfACondition)),
        ("task", set(Task)),
        ("record_state", set(State)),
        ("holds", set(State)),
        ("until", set(State)),
        ("said", set(Said)),
        ("decides", literal(DecidesRow, "who")),
        ("plan_makers", literal(PlanMakers, "by")),
        ("plan_state", literal(PlanState, "state")),
        ("understood", set(get_args(Grasp))),
        ("reaction_outcome", set(get_args(ReactionOutcome))),
        ("process_item", set(PROCESS_ITEMS)),
        ("tap", set(TAPS)),
        ("dissent_about", literal(Dissent, "about")),
        ("dissent_wish", literal(Dissent, "wish")),
        ("coefficient_reason", set(get_args(Reason))),
        ("coefficient_method", set(get_args(Method)) | {""}),
    ],
)
def test_every_code_of_the_core_has_a_word(kind, codes_):
    assert {str(code) for code in codes_} == {code for code, _ in words._kind(kind).items()}


def test_every_warning_of_a_kind_of_session_has_a_sentence():
    source = (ROOT / "sessions" / "kinds" / "consultation.py").read_text()
    assert {*re.findall(r'yield "(\w+)"', source), *WEAK} == set(terms.WARNINGS)


def test_every_part_of_a_form_and_relaxed_rule_has_a_word():
    written = {text for path in SOURCES for text in literals(path)}
    assert set(terms.TERMS["part"]) | set(terms.TERMS["relaxed"]) <= written
    blind = set(literals(ROOT / "sessions" / "views" / "blind.py"))
    assert blind & {"direction", "level", "whole", "judgement"} <= set(terms.TERMS["part"])


def test_every_status_belongs_to_a_refusal_that_exists():
    assert set(errors.STATUS) <= set(refusals.REFUSALS)


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_sentence_takes_its_particulars(room, locale):
    with room.app.test_request_context(), force_locale(locale):
        for code in needs.NEEDS:
            params = dict.fromkeys(named(needs.NEEDS[code]), "x") | {"warning": "no_recorder"}
            assert "%(" not in words.need_text(Need(code, params))
        for code in refusals.REFUSALS:
            params = dict.fromkeys(named(refusals.REFUSALS[code]), "x")
            assert "%(" not in words.refusal_text(Refusal(code, "", params))
        notice = Notice("bypassed", (("by", "An"), ("need", "not_heard"), ("reason", "ziek")))
        assert "ziek" in words.notice_text(notice)


def test_the_framework_is_told_with_what_it_is_called_here(room):
    with room.app.test_request_context(), force_locale("en"):
        assert words.framework_text("", "week 5") == "week 5"
        assert words.framework_text("voluntary", "week 5") == "voluntary (week 5)"
        assert words.framework_text("compulsory", "") == "compulsory"


def test_codes_inside_sentences_become_words(room):
    with room.app.test_request_context(), force_locale("en"):
        assert "moderator" not in words.refusal_text(Refusal("role_taken", "", {"role": "rater"}))
        said = words.need_text(Need("point_missing", {"kind": "fact"}))
    assert "does not fit" in said


def codes(name, paths):
    """The codes with which a record of this name is made anywhere in the source."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                found |= texts(node.args[0])
    return found


def texts(node):
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) else set()


def literals(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named(sentence):
    text = str(sentence).replace("%(", "{").replace(")s", "}")
    return [name for _, name, _, _ in Formatter().parse(text) if name]
