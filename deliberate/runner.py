"""Carries out one command: lock, fold, bring, decide, reveal, append, commit, then tell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import rfc8785
from sqlalchemy import Connection, Engine

from deliberate.bias_guards import GUARDS
from deliberate.records import filing
from deliberate.records.filing import Copy
from deliberate.sessions.brought import Brought
from deliberate.sessions.commands import Command
from deliberate.sessions.copies import recipient
from deliberate.sessions.decide import decide
from deliberate.sessions.events import Event, unsigned
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.flow.events import RecordSealed, StageEntered
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import (
    CLOSED,
    CommandKey,
    Millis,
    QuestionId,
    RoundId,
    SeatId,
    SessionId,
)
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.project import View, open_round, project
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import SYSTEM, Actor
from deliberate.sessions.rounds.commands import GiveAnswers, RevealRound, SealRound
from deliberate.sessions.rounds.count import counted, progress
from deliberate.sessions.rounds.events import (
    AnswerSealed,
    RoundClosed,
    RoundOpened,
    RoundVoided,
    SeatAbstained,
    SeatSealed,
)
from deliberate.sessions.rounds.merge import explained, filled, merged
from deliberate.sessions.rounds.shifts import held_against
from deliberate.sessions.rounds.spec import Release
from deliberate.sessions.seating.events import SeatEnded, SeatMoved
from deliberate.sessions.shielding import stands_for
from deliberate.sessions.state import EMPTY, Session, fold
from deliberate.sessions.views.look import Presence
from deliberate.sessions.visibility import FOR_THE_FILE, Sees, Viewer
from deliberate.store import ballots, codec, envelopes, event_log, idempotency, read_tables, sealing
from deliberate.store import records as stored_records
from deliberate.store.database import reading, truncate_wal, writing
from deliberate.store.event_log import Head
from deliberate.store.idempotency import Remembered
from deliberate.store.keys import KeyStore, RoundRef
from deliberate.store.rotation import renewed
from deliberate.store.sealing import Receipt, RoundKey
from deliberate.summaries import summarise

NOBODY = Presence()


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out, now or when it came the first time."""

    receipt: Receipt | None
    repeated: bool


COUNTED = AnswerSealed | SeatSealed | SeatAbstained
"""That a seat is done changes the moderator's page, and only the count on the others."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What everybody may know of a change: a version, a count, and seats to cut off."""

    session: SessionId
    v: int
    sealed: int
    of: int
    ended: tuple[SeatId, ...]
    counts: bool = False
    """Whether nothing but a count has changed, for everybody except who leads."""


@dataclass(slots=True)
class _Step:
    """One command on its way through; made and dropped inside one transaction."""

    session: SessionId
    seat: SeatId | None
    key: CommandKey
    token: str
    before: Session
    brought: Brought
    round_key: RoundKey
    ballot: ballots.Sealed | None = None
    events: tuple[Event, ...] = ()
    after: Session = EMPTY
    finished: tuple[RoundRef, ...] = ()


def _unreached(_point: str) -> None:
    """Failpoints are for tests that kill the process in the middle."""


