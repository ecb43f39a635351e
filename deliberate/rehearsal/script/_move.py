"""Who does what: one move of the script, and the cast that plays it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deliberate.catalogue.load import starter
from deliberate.catalogue.vignettes import Vignette
from deliberate.sessions.commands import Command
from deliberate.sessions.forms import Text
from deliberate.sessions.ids import IDEAS, CommandKey, EntryId, IdeaId, QuestionId, SeatId, question
from deliberate.sessions.rounds.commands import PlaceIdea
from deliberate.sessions.state import Session

MODERATOR = SeatId("moderator")
RECORDER = SeatId("seat-recorder")
ADVOCATE = SeatId("whoever is drawn")
"""Stands for the devil's advocate, whom the script cannot know beforehand."""


@dataclass(frozen=True, slots=True)
class Move:
    """One command of one seat. Its key is the id of what it makes."""

    seat: SeatId
    key: CommandKey
    command: Command


@dataclass(frozen=True, slots=True)
class Cast:
    """A vignette, played in one language on one day."""

    vignette: Vignette
    locale: str
    today: date

    def say(self, text: Text | None) -> str:
        return text.at(self.locale) if text else ""

    def on(self, day: int, time: str = "") -> str:
        """A day counted from the session, as it is written down."""
        written = (self.today + timedelta(days=day)).strftime("%d-%m-%Y")
        return f"{written} {time}".strip()

    def seat(self, letter: str) -> SeatId:
        return SeatId(f"seat-{letter}")

    @property
    def raters(self) -> tuple[SeatId, ...]:
        return tuple(self.seat(r.letter) for r in self.vignette.raters)

    def child(self, name: str) -> EntryId:
        return EntryId(f"child-{name}")

    def party(self, name: str) -> EntryId:
        """The person of the case with this name, by whom entries and shields are meant."""
        if any(child.name == name for child in self.vignette.children):
            return self.child(name)
        names = [relative.name for relative in self.vignette.people]
        return EntryId(f"person-{names.index(name)}")

    def fact(self, number: int) -> EntryId:
        return EntryId(f"fact-{number}")

    def option(self, letter: str) -> EntryId:
        """An option; the advocate's own came in with the point that brought it."""
        brought = letter == self.vignette.challenge.option
        return EntryId("point-option" if brought else f"option-{letter}")

    def case_factor(self, factor_id: str) -> EntryId:
        return EntryId(factor_id.partition(":")[2])

    def in_danger(self, number: int) -> bool:
        """Whether anybody who is at this table answers "acute danger" in round 1 or 2."""
        acute = {
            f"{judgement.id}@{child.name}": judgement.acute_level
            for judgement in starter().judgements
            if judgement.acute_level is not None
            for child in self.vignette.children
        }
        given = (self.vignette.answers(number, rater.letter) for rater in self.vignette.raters)
        return any(answers[q].level == level for answers in given for q, level in acute.items())

    def question(self, named: str) -> QuestionId:
        """The question meant by a name of the vignette, such as "direct_safety@Lina"."""
        item, _, child = named.partition("@")
        return question(item, self.child(child) if child else None)


def move(seat: SeatId, key: str, command: Command) -> Move:
    return Move(seat, CommandKey(key), command)


SAID = "the idea that says: "


def idea(text: str) -> IdeaId:
    """Stands for the idea with these words; its own id is drawn when the round closes."""
    return IdeaId(f"{SAID}{text}")


def settled(command: Command, ideas: Iterable[tuple[str, str]]) -> Command:
    """The command with the id of the idea that it means, out of the ids and words shown."""
    if not isinstance(command, PlaceIdea) or not command.idea.startswith(SAID):
        return command
    words = command.idea.removeprefix(SAID)
    meant = next((known for known, text in ideas if text == words), command.idea)
    return replace(command, idea=IdeaId(meant))


def shown_ideas(session: Session) -> Iterable[tuple[str, str]]:
    """What was thought of in silence, by id and words, as soon as it is shown."""
    this = session.rounds.get(IDEAS)
    return [(known.id, known.text) for known in this.ideas] if this else []
