"""Rows for the macros, made from a view and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deliberate.sessions.ids import EntryId, SeatId
from deliberate.sessions.needs import WARNING
from deliberate.sessions.project import View
from deliberate.sessions.refusals import Need
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.state import Standing
from deliberate.sessions.views.people import PersonView
from deliberate.sessions.views.windows import Row
from deliberate.sessions.windows import Fact

from . import words

ABOUT_ONE = frozenset(
    {
        "arrangement_incomplete",
        "consent_missing",
        "dissent_unanswered",
        "idea_not_placed",
        "item_without_outcome",
        "point_missing",
        "point_unanswered",
        "reaction_sent_back",
        "reaction_unanswered",
        "safe_enough_open",
        "understanding_open",
    }
)
"""Needs that are seen to at the one entry, point or child that they are about."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """One stage on the rail."""

    title: str
    window: int
    state: str


@dataclass(frozen=True, slots=True)
class NeedItem:
    """One thing that is still needed, and where it is done."""

    text: str
    href: str
    need: str
    about: str
    bypassable: bool
    gate: str


@dataclass(frozen=True, slots=True)
class WarningItem:
    """A weakness of the composition that asks for one line."""

    text: str
    warning: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """Something that everybody is told."""

    text: str
    kind: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class PersonItem:
    """Somebody at the table, and whether they are there."""

    seat: SeatId
    name: str
    roles: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A device in the lobby."""

    device: str
    words: str


@dataclass(frozen=True, slots=True)
class Contest:
    """How somebody else sees a fact."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class FactItem:
    """A fact as the macros show it."""

    id: EntryId
    text: str
    source: str
    date: str
    hand: str
    perspective: str
    unique: bool
    shielded: bool
    contested: tuple[Contest, ...]
    core: int
    mine: bool
    hints: tuple[Any, ...]
    shielded_for: tuple[str, ...] = ()
    status: str = ""
    topic: str = ""
    erased: bool = False


def rail_items(view: View) -> tuple[RailItem, ...]:
    return tuple(
        RailItem(words.stage_title_of(s.stage), words.window_number(s.window), s.state)
        for s in view.rail
    )


def need_items(view: View) -> tuple[NeedItem, ...]:
    """What is needed, without the warnings, which have a list of their own."""
    return tuple(need_item(need) for need in view.needs if need.code != WARNING)


def need_item(need: Need) -> NeedItem:
    """One need with the place on the page of the session where it is seen to."""
    href = f"#{_place(need)}"
    return NeedItem(words.need_text(need), href, need.code, need.about, need.bypassable, need.gate)


def _place(need: Need) -> str:
    if need.code == WARNING:
        return f"warning-{need.about}"
    if need.code == "option_not_weighed":
        return f"option-{need.about}"
    return f"about-{need.about}" if need.code in ABOUT_ONE else f"need-{need.code}"


def warning_items(view: View) -> tuple[WarningItem, ...]:
    return tuple(
        WarningItem(words.need_text(need), need.about)
        for need in view.needs
        if need.code == WARNING
    )


AT_THE_TABLE = "seat_"
"""Notices of who came, went or changed, which are told together so that they leave room."""


def notice_items(view: View) -> tuple[NoticeItem, ...]:
    """What everybody is told; a break, and what holds for now, have words of their own."""
    stands = view.standing is not None and view.standing.state == "provisional"
    apart = {"paused", "provisional"} if stands else {"paused"}
    told = [n for n in view.notices if n.code not in apart]
    table = [words.notice_text(n) for n in told if n.code.startswith(AT_THE_TABLE)]
    others = (n for n in told if not n.code.startswith(AT_THE_TABLE))
    found = [NoticeItem(words.notice_text(n), words.notice_kind(n)) for n in others]
    return (*found, *([NoticeItem(" ".join(table), "info")] if table else []))


def people_items(view: View) -> tuple[PersonItem, ...]:
    leads = Role.MODERATOR in view.you.roles
    return tuple(
        PersonItem(
            seat=p.seat,
            name=p.name,
            roles=", ".join(words.role_name(role) for role in p.roles),
            state=_state(p, leads),
            note=p.reason if p.standing == Standing.ABSENT else p.organisation,
        )
        for p in view.people
        if p.standing != Standing.ENDED
    )


def _state(person: PersonView, leads: bool) -> str:
    """Only who leads is told whose connection is gone."""
    if person.standing != Standing.ADMITTED:
        return "absent" if person.standing == Standing.ABSENT else "waiting"
    if person.done:
        return "sealed"
    if person.online or person.mine or not leads:
        return "in"
    return "rests" if person.rests else "away"


def waiting_items(view: View) -> tuple[Waiting, ...]:
    """Who knocks; a view holds it for the moderator alone."""
    return tuple(Waiting(knock.id, knock.words) for knock in view.knocks)


def free_seats(view: View) -> tuple[tuple[SeatId, str], ...]:
    """Seats to which a waiting device can be admitted."""
    free = {Standing.INVITED, Standing.ABSENT}
    return tuple((p.seat, p.name) for p in view.people if p.standing in free)


def moved_seats(view: View) -> tuple[tuple[SeatId, str], ...]:
    """Seats that can be moved to another device."""
    return tuple((p.seat, p.name) for p in view.people if p.standing == Standing.ADMITTED)


def entry_items(rows: Iterable[Row[Fact]]) -> tuple[FactItem, ...]:
    return tuple(
        FactItem(
            id=row.id,
            text=row.content.text,
            source=row.content.source,
            date=row.content.date,
            hand=row.content.hand,
            perspective=row.content.perspective,
            unique=row.content.unique,
            shielded=row.shielded,
            contested=tuple(Contest(other.text, other.source) for other in row.contested),
            core=row.core,
            mine=row.mine,
            hints=row.hints,
            shielded_for=row.shielded_for,
            status=row.content.status,
            topic=row.content.topic,
        )
        for row in rows
    )


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {
        "rail_items": rail_items,
        "need_items": need_items,
        "warning_items": warning_items,
        "notice_items": notice_items,
        "people_items": people_items,
        "waiting_items": waiting_items,
        "free_seats": free_seats,
        "moved_seats": moved_seats,
        "entry_items": entry_items,
    }
