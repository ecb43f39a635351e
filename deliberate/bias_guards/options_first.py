"""All options on the table, with what speaks for and against, before anybody prefers one."""

from collections.abc import Iterator

from deliberate.sessions.commands import Command
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import OPTIONS, ROUND_2, StageId, item_of
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.visibility import Sees, Viewer
from deliberate.sessions.windows import Option, Weight

ASKED = (Weight.NOTHING_CHANGES, Weight.LIGHTER, Weight.HEAVIER)
PREFERENCE = frozenset({FIRST_CHOICE, SUPPORT})


def _closed(session: Session) -> bool:
    """Whether the list of options has been closed."""
    kind = KINDS[session.opened.kind]
    return kind.position(session.progress.stage) > kind.position(OPTIONS)


def refuses(session: Session, command: Command, actor: Actor) -> Refusal | None:
    """No preference of any kind while options may still come."""
    if _closed(session):
        return None
    if isinstance(command, RecordDecision):
        return Refusal("options_first")
    if isinstance(command, GiveAnswers):
        preferred = any(item_of(question) in PREFERENCE for question in command.answers)
        return Refusal("options_first") if preferred else None
    return None


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G3: three options, with "change nothing", a lighter and a heavier one, each weighed."""
    return tuple(_needs(session)) if stage == OPTIONS else ()


def _needs(session: Session) -> Iterator[Need]:
    options = session.entries.of(Option)
    want = session.opened.parameters.min_options
    if len(options) < want:
        counted = {"have": len(options), "want": want}
        yield Need("options_too_few", counted, bypassable=True, gate="G3")
    weights = {option.weight for _, option in options}
    for weight in ASKED:
        if weight not in weights:
            yield Need(f"option_missing_{weight}", {}, weight, bypassable=True, gate="G3")
    for entry, option in options:
        if not (option.pro.strip() and option.con.strip()):
            yield Need(
                "option_not_weighed", {"title": option.title}, entry.id, bypassable=True, gate="G3"
            )


def withholds(session: Session, viewer: Viewer) -> Sees:
    """Preferences stay shut until the round in which they were given is revealed."""
    this = session.rounds.get(ROUND_2)
    return Sees.NOTHING if this is not None and this.summary is not None else Sees.PREFERENCE


def reports(session: Session) -> tuple[Note, ...]:
    options = session.entries.of(Option)
    lighter = sum(option.weight is Weight.LIGHTER for _, option in options)
    return (Note("options_first", {"options": len(options), "lighter": lighter}),)


GUARD = Guard("options_first", refuses, needs, withholds, reports)
