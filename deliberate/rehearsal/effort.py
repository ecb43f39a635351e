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
from dataclasses import MISSING, Field, dataclass, field, fields
from math import ceil
from types import UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from deliberate.sessions.challenge.commands import DeliverPoint, PointKind
from deliberate.sessions.commands import Command
from deliberate.sessions.discussion.commands import SetAgenda
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry
from deliberate.sessions.forms import CAN, DIRECTED, Answer
from deliberate.sessions.ids import (
    LATE,
    ROUND_1,
    ROUND_2,
    CommandKey,
    QuestionId,
    SeatId,
    StageId,
    item_of,
)
from deliberate.sessions.parameters import Parameters
from deliberate.sessions.rounds.commands import GiveAnswers, PlaceIdea, SealRound
from deliberate.sessions.rounds.forms import SUPPORT
from deliberate.sessions.views.blind import LEVELS_PER_SCREEN
from deliberate.sessions.windows import Content, Fact, Option

from .form import PLAIN, Form
from .pages import FORMS
from .script._move import SAID

SECONDS_A_TAP = 2.0
CHARACTERS_A_SECOND = 3.0
SHIFT = 1
"""It is asked at once, on the screen where somebody moves far."""
SEALED = frozenset({ROUND_1, ROUND_2, LATE})
"""Rounds of which the form ends with a seal; in others each answer is saved by itself."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Taps, typed characters, and the fields that were filled in or chosen."""

    taps: int = 0
    characters: int = 0
    fields: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            self.taps + other.taps,
            self.characters + other.characters,
            self.fields + other.fields,
        )

    @property
    def seconds(self) -> float:
        """At the pace of somebody who knows what to say."""
        return self.taps * SECONDS_A_TAP + self.characters / CHARACTERS_A_SECOND


NOTHING = Effort()
TAP = Effort(taps=1)
CHOICE = Effort(taps=1, fields=1)


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
        return sum((_answered(answer) for answer in command.answers.values()), TAP)

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
        asked = (f for f in fields(record) if f.name in form.asks or not _hidden(hints[f.name]))
        took = {f.name: _field(record, f, form, shown) for f in asked}
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


def blind(given: Mapping[QuestionId, Answer], factors_per_screen: int) -> Effort:
    """A whole blind form, without its seal."""
    taps = Effort(taps=screens(given, factors_per_screen))
    return sum((_answered(a) for q, a in given.items() if not _untapped(q, a)), taps)


def screens(given: Mapping[QuestionId, Answer], factors_per_screen: int) -> int:
    """Directions, then levels, then one screen for each other thing that is asked."""
    factors = [answer for answer in given.values() if answer.direction is not None]
    levels = [answer for answer in factors if answer.direction in DIRECTED]
    others = {item_of(q) for q, answer in given.items() if answer.direction is None}
    two_passes = ceil(len(factors) / factors_per_screen) + ceil(len(levels) / LEVELS_PER_SCREEN)
    return two_passes + len(others)


def _untapped(question: QuestionId, answer: Answer) -> bool:
    return item_of(question) == SUPPORT and answer.pick == CAN


def _answered(answer: Answer) -> Effort:
    """The taps and the words of one answer."""
    tapped = (answer.direction, answer.level, answer.benefit, answer.cause, answer.pick)
    chosen = Effort() + sum((CHOICE for value in tapped if value is not None), NOTHING)
    texts = (answer.reason, answer.pro, answer.con)
    written = sum((Effort(1, len(text), 1) for text in texts if text), chosen)
    return written + Effort(taps=SHIFT, fields=1) if answer.shift else written


def _entry(command: Command) -> str:
    """The entry that a command is about, if it is about one."""
    return str(getattr(command, "entry", ""))


def _field(record: Any, declared: Field[Any], form: Form, shown: object) -> Effort:
    """What one field takes, beside what the page has in it."""
    name, value = declared.name, getattr(record, declared.name)
    if name in form.sets | form.pressed:
        return NOTHING
    default = None if declared.default is MISSING or name in form.unset else declared.default
    before = getattr(shown, name, default)
    if "max" in declared.metadata:
        begun = (words for words in form.begun.get(name, ()) if value.startswith(words))
        return _typed(next(begun, before or ""), value)
    if isinstance(value, frozenset | tuple):
        ticked = set(value) ^ set(before if isinstance(before, frozenset | tuple) else ())
        return Effort(len(ticked), fields=bool(ticked))
    return CHOICE if value != before else NOTHING


def _hidden(hint: Any) -> bool:
    """Ids, and the one name of a kind of entry, are no fields that anybody fills in."""
    if get_origin(hint) in {Union, UnionType}:
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    return isinstance(hint, NewType) or (get_origin(hint) is Literal and len(get_args(hint)) == 1)


def _typed(before: str, after: str) -> Effort:
    """One tap to enter, and what lies between the first and the last difference."""
    if before == after:
        return NOTHING
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return Effort(1, max(len(after) - start - end, 1), 1)


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
