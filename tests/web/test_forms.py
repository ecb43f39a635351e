"""From posted fields and JSON to commands, and back with a refusal that names the field."""

import json
import re
from dataclasses import asdict, fields, is_dataclass
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.windows import Content, Fact
from deliberate.store.codec import plain
from deliberate.web.forms import ENVELOPE, POSTED, Posted, from_body, from_form, posted_name
from deliberate.web.words.refusals import REFUSALS

KEY = "k" * 16


def form(type, **named):
    lists = {k.replace("__", "."): v if isinstance(v, list) else [v] for k, v in named.items()}
    return from_form({"type": [type], "key": [KEY], **lists})


def body(**named):
    return from_body(json.dumps({"key": KEY, **named}).encode())


def refused(outcome):
    assert isinstance(outcome, Refusal), outcome
    return outcome.code, outcome.field


def test_names_with_dots_nest_and_the_kind_chooses_the_entry():
    posted = form(
        "AddEntry",
        content__kind="fact",
        content__text="Lina zei het.\r\nTwee keer.",
        content__source="school",
        content__date="maandag",
        content__unique="true",
    )
    fact = Fact(text="Lina zei het.\nTwee keer.", source="school", date="maandag", unique=True)
    assert posted.command.content == fact


def test_a_repeated_name_is_a_collection_and_a_repeated_single_field_is_refused():
    posted = form("Invite", name="An", roles=["rater", "presenter"], discipline="a", person="")
    assert posted.command.roles == {"rater", "presenter"}
    assert posted.command.person is None
    assert refused(form("Invite", name=["An", "Bo"], roles="rater")) == ("field_wrong", "name")


def test_items_have_numbers_whose_order_counts_and_whose_gaps_do_not():
    posted = form(
        "SetAgenda",
        items__11__questions="c",
        items__0__questions=["a", "b"],
        items__2__questions="d",
    )
    assert [item.questions for item in posted.command.items] == [("a", "b"), ("d",), ("c",)]


def test_a_question_may_hold_dots_and_the_last_of_its_picks_counts():
    fields = {
        "round": ["round-1"],
        "answers.case:a.b@lina.level": ["unknown"],
        "answers.support@b.pick": ["can", "cannot"],
        "answers.violence.direction": ["risk"],
        "answers.violence.level": ["3"],
        "answers.violence.cause": [""],
    }
    posted = from_form({"type": ["GiveAnswers"], "key": [KEY], **fields})
    assert posted.command.answers == {
        "case:a.b@lina": Answer(pick="unknown"),
        "support@b": Answer(pick="cannot"),
        "violence": Answer(Direction.RISK, 3),
    }


def test_a_yes_or_no_that_was_not_chosen_is_asked_for_and_never_taken_for_a_no():
    assert refused(form("AnswerAcute")) == ("field_missing", "acute")
    assert refused(form("AnswerAcute", acute="")) == ("field_missing", "acute")
    assert refused(form("AnswerAcute", acute="maybe")) == ("field_wrong", "acute")
    assert form("AnswerAcute", acute="false").command.acute is False


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (form("Advance", expected="open", extra="x"), ("field_unknown", "extra")),
        (form("Nothing"), ("unknown_command", "type")),
        (form("RevealRound"), ("not_for_people", "type")),
        (form("OpenSession"), ("not_for_people", "type")),
        (form("EnterByLink", seat="a"), ("not_for_people", "type")),
        (form("AddEntry", content__kind="poem"), ("field_wrong", "content.kind")),
        (form("AddEntry", content="fact"), ("field_wrong", "content.kind")),
        (
            form("AddEntry", content__kind="option", content__title="t"),
            ("field_missing", "content.weight"),
        ),
        (
            form("AddEntry", content__kind="option", content__title="t", content__weight="huge"),
            ("field_wrong", "content.weight"),
        ),
        (form("Pause", key=["a", "b"]), ("field_wrong", "key")),
        (form("Pause", key="short"), ("field_wrong", "key")),
        (form("Pause", key=""), ("field_missing", "key")),
        (form("SetAgenda", items__x__questions="a"), ("field_unknown", "items.x")),
        (form("GiveAnswers", round="r", answers__level="1"), ("field_unknown", "answers.level")),
        (form("GiveAnswers", round="r", answers="1"), ("field_unknown", "answers.")),
    ],
)
def test_a_form_that_does_not_fit_is_refused_at_its_field(given, said):
    assert refused(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (body(type="Advance"), ("field_missing", "expected")),
        (body(type="Advance", expected=3), ("field_wrong", "expected")),
        (body(type="Advance", expected="a", x=1), ("field_unknown", "x")),
        (body(type="AnswerAcute", acute="true"), ("field_wrong", "acute")),
        (
            body(type="GiveAnswers", round="r", answers={"q": {"level": "1"}}),
            ("field_wrong", "answers.q.level"),
        ),
        (
            body(type="GiveAnswers", round="r", answers={"q": {"levl": 1}}),
            ("field_unknown", "answers.q.levl"),
        ),
        (
            body(type="AddEntry", content={"kind": "fact", "txt": "a"}),
            ("field_unknown", "content.txt"),
        ),
        (body(type="GiveAnswers", round="r", answers=2**53), ("field_wrong", "answers")),
        (body(type="GiveAnswers", round="r", answers=0.5), ("field_wrong", "answers")),
        (from_body(b"[1]"), ("bad_request", "")),
        (from_body(b"{"), ("bad_request", "")),
        (from_body(b"\xff"), ("bad_request", "")),
        (from_body(b'{"type": "Advance", "expected": "\\ud800"}'), ("bad_request", "")),
        (from_body(b"[" * 100_000), ("bad_request", "")),
    ],
)
def test_json_is_read_strictly(given, said):
    assert refused(given) == said


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\u200f", "\ufffe", "\ud800"])
def test_signs_that_deceive_or_cannot_be_stored_are_refused(sign):
    text = f"onschuldig{sign}tekst"
    assert refused(form("Bypass", need="n", reason=text)) == ("text_unsafe", "reason")
    if sign != "\ud800":
        assert refused(body(type="Bypass", need="n", reason=text)) == ("text_unsafe", "reason")


