"""Every hard stop on purpose: the session refuses to go on where the model of the protocol does."""

from collections import deque
from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import DeliverPoint
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, SoundAlarm
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Advance, Bypass, DescribeCase
from deliberate.sessions.forms import Answer, Shift
from deliberate.sessions.ids import FACTS, ROUND_1, ROUND_2, EntryId, SeatId, question
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import ExcludeFromCount, GiveAnswers, VoidRound
from deliberate.sessions.seating.commands import AdmitSeat, GiveRole, MarkAbsent
from deliberate.sessions.testing.commands import Judged, SignTest, TestCondition, TestVerdict
from deliberate.sessions.verdict.commands import AnswerSafeEnough, RecordDecision
from deliberate.sessions.windows import Arrangement, Condition, Fact, Option, Person, Relation
from tests.core.walk import walk_from

A, WHY = SeatId("seat-A"), "het liep anders"
ACUTE = {question("direct_safety", EntryId("child-Lina")): Answer(level=1, reason=WHY)}

SIGNED = SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)


def ready(stage, vignette="V1", without=()):
    """A walk up to the end of a stage, without the moves of one kind."""
    walk = walk_from(stage, vignette, 3)
    *moves, _ = walk.moves(stage)
    here = [move for move in moves if not isinstance(move.command, without)]
    walk.ahead = deque(here)
    walk.script(len(here))
    return walk


def leads(walk, *commands):
    """What the moderator asks for, and then going on; the last outcome."""
    for command in commands:
        walk.ask(MODERATOR, command)
    return walk.go_on()


def acute(stage):
    walk = ready(stage)
    return walk, leads(walk, AnswerAcute(acute=True), EndAlarm(note=WHY))


def acute_blind(blind, following, round_id, why=None):
    """Somebody changes a sealed answer to "acute danger", and nobody asks about it again."""
    walk = ready(blind)
    answers = {question: replace(answer, shift=why) for question, answer in ACUTE.items()}
    assert not isinstance(walk.ask(A, GiveAnswers(round=round_id, answers=answers)), Refusal)
    assert walk.leave()
    moves = [m for m in walk.moves(following)[:-1] if not isinstance(m.command, AnswerAcute)]
    walk.ahead = deque(moves)
    walk.script(len(moves))
    return walk, walk.go_on()


def led(stage, *commands, **options):
    walk = ready(stage, **options)
    return walk, leads(walk, *commands)


def on(walk, stage):
    """On with the script, or with what it takes without, to the beginning of a stage."""
    while walk.session.progress.stage != stage:
        walk.script(1)
    return walk


def far_reaching(short):
    """The advocate's points are passed over, and then a child's placement is to be decided."""
    walk = walk_from("challenge", "V2", 3, short)
    walk.ahead = deque(move for move in walk.ahead if not isinstance(move.command, DeliverPoint))
    on(walk, "decide")
    options = walk.session.entries.of(Option)
    placed = next(entry.id for entry, option in options if "placement" in option.touches)
    said = {"decider": WHY, "competence": WHY, "text": WHY, "reason": WHY}
    return walk, walk.ask(MODERATOR, RecordDecision(option=placed, lightest=placed, **said))


def signed_once():
    """It was said beforehand that the decision is weighty; two test, and one of them signs."""
    walk = walk_from("prepare", seats=3)
    *_, described = (m for m in walk.moves("prepare") if isinstance(m.command, DescribeCase))
    weighty = replace(described, command=replace(described.command, weighty=True))
    walk.ahead = deque(weighty if move == described else move for move in walk.ahead)
    on(walk, "test")
    walk.script(len(walk.moves("test")) - 1)
    both = frozenset({Role.RECORDER, Role.REVIEWER})
    walk.ask(MODERATOR, GiveRole(seat=RECORDER, roles=both))
    for entry in walk.model.live(Condition):
        for verdict in (TestVerdict.AGREED, TestVerdict.AGREED_AFTER_CHANGE):
            said = {"weakest": "minimal", "why": WHY, "as_family": True}
            walk.ask(RECORDER, TestCondition(entry=entry, verdict=verdict, **said))
    assert not isinstance(walk.ask(MODERATOR, SIGNED), Refusal)
    return walk, walk.go_on()


def late():
    """Somebody who comes after the reveal takes part before having rated."""
    walk = walk_from("facts", seats=4)
    walk.ask(MODERATOR, MarkAbsent(seat=A, reason=WHY))
    on(walk, "discuss")
    walk.ask(MODERATOR, AdmitSeat(seat=A, device="own"))
    return walk, walk.ask(A, AddEntry(content=Fact(text=WHY, source=WHY)))


def nothing_at_once():
    """What was arranged for today is taken off, and a child is not safe enough."""
    walk = ready("test")
    for entry, row in walk.session.entries.of(Arrangement):
        if row.direct:
            walk.ask(MODERATOR, WithdrawEntry(entry=entry.id, reason=WHY))
    return walk, walk.go_on()


def turned():
    """Somebody makes a child into somebody else, so that nothing is asked about it."""
    walk = walk_from("facts", seats=3)
    people = walk.session.entries.of(Person)
    child, person = next((e.id, p) for e, p in people if p.relation is Relation.CHILD)
    other = replace(person, relation=Relation.NETWORK)
    return walk, walk.ask(MODERATOR, CorrectEntry(entry=child, content=other))


def asked(stage, seat, command):
    walk = walk_from(stage, seats=3)
    return walk, walk.ask(seat, command)


STOPS = {
    "acute question: prepare": lambda: acute("prepare"),
    "acute question: open": lambda: acute("open"),
    "acute question: reveal": lambda: acute_blind("blind_1", "reveal", ROUND_1),
    "acute question: decide": lambda: acute_blind("blind_2", "decide", ROUND_2, Shift.NEW_FACT),
    "who may decide": lambda: led("prepare", without=DescribeCase),
    "three raters": lambda: led("open", MarkAbsent(seat=A, reason=WHY)),
    "three raters counted": lambda: led(
        "blind_1", ExcludeFromCount(round=ROUND_1, seat=A, reason=WHY)
    ),
    "blind round complete": lambda: led("blind_2", VoidRound(round=ROUND_2, reason=WHY)),
    "safe enough now": lambda: led("decide", without=AnswerSafeEnough),
    "decision": lambda: led("decide", without=RecordDecision),
    "conditions tested": lambda: led("test", without=TestCondition),
    "test signed": lambda: led("test", without=SignTest),
    "second behavioural scientist": signed_once,
    "advocate for weighty": lambda: far_reaching(short=False),
    "full session": lambda: far_reaching(short=True),
    "late rater first": late,
    "no stage skipped": lambda: asked("open", MODERATOR, Advance(expected=FACTS)),
    "only the moderator": lambda: asked("facts", A, Advance(expected=FACTS)),
    "cannot be bypassed": lambda: asked("open", MODERATOR, Bypass(need="quorum", reason=WHY)),
    "something done at once": nothing_at_once,
    "a child stays": turned,
    "record sealed": lambda: asked("closed", MODERATOR, SoundAlarm()),
}


@pytest.mark.parametrize("stop", STOPS)
def test_nothing_gets_past_a_hard_stop(stop):
    walk, outcome = STOPS[stop]()
    assert isinstance(outcome, Refusal)
    assert stop in walk.model.met
    walk.over()
