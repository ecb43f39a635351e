"""All options on the table, with what speaks for and against, before anybody prefers one."""

from collections.abc import Iterator

from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.guards import Guard
from deliberate.sessions.ids import CHALLENGE, IDEAS, OPTIONS, ROUND_2, EntryId, StageId, item_of
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.refusals import Need, Note, Refusal
from deliberate.sessions.roles import Actor
from deliberate.sessions.rounds.commands import GiveAnswers, OpenRound, PlaceIdea
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT
from deliberate.sessions.rounds.ideas import family_spoke
from deliberate.sessions.state import Session
from deliberate.sessions.texts import plain_words
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.visibility import Sees, Viewer
from deliberate.sessions.windows import Option, Weight

ASKED = (Weight.NOTHING_CHANGES, Weight.HEAVIER)
"""That there is a lighter one as well is for proportionality to ask."""
PREFERENCE = frozenset({FIRST_CHOICE, SUPPORT})


def _closed(session: Session) -> bool:
    """Whether the list of options has been closed."""
    kind = KINDS[session.opened.kind]
    return kind.position(session.progress.stage) > kind.position(OPTIONS)


def refuses(session: Session, command: Command, actor: Actor, brought: Brought) -> Refusal | None:
    """No preference of any kind while options may still come; the family's own come first, then
    everybody's in silence; and one possibility is one option, in however many wordings."""
    if isinstance(command, AddEntry | CorrectEntry) and isinstance(command.content, Option):
        return _listing(session, command, command.content)
    if _closed(session):
        return None
    if isinstance(command, RecordDecision):
        return Refusal("options_first")
    if isinstance(command, GiveAnswers):
        preferred = any(item_of(question) in PREFERENCE for question in command.answers)
        return Refusal("options_first") if preferred else None
    if isinstance(command, OpenRound) and command.round == IDEAS and not family_spoke(session):
        return Refusal("family_first", "round")
    return _placing(session, command) if isinstance(command, PlaceIdea) else None


def _listing(session: Session, command: AddEntry | CorrectEntry, option: Option) -> Refusal | None:
    """Who puts the own option on the list before all have thought alone, thinks for the others;
    also by calling it the family's first, and the own one afterwards."""
    corrects = command.entry if isinstance(command, CorrectEntry) else None
    early = session.progress.stage == OPTIONS and not _thought_alone(session)
    if early and not option.by_family:
        return Refusal("ideas_first", "content.title")
    if _listed(session, option.title, corrects):
        return Refusal("option_listed", "content.title")
    return None


def _thought_alone(session: Session) -> bool:
    """Whether the silent round is over, or was passed over with a reason."""
    this = session.rounds.get(IDEAS)
    if this is not None:
        return not this.open
    return any(b.need == "silent_round_missing" for b in session.progress.bypassed)


def _placing(session: Session, command: PlaceIdea) -> Refusal | None:
    """An idea that says what an option says, goes with that option."""
    this = session.rounds.get(command.round)
    if this is None or command.drop or command.into is not None:
        return None
    waiting = (i.text for i in this.ideas if i.id == command.idea and i.id not in this.placed)
    repeated = any(_listed(session, text) for text in waiting)
    return Refusal("option_listed", "into") if repeated else None


def _listed(session: Session, title: str, but: EntryId | None = None) -> bool:
    """What is shielded from somebody does not count: a refusal would tell them that it is there."""
    said, options = plain_words(title), session.entries.options()
    others = (option for e, option in options if e.id != but and not e.shielded_from)
    return any(plain_words(option.title) == said for option in others)


def needs(session: Session, stage: StageId) -> tuple[Need, ...]:
    """G3: the silent round, and three options, with "change nothing", a lighter and a heavier
    one, each with what is for and against it, its possible harm, and how long one waits; what
    joins the list in the challenge is weighed like that before it can be chosen."""
    if stage == CHALLENGE:
        return tuple(_unweighed(session, CHALLENGE))
    return (*_round(session), *_list(session)) if stage == OPTIONS else ()


def _round(session: Session) -> Iterator[Need]:
    """Everybody thinks alone first, and what they thought of is on the list."""
    this = session.rounds.get(IDEAS)
    if this is None:
        yield Need("silent_round_missing", bypassable=True, gate="G3")
    elif this.open:
        yield Need("ideas_open", bypassable=True, gate="G3")
    else:
        for idea in this.ideas:
            if idea.id not in this.placed:
                yield Need("idea_not_placed", {"text": idea.text}, idea.id, True, "G3")


def _list(session: Session) -> Iterator[Need]:
    options = session.entries.options()
    want = session.opened.parameters.min_options
    if len(options) < want:
        counted = {"have": len(options), "want": want}
        yield Need("options_too_few", counted, bypassable=True, gate="G3")
    weights = {option.weight for _, option in options}
    for weight in ASKED:
        if weight not in weights:
            yield Need(f"option_missing_{weight}", {}, weight, bypassable=True, gate="G3")
    yield from _unweighed(session, OPTIONS)


def _unweighed(session: Session, since: StageId) -> Iterator[Need]:
    """What still has to be said of the options that came in one stage."""
    for entry, option in session.entries.options():
        if entry.stage == since and option.lacks:
            said = {"letter": session.entries.letter(entry.id), "lacks": " ".join(option.lacks)}
            yield Need("option_not_weighed", said, entry.id, bypassable=True, gate="G3")


def withholds(session: Session, viewer: Viewer) -> Sees:
    """Preferences stay shut until the round in which they were given is revealed."""
    this = session.rounds.get(ROUND_2)
    return Sees.NOTHING if this is not None and this.summary is not None else Sees.PREFERENCE


def reports(session: Session) -> tuple[Note, ...]:
    """How many options, how light, and what was thought of in silence; no words and no names.

    While anybody is judging the ideas themselves are not there to be counted, but their places are.
    """
    options = [option for _, option in session.entries.options()]
    this = session.rounds.get(IDEAS)
    ideas = {idea.id for idea in this.ideas} | this.placed.keys() if this else ()
    params = {
        "options": len(options),
        "lighter": sum(option.weight is Weight.LIGHTER for option in options),
        "family": sum(option.by_family for option in options),
        "open": int(this is not None and this.open),
        "held": int(this is not None and not this.open),
        "ideas": len(ideas),
    }
    return (Note("options_first", params),)


GUARD = Guard("options_first", refuses, needs, withholds, reports, works_from=OPTIONS)
