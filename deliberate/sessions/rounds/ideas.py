"""From what everybody wrote in silence to options on one list."""

from dataclasses import replace

from deliberate.sessions.brought import Brought
from deliberate.sessions.entries.events import EntryAdded, EntryCorrected, EntryEvent
from deliberate.sessions.ids import EntryId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.texts import fault
from deliberate.sessions.windows import Option

from .commands import PlaceIdea
from .events import IdeaPlaced
from .spec import Idea
from .state import Round

Decision = tuple[IdeaPlaced | EntryEvent, ...] | Refusal
FAMILY_OPTION_MISSING = "family_option_missing"


def family_spoke(session: Session) -> bool:
    """Whether the family's own possibility is on the list, or one line says why there is none."""
    listed = any(option.by_family for _, option in session.entries.options())
    return listed or FAMILY_OPTION_MISSING in session.progress.explained


def place(
    session: Session, this: Round, command: PlaceIdea, actor: Actor, brought: Brought
) -> Decision:
    """The idea becomes an option, joins one, or is dropped; each idea once."""
    idea = next((i for i in this.ideas if i.id == command.idea), None)
    if idea is None:
        return Refusal("unknown_idea", "idea")
    if idea.id in this.placed:
        return Refusal("already_so", "idea")
    if command.drop:
        return (IdeaPlaced(round=this.id, idea=idea.id, into=None),)
    if command.into is not None:
        return _joined(session, this, idea, command.into, actor)
    if command.weight is None:
        return Refusal("field_missing", "weight")
    made = EntryId(brought.key)
    content = Option(
        title=idea.text,
        weight=command.weight,
        by_family=command.by_family,
        pro=idea.pro,
        con=idea.con,
    )
    if refusal := fault(content, "content."):
        return refusal
    stage = session.progress.stage
    added = EntryAdded(entry=made, by=actor.seat, stage=stage, content=content)
    return (added, IdeaPlaced(round=this.id, idea=idea.id, into=made))


def _joined(session: Session, this: Round, idea: Idea, into: EntryId, actor: Actor) -> Decision:
    """What is for and against goes along; words that stand there already are not repeated."""
    known = next((o for e, o in session.entries.of(Option) if e.id == into), None)
    if known is None:
        return Refusal("unknown_option", "into")
    joined = replace(known, pro=_both(known.pro, idea.pro), con=_both(known.con, idea.con))
    if refusal := fault(joined, "content."):
        return refusal
    placed = IdeaPlaced(round=this.id, idea=idea.id, into=into)
    if joined == known:
        return (placed,)
    return (EntryCorrected(entry=into, by=actor.seat, content=joined), placed)


def _both(before: str, more: str) -> str:
    known = {line.strip().casefold() for line in before.splitlines()}
    if not more.strip() or more.strip().casefold() in known:
        return before
    return f"{before}\n{more}" if before.strip() else more
