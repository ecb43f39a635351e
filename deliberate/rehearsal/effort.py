"""What a session asks of hands: taps and typed characters, counted from the commands given.

How it is counted, as the pages have it:

- A choice, a tick or a press of a button is one tap. So is opening a fold, and the second press of
  whatever asks "are you sure". Saving a form is one tap.
- A text field is one tap to enter it, and its characters. Where the page has words in it already,
  only what is changed of them counts, and nothing where nothing is changed.
- A fold stays open once it has been opened; what asks "are you sure" closes again.
- A blind form is counted as a whole when it is sealed: a tap for each direction, level, extra tap,
  judgement and pick, one for "next" on each of its screens, and one to seal. What one can stand
  behind is not tapped. Where an answer moved far, its reason takes SHIFT taps.
- What only a page knows (what is folded, what it fills in) stands in `pages`, and nowhere else.
- Reading, thinking and talking are not counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_type_hints

from deliberate.sessions.challenge.commands import DeliverPoint, PointKind
from deliberate.sessions.commands import Command
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    LATE,
    ROUND_1,
    ROUND_2,
    CommandKey,
    QuestionId,
    SeatId,
    StageId,
)
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.rounds.commands import GiveAnswers, PlaceIdea, SealRound
from deliberate.sessions.windows import Content, Fact, Option

from .blind_form import answered, blind
from .filling import filled, hidden
from .form import PLAIN, Form
from .hands import CHOICE, NOTHING, TAP, Effort
from .pages import FORMS
from .script._move import SAID

SEALED = frozenset({ROUND_1, ROUND_2, LATE})
"""Rounds of which the form ends with a seal; in others each answer is saved by itself."""


@dataclass(frozen=True, slots=True)
class Act:
    """One command as somebody gave it."""

    stage: StageId
    seat: SeatId
    key: CommandKey
    command: Command


@dataclass(slots=True)
class Counter:
    """Counts the commands of one session in their order; remembers what its pages then show."""

    parameters: Parameters = field(default_factory=Parameters)
    _written: dict[str, Content] = field(default_factory=dict)
    _given: dict[tuple[SeatId, str], dict[QuestionId, Answer]] = field(default_factory=dict)
    _ideas: dict[str, Answer] = field(default_factory=dict)
    _opened: set[tuple[StageId, SeatId, str]] = field(default_factory=set)

    def count(self, acts: Iterable[Act]) -> Iterator[tuple[Act, Effort]]:
        """Each act with what it took."""
        for act in acts:
            yield act, self._one(act)
            self._remember(act)

    def _one(self, act: Act) -> Effort:
        command = act.command
        if isinstance(command, GiveAnswers):
            return self._answers(act.seat, command)
        if isinstance(command, SealRound):
            given = self._given.pop((act.seat, command.round), {})
            return blind(given, self.parameters.factors_per_screen) + TAP
        if isinstance(command, SetAgenda):
            return sum((CHOICE for item in command.items for _ in item.questions), TAP)
        form = form_of(command, act.stage)
        return self._folds(act, form) + self._filled(command, form) + TAP

    def _answers(self, seat: SeatId, command: GiveAnswers) -> Effort:
        """A form that ends with a seal counts then; of another one each answer is saved, and a
        choice is a press."""
        if command.round in SEALED:
            self._given.setdefault((seat, command.round), {}).update(command.answers)
            return NOTHING
        self._ideas |= {answer.reason: answer for answer in command.answers.values()}
        if not any(answer.length for answer in command.answers.values()):
            return TAP
        return sum((answered(answer) for answer in command.answers.values()), TAP)

    def _folds(self, act: Act, form: Form) -> Effort:
        """Taps before the form is there."""
        fold = act.stage, act.seat, f"{called(act.command)} {_entry(act.command)}"
        if fold in self._opened and not form.confirmed:
            return NOTHING
        self._opened.add(fold)
        return Effort(taps=form.folds)

    def touched(self, command: Command) -> Mapping[str, Effort]:
        """The fields of a form that have to be touched, each with what it takes."""
        form, record = form_of(command), getattr(command, "content", command)
        hints, shown = get_type_hints(type(record)), self.shown(command)
        asked = (f for f in fields(record) if f.name in form.asks or not hidden(hints[f.name]))
        took = {f.name: filled(record, f, form, shown) for f in asked}
        return {name: effort for name, effort in took.items() if effort.fields}

    def shown(self, command: Command) -> Content | None:
        """What the page has already of the entry that a command is about."""
        return self._written.get(_entry(command))

    def _filled(self, command: Command, form: Form) -> Effort:
        touched, shown = self.touched(command), self.shown(command)
        open_already = any(getattr(shown, name, "") for name in form.behind)
        more = TAP if touched.keys() & form.behind and not open_already else NOTHING
        return sum(touched.values(), more)

    def _remember(self, act: Act) -> None:
        command = act.command
        if isinstance(command, AddEntry):
            self._written[act.key] = command.content
        elif isinstance(command, CorrectEntry):
            self._written[command.entry] = command.content
        elif isinstance(command, DeliverPoint) and command.kind is PointKind.OPTION:
            self._written[act.key] = Option(title=command.text, weight=command.weight)
        elif isinstance(command, PlaceIdea) and command.weight and not command.into:
            said = self._ideas[command.idea.removeprefix(SAID)]
            self._written[act.key] = Option(
                title=said.reason, weight=command.weight, pro=said.pro, con=said.con
            )


def called(command: Command) -> str:
    """The command with what it is about, such as "AddEntry.fact"."""
    record: Any = getattr(command, "content", command)
    about = getattr(record, "kind", "")
    if isinstance(record, Fact) and record.unique:
        about = "unique_fact"
    if isinstance(command, AddEntry) and isinstance(record, Option) and record.by_family:
        about = "family_option"
    return f"{type(command).__name__}.{about}"


def form_of(command: Command, stage: str = "") -> Form:
    """How the form of this command stands on the page of a stage."""
    name = called(command)
    names = (f"{name}@{stage}", name, type(command).__name__)
    return next((FORMS[known] for known in names if known in FORMS), PLAIN)


def _entry(command: Command) -> str:
    """The entry that a command is about, if it is about one."""
    return str(getattr(command, "entry", ""))
