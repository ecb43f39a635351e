"""Ordinary events and answers, and short ways to write and read them."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, text

from deliberate.sessions.entries.events import EntryAdded
from deliberate.sessions.flow.events import Paused, Resumed
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import EntryId, Millis, QuestionId, RoundId, SeatId, SessionId, StageId
from deliberate.sessions.rounds.events import AnswerSealed
from deliberate.sessions.windows import Fact
from deliberate.store import codec, event_log
from deliberate.store.database import reading, writing
from deliberate.store.envelopes import Envelope
from deliberate.store.keys import RoundRef
from deliberate.store.sealing import Context, seal, seal_own

SESSION = SessionId("7b1e")
SEAT = SeatId("ann")
NOW = Millis(1_760_000_012_345)
ROUND = RoundRef(SESSION, RoundId("round-1"), 1)
TOKEN = "f" * 64
CANARY = "kanarie"

NONE = Answer(direction=Direction.NONE)
RISK = Answer(direction=Direction.RISK, level=3, cause="parent", reason="é" * 400)


def fact(entry: str = "e1", said: str = "Lina belde oma") -> EntryAdded:
    content = Fact(text=said, source="school", date="maandag")
    return EntryAdded(entry=EntryId(entry), by=SEAT, stage=StageId("facts"), content=content)


def paused() -> Paused:
    return Paused(at=NOW)


def resumed() -> Resumed:
    return Resumed(at=NOW)


def answer_sealed(question: str = "q1", seat: SeatId = SEAT) -> AnswerSealed:
    return AnswerSealed(
        round=ROUND.round,
        attempt=ROUND.attempt,
        seat=seat,
        question=QuestionId(question),
        revision=1,
        digest="a" * 64,
        own_digest="b" * 64,
    )


def context(**changes) -> Context:
    usual = Context(SESSION, ROUND.round, ROUND.attempt, QuestionId("violence"), SEAT, 1)
    return replace(usual, **changes)


def envelope(public_hex: str, answer: Answer, **changes) -> Envelope:
    """Both envelopes of one answer."""
    about, said = context(**changes), codec.dump_answer(answer)
    return Envelope(about, seal(public_hex, about, said), seal_own(TOKEN, about, said))


def append(engine, keys, *events, seat=SEAT, session=SESSION, at=NOW):
    with writing(engine) as conn:
        head = event_log.lock(conn, session)
        assert head is not None
        return event_log.append(conn, keys, head, events, seat, at)


def read(engine, keys, after=0):
    with reading(engine) as conn:
        return event_log.read(conn, keys, SESSION, after)


def tamper(engine, *statements) -> None:
    """Do what only somebody with the file in hand can do: change it past triggers and keys."""
    unguarded = create_engine(engine.url)
    with unguarded.begin() as conn:
        for name in ("events_no_update", "events_no_delete"):
            conn.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        for statement in statements:
            conn.execute(text(statement) if isinstance(statement, str) else statement)
    unguarded.dispose()


def bytes_in(folder: Path) -> bytes:
    """All that an intruder finds in a folder, the write-ahead logs included."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
