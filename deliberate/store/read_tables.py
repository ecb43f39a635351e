"""Rows that follow the log in the same transaction: seats, revealed rounds, attendance."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import rfc8785
from sqlalchemy import Connection, select

from deliberate.sessions.challenge.draw import NEVER
from deliberate.sessions.events import Event
from deliberate.sessions.flow.events import MeetingClosed
from deliberate.sessions.ids import Day, Millis, SessionId, item_of
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.events import RoundSummarised
from deliberate.sessions.rounds.summary import ItemSummary
from deliberate.sessions.seating.events import LinkTaken, SeatAdmitted, SeatEnded, SeatMoved
from deliberate.sessions.state import Session

from . import seats
from .database import upsert
from .tables import attendance, people, round_coefficients, round_items

_DAY_MS = 24 * 60 * 60 * 1000
_FIRST_DAY = 719_163
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
                seats.unbind(conn, session_id, event.seat)
            case RoundSummarised():
                _round(conn, session_id, event)
            case MeetingClosed():
                _attendance(conn, session_id, before, event.at)
            case _:
                pass


def day_of(at_ms: Millis) -> Day:
    """The day (UTC) of a moment."""
    return Day(at_ms // _DAY_MS + _FIRST_DAY)


def _round(conn: Connection, session_id: SessionId, event: RoundSummarised) -> None:
    place = {"session_id": session_id, "round_id": event.round}
    items = [place | _item(item) for item in event.summary.items]
    upsert(conn, round_items, items)
    version = {"version": event.summary.version}
    found = [place | asdict(coefficient) | version for coefficient in event.summary.coefficients]
    upsert(conn, round_coefficients, found)


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
    """Who of the group was there; a person unknown to the group's tables leaves no row."""
    group = before.opened.group
    there = {seat.person: seat for seat in before.roster.present(Role.RATER) if seat.person}
    if group is None or not there:
        return
    known = conn.execute(select(people.c.id).where(people.c.id.in_(there))).scalars()
    place = {"session_id": session_id, "group_id": group, "day": day_of(at_ms)}
    rows = [
        place
        | {
            "person_id": person,
            "eligible": not there[person].roles & NEVER,
            "was_advocate": there[person].id == before.challenge.advocate,
            "passed": there[person].id in before.challenge.passed,
        }
        for person in known
    ]
    upsert(conn, attendance, rows)
