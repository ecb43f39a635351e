"""What people do about an open need; this drives sessions, and judges nothing."""

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.challenge.commands import AnswerPoint, Reply
from deliberate.sessions.danger.commands import AnswerAcute
from deliberate.sessions.discussion.commands import (
    AgendaItem,
    CloseItem,
    OpenItem,
    Outcome,
    SetAgenda,
)
from deliberate.sessions.entries.commands import AddEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass, DescribeCase, ExplainWarning
from deliberate.sessions.ids import AGREEMENT, ROUND_1
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import (
    CloseRound,
    ExcuseSeat,
    GiveAnswers,
    OpenPrework,
    SealRound,
)
from deliberate.sessions.rounds.forms import FORMS
from deliberate.sessions.seating.commands import AdmitSeat, Invite, MarkAbsent
from deliberate.sessions.telling.commands import AnswerReaction, RecordExplanation
from deliberate.sessions.testing.commands import Judged, SignTest, TestCondition, TestVerdict
from deliberate.sessions.verdict.commands import (
    AnswerDissent,
    AnswerSafeEnough,
    CompleteDecision,
    RecordDecision,
)
from deliberate.sessions.windows import Arrangement, Consequences, Option, Person, Relation
from tests.core.anything import any_answer

SAID = "zoals besproken"


def remedy(session, need, random):
    """Ways to meet a need, each as seat and command; none where nobody can."""
    named = getattr(_Ways(session, random), need.code, None)
    found = list(named(need.about)) if named else []
    if need.bypassable:
        found.append(Bypass(need=need.code, about=need.about, reason=f"{SAID}: {need.code}"))
    return [way if isinstance(way, tuple) else (MODERATOR, way) for way in found]


class _Ways:
    """One method for each need that is met otherwise than by passing it over."""

    def __init__(self, session, random):
        self.session, self.random = session, random

    def warning(self, code):
        yield ExplainWarning(warning=code, reason=SAID)

    def expertise_question_open(self, _about):
        yield ExplainWarning(warning="expertise", reason=SAID)

    def acute_question_open(self, _about):
        yield AnswerAcute(acute=False)

    acute_answer_is_yes = acute_question_open

    def decision_authority_missing(self, _about):
        yield DescribeCase(decision_question="Wat is nodig?", decision_authority="de GI")

    def child_missing(self, _about):
        yield AddEntry(content=Person(relation=Relation.CHILD, name="Lina", heard="gezien"))

    def seat_not_in(self, seat):
        yield AdmitSeat(seat=seat, device="device")
        yield MarkAbsent(seat=seat, reason=SAID)

    def seat_not_sealed(self, seat):
        this = next(r for r in self.session.rounds.values() if r.open and not r.seats)
        yield from self._rates(seat, this)
        yield ExcuseSeat(round=this.id, seat=seat, reason=SAID)

    def _rates(self, seat, this):
        asked = FORMS[this.spec](self.session).questions
        for first in (True, False):
            given = {q.id: any_answer(q, self.random) for q in asked if q.first is first}
            yield seat, GiveAnswers(round=this.id, answers=given)
        yield seat, SealRound(round=this.id)

    def too_few_sealed(self, _about):
        this = next(r for r in self.session.rounds.values() if r.open and not r.seats)
        for seat in self.session.roster.present(Role.RATER):
            if seat.id not in this.sealed:
                yield from self._rates(seat.id, this)

    def prework_not_open(self, _about):
        yield OpenPrework()

    def prework_too_few(self, _about):
        for seat in self.session.roster.present(Role.RATER):
            yield from self._rates(seat.id, self.session.rounds[ROUND_1])

    def moderator_rates_first(self, seat):
        yield from self._rates(seat, self.session.rounds[ROUND_1])

    def agreement_open(self, seat):
        asked = FORMS[AGREEMENT](self.session).questions
        said = {q.id: any_answer(q, self.random) for q in asked}
        yield seat, GiveAnswers(round=AGREEMENT, answers=said)
        yield CloseRound(round=AGREEMENT)

    def agreement_to_close(self, _about):
        yield CloseRound(round=AGREEMENT)

    def agenda_missing(self, _about):
        asked = FORMS[ROUND_1](self.session).questions
        yield SetAgenda(items=(AgendaItem(questions=(asked[0].id,)),))

    def item_without_outcome(self, item):
        yield OpenItem(item=item)
        said = {"note": SAID, "mechanism": SAID, "example": SAID}
        yield CloseItem(item=item, outcome=Outcome.OTHER_WEIGHT, **said)

    def point_unanswered(self, point):
        yield AnswerPoint(point=point, reply=Reply.REJECTED, text=SAID, misfit=SAID)

    def safe_enough_open(self, child):
        yield AnswerSafeEnough(child=child, safe_enough=True, reason=SAID, stays=SAID)

    def direct_action_missing(self, _about):
        row = Arrangement(who="oma", what="slaapt bij oma", when="vandaag", direct=True)
        yield AddEntry(content=row)

    def consequences_missing(self, option):
        written = {"child_now": SAID, "child_later": SAID, "siblings": SAID}
        written |= {"contact_and_school": SAID, "trusted_worker": SAID}
        yield AddEntry(content=Consequences(option=option, **written))

    def decision_missing(self, _about):
        options = [entry.id for entry, _ in self.session.entries.of(Option)]
        for option in self.random.sample(options, len(options)):
            said = {"decider": "GI", "competence": "de wet", "text": SAID, "reason": SAID}
            yield RecordDecision(option=option, lightest=option, why_not_lighter=SAID, **said)

    decision_again = decision_missing

    def good_enough_open(self, _about):
        said = dict.fromkeys(("good_enough", "if_nothing_changes", "why_not_heavier"), SAID)
        yield CompleteDecision(**said, not_chosen=SAID)

    future_concern_open = why_not_heavier_open = not_chosen_open = good_enough_open

    def condition_incomplete(self, entry):
        yield WithdrawEntry(entry=entry, reason=SAID)

    condition_returned = condition_incomplete

    def condition_untested(self, entry):
        agreed = {"weakest": "minimal", "why": SAID, "as_family": True}
        for verdict in (TestVerdict.AGREED, TestVerdict.AGREED_AFTER_CHANGE):
            for seat in self.session.roster.present(Role.REVIEWER):
                yield seat.id, TestCondition(entry=entry, verdict=verdict, **agreed)

    condition_second_test = condition_untested

    def dissent_unanswered(self, entry):
        yield AnswerDissent(entry=entry, text=SAID)

    def second_tester_missing(self, _about):
        person = {"name": "tweede", "discipline": "GW", "organisation": "GI", "ground": SAID}
        yield Invite(roles=frozenset({Role.REVIEWER}), **person)

    def test_unsigned(self, about):
        for seat in self.session.roster.present(Role.REVIEWER) if not about else ():
            judged = {"core": Judged.YES, "proportional": Judged.YES, "dissent": Judged.YES}
            yield seat.id, SignTest(**judged)

    def second_signature_missing(self, about):
        for seat in self.session.roster.seats.values():
            if seat.has(Role.REVIEWER) and not seat.present:
                yield AdmitSeat(seat=seat.id, device="device")
        yield from self.test_unsigned("")

    def explanation_missing(self, _about):
        yield RecordExplanation(when="22-01-2027", how="thuis", to="ouders")

    def reaction_sent_back(self, reaction):
        yield AnswerReaction(reaction=reaction, answer=SAID, outcome="stands")
