"""A tablet that several people share, one at a time: laying one's place away, and taking it up.

Whoever passes it on lays the secret of their device away under a code of their own. From then on it
opens nothing: not this tablet in other hands, and not a copy of its cookie.
"""

import re
from dataclasses import dataclass

from flask import session as cookie_session

from deliberate.sessions.ids import SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.decide import LED
from deliberate.sessions.state import Session
from deliberate.store import resting, seats
from deliberate.store.database import reading, writing
from deliberate.store.resting import Lock, Place, Resting

from .agenda import cases
from .devices import Device
from .doors import admits
from .house import House

FOUR_DIGITS = re.compile(r"[0-9]{4}")
IN_A_ROW = "01234567890"
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody whose place lies at this tablet: `id` names them in a form, `locked` says that no
    code opens it any more."""

    id: str
    name: str
    locked: bool
    session: SessionId
    device: str


@dataclass(frozen=True, slots=True)
class Tablets:
    """Who shares which tablet, and whose turn it is."""

    house: House

    def sharers(self, session: SessionId) -> tuple[Sharer, ...]:
        """Everybody whose place lies at this tablet, by name; nobody for any other session than
        one in which one of them sits."""
        tablet = self.house.devices.tablet()
        if tablet is None:
            return ()
        with reading(self.house.engine) as conn:
            laid = [one for one in resting.at_tablet(conn, tablet.hash) if one.rests]
            places = resting.places(conn, [one.device for one in laid])
        if session not in {place.session for place in places}:
            return ()
        found = (self._sharer(one, places, session) for one in laid)
        return tuple(sorted((one for one in found if one), key=lambda one: (one.name, one.id)))

    def _sharer(self, one: Resting, places: tuple[Place, ...], session: SessionId) -> Sharer | None:
        mine = [place for place in places if place.device == one.device and self._goes_on(place)]
        if not mine:
            return None
        best = max(mine, key=lambda place: (place.live, place.session == session))
        name = self._state(best).roster.seats[best.seat].name
        return Sharer(one.device[:_SHOWN], name, one.box is None, best.session, one.device)

    def _goes_on(self, place: Place) -> bool:
        """Somebody sits there, or sat there until its end in a meeting with another case."""
        if place.live:
            return True
        seat = self._state(place).roster.seats[place.seat]
        return seat.stayed and any(not case.over for case in cases(self.house, place.session))

    def keeper(self, session: SessionId) -> Device | Refusal:
        """The device in hand, where it has a place of its own that can be laid away."""
        device = self.house.devices.in_hand()
        with reading(self.house.engine) as conn:
            if device is None or not seats.held(conn, session, device.hash):
                known = device is not None and seats.knew(conn, session, device.hash)
                return Refusal("no_seat" if known else "not_found")
        return Refusal("device_leads") if self.leads(device) else device

    def leads(self, device: Device) -> bool:
        """Who leads, shows the screen or started the server is needed where they are."""
        with reading(self.house.engine) as conn:
            places = resting.places(conn, [device.hash])
        taken = (self._state(p).roster.seats[p.seat].roles for p in places if p.live)
        return "host" in cookie_session or any(roles & LED for roles in taken)

    def has_code(self, device: Device) -> bool:
        """Whether this person chose a code here before: it goes on to hold."""
        tablet = self.house.devices.tablet()
        with reading(self.house.engine) as conn:
            known = resting.find(conn, device.hash)
        return bool(tablet and known and known.box and known.tablet == tablet.hash)

    def lay_away(self, device: Device, code: str) -> str | Refusal:
        """Lay a device away, under a new code or the earlier one; the tablet's secret."""
        if (code or not self.has_code(device)) and (fault := _fault(code)):
            return fault
        tablet = self.house.devices.tablet()
        secret = tablet.token if tablet else self.house.token()
        lock = self._lock(code, secret)
        box = resting.close(device.token, device.hash, lock) if code else None
        with writing(self.house.engine) as conn:
            at = self.house.clock()
            resting.clear(conn, at)
            mine = [p for p in resting.places(conn, [device.hash]) if p.live]
            if box is None:
                resting.rest_again(conn, device.hash)
            else:
                resting.rest(conn, device.hash, self.house.devices.hash(secret), box, at)
        cookie_session.clear()
        for place in mine:
            self.house.live.cut_off(place.session, (place.seat,))
            self.house.live.presences.rest((place.session, place.seat))
            self.house.live.nudge(place.session)
        return secret

    def take_up(self, session: SessionId, sharer: Sharer, code: str) -> Refusal | None:
        """Give the browser this person's device back, when the code is right; whoever knocked
        with it meanwhile knocks no more."""
        tablet = self.house.devices.tablet()
        if tablet is None or self.in_hand():
            return Refusal("pass_on_first")
        with writing(self.house.engine) as conn:
            box = resting.attempt(conn, sharer.device)
        if box is None:
            return Refusal("code_locked", "code")
        token = resting.unlocked(box, sharer.device, self._lock(code, tablet.token))
        with writing(self.house.engine) as conn:
            if token is None:
                left = resting.failed(conn, sharer.device)
                return Refusal("wrong_own_code" if left else "code_locked", "code", {"left": left})
            resting.take_up(conn, sharer.device, tablet.hash)
        knocked = self.house.devices.in_hand()
        if knocked and (waiting := self.house.lobby.look(session, knocked.hash)):
            self.house.lobby.let_in(waiting.id)
            self.house.live.nudge(session)
        cookie_session.clear()
        self.house.devices.become(token)
        return None

    def in_hand(self) -> SessionId | None:
        """Where whoever has the tablet in hand sits."""
        device = self.house.devices.in_hand()
        if device is None:
            return None
        with reading(self.house.engine) as conn:
            return next(iter(seats.sessions_of(conn, device.hash)), None)

    def opens(self, session: SessionId) -> bool:
        """Whether somebody who has no place at this tablet may knock."""
        return admits(self.house.runner.state(session))

    def newcomer(self, session: SessionId) -> Refusal | None:
        """Let somebody who has no place at this tablet knock, with a device of their own."""
        if self.in_hand():
            return Refusal("pass_on_first")
        state = self.house.runner.state(session)
        if not admits(state):
            over = state.progress.meeting_closed is not None
            return Refusal("meeting_is_over" if over else "lobby_not_open")
        device = self.house.devices.in_hand()
        if device is None or not self.house.lobby.look(session, device.hash):
            cookie_session.clear()
            device = self.house.devices.become(self.house.token())
        self.house.lobby.knock(session, device.hash)
        self.house.live.nudge(session)
        return None

    def _state(self, place: Place) -> Session:
        return self.house.runner.state(place.session)

    def _lock(self, code: str, tablet: str) -> Lock:
        return Lock(code, tablet, self.house.runner.keys.derived("resting devices"))


def _fault(code: str) -> Refusal | None:
    """What is wrong with a code that somebody chooses."""
    if not FOUR_DIGITS.fullmatch(code):
        return Refusal("code_of_four", "code")
    if len(set(code)) == 1 or code in IN_A_ROW or code[::-1] in IN_A_ROW:
        return Refusal("code_too_easy", "code")
    return None
