"""The desk: whoever started the server opens consultations here and finds their own again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, g, request, session, url_for

from deliberate.catalogue.faults import CatalogueError
from deliberate.catalogue.load import shortlist, starter
from deliberate.sessions.dates import day_at
from deliberate.sessions.draws import Attendance
from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.flow.decide import MODERATOR
from deliberate.sessions.forms import Catalogue
from deliberate.sessions.ids import CLOSED, CommandKey, GroupId, SeatId, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import EnterByLink
from deliberate.sessions.state import Session
from deliberate.store import agendas, people, rotation, seats
from deliberate.store.database import reading, writing

from . import afterwards, clean, errors, languages, replies, words
from .clean import Unclean
from .house import House
from .page import Refused

FORM = "open-session"
LINES = ("kind", "label", "moderator", "discipline", "organisation", "group", "new_group", "short")
SHOWN = frozenset({*LINES, "factors"}) - {"group"}
"""Fields beside which the page says what was wrong."""
ALWAYS_ASKED = "adult_violence"
"""Talked around most easily, and so judged in every real case; it may well be "not in play".
The page holds to it; a program that plays a vignette brings the vignette's own list."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One consultation in the list."""

    href: str
    label: str
    kind: str
    stage: str
    when: str
    state: str
    session: SessionId
    agenda: str
    late: str = ""


@dataclass(slots=True)
class Desk:
    """Only the host's devices may open a consultation; a moderator's device finds its own."""

    house: House
    used: bool = field(default=False)

    def blueprint(self) -> Blueprint:
        desk = Blueprint("desk", __name__)
        desk.add_url_rule("/sessions", "open", self.open, methods=["POST"])
        desk.add_url_rule("/host/<int:started>/<mac>", "host", self.host, methods=["GET", "POST"])
        return desk

    def show(self) -> Response:
        if request.method == "POST":
            return self.open()
        return self._page("", 200)

    def host(self, started: int, mac: str) -> Response:
        """The link that the server printed at its start makes one device the host's, once."""
        device = self.house.devices.here()
        fits = started == self.house.started and self.house.doors.opens_host(started, mac)
        if not fits:
            return replies.refused(Refusal("wrong_link"))
        if self.hosts():
            return replies.see(url_for("pages.desk"))
        if self.used:
            return replies.refused(Refusal("link_used"))
        if request.method != "POST":
            return replies.html("pages/enter.html", {})
        self.used = True
        session["host"] = self.house.doors.host_proof(device.hash)
        session.permanent = True
        return replies.see(url_for("pages.desk"))

    def open(self) -> Response:
        """Open a consultation and take the moderator's seat on this device."""
        if not self.hosts():
            return replies.refused(Refusal("not_found"))
        made = self._open()
        if isinstance(made, Refusal):
            if replies.wants_json():
                return replies.refused(made)
            return self._again(made)
        href = url_for("sessions.page", session_id=made)
        if replies.wants_json():
            return replies.json({"session": made, "href": href})
        return replies.see(href)

    def _again(self, refusal: Refusal) -> Response:
        """The form once more: what was typed stands in it, and what was wrong beside its field."""
        message = words.refusal_text(refusal)
        typed, ticked = request.form.to_dict(), request.form.to_dict(flat=False)
        g.refused = Refused(FORM, refusal.field, message, typed, ticked)
        return self._page("" if refusal.field in SHOWN else message, errors.status(refusal))

    def _open(self) -> SessionId | Refusal:
        factors = _all_typed("factors")
        if not factors and _typed("listed"):
            return Refusal("field_missing", "factors")
        if _typed("listed") and ALWAYS_ASKED not in factors:
            return Refusal("violence_is_asked", "factors")
        try:
            typed = {n: clean.text(_typed(n), n).strip() for n in LINES}
            command = self._command(typed, factors)
        except Unclean as unclean:
            return unclean.refusal
        except CatalogueError:
            return Refusal("field_wrong", "factors")
        return self.begin(command)

    def begin(self, command: OpenSession) -> SessionId | Refusal:
        """Open a consultation that is led from this device."""
        made = SessionId(self.house.token()[:22])
        refusal = self.house.runner.open(made, command)
        if refusal:
            return refusal
        device = self.house.devices.here()
        taken = EnterByLink(seat=MODERATOR, device=device.hash, link=1)
        self.house.runner.run(made, taken, None, CommandKey(f"host-{made}"))
        return made

    def history(self, group: GroupId | None) -> tuple[Attendance, ...]:
        """Who of a group attended and had turns as devil's advocate, as far as known now."""
        if group is None:
            return ()
        with reading(self.house.engine) as conn:
            today = day_at(self.house.clock())
            return rotation.advocate_history(conn, group, today)

    def _command(self, typed: Mapping[str, str], factors: list[str]) -> OpenSession:
        group = self._group(typed["group"], typed["new_group"])
        return OpenSession(
            kind=typed["kind"],
            label=typed["label"],
            moderator=typed["moderator"],
            discipline=typed["discipline"],
            organisation=typed["organisation"],
            catalogue=_catalogue(factors),
            history=self.history(group),
            group=group,
            short=_yes(typed["short"]),
        )

    def _group(self, chosen: str, new: str) -> GroupId | None:
        with writing(self.house.engine) as conn:
            if new:
                made = people.Group(GroupId(self.house.token()[:22]), new[:80])
                people.save_group(conn, made)
                return made.id
            known = {group.id for group in people.all_groups(conn)}
        if chosen and GroupId(chosen) not in known:
            raise Unclean("field_wrong", "group")
        return GroupId(chosen) if chosen else None

    def hosts(self) -> bool:
        """Whether this device is the host's."""
        proof = self.house.doors.host_proof(self.house.devices.here().hash)
        return session.get("host") == proof

    def _page(self, error: str, status: int) -> Response:
        hosts = self.hosts()
        rows = tuple(self._rows())
        if not hosts and not rows:
            return replies.refused(Refusal("host_only"))
        with reading(self.house.engine) as conn:
            groups = [(group.id, group.name) for group in people.all_groups(conn)] if hosts else []
            today = day_at(self.house.clock())
            turns = [(name, rotation.turns(conn, GroupId(group), today)) for group, name in groups]
        context = {
            "sessions": rows,
            "kinds": words.choices_of("kind"),
            "short": _typed("short") or "false",
            "groups": groups,
            "turns": [(name, rows) for name, rows in turns if rows],
            "factors": _factors(),
            "chosen": frozenset(_all_typed("factors") or (f.id for f in starter().factors)),
            "error": error,
            "can_open": hosts,
        }
        return replies.html("pages/desk.html", context, status)

    def _rows(self) -> Iterator[SessionRow]:
        """This device's own consultations, the latest first."""
        device = self.house.devices.here()
        with reading(self.house.engine) as conn:
            found = seats.sessions_of(conn, device.hash)
            mine = {s: seats.seats_of(conn, s, device.hash) for s in found}
        for session_id in mine:
            state = self.house.runner.state(session_id)
            if _leads(state, mine[session_id]):
                yield _row(session_id, state, self._agenda(session_id), self.house.clock())

    def _agenda(self, session_id: SessionId) -> str:
        """The page of the meeting that this consultation is part of."""
        with reading(self.house.engine) as conn:
            found = agendas.around(conn, session_id)
        return url_for("agendas.show", agenda=found[0].agenda) if found else ""


