"""The host's page of one meeting: its cases in their order, and adding to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from deliberate.sessions.flow.commands import OpenSession
from deliberate.sessions.flow.decide import MODERATOR
from deliberate.sessions.ids import Millis, SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.state import Session
from deliberate.store import agendas, seats
from deliberate.store.agendas import AgendaId, Item
from deliberate.store.database import reading, writing

from . import carried, clean, errors, replies, words
from .agenda import Case, case_of, cases, led_here, planned
from .clean import Unclean
from .desk import Desk
from .house import House
from .page import Refused
from .seats import NOT_FOUND

MOST = 12
"""Cases of one meeting."""
NEW = "new-case"
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case on the page; times are missing until the first case has begun."""

    session: SessionId
    href: str
    label: str
    stage: str
    state: str
    minutes: int
    first: Millis | None
    now: Millis | None
    later: int
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaDesk:
    """For the host's devices alone, and of the cases that are led from there."""

    house: House
    desk: Desk

    def blueprint(self) -> Blueprint:
        pages = Blueprint("agendas", __name__)
        pages.add_url_rule("/agendas", "begin", self.begin, methods=["POST"])
        pages.add_url_rule("/agendas/<agenda>", "show", self.show)
        pages.add_url_rule("/agendas/<agenda>", "change", self.change, methods=["POST"])
        return pages

    def begin(self) -> Response:
        """Make an agenda that begins with a consultation of this device, or find it."""
        session = SessionId(request.form.get("session", ""))
        if not self.desk.hosts() or not led_here(self.house, session):
            return replies.refused(NOT_FOUND)
        with writing(self.house.engine) as conn:
            found = agendas.around(conn, session)
            made = found[0].agenda if found else AgendaId(self.house.token()[:22])
            if not found:
                agendas.append(conn, Item(made, session))
        return replies.see(url_for("agendas.show", agenda=made))

    def show(self, agenda: str) -> Response:
        found = self._cases(agenda)
        return self._page(found, 200) if found else replies.refused(NOT_FOUND)

    def change(self, agenda: str) -> Response:
        """Open a new case, add one that exists, change the order or take one off."""
        found = self._cases(agenda)
        if not found:
            return replies.refused(NOT_FOUND)
        refusal = self._changed(found, request.form.get("do", ""))
        if refusal is None:
            return replies.see(url_for("agendas.show", agenda=agenda))
        if replies.wants_json():
            return replies.refused(refusal)
        typed = {name: request.form.get(name, "") for name in request.form}
        form = NEW if typed.get("do") == "open" else ""
        ticked = request.form.to_dict(flat=False)
        g.refused = Refused(form, refusal.field, words.refusal_text(refusal), typed, ticked)
        return self._page(found, errors.status(refusal))

    def _cases(self, agenda: str) -> tuple[Case, ...]:
        """Nothing for whoever is not the host, or leads none of it from here."""
        if not self.desk.hosts():
            return ()
        with reading(self.house.engine) as conn:
            items = agendas.items(conn, AgendaId(agenda))
        if not any(led_here(self.house, item.session) for item in items):
            return ()
        return cases(self.house, items[0].session)

    def _led(self, found: tuple[Case, ...]) -> Case:
        """The first that is led from here: the people of one that was given away stay unread."""
        return next(case for case in found if led_here(self.house, case.session))

    def _changed(self, found: tuple[Case, ...], do: str) -> Refusal | None:
        if do == "open":
            return self._open(found)
        session = SessionId(request.form.get("session", ""))
        if do == "add":
            return self._add(found, session)
        case = case_of(found, session)
        if case is None or not led_here(self.house, session):
            return NOT_FOUND
        if not case.ahead:
            return Refusal("case_has_begun")
        if do == "off":
            with writing(self.house.engine) as conn:
                agendas.take_off(conn, session)
            return None
        return self._move(found, case, STEPS[do]) if do in STEPS else Refusal("field_wrong", "do")

    def _move(self, found: tuple[Case, ...], case: Case, step: int) -> Refusal | None:
        here = found.index(case)
        if not _movable(found, here, step):
            return Refusal("case_has_begun")
        order = [c.session for c in found]
        order[here], order[here + step] = order[here + step], order[here]
        with writing(self.house.engine) as conn:
            agendas.arrange(conn, order)
        return None

    def _add(self, found: tuple[Case, ...], session: SessionId) -> Refusal | None:
        if session not in {waits for waits, _ in self._waiting(found)}:
            return Refusal("unknown_case", "session")
        return self._append(found, session)

    def _append(
        self, found: tuple[Case, ...], session: SessionId, origin: SessionId | None = None
    ) -> Refusal | None:
        if len(found) >= MOST:
            return Refusal("too_many_cases", "", {"max": MOST})
        with writing(self.house.engine) as conn:
            if not agendas.around(conn, session):
                agendas.append(conn, Item(found[0].item.agenda, session, origin))
        return None

    def _open(self, found: tuple[Case, ...]) -> Refusal | None:
        """Everything is looked at before anything is made."""
        first = self._led(found)
        if len(found) >= MOST:
            return Refusal("too_many_cases", "", {"max": MOST})
        try:
            typed = {n: clean.text(request.form.get(n, ""), n) for n in request.form}
        except Unclean as unclean:
            return unclean.refusal
        who = request.form.getlist("who")
        invites = carried.invitations(first.state, who, typed)
        if isinstance(invites, Refusal):
            return invites
        made = self.desk.begin(self._opening(first.state, typed))
        if isinstance(made, Refusal):
            return made
        return self._append(found, made, first.item.origin) or carried.invite_all(
            self.house, made, invites
        )

    def _opening(self, first: Session, typed: Mapping[str, str]) -> OpenSession:
        opened, leads = first.opened, first.roster.seats[MODERATOR]
        return OpenSession(
            kind=opened.kind,
            label=typed.get("label", "").strip(),
            moderator=leads.name,
            discipline=leads.discipline,
            organisation=leads.organisation,
            catalogue=opened.catalogue,
            history=self.desk.history(opened.group),
            group=opened.group,
            short=typed.get("short") == "true",
        )

    def _waiting(self, found: tuple[Case, ...]) -> Iterator[tuple[SessionId, str]]:
        """Prepared consultations of the same group, led from here, that are on no agenda."""
        group = self._led(found).state.opened.group
        with reading(self.house.engine) as conn:
            mine = seats.sessions_of(conn, self.house.devices.here().hash)
            free = [s for s in mine if not agendas.around(conn, s)]
        for session in free:
            case = Case(found[0].item, self.house.runner.state(session))
            if case.ahead and case.state.opened.group == group and led_here(self.house, session):
                yield session, case.state.opened.label

    def _page(self, found: tuple[Case, ...], status: int) -> Response:
        context: dict[str, Any] = {
            "action": url_for("agendas.show", agenda=found[0].item.agenda),
            "rows": tuple(self._rows(found)),
            "waiting": tuple(self._waiting(found)),
            "organisations": carried.organisations(self._led(found).state),
            "who": request.form.getlist("who") if g.get("refused") else None,
            "more": len(found) < MOST,
            "form": NEW,
        }
        return replies.html("pages/agenda.html", context, status)

    def _rows(self, found: tuple[Case, ...]) -> Iterator[CaseRow]:
        for place, due in enumerate(planned(found, self.house.clock())):
            case = due.case
            if not led_here(self.house, case.session):
                continue
            yield CaseRow(
                session=case.session,
                href=url_for("sessions.page", session_id=case.session),
                label=case.state.opened.label,
                stage=words.stage_title_of(case.state.progress.stage),
                state="ahead" if case.ahead else "on" if case.on else "over",
                minutes=case.minutes,
                first=due.first,
                now=due.now,
                later=due.later,
                moves=tuple(do for do, step in STEPS.items() if _movable(found, place, step)),
            )


def _movable(found: tuple[Case, ...], here: int, step: int) -> bool:
    """Only what has not begun changes places, with what has not begun either."""
    there = here + step
    return 0 <= there < len(found) and found[here].ahead and found[there].ahead
