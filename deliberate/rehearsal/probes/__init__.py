"""What must not be possible: commands that are tried on the way, with the refusal they get."""

from collections.abc import Iterator

from deliberate.rehearsal.script import Cast, whole
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Advance, CloseMeeting
from deliberate.sessions.ids import StageId

from . import after, arriving, deciding, judging, talking
from .probe import Probe

STAGES = {
    "prepare": arriving.prepare,
    "open": arriving.opening,
    "facts": arriving.facts,
    "blind_1": judging.blind_1,
    "reveal": judging.reveal,
    "discuss": talking.discuss,
    "options": talking.options,
    "challenge": talking.challenge,
    "blind_2": judging.blind_2,
    "decide": deciding.decide,
    "test": after.test,
    "agree": after.agree,
    "explain": after.explain,
}


def probes(cast: Cast) -> Iterator[Probe]:
    """Everything that is tried in a whole session."""
    for stage, moves in whole(cast):
        yield from _gate(stage, moves[0].key)
        yield from STAGES[stage](cast, moves)


def _gate(stage: StageId, key: str) -> Iterator[Probe]:
    """Going on at once, going on from elsewhere, and going on without the right to."""
    leave = CloseMeeting if stage == "decide" else Advance
    yield Probe(key, MODERATOR, leave(expected=stage), "gate_closed")
    yield Probe(key, MODERATOR, Advance(expected=StageId("closed")), "stale_stage")
    if stage not in {"prepare", "open"}:
        yield Probe(key, RECORDER, Advance(expected=stage), "out_of_turn")
