"""Walking around proportionality: a lighter option, why not lighter, a heavier framework."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import DescribeCase
from deliberate.sessions.ids import EntryId
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Option, Weight
from tests.security.walls import plain, refused

LIGHTEST, CHOSEN = EntryId("option-A"), EntryId("option-B")
STEP_UP = EntryId("option-E")
WEIGHED = {"pro": "rust", "con": "kort", "harm": "moe", "no_wait": True}
DECIDED = RecordDecision(
    option=CHOSEN,
    decider="jeugdbeschermer",
    competence="binnen de hulp",
    text="B",
    reason="Het is nodig.",
    lightest=LIGHTEST,
    why_not_lighter="A regelt niets.",
)


AROUND = [
    ({"lightest": CHOSEN}, "not_the_lightest"),
    ({"lightest": STEP_UP}, "not_the_lightest"),
    ({"why_not_lighter": ""}, "text_missing"),
    ({"why_not_lighter": " \n "}, "text_missing"),
    ({"lightest": ""}, "unknown_option"),
    ({"framework": "compulsory"}, "framework_reason_missing"),
    ({"framework": "assertive", "why_framework": "  "}, "framework_reason_missing"),
    ({"option": STEP_UP, "framework": "voluntary"}, "framework_reason_missing"),
    ({"option": STEP_UP, "framework": ""}, "framework_reason_missing"),
    ({"framework": "lighter than air"}, "field_wrong"),
    ({"proportional": True}, "field_unknown"),
]


def at_the_decision(room):
    """Up to the moment at which it is taken."""
    for move in room.script("decide"):
        if isinstance(move.command, RecordDecision):
            return room
        room.play(move)
    raise LookupError


def test_nobody_decides_around_the_lightest_option_or_the_framework(room_at):
    room = at_the_decision(room_at("decide"))
    for more, code in AROUND:
        assert refused(room, RECORDER, plain(DECIDED, **more)) == (400, code), more


BENT = [
    DescribeCase(decision_question="?", decision_authority="-", framework="compulsory"),
    CorrectEntry(entry=CHOSEN, content=Option(title="B", weight=Weight.NOTHING_CHANGES)),
    WithdrawEntry(entry=LIGHTEST, reason="niet nodig"),
    AddEntry(content=Option(title="Z", weight=Weight.LIGHTER)),
]


def test_nobody_bends_the_list_or_the_framework_to_fit_the_decision(room_at):
    room = room_at("decide")
    codes = [refused(room, MODERATOR, plain(command)) for command in BENT]
    assert codes == [(403, "out_of_turn"), (403, "not_now"), (403, "not_now"), (403, "not_now")]


def same(move):
    """The move with what was lighter called as far-reaching as now."""
    command = move.command
    if getattr(command, "weight", None) is Weight.LIGHTER:
        return replace(move, command=replace(command, weight=Weight.SAME))
    content = getattr(command, "content", None)
    if isinstance(content, Option) and content.weight is Weight.LIGHTER:
        named = replace(content, weight=Weight.SAME)
        return replace(move, command=replace(command, content=named))
    return move


def test_a_list_without_a_lighter_option_is_not_left(room_at):
    """Not by saying the same thing twice either, the second time as if it were lighter."""
    room = room_at("options")
    *moves, leave = (same(move) for move in room.script("options"))
    for move in moves:
        room.play(move)
    assert refused(room, MODERATOR, plain(leave.command)) == (409, "gate_closed")
    nothing = room.state.entries.by_id[LIGHTEST].content.title
    again = AddEntry(content=Option(title=nothing.upper(), weight=Weight.LIGHTER, **WEIGHED))
    assert refused(room, RECORDER, plain(again)) == (400, "option_listed")
    assert refused(room, MODERATOR, plain(leave.command)) == (409, "gate_closed")
    other = AddEntry(content=Option(title="Oma past op", weight=Weight.LIGHTER, **WEIGHED))
    room.must(other, RECORDER, "grandmother")
    room.play(leave)
