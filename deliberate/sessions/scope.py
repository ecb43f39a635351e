"""How far a decision may reach: what is weighty, and what half an hour is not for."""

from .ids import EntryId
from .refusals import Refusal
from .safety import _judged_unsafe
from .state import Session
from .windows import Option
from .windows.options import Touch

WEIGHTY: frozenset[Touch] = frozenset({"placement", "contact", "closed_care"})
BEYOND_THE_FRAME: frozenset[Touch] = WEIGHTY | {"compulsory"}


def weighty(session: Session) -> bool:
    """Whether this was said beforehand, or is so because of what was decided."""
    decision = session.verdict.decision
    return session.progress.weighty or (decision is not None and heavy(session, decision.option))


def too_far(session: Session) -> tuple[Option, ...]:
    """The options on the list that a session of half an hour may prepare but not decide."""
    if not session.opened.parameters.short:
        return ()
    return tuple(o for _, o in session.entries.of(Option) if _beyond(session, o))


def refuses(session: Session, option: EntryId) -> Refusal | None:
    """Why this option cannot be decided in this session, if it cannot."""
    found = {entry.id: content for entry, content in session.entries.of(Option)}
    if option not in found:
        return None
    if session.opened.parameters.short:
        return Refusal("needs_full_session", "option") if _beyond(session, found[option]) else None
    return None


def _beyond(session: Session, option: Option) -> bool:
    if option.touches & BEYOND_THE_FRAME:
        return True
    return "closing" in option.touches and _judged_unsafe(session)


def heavy(session: Session, option: EntryId) -> bool:
    """Whether this option makes a decision weighty, whatever was said beforehand."""
    entry = session.entries.by_id.get(option)
    return (
        entry is not None
        and isinstance(entry.content, Option)
        and bool(entry.content.touches & WEIGHTY)
    )
