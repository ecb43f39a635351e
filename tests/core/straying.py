"""What people do beside the script: odd things that are allowed, and wrong ones that are not."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.challenge.commands import OverrideAdvocate, PassReason, PassTurn
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, SoundAlarm
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import (
    Adjourn,
    Advance,
    Bypass,
    CloseMeeting,
    DescribeCase,
    Pause,
    ReopenDecision,
    Resume,
)
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import ROUND_1, ROUND_2, StageId, question
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    Abstain,
    ExcludeFromCount,
    ExcuseSeat,
    GiveAnswers,
    SealRound,
    VoidRound,
)
from deliberate.sessions.rounds.forms import FIRST_CHOICE
from deliberate.sessions.seating.commands import AdmitSeat, EndSeat, GiveRole, MarkAbsent
from deliberate.sessions.telling.commands import RecordReaction
from deliberate.sessions.testing.commands import Judged, SignTest, TestCondition, TestVerdict
from deliberate.sessions.verdict.commands import RecordDecision
from deliberate.sessions.windows import Arrangement, Condition, Option, Person, Relation
from tests.core.model import NEVER_PASSED

WHY = "het liep anders"
SIGNED = SignTest(core=Judged.YES, proportional=Judged.YES, dissent=Judged.YES)
CASE = {"decision_question": "Wat is nodig?", "decision_authority": "de GI"}


def odd(session, random):
    """Allowed at some time, and unusual: seat and command."""
    return random.choice([*_halts(session, random), *_course(session, random)])


def wrong(session, random):
    """What nobody may do, or not now: seat and command."""
    return random.choice([*_skips(session, random), *_cheats(session, random)])


def _seat(session, random, role=Role.RATER):
    found = [seat.id for seat in session.roster.with_role(role)]
    return random.choice(found) if found else MODERATOR


def _halts(session, random):
    rater = _seat(session, random)
    yield rater, SoundAlarm()
    yield MODERATOR, AnswerAcute(acute=random.random() < 0.5)
    yield MODERATOR, EndAlarm(note=WHY)
    yield MODERATOR, Pause()
    yield MODERATOR, Resume()
    yield MODERATOR, Adjourn(provisional=WHY, until="15-03-2027")


def _course(session, random):
    """Comings and goings, and second thoughts."""
    rater, other = _seat(session, random), _seat(session, random)
    leave = MarkAbsent(seat=rater, reason=WHY)
    yield from ((MODERATOR, leave), (MODERATOR, leave))
    yield MODERATOR, EndSeat(seat=rater, reason=WHY)
    yield MODERATOR, AdmitSeat(seat=rater, device="another")
    yield MODERATOR, GiveRole(seat=other, roles=frozenset({Role.RATER, Role.REVIEWER}))
    yield MODERATOR, OverrideAdvocate(seat=other, reason=WHY)
    yield (session.challenge.advocate or other), PassTurn(reason=PassReason.LOAD)
    yield MODERATOR, DescribeCase(**CASE, weighty=random.random() < 0.5)
    yield MODERATOR, ReopenDecision(reason=WHY)
    for round_id in (ROUND_1, ROUND_2):
        yield MODERATOR, VoidRound(round=round_id, reason=WHY)
        yield MODERATOR, ExcludeFromCount(round=round_id, seat=rater, reason=WHY)
        yield MODERATOR, ExcuseSeat(round=round_id, seat=other, reason=WHY)
        yield rater, Abstain(round=round_id, reason=WHY)
    for entry, person in session.entries.of(Person)[:2]:
        reaction = {"text": WHY, "answer": WHY, "outcome": "back"}
        yield MODERATOR, RecordReaction(person=entry.id, **reaction)
        other = random.choice([person, replace(person, heard=WHY)])
        yield MODERATOR, CorrectEntry(entry=entry.id, content=other)
    for entry, condition in session.entries.of(Condition)[:1]:
        yield MODERATOR, AddEntry(content=condition)
        other = random.choice([condition, replace(condition, why=f"{condition.why} {WHY}"[:400])])
        yield MODERATOR, CorrectEntry(entry=entry.id, content=other)
        yield MODERATOR, WithdrawEntry(entry=entry.id, reason=WHY)
        returned = {"verdict": TestVerdict.BACK, "weakest": "minimal", "change": WHY}
        yield _seat(session, random, Role.REVIEWER), TestCondition(entry=entry.id, **returned)
    for entry, row in session.entries.of(Arrangement):
        if row.direct:
            yield MODERATOR, WithdrawEntry(entry=entry.id, reason=WHY)


def _skips(session, random):
    """Going on too early, too far, or without having the right."""
    here, stages = session.progress.stage, KINDS[session.opened.kind].stages
    rater = _seat(session, random)
    for go in (Advance, CloseMeeting):
        yield rater, go(expected=here)
        yield MODERATOR, go(expected=here)
        yield MODERATOR, go(expected=StageId(random.choice(stages).id))
    for need in random.sample(sorted(NEVER_PASSED), 3):
        about = random.choice(["", rater, *session.entries.by_id])
        yield MODERATOR, Bypass(need=need, about=about, reason=WHY)


def _cheats(session, random):
    """Deciding, choosing, rating and signing out of turn."""
    rater = _seat(session, random)
    for option in [entry.id for entry, _ in session.entries.of(Option)][:2]:
        decision = {"decider": WHY, "competence": WHY, "text": WHY, "reason": WHY}
        decide = RecordDecision(option=option, lightest=option, **decision)
        yield random.choice([MODERATOR, rater]), decide
        choice = {question(FIRST_CHOICE): Answer(pick=option)}
        yield rater, GiveAnswers(round=random.choice([ROUND_1, ROUND_2]), answers=choice)
    for entry, person in session.entries.of(Person)[:1]:
        turned = replace(person, relation=random.choice([*Relation]))
        yield MODERATOR, CorrectEntry(entry=entry.id, content=turned)
    for this in session.rounds.values():
        yield rater, SealRound(round=this.id)
        yield rater, Abstain(round=this.id, reason=WHY)
    yield random.choice([MODERATOR, rater]), SIGNED
    for entry, _ in session.entries.of(Condition)[:1]:
        passed = {"verdict": TestVerdict.AGREED, "weakest": "minimal", "why": WHY}
        yield rater, TestCondition(entry=entry.id, **passed, as_family=True)