def test_text_has_one_form():
    posted = form("Bypass", need="n", reason="Zoe\u0308")
    assert posted.command.reason == "Zo\u00eb"


def test_signs_without_width_go_where_they_only_hide_a_word():
    for hiding in (
        *("\u200b", "\u200b\u200c", "\ufe0f", "\U000e0100", "\u034f", "\u2065", "\ufff9"),
        *("\u17b4", "\U0001d173"),
    ):
        assert form("Bypass", need="n", reason=f"va{hiding}ak").command.reason == "vaak"
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for needed in ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", england, "1\ufe0f\u20e3"):
        assert form("Bypass", need="n", reason=needed).command.reason == needed


@pytest.mark.parametrize(
    "blank", ["\u200d", "\u2800", "\u3164", "\u115f\u200d", "\u2003", "\u0301"]
)
def test_a_text_in_which_nothing_can_be_seen_is_none(blank):
    assert form("Bypass", need="n", reason=blank * 2).command.reason == ""


def test_a_refusal_about_a_question_names_the_field_that_was_posted():
    command = GiveAnswers(round="round-1", answers={"q": Answer(level=1)})
    fields = {"round": ["round-1"], "answers.q.level": ["1"]}
    refusal = Refusal("level_out_of_range", "q")
    assert posted_name(refusal, command, fields).field == "answers.q.level"
    assert posted_name(refusal, command, {}).field == "answers.q"


# -- anything at all may be sent

WORDS = st.text(max_size=20)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "content.kind",
            "content.text",
            "answers.q.level",
            "answers.q",
            "items.0.questions",
            "roles",
        ]
    ),
    st.lists(st.sampled_from(["content", "answers", "items", "0", "", "kind"])).map(".".join),
)
TYPES = st.sampled_from([*POSTED, "RevealRound", ""])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(TYPES, st.dictionaries(NAMES, st.lists(WORDS, max_size=3), max_size=6))
@settings(max_examples=300)
def test_any_form_gives_a_command_or_a_refusal_that_has_a_sentence(type, names):
    outcome = from_form({**names, "type": [type], "key": [KEY]})
    assert isinstance(outcome, Posted) or outcome.code in REFUSALS


@given(TYPES, st.dictionaries(WORDS, JSON_VALUES, max_size=4))
@settings(max_examples=300)
def test_any_json_gives_a_command_or_a_refusal_that_has_a_sentence(type, value):
    sent = json.dumps({**value, "type": type, "key": KEY}).encode()
    outcome = from_body(sent)
    assert isinstance(outcome, Posted) or outcome.code in REFUSALS


@given(st.binary(max_size=200))
def test_any_bytes_give_a_refusal(sent):
    outcome = from_body(sent)
    assert isinstance(outcome, Refusal)


@given(st.data())
@settings(max_examples=200)
def test_what_a_form_says_and_what_json_says_is_the_same_command(data):
    """Every kind of entry, with any text in it, comes out of both alike."""
    content = data.draw(st.sampled_from(get_args(Content)).flatmap(st.from_type))
    value = plain(content)
    if any(empty(part) for part in value.values()):
        return  # a form cannot tell what is empty from what was not given
    by_form = from_form({"type": ["AddEntry"], "key": [KEY], **flat("content", value)})
    by_json = body(type="AddEntry", content=value)
    if isinstance(by_json, Refusal):
        assert isinstance(by_form, Refusal)
        assert by_form.code == by_json.code
        assert in_form(by_json.field) == by_form.field  # a form repeats the name for a list
    else:
        assert by_form == by_json


def in_form(field):
    return re.sub(r"\.\d+$", "", field)


def empty(part):
    return part in (None, "", []) or (isinstance(part, list) and "" in part)


def flat(path, value):
    if isinstance(value, dict):
        return {k: v for n, part in value.items() for k, v in flat(f"{path}.{n}", part).items()}
    if isinstance(value, list):
        return {path: value}
    return {path: [str(value).lower() if isinstance(value, bool) else value]}


def test_every_command_can_be_posted_but_for_the_three_that_are_the_servers():
    for name, command in POSTED.items():
        assert is_dataclass(command)
        assert not ENVELOPE & {field.name for field in fields(command)}, name
    assert asdict(Posted(KEY, POSTED["Pause"]()))["at"] == ""
