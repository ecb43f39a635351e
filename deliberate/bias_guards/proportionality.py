"""No heavier than needed: a lighter way is thought of, and who passes it over says why."""

from collections.abc import Collection, Mapping, Sequence

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.framework import Framework, heavier
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import OPTIONS, StageId
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.state import Session
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Option, Weight

REACH = tuple(Weight)
"""From what changes nothing to what reaches furthest."""


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """A decision names the lightest option and why it is not enough, and so for the framework."""
    if not isinstance(command, RecordDecision):
        return None
    options = {entry.id: option for entry, option in session.entries.of(Option)}
    chosen, lightest = options.get(command.option), options.get(command.lightest)
    if chosen is None or lightest is None:
        return None
    if _passes_lighter_by(chosen, lightest, options.values()):
        return Refusal("not_the_lightest", "lightest")
    if command.lightest != command.option and not command.why_not_lighter.strip():
        return Refusal("text_missing", "why_not_lighter")
    return _framework(session, command, chosen)


def _passes_lighter_by(chosen: Option, named: Option, options: Collection[Option]) -> bool:
    """Whether what is named as the lightest leaves a lighter one unmentioned; of equal weight to
    the choice it will do where nothing but "change nothing" is lighter."""
    if _reach(named) != _reach(chosen):
        return _reach(named) > _reach(chosen)
    lighter = [option for option in options if _reach(option) < _reach(chosen)]
    if named is chosen:
        return bool(lighter)
    return any(option.weight is not Weight.NOTHING_CHANGES for option in lighter)


def _reach(option: Option) -> int:
    return REACH.index(option.weight)


def _framework(session: Session, command: RecordDecision, chosen: Option) -> Refusal | None:
    """Half an hour stays within the present framework; a heavier one asks for its own reason."""
    if session.opened.parameters.short:
        becomes = heavier(command.framework, session.progress.framework)
        return Refusal("needs_full_session", "framework") if becomes else None
    if _steps_up(session, command.framework, chosen) and not command.why_framework.strip():
        return Refusal("framework_reason_missing", "why_framework")
    return None


def _steps_up(session: Session, after: Framework, chosen: Option) -> bool:
    """Also where a decision leaves the framework open, but its option is a step towards one."""
    now = session.progress.framework
    towards = "compulsory" in chosen.touches and heavier("compulsory", now)
    return towards or heavier(after, now)


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G3: an option that is lighter, apart from the one that changes nothing."""
    if stage != OPTIONS or _lighter(session):
        return ()
    code = "option_missing_lighter"
    return (Need(code, {}, Weight.LIGHTER, bypassable=True, gate="G3"),)


def _lighter(session: Session) -> int:
    """How many options are lighter, apart from the one that changes nothing."""
    return sum(option.weight is Weight.LIGHTER for _, option in session.entries.options())


def reports(session: Session) -> tuple[Note, ...]:
    """How many lighter and heavier options there were, and how many lighter ones were passed over
    with the reason why."""
    options = [option for _, option in session.entries.options()]
    if not options:
        return ()
    params = {
        "lighter": _lighter(session),
        "heavier": sum(option.weight is Weight.HEAVIER for option in options),
        "options": len(options),
    }
    return (Note("proportionality", {**params, **_decided(session, options)}),)


def _decided(session: Session, options: Sequence[Option]) -> Mapping[str, int]:
    decision = session.verdict.decision
    entry = session.entries.by_id.get(decision.option) if decision else None
    if decision is None or entry is None or not isinstance(entry.content, Option):
        return {}
    chosen = entry.content
    return {
        "decided": 1,
        "passed": sum(_reach(option) < _reach(chosen) for option in options),
        "steps": int(_steps_up(session, decision.framework, chosen)),
    }


GUARD = Guard("proportionality", refuses=refuses, needs=needs, reports=reports, works_from=OPTIONS)
