"""What an entry must fit to, besides the lengths of its texts."""

from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.forms import children
from deliberate.sessions.state import Session
from deliberate.sessions.windows import Consequences, Content, Dissent, Fact, Option


def misfit(session: Session, content: Content) -> Refusal | None:
    """Why these words do not fit, whether they are new or a correction."""
    match content:
        case Consequences():
            return _consequences(session, content)
        case Dissent():
            return _dissent(session, content)
        case _:
            return None


def repeats(session: Session, content: Content, corrects: EntryId | None = None) -> Refusal | None:
    """The consequences of an option are written once, and corrected from then on."""
    if not isinstance(content, Consequences):
        return None
    known = (c.option for e, c in session.entries.of(Consequences) if e.id != corrects)
    return Refusal("consequences_written", "content.option") if content.option in known else None


def _consequences(session: Session, content: Consequences) -> Refusal | None:
    if not any(entry.id == content.option for entry, _ in session.entries.of(Option)):
        return Refusal("unknown_option", "content.option")
    if len(children(session)) > 1 and not content.siblings.strip():
        return Refusal("text_missing", "content.siblings")
    return None


def _dissent(session: Session, content: Dissent) -> Refusal | None:
    if content.anonymous and content.about != "process":
        return Refusal("only_process_anonymous", "content.anonymous")
    known = {entry.id for entry, _ in session.entries.of(Fact)}
    if content.deciding_fact is not None and content.deciding_fact not in known:
        return Refusal("unknown_entry", "content.deciding_fact")
    return None
