"""What the group is told of going apart and of going along: words, and never a number of one."""

from dataclasses import dataclass

from deliberate.sessions.rounds.apart import polarised
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.objections import silence
from deliberate.sessions.visibility import Sees

from .look import Look
from .picture import PictureView


@dataclass(frozen=True, slots=True)
class WentApart:
    """One question on which people stood further apart, or in two camps, after they had talked."""

    label: str
    child: str
    how: str


@dataclass(frozen=True, slots=True)
class ConformityView:
    """`silence`: they began far apart, and nobody objects to what was decided."""

    apart: tuple[WentApart, ...]
    silence: bool


def conformity_view(session: Session, look: Look, second: PictureView | None) -> ConformityView:
    if second is None or not look.may(Sees.DISTRIBUTION):
        return ConformityView((), silence=False)
    shown = {item.q: item for item in second.items()}
    return ConformityView(
        apart=tuple(
            WentApart(shown[q].label, shown[q].child, how)
            for q, how in polarised(session)
            if q in shown
        ),
        silence=silence(session) and look.may(Sees.PREFERENCE),
    )
