"""From a case that is over to the next one of the same meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for

from deliberate.sessions.ids import Millis, SessionId
from deliberate.sessions.refusals import Refusal

from . import along, replies
from .agenda import (
    Agenda,
    Case,
    Planned,
    case_of,
    cases,
    following,
    going_on,
    led_here,
    planned,
)
from .along import Place
from .house import House
from .page import here
from .seats import NOT_FOUND, SCREEN, member


@dataclass(frozen=True, slots=True)
class NextCase:
    """What a moderator sees of the rest of the agenda."""

    label: str
    minutes: int
    first: Millis | None
    now: Millis | None
    later: int
    may_begin: bool
    """The case of this page is over, so that the next may begin."""
    href: str = ""
    """Another case is going on already, there."""


@dataclass(frozen=True, slots=True)
class NextCasePages:
    """One address for everybody: whoever leads begins the next case, who sat along goes there."""

    house: House
    agenda: Agenda

    def blueprint(self) -> Blueprint:
        pages = Blueprint("next_case", __name__, url_prefix="/sessions/<session_id>")
        for look in ("", "/<any(screen):look>"):
            pages.add_url_rule(f"{look}/next", "show", self.show)
        pages.add_url_rule("/next", "go", self.go, methods=["POST"])
        return pages

    def show(self, session_id: str, look: str = "") -> Response:
        """Waiting for the next case, or the one button that leads there; a page that waits hears
        by being sent elsewhere that it need not wait any more."""
        session, screen = SessionId(session_id), look == SCREEN
        place = along.place_after(self.house, session, self._device(), screen=screen)
        if place is None:
            return replies.refused(self._nothing(session, look))
        if place.here and place.begun:
            return replies.see(_page(place.session, look))
        if replies.wants_json():
            return replies.json({"begun": place.begun})
        waits = None if place.begun else 1
        if request.args.get("wait", type=int) != waits:
            return replies.see(
                url_for("next_case.show", session_id=session, look=look or None, wait=waits)
            )
        passes = "" if screen else url_for("tablet.pass_on", session_id=session)
        named = {"session_id": session, "passes_on": passes}
        context = {"place": place, "look": look or "page", **named}
        return replies.html("pages/next_case.html", context)

    def go(self, session_id: str) -> Response:
        session = SessionId(session_id)
        if led := self._led(session):
            return self._begin(led)
        place = along.place_after(self.house, session, self._device(), screen=False)
        if place is None:
            return replies.refused(self._nothing(session, ""))
        taken = along.take(self.house, place, self._device())
        return replies.refused(taken) if isinstance(taken, Refusal) else _there(taken)

    def _begin(self, case: Case) -> Response:
        """Where something is still missing, the preparation of that case says what."""
        device = self.house.devices.here()
        seat = led_here(self.house, case.session)
        if seat is None:
            return replies.refused(NOT_FOUND)
        done = None if case.on else self.agenda.begin(case.session, seat, device.token)
        if isinstance(done, Refusal) and replies.wants_json():
            return replies.refused(done)
        return _there(case.session)

    def _led(self, session: SessionId) -> Case | None:
        """The case to go on to, where this device leads both and the first is over."""
        found = cases(self.house, session)
        this = case_of(found, session)
        case = going_on(found) or following(found)
        if this is None or not this.over or case is None:
            return None
        both = (led_here(self.house, c.session) for c in (this, case))
        return case if all(both) else None

    def _nothing(self, session: SessionId, look: str) -> Refusal:
        """As if there were no agenda: what a page of this session would answer, or nothing."""
        who = member(self.house, session, look)
        return who if isinstance(who, Refusal) else NOT_FOUND

    def _device(self) -> str:
        return self.house.devices.here().hash


def onward(house: House, session: SessionId, look: str, *, waits: bool = True) -> str:
    """Where a page leads whose seat has ended, or whose projector has been brought along; ""
    when it stays, also when there is nothing to do yet but to wait."""
    screen = look == SCREEN
    place = along.place_after(house, session, house.devices.here().hash, screen=screen)
    if place is None:
        return ""
    if place.here and place.begun:
        return _page(place.session, look)
    return url_for("next_case.show", session_id=session, look=look or None) if waits else ""


def _page(session: SessionId, look: str) -> str:
    return url_for("sessions.page", session_id=session, look=look or None)


def _there(session: SessionId) -> Response:
    href = _page(session, "")
    if replies.wants_json():
        return replies.json({"session": session, "href": href})
    return replies.see(href)


def next_place() -> Place | None:
    """The place of whoever looks at a case that is over, once the next has begun."""
    links = here()
    if links is None:
        return None
    device = links.house.devices.here().hash
    place = along.place_after(links.house, links.session, device, screen=False)
    return place if place and place.begun else None


def next_case() -> NextCase | None:
    """The next case, for whoever leads this one and that one from this device."""
    links = here()
    if links is None:
        return None
    found = cases(links.house, links.session)
    this, busy = case_of(found, links.session), going_on(found)
    case = busy if busy is not None and busy is not this else following(found)
    if this is None or case is None or case is this:
        return None
    if not all(led_here(links.house, c.session) for c in (this, case)):
        return None
    due = next(p for p in planned(found, links.house.clock()) if p.case is case)
    return _told(this, due)


def _told(this: Case, due: Planned) -> NextCase:
    case = due.case
    return NextCase(
        label=case.state.opened.label,
        minutes=case.minutes,
        first=due.first,
        now=due.now,
        later=due.later,
        may_begin=this.over,
        href=_page(case.session, "") if case.on else "",
    )


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"next_place": next_place, "next_case": next_case}
