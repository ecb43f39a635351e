"""Any command that could be typed, right or wrong, drawn from the commands' own types."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from random import Random
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from deliberate.bias_guards import GUARDS
from deliberate.sessions.commands import Command
from deliberate.sessions.danger.commands import AnswerAcute, SoundAlarm
from deliberate.sessions.flow.commands import Adjourn, OpenSession, Pause
from deliberate.sessions.forms import DIRECTED, Answer, Asks, Direction, Question, Shift
from deliberate.sessions.ids import (
    AGREEMENT,
    IDEAS,
    EntryId,
    GroupId,
    IdeaId,
    ItemId,
    PartyId,
    PersonId,
    PointId,
    QuestionId,
    RoundId,
    SeatId,
    StageId,
)
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.needs import open_needs
from deliberate.sessions.rounds.commands import RevealRound
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.windows import Person

TYPED = tuple(c for c in get_args(Command) if c not in {OpenSession, RevealRound})
"""Opening and revealing are not asked for by anybody at the table."""
TEXTS = ("ja", "een reden", "Lina belde oma", "oma", "morgen?", "A", "z" * 60, "", "x" * 4001)
SEEDS = st.integers(0, 2**32)
HALTS = frozenset({SoundAlarm, AnswerAcute, Pause, Adjourn})
"""After these hardly anything can be asked, so they are drawn seldom."""


def tries(number):
    """So many examples, on a machine that may be busy with other things."""
    return settings(deadline=None, max_examples=number, suppress_health_check=list(HealthCheck))


@cache
def typed(kind):
    """The fields of a dataclass that can be given, each with its type."""
    hints = get_type_hints(kind)
    return tuple((f, hints[f.name]) for f in fields(kind) if f.init)


class Anything:
    """Commands for one session as it stands, drawn from a `Random`; ids are known ones and
    strangers. `command` and `record` are the same as strategies."""

    def __init__(self, session):
        self.session = session
        self.kind = KINDS[session.opened.kind]
        known = {
            SeatId: [*session.roster.seats],
            EntryId: [*session.entries.by_id],
            ItemId: [*session.talk.items],
            PointId: [*session.challenge.points],
            RoundId: [*session.rounds, IDEAS, AGREEMENT],
            IdeaId: [i.id for this in session.rounds.values() for i in this.ideas],
            QuestionId: [q.id for q in self.questions],
            StageId: [s.id for s in self.kind.stages],
            PartyId: [entry.id for entry, _ in session.entries.of(Person)],
        }
        self.ids = {kind: [*ids, "nobody"] for kind, ids in known.items()}
        self.ids |= {PersonId: ["a", "b"], GroupId: ["a", "b"]}

    def command(self):
        return SEEDS.map(lambda seed: self.any(Random(seed)))

    def record(self, kind):
        return SEEDS.map(lambda seed: self.one(kind, Random(seed)))

    @cached_property
    def questions(self):
        return [
            question
            for this in self.session.rounds.values()
            for question in FORMS[this.spec](self.session).questions
        ]

    @cached_property
    def needs(self):
        return ["x", *(need.code for need in open_needs(self.session, self.kind, GUARDS))]

    def any(self, random):
        return self.one(random.choice(TYPED), random)

    def granted(self, random):
        """Mostly what some seat's roles may ask now, often the moderator's: seat and command."""
        session, accepts = self.session, self.kind.stage(self.session.progress.stage).accepts
        leads = random.random() < 1 / 4
        seat = session.roster.seats["moderator" if leads else random.choice(self.ids[SeatId][:-1])]
        may = [c for c in TYPED if any(c in accepts.get(r, ()) for r in seat.roles)]
        if not may or random.random() < 1 / 4:
            return seat.id, self.any(random)
        calm = [c for c in may if c not in HALTS] * 4
        return seat.id, self.one(random.choice(calm + may), random)

    def one(self, kind, random):
        """A dataclass with each field drawn by its type, or by its name where that says more."""
        return kind(**{f.name: self.field(kind, f, hint, random) for f, hint in typed(kind)})

    def field(self, owner, field, hint, random):
        if field.name == "kind" and get_origin(hint) is Literal:
            return field.default
        if field.name == "need":
            return random.choice(self.needs)
        if field.name == "expected":
            here = self.session.progress.stage
            return random.choice([here, here, "nobody", *self.ids[StageId]])
        if field.name == "device":
            return random.choice(["", "device"])
        if field.name == "answers":
            return self.answers(random)
        return self.value(hint, random)

    def value(self, hint, random):
        if hint in self.ids:
            return random.choice(self.ids[hint])
        origin, inner = get_origin(hint), get_args(hint)
        if origin in {Union, types.UnionType}:
            return self.value(random.choice(inner), random)
        if origin is Literal:
            return random.choice(inner)
        if origin in {frozenset, tuple}:
            return origin(self.value(inner[0], random) for _ in range(random.randint(0, 3)))
        if origin is Mapping or origin is dict:
            raise TypeError(f"no way to draw {hint}")
        return None if hint is type(None) else self.plain(hint, random)

    def plain(self, hint, random):
        if is_dataclass(hint):
            return self.one(hint, random)
        if issubclass(hint, Enum):
            return random.choice(list(hint))
        if hint is bool:
            return random.random() < 0.5
        if hint is int:
            return random.randint(0, 3)
        return random.choice(TEXTS)

    def answers(self, random):
        """Answers to known questions, most of them fitting."""
        asked = random.choices(self.questions, k=random.randint(0, 4)) if self.questions else []
        wrong = Answer(pick="nobody")
        return {q.id: any_answer(q, random) if random.random() < 0.75 else wrong for q in asked}


def fitting(question: Question):
    """An answer that leaves nothing to ask of its question."""
    return SEEDS.map(lambda seed: any_answer(question, Random(seed)))


def any_answer(question, random):
    """Any fitting answer, with a reason for a shift in case it is one."""
    reason = random.choice(["", "omdat", "é" * 400])
    if question.directions:
        return _factor(question, random.choice(question.directions), reason, random)
    if question.levels and random.random() < 0.8:
        level, shift = random.randint(1, question.levels), random.choice([*Shift])
        return Answer(level=level, reason=reason, shift=shift)
    if question.asks is Asks.IDEA:
        return Answer(reason=reason[:200], pro=random.choice(["", "p" * 90]) if reason else "")
    return Answer(pick=random.choice(question.picks), reason=reason)


def _factor(question, direction, reason, random):
    shift = random.choice([*Shift])
    if direction not in DIRECTED:
        return Answer(direction, reason=reason, shift=shift)
    risk = direction is Direction.RISK
    cause = random.choice(question.causes) if risk and question.causes else None
    benefit = random.choice(question.benefits) if not risk and question.benefits else None
    level = random.randint(1, question.levels)
    return Answer(direction, level, benefit, cause, reason=reason, shift=shift)
