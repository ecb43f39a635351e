"""Seals blind answers, opens a seat's own copies, and opens a whole round at its reveal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import QuestionId, RoundId, SeatId, SessionId
from deliberate.sessions.rounds.spec import OpenedAnswer
from deliberate.sessions.rounds.state import Round

from . import codec, envelopes, sealing
from .envelopes import Envelope
from .keys import KeyStore, RoundRef
from .sealing import Context


@dataclass(frozen=True, slots=True)
class Sealed:
    """Envelopes ready to be stored, and the fingerprints that the log keeps of them."""

    envelopes: tuple[Envelope, ...]
    digests: Mapping[QuestionId, tuple[str, str]]

    @property
    def ciphertext(self) -> bytes:
        return b"".join(e.sealed or b"" for e in self.envelopes)


def ref(session: SessionId, this: Round) -> RoundRef:
    return RoundRef(session, this.id, this.attempt)


def seal(
    session: SessionId,
    this: Round,
    seat: SeatId,
    token: str,
    answers: Mapping[QuestionId, Answer],
) -> Sealed:
    """Both envelopes of each answer, for the revision that comes next."""
    made = {
        question: _pair(_context(session, this, seat, question, 1), this, token, answer)
        for question, answer in answers.items()
    }
    digests = {
        question: (sealing.fingerprint(e.sealed or b""), sealing.fingerprint(e.own))
        for question, e in made.items()
    }
    return Sealed(tuple(made.values()), digests)


def _pair(context: Context, this: Round, token: str, answer: Answer) -> Envelope:
    plain = codec.dump_answer(answer)
    sealed = sealing.seal(this.public_key, context, plain)
    return Envelope(context, sealed, sealing.seal_own(token, context, plain))


def _context(
    session: SessionId, this: Round, seat: SeatId, question: QuestionId, later: int = 0
) -> Context:
    revision = this.revision(seat, question) + later
    return Context(session, this.id, this.attempt, question, seat, revision)


def own(
    conn: Connection,
    keys: KeyStore,
    session: SessionId,
    rounds: Iterable[Round],
    seat: SeatId,
    token: str,
) -> Mapping[tuple[RoundId, QuestionId], Answer]:
    """What this seat answered in these rounds, as far as this device's token opens it."""
    places = {
        (ref(session, this), question): _context(session, this, seat, question)
        for this in rounds
        for question in this.answered.get(seat, {})
    }
    opened = {
        (place[0].round, place[1]): sealing.open_own(token, copy, places[place])
        for place, copy in envelopes.own_of(conn, keys, seat, places).items()
    }
    return {asked: codec.load_answer(plain) for asked, plain in opened.items() if plain is not None}


def opened(
    conn: Connection, keys: KeyStore, session: SessionId, this: Round, seats: Iterable[SeatId]
) -> tuple[OpenedAnswer, ...]:
    """Every answer of these seats; a missing or foreign envelope is an error, not a gap."""
    private = keys.round_private(ref(session, this))
    if private is None:
        raise LookupError("the key of this round is gone")
    stored = envelopes.sealed_of(conn, ref(session, this))
    return tuple(
        OpenedAnswer(
            seat,
            question,
            codec.load_answer(
                sealing.unseal(
                    private, stored[digests.sealed], _context(session, this, seat, question)
                )
            ),
        )
        for seat in seats
        for question, digests in this.answered.get(seat, {}).items()
    )
