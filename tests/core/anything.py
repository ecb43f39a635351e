"""Any command that could be typed, right or wrong, drawn from the commands' own types."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
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
HALTS = frozenset({SoundAlarm, AnswerAcute, Pause, Adjourn})
"""After these hardly anything can be asked, so they are drawn seldom."""


def tries(number):
    """So many examples, on a machine that may be busy with other things."""
    return settings(deadline=None, max_examples=number, suppress_health_check=list(HealthCheck))


class Anything:
    """Strategies for the commands of one session as it stands; ids are known ones and strangers."""

    def __init__(self, session):
        self.session = session
        known = {
            SeatId: [*session.roster.seats],
            EntryId: [*session.entries.by_id],
            ItemId: [*session.talk.items],
            PointId: [*session.challenge.points],
            RoundId: [*session.rounds, IDEAS, AGREEMENT],
            IdeaId: [i.id for this in session.rounds.values() for i in this.ideas],
            QuestionId: [q.id for q in self.questions()],
            StageId: [s.id for s in KINDS[session.opened.kind].stages],
        }
        self.ids = {kind: st.sampled_from([*ids, "nobody"]) for kind, ids in known.items()}
        people = [entry.id for entry, _ in session.entries.of(Person)]
        self.ids[PartyId] = st.sampled_from([*people, "nobody"])
        for kind in (PersonId, GroupId):
            self.ids[kind] = st.sampled_from(["a", "b"])

    def questions(self):
        return [
            question
            for this in self.session.rounds.values()
            for question in FORMS[this.spec](self.session).questions
        ]

    def command(self):
        return st.sampled_from(TYPED).flatmap(self.record)

    def record(self, kind):
        """A dataclass with each field drawn by its type, or by its name where that says more."""
        hints = get_type_hints(kind)
        parts = {f.name: self.field(kind, f, hints[f.name]) for f in fields(kind) if f.init}
        return st.builds(kind, **parts)

    def field(self, owner, field, hint):
        if field.name == "kind" and get_origin(hint) is Literal:
            return st.just(field.default)
        if field.name == "need":
            return self.need()
        if field.name == "expected":
            return st.sampled_from([self.session.progress.stage, "nobody"]) | self.ids[StageId]
        if field.name == "device":
            return st.sampled_from(["", "device"])
        if field.name == "answers":
            return self.answers()
        return self.value(hint)

    def need(self):
        kind = KINDS[self.session.opened.kind]
        return st.sampled_from(["x", *(n.code for n in open_needs(self.session, kind, GUARDS))])

    def value(self, hint):
        if hint in self.ids:
            return self.ids[hint]
        origin, inner = get_origin(hint), get_args(hint)
        if origin in {Union, types.UnionType}:
            return st.one_of([self.value(part) for part in inner])
        if origin is Literal:
            return st.sampled_from(inner)
        if origin in {frozenset, tuple}:
            of = st.frozensets if origin is frozenset else st.lists
            return of(self.value(inner[0]), max_size=3).map(origin)
        if origin is Mapping or origin is dict:
            raise TypeError(f"no way to draw {hint}")
        if hint is type(None):
            return st.none()
        return self.plain(hint)

    def plain(self, hint):
        if is_dataclass(hint):
            return self.record(hint)
        if issubclass(hint, Enum):
            return st.sampled_from(list(hint))
        if hint is bool:
            return st.booleans()
        if hint is int:
            return st.integers(0, 3)
        return st.sampled_from(TEXTS)

    def answers(self):
        """Answers to known questions, most of them fitting."""
        asked = self.questions()
        if not asked:
            return st.just({})
        pairs = st.sampled_from(asked).flatmap(
            lambda q: st.tuples(st.just(q.id), fitting(q) | st.just(Answer(pick="nobody")))
        )
        return st.lists(pairs, max_size=4).map(dict)


def fitting(question: Question):
    """An answer that leaves nothing to ask of its question."""
    return st.integers(0, 2**32).map(lambda seed: any_answer(question, Random(seed)))


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
