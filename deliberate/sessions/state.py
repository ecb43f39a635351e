"""A session as it stands, and the fold that rebuilds it from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import assert_never

from .challenge.events import ChallengeEvent
from .challenge.state import Challenge
from .challenge.state import apply as apply_challenge
from .danger.events import DangerEvent
from .danger.state import Alarm
from .danger.state import apply as apply_danger
from .discussion.events import DiscussionEvent
from .discussion.state import Talk
from .discussion.state import apply as apply_discussion
from .entries.events import EntryCorrected, EntryEvent
from .entries.state import Entries
from .entries.state import apply as apply_entries
from .events import Event
from .flow.events import DecisionReopened, FlowEvent, SessionOpened
from .flow.state import Progress, Setup, lapse, setup
from .flow.state import apply as apply_flow
from .ids import AGREE, EXPLAIN, FACTS, ROUND_1, TEST, RoundId, SeatId
from .rounds.events import AnswerSealed, RoundEvent, SeatAbstained, SeatSealed
from .rounds.state import Round
from .rounds.state import apply as apply_rounds
from .seating.events import SeatingEvent
from .seating.state import Roster
from .seating.state import apply as apply_seating
from .telling.events import TellingEvent
from .telling.state import Telling
from .telling.state import apply as apply_telling
from .testing.events import TestingEvent
from .testing.state import Testing
from .testing.state import apply as apply_testing
from .verdict.events import VerdictEvent
from .verdict.state import Verdict
from .verdict.state import apply as apply_verdict

Concluding = VerdictEvent | TestingEvent | TellingEvent
"""What happens once the group has talked."""


@dataclass(frozen=True, slots=True)
class Session:
    """The fold of a session's log; `version` counts events, `public` those that all may count."""

    version: int = 0
    public: int = 0
    private: Mapping[SeatId, int] = field(default_factory=dict)
    setup: Setup | None = None
    progress: Progress = field(default_factory=Progress)
    roster: Roster = field(default_factory=Roster)
    entries: Entries = field(default_factory=Entries)
    rounds: Mapping[RoundId, Round] = field(default_factory=dict)
    talk: Talk = field(default_factory=Talk)
    challenge: Challenge = field(default_factory=Challenge)
    verdict: Verdict = field(default_factory=Verdict)
    testing: Testing = field(default_factory=Testing)
    telling: Telling = field(default_factory=Telling)
    alarm: Alarm = field(default_factory=Alarm)

    @property
    def opened(self) -> Setup:
        """What was fixed at the opening; asking before it is a bug."""
        if self.setup is None:
            raise LookupError("the session has not been opened")
        return self.setup


EMPTY = Session()


def apply(session: Session, event: Event) -> Session:
    return _applied(_counted(session, event), event)


def private_to(session: Session, event: Event) -> SeatId | None:
    """Whose alone this is, counted and pushed for nobody else: a blind answer, and whether
    somebody who was done already seals or abstains after all."""
    if isinstance(event, AnswerSealed):
        return event.seat
    if isinstance(event, SeatSealed | SeatAbstained):
        return event.seat if session.rounds[event.round].done(event.seat) else None
    return None


def _counted(session: Session, event: Event) -> Session:
    seat = private_to(session, event)
    if seat is not None:
        private = {**session.private, seat: session.private.get(seat, 0) + 1}
        return replace(session, version=session.version + 1, private=private)
    return replace(session, version=session.version + 1, public=session.public + 1)


def _applied(session: Session, event: Event) -> Session:
    if isinstance(event, SessionOpened):
        return replace(session, setup=setup(event))
    if isinstance(event, FlowEvent):
        session = _asked_anew(session) if isinstance(event, DecisionReopened) else session
        return replace(session, progress=apply_flow(session.progress, event))
    if isinstance(event, SeatingEvent):
        judging = session.progress.stage if ROUND_1 in session.rounds else None
        return replace(session, roster=apply_seating(session.roster, event, judging))
    if isinstance(event, EntryEvent):
        reworded = _reworded(session, event) if isinstance(event, EntryCorrected) else session
        return replace(reworded, entries=apply_entries(session.entries, event))
    if isinstance(event, RoundEvent):
        return replace(session, rounds=apply_rounds(session.rounds, event))
    if isinstance(event, DiscussionEvent):
        return replace(session, talk=apply_discussion(session.talk, event))
    if isinstance(event, ChallengeEvent):
        return replace(session, challenge=apply_challenge(session.challenge, event))
    if isinstance(event, Concluding):
        return _concluded(session, event)
    if isinstance(event, DangerEvent):
        return replace(session, alarm=apply_danger(session.alarm, event))
    assert_never(event)


def _asked_anew(session: Session) -> Session:
    """What was answered, looked at or passed over for a decision that goes back counts for it
    alone, and not for the next."""
    after = {TEST, AGREE, EXPLAIN}
    return replace(
        session,
        progress=lapse(session.progress, lambda passed: passed.stage in after),
        verdict=replace(session.verdict, again=frozenset(session.verdict.safe_enough)),
        telling=replace(session.telling, checked=None),
    )


def _reworded(session: Session, event: EntryCorrected) -> Session:
    """What was passed over of a fact was passed over of its wording."""
    entry = event.entry
    progress = lapse(session.progress, lambda b: b.stage == FACTS and b.about == entry)
    return replace(session, progress=progress)


def _concluded(session: Session, event: Concluding) -> Session:
    if isinstance(event, VerdictEvent):
        return replace(session, verdict=apply_verdict(session.verdict, event))
    if isinstance(event, TestingEvent):
        return replace(session, testing=apply_testing(session.testing, event))
    if isinstance(event, TellingEvent):
        return replace(session, telling=apply_telling(session.telling, event))
    assert_never(event)


def fold(events: Iterable[Event], start: Session = EMPTY) -> Session:
    """The session after these events."""
    return reduce(apply, events, start)
