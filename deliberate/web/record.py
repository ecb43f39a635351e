"""The decision record on its way out: always for somebody, and never while a round is open."""

import json
from dataclasses import dataclass

from flask import Blueprint, Response, request

from deliberate.documents import Unprintable
from deliberate.records.filing import Copy
from deliberate.sessions.ids import CLOSED, SessionId
from deliberate.sessions.project import View
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.rounds.count import open_rounds
from deliberate.sessions.views.dossier import Dossier

from . import languages, papers, replies
from .house import House
from .languages import locale
from .seats import NOT_FOUND, Member, member, view_of


@dataclass(frozen=True, slots=True)
class RecordPages:
    """Whoever may see the whole record chooses for whom a copy is made; each copy is logged."""

    house: House

    def install(self, pages: Blueprint) -> None:
        pages.add_url_rule("/record", "record", self.page)
        pages.add_url_rule("/record.json", "record_json", self.json)
        pages.add_url_rule("/record.pdf", "record_pdf", self.pdf)

    def page(self, session_id: str) -> Response:
        """Without a reader it asks for whom; a print without a reader cannot be made."""
        if not request.args.get("for"):
            return self._ask(session_id)
        copy = self.copy(session_id, "html")
        if isinstance(copy, Refusal):
            return replies.refused(copy)
        record = copy.record
        with languages.speaking(record.locale):
            context = {"record": record, "signed": copy.signed, "session_id": session_id}
            return replies.html("record/record.html", context)

    def json(self, session_id: str) -> Response:
        copy = self.copy(session_id, "json")
        if isinstance(copy, Refusal):
            return replies.refused(copy)
        return replies.json(json.loads(copy.json))

    def pdf(self, session_id: str) -> Response:
        """On paper; a server without the setter says so, and the page can be printed instead."""
        copy = self.copy(session_id, "pdf")
        if isinstance(copy, Refusal):
            return replies.refused(copy)
        try:
            made = papers.paper(copy)
        except Unprintable:
            return replies.refused(Refusal("no_pdf_here"))
        return replies.file(made, "application/pdf", papers.file_name(copy, "pdf"))

    def copy(self, session_id: str, form: str) -> Copy | Refusal:
        """The record for the reader whom the address names, and the line in the log for it."""
        found = self._reader(session_id)
        if isinstance(found, Refusal):
            return found
        who, wanted = found[0], request.args.get("for", "")
        if not wanted:
            return Refusal("reader_missing", "for")
        copy = self.house.runner.copy(who.session, wanted, locale())
        if copy is None:
            return NOT_FOUND
        self.house.runner.copied(who.session, copy.recipient.key, form, who.seat)
        return copy

    def _ask(self, session_id: str) -> Response:
        found = self._reader(session_id)
        if isinstance(found, Refusal):
            return replies.refused(found)
        _, view, told = found
        context = {
            "readers": told.readers,
            "closed": view.stage_id == CLOSED,
            "label": view.case.label if view.case else "",
            "session_id": session_id,
        }
        return replies.html("record/for_whom.html", context)

    def _reader(self, session_id: str) -> tuple[Member, View, Dossier] | Refusal:
        """Somebody at the table who may see the whole record, once no round is open."""
        who = member(self.house, SessionId(session_id))
        if isinstance(who, Refusal):
            return who
        if open_rounds(self.house.runner.state(who.session)):
            return Refusal("round_open")
        view = view_of(self.house, who, locale())
        return (who, view, view.dossier) if view.dossier is not None else NOT_FOUND
