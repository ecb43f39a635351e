"""Rows that follow the log in the same transaction: seats, revealed rounds, attendance."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import rfc8785
from sqlalchemy import Connection, select

from deliberate.sessions.dates import day_at
from deliberate.sessions.events import Event
from deliberate.sessions.flow.events import MeetingClosed
from deliberate.sessions.ids import Millis, SeatId, SessionId, item_of
from deliberate.sessions.roles import PEOPLE, Role
from deliberate.sessions.rounds.events import RoundSummarised
from deliberate.sessions.rounds.summary import Coefficient, ItemSummary
from deliberate.sessions.seating.events import LinkTaken, SeatAdmitted, SeatEnded, SeatMoved
from deliberate.sessions.state import Session

from . import seats
from .database import upsert
from .tables import attendance, people, round_coefficients, round_items

AT_THE_TABLE = PEOPLE - {Role.OBSERVER}
"""The ordinal of 1 January 1970."""


def follow(
    conn: Connection, session_id: SessionId, before: Session, events: Iterable[Event], at_ms: Millis
) -> None:
    """Bring the rows up to date with events just appended; `before` is the state they met,
    in which those whose seats end with the meeting still sit."""
    for event in events:
        match event:
            case SeatAdmitted() | LinkTaken() | SeatMoved() if event.device:
                seats.bind(conn, session_id, event.seat, event.device, at_ms)
            case SeatEnded():
                seats.end(conn, session_id, event.seat)
            case RoundSummarised():
                _round(conn, session_id, event)
            case MeetingClosed():
                _attendance(conn, session_id, before, event.at)
            case _:
                pass


def _round(conn: Connection, session_id: SessionId, event: RoundSummarised) -> None:
    place = {"session_id": session_id, "round_id": event.round}
    items = [place | _item(item) for item in event.summary.items]
    upsert(conn, round_items, items)
    version = {"version": event.summary.version}
    found = [place | _figure(one) | version for one in event.summary.coefficients]
    upsert(conn, round_coefficients, found)


def _figure(coefficient: Coefficient) -> dict[str, Any]:
    """Without what only says how to print it."""
    columns = round_coefficients.columns.keys()
    return {name: value for name, value in asdict(coefficient).items() if name in columns}


def _item(item: ItemSummary) -> dict[str, Any]:
    return {
        "question": item.question,
        "item": item_of(item.question),
        "counts": rfc8785.dumps(dict(item.counts)).decode(),
        "n": item.n,
        "unknown": item.unknown,
        "risk": item.risk,
        "none": item.none,
        "protective": item.protective,
        "conflict": item.conflict,
        "split": item.split,
        "median": item.median,
        "low": item.low,
        "high": item.high,
        "deviation": item.deviation,
        "within_one": item.within_one,
    }


def _attendance(conn: Connection, session_id: SessionId, before: Session, at_ms: Millis) -> None:
    """Who of the group was there; a person unknown to the group's tables leaves no row.

    Eligible is every rater whom no role excluded when it was drawn, and who did not pass; so is
    whoever did it all the same. Whoever did it and left before the end was there too.
    """
    group, challenge = before.opened.group, before.challenge
    there = {
        seat.person: seat
        for seat in before.roster.seats.values()
        if seat.person and (seat.present or _spoke(before, seat.id)) and seat.roles & AT_THE_TABLE
    }
    if group is None or not there:
        return
    fit = {c.seat for draw in challenge.draws for c in draw.present} - set(challenge.passed)
    known = conn.execute(select(people.c.id).where(people.c.id.in_(there))).scalars()
    place = {"session_id": session_id, "group_id": group, "at": at_ms, "day": day_at(at_ms)}
    rows = [
        place
        | {
            "person_id": person,
            "eligible": there[person].id in fit or there[person].id == challenge.advocate,
            "was_advocate": there[person].id == challenge.advocate,
            "passed": there[person].id in challenge.passed,
        }
        for person in known
    ]
    upsert(conn, attendance, rows)


def _spoke(session: Session, seat: SeatId) -> bool:
    """Whether this seat had the role and brought something."""
    challenge = session.challenge
    return seat == challenge.advocate and any(p.by == seat for p in challenge.points.values())
