"""By lot, and last whoever the others look to; before anything, an answer of acute danger."""

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.danger.asked import JUST_SHOWN, asked_again
from deliberate.sessions.discussion.commands import CloseItem, OpenItem, SetAgenda
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import REVEAL, StageId
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.commands import AnswerSafeEnough, RecordDecision

TALKING = SetAgenda | OpenItem | AnswerSafeEnough | RecordDecision
"""What the group comes to once it has answered whether somebody must act now."""


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """Nothing is talked about, called safe enough or decided before the question about acute danger
    is answered again; and nothing came of an item on which nobody was asked to speak in turn."""
    if isinstance(command, TALKING) and asked_again(session, session.progress.stage):
        return Refusal("acute_first")
    if isinstance(command, CloseItem):
        item = session.talk.items.get(command.item)
        return Refusal("open_item_first", "item") if item and not item.order else None
    return None


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """The question again, where somebody answered "acute danger" in the round just shown."""
    return asked_again(session, stage)


def reports(session: Session) -> tuple[Note, ...]:
    """For how many items an order was drawn, and after how many rounds the question came again."""
    drawn = sum(bool(item.order) for item in session.talk.items.values())
    again = sum(session.alarm.answered_in(stage) is not None for stage in JUST_SHOWN)
    return (Note("speaking_order", {"items": drawn, "again": again}),)


GUARD = Guard("speaking_order", refuses, needs, reports=reports, works_from=REVEAL)
