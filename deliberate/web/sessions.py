"""The pages of one session: what a seat sees, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, g, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from deliberate.runner import Done
from deliberate.sessions.commands import Command
from deliberate.sessions.ids import SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.commands import AdmitSeat, Invite, MoveSeat
from deliberate.sessions.visibility import Sees
from deliberate.store.codec import plain

from . import errors, folds, forms, next_case, replies, roster, words
from .agenda import Agenda
from .forms import Posted
from .house import House
from .languages import locale
from .page import PAGE, Links, PageView, Refused, asked, show, steps
from .record import RecordPages
from .seats import NOT_FOUND, SCREEN, Member, look_of, member, taken, view_of
from .tablet_pages import between

SENT = "sent"
"""Marks the page that a browser without script goes to by itself after sending something."""
LATER = "nothing_answered"
"""Going on with nothing chosen is no mistake: every question may be left for later."""


@dataclass(frozen=True, slots=True)
class SessionPages:
    """Every answer here is made from the view of one seat."""

    house: House
    agenda: Agenda

    def blueprint(self) -> Blueprint:
        pages = Blueprint("sessions", __name__, url_prefix="/sessions/<session_id>")
        for look in ("", "/<any(screen):look>"):
            pages.add_url_rule(look or "/", "page", self.page)
            pages.add_url_rule(f"{look}/view", "view", self.page)
            pages.add_url_rule(f"{look}/commands", "command", self.command, methods=["POST"])
        pages.add_url_rule("/protection", "protection", self.protection)
        RecordPages(self.house).install(pages)
        pages.url_defaults(_stay_on_screen)
        return pages

    def page(self, session_id: str, look: str = "") -> Response:
        """The whole page, or its changing part alone for a live request; JSON for programs."""
        look = look or request.args.get("look", "")
        who = self._member(session_id, look)
        if onward := self._onward(who, SessionId(session_id), look):
            return replies.see(onward)
        if isinstance(who, Refusal):
            waits = None if look else between(self.house, SessionId(session_id))
            return waits or replies.refused(who)
        return self._answer(who, request.args.get("at", ""))

    def protection(self, session_id: str) -> Response:
        """What protects this session: for who leads and who tests, and there for nobody else."""
        who = self._member(session_id, "")
        if isinstance(who, Refusal):
            return replies.refused(who)
        page = self._page(who, also=Sees.PROTECTION)
        if page.view.protection is None:
            return replies.refused(NOT_FOUND)
        if replies.wants_json():
            return _with_token(replies.json(_protection(page)))
        return replies.html("pages/protection.html", self._context(page, who, ""))

    def _onward(self, who: Member | Refusal, session: SessionId, look: str) -> str:
        """Where a person goes whose seat ended with the meeting, and the projector."""
        if replies.wants_json():
            return ""
        if isinstance(who, Member):
            return next_case.onward(self.house, session, SCREEN, waits=False) if who.screen else ""
        return "" if replies.is_live() else next_case.onward(self.house, session, look)

    def command(self, session_id: str, look: str = "") -> Response:
        """Carry out what was asked; the answer is the fresh view, or why it was refused."""
        who = self._member(session_id, look or request.args.get("look", ""))
        if isinstance(who, Refusal):
            return replies.refused(who)
        fields = request.form.to_dict(flat=False)
        posted = forms.from_body(request.get_data()) if request.is_json else forms.from_form(fields)
        if isinstance(posted, Refusal):
            return self._refused(who, posted, fields)
        outcome = self._run(who, posted)
        if isinstance(outcome, Refusal) and outcome.code == LATER and not replies.wants_json():
            return self._stepped(who, posted.at)
        if isinstance(outcome, Refusal):
            return self._refused(who, forms.posted_name(outcome, posted.command, fields), fields)
        return self._done(who, posted, outcome)

    def _member(self, session_id: str, look: str) -> Member | Refusal:
        return member(self.house, SessionId(session_id), look)

    def _run(self, who: Member, posted: Posted) -> Done | Refusal:
        command: Command | None = posted.command
        knock = posted.command.device if isinstance(posted.command, AdmitSeat | MoveSeat) else ""
        if knock and isinstance(posted.command, AdmitSeat | MoveSeat):
            device = self.house.lobby.device(who.session, knock)
            if device and taken(self.house, who.session, device, posted.command.seat):
                return Refusal("no_device", "device")  # it has let itself in by a link meanwhile
            command = replace(posted.command, device=device) if device else None
        if command is None:
            return Refusal("no_device", "device")
        if isinstance(command, Invite):
            command = roster.known(self.house, who.session, who.seat, command)
        outcome = self.agenda.run(who.session, command, who.seat, posted.key, who.token)
        if knock and isinstance(outcome, Done):
            self.house.lobby.let_in(knock)
        return outcome

    def _page(
        self, who: Member, refused: Refused | None = None, also: Sees = Sees.NOTHING
    ) -> PageView:
        sent = request.method == "POST" or SENT in request.args
        view = view_of(self.house, who, locale(), asked=sent, also=also)
        look = look_of(who, view)
        show(Links(self.house, who.session, view), refused, look)
        label = view.case.label if view.case else _("Consultation")
        return PageView(who.session, label, look, view)

    def _answer(
        self, who: Member, at: str, refused: Refused | None = None, status: int = 200
    ) -> Response:
        page = self._page(who, refused)
        if replies.wants_json():
            return _with_token(replies.json(_plain(page)))
        context = self._context(page, who, at)
        return replies.html(_template(page), context, status)

    def _context(self, page: PageView, who: Member, at: str) -> Mapping[str, Any]:
        return {
            "view": page,
            "look": page.look,
            "at": at,
            "steps": steps(at, asked()),
            "seat": who.seat,
            "fragment": replies.is_live(),
            "now": self.house.clock(),
            "stage_title": words.stage_title_of(page.view.stage_id),
        }

    def _done(self, who: Member, posted: Posted, done: Done) -> Response:
        if replies.wants_json():
            page = self._page(who)
            body = {"v": page.view.v, "receipt": done.receipt, "view": _plain(page)}
            return _with_token(replies.json(body))
        if not replies.is_live():
            return self._stepped(who, posted.at)
        answer = self._answer(who, posted.at)
        if done.receipt:
            answer.headers["X-Receipt"] = done.receipt.sha256
            answer.headers["X-Receipt-Minute"] = str(done.receipt.minute)
        return answer

    def _stepped(self, who: Member, at: str) -> Response:
        """On to the step that was asked for; without script by a redirect."""
        if replies.is_live():
            return self._answer(who, at)
        look = SCREEN if who.screen else None
        here: dict[str, Any] = {"session_id": who.session, "at": at or None, SENT: 1}
        return replies.see(url_for("sessions.page", look=look, **here))

    def _refused(self, who: Member, refusal: Refusal, fields: forms.Fields) -> Response:
        """Without script the page comes again, with what was typed and what was wrong."""
        status = errors.status(refusal)
        if replies.is_live() or replies.wants_json() or status in {401, 404}:
            return replies.refused(refusal)
        last = {name: values[-1] for name, values in fields.items() if values}
        message = words.refusal_text(refusal)
        told = Refused(last.get("form", ""), refusal.field, message, last, fields)
        answer = self._answer(who, last.get("at", ""), told, status)
        page = answer.get_data(as_text=True)
        if str(escape(told.message)) in page:
            answer.set_data(folds.with_faults_open(page))
            return answer
        gone = replace(told, form=PAGE)  # the form it was sent from is not there any more
        return self._answer(who, last.get("at", ""), gone, status)


def _stay_on_screen(endpoint: str, values: dict[str, Any]) -> None:
    """Links made for the projector lead to the projector's own addresses."""
    if endpoint in {"sessions.view", "sessions.command"} and g.get("look") == SCREEN:
        values.setdefault("look", SCREEN)


def _template(page: PageView) -> str:
    if not page.view.admitted:
        return "stages/waiting.html"
    return f"stages/{page.view.stage_id}/{page.look}.html"


def _plain(page: PageView) -> Mapping[str, Any]:
    """A view as programs get it: everything that the templates could show, and nothing else."""
    body: dict[str, Any] = plain(page.view)
    return {**body, "session": page.session, "label": page.label, "look": page.look}


def _protection(page: PageView) -> Mapping[str, Any]:
    """Every guard as programs get it."""
    told = {"v": page.view.v, "session": page.session, "label": page.label}
    return {**told, "stage": page.view.stage_id, "guards": plain(page.view.protection)}


def _with_token(answer: Response) -> Response:
    """A program that holds a seat gets with each answer what its next post must carry."""
    answer.headers["X-CSRFToken"] = generate_csrf()
    return answer
