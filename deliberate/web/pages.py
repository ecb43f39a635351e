"""The pages around the sessions: landing, joining, waiting, personal links, language."""

from dataclasses import dataclass

from flask import Blueprint, Response, request, url_for

from deliberate import records
from deliberate.config import LOCALES
from deliberate.runner import Done
from deliberate.sessions.ids import CommandKey, SeatId, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.store import directory, event_log, seats
from deliberate.store.database import reading, writing

from . import errors, languages, openapi, replies, words
from .desk import Desk
from .doors import admits
from .house import House
from .seats import NOT_FOUND, SCREEN, taken
from .tablet import Tablets

A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Pages:
    """Nothing here shows anything of a session."""

    house: House
    desk: Desk

    def blueprint(self) -> Blueprint:
        pages = Blueprint("pages", __name__)
        pages.add_url_rule("/desk", "desk", self.desk.show, methods=["GET", "POST"])
        pages.add_url_rule("/", "landing", self.landing)
        pages.add_url_rule("/join", "join", self.join, methods=["GET", "POST"])
        pages.add_url_rule("/lobby/<session_id>", "lobby", self.lobby)
        link = "/enter/<session_id>/<seat>/<int:number>/<mac>"
        pages.add_url_rule(link, "enter", self.enter, methods=["GET", "POST"])
        pages.add_url_rule("/language", "language", self.language, methods=["POST"])
        pages.add_url_rule("/accessibility", "accessibility", self.accessibility)
        pages.add_url_rule("/healthz", "healthz", self.healthz)
        pages.add_url_rule("/openapi.json", "openapi", self.openapi)
        pages.add_url_rule("/record.schema.json", "record_schema", self.record_schema)
        return pages

    def landing(self) -> Response:
        self.house.devices.here()
        return replies.html("pages/landing.html", {})

    def join(self) -> Response:
        """A code or a square only opens the waiting room, and only on an explicit post."""
        device = self.house.devices.here()
        if request.method != "POST":
            return replies.html("pages/join.html", {"code": "", "error": ""})
        found = self._session_of(request.form.get("code", ""), request.form.get("token", ""))
        if isinstance(found, Refusal):
            return self._not_joined(found)
        if not self._seats(found, device.hash):
            self.house.lobby.knock(found, device.hash)
            self.house.live.nudge(found)
        return replies.see(url_for("pages.lobby", session_id=found))

    def lobby(self, session_id: str) -> Response:
        """Waiting; once let in, the way leads to the session."""
        session, device = SessionId(session_id), self.house.devices.here()
        if self._seats(session, device.hash):
            return replies.see(url_for("sessions.page", session_id=session))
        waiting = self.house.lobby.look(session, device.hash)
        if waiting is None:
            return replies.refused(NOT_FOUND)
        shared = bool(Tablets(self.house).sharers(session))
        back = url_for("tablet.between", session_id=session) if shared else ""
        return replies.html("pages/lobby.html", {"words": waiting.words, "back": back})

    def enter(self, session_id: str, seat: str, number: int, mac: str) -> Response:
        """A personal link does nothing until its button is pressed: scanners open links too."""
        device = self.house.devices.here()
        if not self.house.doors.opens(session_id, seat, number, mac):
            return replies.refused(Refusal("wrong_link"))
        session = SessionId(session_id)
        if SeatId(seat) in self._seats(session, device.hash):
            return self._inside(session, SeatId(seat))
        if taken(self.house, session, device.hash, SeatId(seat)):
            return self._occupied(session)
        if request.method != "POST":
            return replies.html("pages/enter.html", {})
        refusal = self._take(session, SeatId(seat), number)
        return replies.refused(refusal) if refusal else self._inside(session, SeatId(seat))

    def language(self) -> Response:
        chosen, back = request.form.get("locale", ""), request.form.get("next", "")
        here = back if back.startswith("/") and back[1:2] not in {"/", "\\"} else "/"
        answer = replies.see(here)
        if chosen in LOCALES:
            answer.set_cookie(
                languages.cookie(secure=self.house.settings.secure),
                chosen,
                max_age=A_YEAR,
                httponly=True,
                samesite="Lax",
                secure=self.house.settings.secure,
            )
        return answer

    def accessibility(self) -> Response:
        return replies.html("pages/accessibility.html", {})

    def healthz(self) -> Response:
        """Whether this process answers and can read its database."""
        with reading(self.house.engine) as conn:
            event_log.head(conn, SessionId(""))
        return replies.json({"ok": True})

    def openapi(self) -> Response:
        return replies.json(openapi.document())

    def record_schema(self) -> Response:
        """The form that every record has, for programs that read them."""
        return replies.json(records.schema())

    def _session_of(self, code: str, token: str) -> SessionId | Refusal:
        """The session that may be knocked at; wrong tries are counted and limited."""
        doors = self.house.doors
        with reading(self.house.engine) as conn:
            known = directory.session_ids(conn)
        found = doors.by_token(token, known) if token else doors.by_code(code, known)
        if found is not None and not admits(self.house.runner.state(found)):
            found = None
        code_mac = doors.mac("guessed codes", token or code.strip().upper())
        address_mac = doors.mac("guessing addresses", request.remote_addr or "")
        with writing(self.house.engine) as conn:
            right = found is not None
            may = seats.guess(conn, code_mac, address_mac, self.house.clock(), right=right)
        if not may:
            return Refusal("too_many_tries", "code")
        return found or Refusal("wrong_code", "code")

    def _not_joined(self, refusal: Refusal) -> Response:
        if replies.wants_json():
            return replies.refused(refusal)
        context = {"code": request.form.get("code", "")[:9], "error": words.refusal_text(refusal)}
        return replies.html("pages/join.html", context, errors.status(refusal))

    def _seats(self, session: SessionId, device_hash: str) -> tuple[SeatId, ...]:
        with reading(self.house.engine) as conn:
            return seats.seats_of(conn, session, device_hash)

    def _take(self, session: SessionId, seat: SeatId, number: int) -> Refusal | None:
        device = self.house.devices.here()
        command = EnterByLink(seat=seat, device=device.hash, link=number)
        key = CommandKey(f"enter-{seat}-{number}-{device.hash[:16]}")
        outcome = self.house.runner.run(session, command, None, key)
        if not isinstance(outcome, Done):
            return outcome
        self.house.live.cut_off(session, (seat,))
        return None

    def _occupied(self, session: SessionId) -> Response:
        """Two people at one device take turns, and neither opens the other's place."""
        refusal = Refusal("pass_on_first")
        if replies.wants_json():
            return replies.refused(refusal)
        context = {"session_id": session}
        return replies.html("pages/occupied.html", context, errors.status(refusal))

    def _inside(self, session: SessionId, seat: SeatId) -> Response:
        roles = self.house.runner.state(session).roster.seats[seat].roles
        look = SCREEN if Role.SCREEN in roles else None
        return replies.see(url_for("sessions.page", session_id=session, look=look))
