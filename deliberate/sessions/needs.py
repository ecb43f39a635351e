"""What still stands between a session and its next stage, bypasses taken off."""

from collections.abc import Iterator, Sequence

from .guards import Guard
from .kinds._base import Kind
from .refusals import Need
from .state import Session


def open_needs(session: Session, kind: Kind, guards: Sequence[Guard]) -> tuple[Need, ...]:
    """The needs of the present stage's gates, of the guards, and of unexplained warnings."""
    passed = {(b.need, b.about) for b in session.progress.bypassed}
    return tuple(n for n in _all(session, kind, guards) if (n.code, n.about) not in passed)


def _all(session: Session, kind: Kind, guards: Sequence[Guard]) -> Iterator[Need]:
    stage = kind.stage(session.progress.stage)
    for gate in stage.gates:
        yield from gate(session)
    for guard in guards:
        yield from guard.needs(session, stage.id)
    for warning in kind.warnings(session):
        if warning.about not in session.progress.explained:
            yield warning