def _leads(state: Session, mine: tuple[SeatId, ...]) -> bool:
    roster = state.roster.seats
    return any(roster[seat].present and roster[seat].has(Role.MODERATOR) for seat in mine)


def _row(session_id: SessionId, state: Session, agenda: str, now: int) -> SessionRow:
    progress = state.progress
    closed = progress.stage == CLOSED
    over = progress.meeting_closed is not None
    return SessionRow(
        href=url_for("sessions.page", session_id=session_id),
        label=state.opened.label,
        kind=words.word("kind", state.opened.kind),
        stage=words.stage_title_of(progress.stage),
        when=languages.day(state.opened.at),
        state="closed" if closed else "task" if over else "open",
        session=session_id,
        agenda=agenda,
        late=afterwards.told_late(state, now),
    )


def _factors() -> tuple[tuple[str, str, str], ...]:
    """The factors that may be judged: id, name and what it means."""
    to = languages.locale()
    return tuple((f.id, f.label.at(to), f.definition.at(to)) for f in starter().factors)


def _catalogue(factors: list[str]) -> Catalogue:
    return shortlist(starter(), factors) if factors else starter()


def _yes(said: str) -> bool:
    if said not in {"", "true", "false"}:
        raise Unclean("field_wrong", "short")
    return said == "true"


def _typed(name: str) -> str:
    if request.is_json:
        body = request.get_json(silent=True)
        value = body.get(name, "") if isinstance(body, dict) else ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else ""
    return request.form.get(name, "")


def _all_typed(name: str) -> list[str]:
    if request.is_json:
        body = request.get_json(silent=True)
        value = body.get(name, []) if isinstance(body, dict) else []
        return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
    return request.form.getlist(name)