@dataclass(slots=True)
class Runner:
    """One per process. Clock and draw come from outside, so that a run can be repeated."""

    engine: Engine
    keys: KeyStore
    clock: Callable[[], Millis]
    draw: Callable[[], str]
    announce: Callable[[Announcement], None]
    locale: str = "nl"
    reached: Callable[[str], None] = _unreached
    _seen: dict[SessionId, Session] = field(default_factory=dict)

    def open(self, session: SessionId, command: OpenSession) -> Refusal | None:
        """Begin a session under a new id."""
        key = CommandKey(f"open-{session}")
        with writing(self.engine) as conn:
            step = self._step(conn, session, EMPTY, None, key, "", command)
            outcome = decide(EMPTY, command, SYSTEM, step.brought, GUARDS)
            if isinstance(outcome, Refusal):
                return outcome
            step.events, step.after = outcome, fold(outcome)
            at = step.brought.at
            head = event_log.create(conn, session, at, command.group, command.case)
            event_log.append(conn, self.keys, head, outcome, SeatId(""), at)
        self._seen[session] = step.after
        return None

    def run(
        self,
        session: SessionId,
        command: Command,
        seat: SeatId | None,
        key: CommandKey,
        token: str = "",
    ) -> Done | Refusal:
        """Carry out a command of a seat, or of the system where `seat` is None."""
        with writing(self.engine) as conn:
            head = event_log.lock(conn, session)
            if head is None:
                return Refusal("unknown_session")
            mac = self._mac(seat, command)
            if known := idempotency.recall(conn, session, key):
                return _repeat(known) if known.repeats(mac) else Refusal("key_reused")
            step = self._step(conn, session, self._fold(conn, session), seat, key, token, command)
            refusal = self._decided(conn, step, command)
            if refusal:
                return refusal
            done = self._stored(conn, step, head, mac)
        self._afterwards(step)
        return done

    def view(
        self,
        session: SessionId,
        seat: SeatId,
        token: str = "",
        locale: str = "nl",
        presence: Presence = NOBODY,
        also: Sees = Sees.NOTHING,
    ) -> View:
        """What this seat sees now, its own blind answers opened with its own token."""
        with reading(self.engine) as conn:
            state = self._fold(conn, session)
            own = self._own(conn, session, state, seat, token)
        roles = state.roster.seats[seat].roles
        viewer = Viewer(seat, roles, stands_for(state, roles), own, locale)
        return project(state, viewer, GUARDS, presence, also)

    def state(self, session: SessionId) -> Session:
        """The session itself: for telling who may come in, never for output."""
        with reading(self.engine) as conn:
            return self._fold(conn, session)

    def known(self, session: SessionId) -> bool:
        with reading(self.engine) as conn:
            return event_log.head(conn, session) is not None

    def copy(self, session: SessionId, key: str, locale: str = "nl") -> Copy | None:
        """The record for one reader: what was stored at the close, or how it stands until then."""
        with reading(self.engine) as conn:
            state = self._fold(conn, session)
            one = recipient(state, key)
            if one is None or state.progress.sealed:
                return filing.kept(conn, self.keys, session, one) if one else None
            head = event_log.head(conn, session)
        return filing.draft(state, one, session, head.hash if head else "", locale)

    def copied(self, session: SessionId, key: str, form: str, seat: SeatId) -> None:
        """Write down that a copy was handed out: for whom, in which form, and by whom."""
        with writing(self.engine) as conn:
            stored_records.log(conn, session, key, form, seat, self.clock())

    def _fold(self, conn: Connection, session: SessionId) -> Session:
        known = self._seen.get(session, EMPTY)
        tail = event_log.read(conn, self.keys, session, after=known.version)
        if not tail:
            return known
        state = fold((e for e in tail if not isinstance(e, codec.Erased)), known)
        if state.version > self._seen.get(session, EMPTY).version:
            self._seen[session] = state
        return state

    def _mac(self, seat: SeatId | None, command: Command) -> str:
        body = rfc8785.dumps([type(command).__name__, codec.plain(command)])
        secret = self.keys.derived("command mac")
        return idempotency.body_mac(secret, seat or SYSTEM.seat, body)

    def _step(
        self,
        conn: Connection,
        session: SessionId,
        state: Session,
        seat: SeatId | None,
        key: CommandKey,
        token: str,
        command: Command,
    ) -> _Step:
        round_key = sealing.new_round()
        own: Mapping[QuestionId, Answer] = {}
        earlier: Mapping[QuestionId, Answer] = {}
        at, blind = self.clock(), isinstance(command, GiveAnswers | SealRound)
        if isinstance(command, GiveAnswers | SealRound) and seat:
            held = held_against(command.round)
            wanted = [this for this in state.rounds.values() if this.id in {command.round, held}]
            mine = ballots.own(conn, self.keys, session, wanted, seat, token)
            own = {q: a for (r, q), a in mine.items() if r == command.round}
            earlier = {q: a for (r, q), a in mine.items() if r == held}
        brought = Brought(
            at=at,
            draw=self.draw(),
            key=key,
            public_key=round_key.public_hex,
            own=own,
            earlier=earlier,
            history=None if blind else renewed(conn, state, at),
        )
        return _Step(session, seat, key, token, state, brought, round_key)

    def _decided(self, conn: Connection, step: _Step, command: Command) -> Refusal | None:
        actor = _actor(step.before, step.seat)
        if isinstance(actor, Refusal):
            return actor
        if isinstance(command, GiveAnswers):
            if not step.token:
                return Refusal("no_seat")  # nothing could be sealed, so nothing may be acknowledged
            levels = step.before.opened.parameters.shift_levels
            command = merged(command, step.brought.own)
            command = explained(command, step.brought.earlier, levels)
            self._seal(step, command)
        outcome = decide(step.before, command, actor, step.brought, GUARDS)
        if isinstance(outcome, Refusal):
            return outcome
        step.events, step.after = outcome, fold(outcome, step.before)
        self.reached("decided")
        self._reveal(conn, step)
        return None

    def _seal(self, step: _Step, command: GiveAnswers) -> None:
        this = step.before.rounds.get(command.round)
        if this is None or not this.open or step.seat is None:
            blank = {question: ("", "") for question in command.answers}
            step.brought = replace(step.brought, digests=blank)
            return
        answers = command.answers
        if answers and KINDS[step.before.opened.kind].spec(this.spec).called:
            answers = filled(step.before, this, step.seat, answers, step.brought.own)
        step.ballot = ballots.seal(step.session, this, step.seat, step.token, answers)
        step.brought = replace(step.brought, digests=step.ballot.digests)

    def _reveal(self, conn: Connection, step: _Step) -> None:
        """Open what has just closed, all of it, in the transaction that closed it."""
        kind = KINDS[step.after.opened.kind]
        for event in step.events:
            if not isinstance(event, RoundClosed):
                continue
            this = step.after.rounds[event.round]
            if kind.spec(this.spec).release is Release.NEVER:
                continue
            seats = counted(step.after, this)
            everybody = sorted(this.sealed)
            opened = ballots.opened(conn, self.keys, step.session, this, everybody)
            summary = summarise(step.after, this, opened, seats)
            command = RevealRound(round=this.id, opened=opened, summary=summary)
            shown = decide(step.after, command, SYSTEM, step.brought, GUARDS)
            if isinstance(shown, Refusal):
                raise AssertionError(f"a closed round did not open: {shown.code}")
            step.events = (*step.events, *shown)
            step.after = fold(shown, step.after)
            envelopes.drop_sealed(conn, ballots.ref(step.session, this))
            self.reached("revealed")

    def _stored(self, conn: Connection, step: _Step, head: Head, mac: str) -> Done:
        at = step.brought.at
        for event in step.events:
            if isinstance(event, RoundOpened):
                ref = RoundRef(step.session, event.round, event.attempt)
                self.keys.keep_round_private(ref, step.round_key.private)
            elif isinstance(event, RoundVoided):
                this = step.before.rounds[event.round]
                envelopes.drop_round(conn, ballots.ref(step.session, this))
        if step.ballot:
            envelopes.put(conn, self.keys, step.ballot.envelopes)
        self.reached("sealed")
        first = head.seq + 1
        seat = SeatId("") if any(map(unsigned, step.events)) else step.seat or SeatId("")
        head = event_log.append(conn, self.keys, head, step.events, seat, at)
        self.reached("appended")
        head = self._record(conn, step, head)
        receipt = sealing.receipt(step.ballot.ciphertext, at) if step.ballot else None
        said = f"{receipt.sha256} {receipt.minute}" if receipt else None
        remembered = Remembered(first, head.seq, mac, said)
        idempotency.remember(conn, step.session, step.key, remembered)
        read_tables.follow(conn, step.session, step.before, step.events, at)
        step.finished = tuple(_finished(step))
        self.reached("before_commit")
        return Done(receipt, repeated=False)

    def _record(self, conn: Connection, step: _Step, head: Head) -> Head:
        """When a session closes, its record's bytes are stored and its fingerprint logged."""
        if not any(isinstance(e, StageEntered) and e.stage == CLOSED for e in step.events):
            return head
        at = step.brought.at
        drafts = filing.drafts(step.after, step.session, head.hash, self.locale)
        copies = stored_records.save(conn, self.keys, step.session, drafts, at)
        digest, key_id = copies[FOR_THE_FILE.key], self.keys.signer.key
        sealed = RecordSealed(sha256=digest, head=head.hash, at=at, copies=copies, key_id=key_id)
        step.events = (*step.events, sealed)
        step.after = fold((sealed,), step.after)
        envelopes.drop_session(conn, step.session)
        return event_log.append(conn, self.keys, head, (sealed,), step.seat or SeatId(""), at)

    def _afterwards(self, step: _Step) -> None:
        self.reached("committed")
        if step.after.version > self._seen.get(step.session, EMPTY).version:
            self._seen[step.session] = step.after
        for ref in step.finished:
            self.keys.destroy_round_private(ref)
        if step.finished:
            truncate_wal(self.engine)
        if step.after.public > step.before.public:
            self.announce(_announcement(step))
        self.reached("announced")

    def _own(
        self, conn: Connection, session: SessionId, state: Session, seat: SeatId, token: str
    ) -> Mapping[tuple[RoundId, QuestionId], Answer]:
        if not token:
            return {}
        return ballots.own(conn, self.keys, session, state.rounds.values(), seat, token)


