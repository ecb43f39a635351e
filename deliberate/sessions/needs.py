"""What still stands between a session and its next stage, bypasses taken off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .guards import Guard
from .kinds._base import Kind
from .refusals import Need
from .state import Session

WARNING = "warning"
"""The code of a need that one line of reason answers; `about` says which warning it is."""
EXPLAINED = frozenset({WARNING, "expertise_question_open"})
"""What a line of reason answers: a warning, and that no expertise is missing."""
WRITTEN = frozenset({"G1", "G3", "G5", "G7", "G8", "G10", "G11"})
"""The gates that ask for texts."""
WRITTEN_BESIDE = frozenset(
    {
        "item_without_outcome",
        "direct_action_missing",
        "dissent_unanswered",
        "condition_incomplete",
        "condition_returned",
        "future_concern_open",
        "why_not_heavier_open",
        "not_chosen_open",
    }
)
"""Texts that are asked for outside those gates."""
LED = frozenset(
    {"unique_information_open", "silent_round_missing", "ideas_open", "reaction_sent_back"}
)
"""What only who leads can see to."""
BEFORE_ALL = frozenset({"acute_question_open", "acute_answer_is_yes"})
"""Danger comes before everything else that is asked."""


def open_needs(session: Session, kind: Kind, guards: Sequence[Guard]) -> tuple[Need, ...]:
    """The needs of the present stage's gates, of the guards, and of unexplained warnings."""
    passed = session.progress.passed
    found = [n for n in _all(session, kind, guards) if (n.code, n.about) not in passed]
    return tuple(sorted(found, key=lambda need: need.code not in BEFORE_ALL))


def text_needs(needs: Sequence[Need]) -> tuple[Need, ...]:
    """What a recorder can see to: texts, and never a bypass."""
    return tuple(
        replace(n, bypassable=False)
        for n in needs
        if (n.gate in WRITTEN or n.code in WRITTEN_BESIDE) and n.code not in LED
    )


def _all(session: Session, kind: Kind, guards: Sequence[Guard]) -> Iterator[Need]:
    explained = session.progress.explained
    for need in _asked(session, kind, guards):
        if need.code != WARNING or need.about not in explained:
            yield need


def _asked(session: Session, kind: Kind, guards: Sequence[Guard]) -> Iterator[Need]:
    """By the gates of the stage first, then by the guards, each under its own name."""
    stage = kind.stage(session.progress.stage)
    for gate in stage.gates:
        yield from gate(session)
    for guard in guards:
        for need in guard.needs(session, stage.id):
            yield replace(need, guard=guard.name)
    yield from kind.warnings(session)
