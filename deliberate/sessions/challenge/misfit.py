"""The fact that does not fit: asked in the challenge alone, shown wherever the group weighs."""

from deliberate.sessions.state import Session

from .commands import FactKind, PointKind


def misfit(session: Session) -> str:
    """The advocate's fact, or the one that the group named where the advocate's was missing."""
    for point in reversed(session.challenge.delivered(PointKind.FACT)):
        if point.fact is FactKind.MISSING:
            return point.misfit
        return point.text
    return ""