def _actor(state: Session, seat: SeatId | None) -> Actor | Refusal:
    if seat is None:
        return SYSTEM
    known = state.roster.seats.get(seat)
    return Actor(seat, known.roles) if known else Refusal("no_seat")


def _repeat(known: Remembered) -> Done:
    if known.receipt is None:
        return Done(None, repeated=True)
    digest, minute = known.receipt.split()
    return Done(Receipt(digest, int(minute)), repeated=True)


def _finished(step: _Step) -> Iterator[RoundRef]:
    """The rounds whose private key nobody may need any more."""
    for event in step.events:
        if isinstance(event, RoundClosed):
            yield ballots.ref(step.session, step.after.rounds[event.round])
        elif isinstance(event, RoundVoided):
            yield ballots.ref(step.session, step.before.rounds[event.round])


def _announcement(step: _Step) -> Announcement:
    asked = open_round(step.after)
    kind = KINDS[step.after.opened.kind]
    sealed, of = progress(step.after, asked, kind.spec(asked.spec)) if asked else (0, 0)
    ended = tuple(_cut_off(step.events))
    counts = all(isinstance(event, COUNTED) for event in step.events)
    return Announcement(step.session, step.after.public, sealed, of, ended, counts)


def _cut_off(events: Iterable[Event]) -> Iterator[SeatId]:
    for event in events:
        if isinstance(event, SeatEnded | SeatMoved):
            yield event.seat
