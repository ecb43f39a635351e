"""A copy of the record as a file that goes its own way: a PDF, or a page that needs no server."""

import re
from functools import cache
from typing import Any

from flask_babel import gettext as _

from deliberate import documents
from deliberate.records import Record
from deliberate.records.filing import Copy

from . import languages, replies, words
from .files import shared

SHEETS = ("app.css", "record.css")
_FETCHED = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)


def paper(copy: Copy) -> bytes:
    """A4 as PDF; equal copies are equal bytes."""
    record = copy.record
    with languages.speaking(record.locale):
        said = replies.rendered("record/_article.html", {"record": record, "signed": copy.signed})
        fonts = shared("static") / "vendor"
        return documents.pdf(documents.read(said), _sheet(record, signed=copy.signed), fonts)


def alone(copy: Copy) -> bytes:
    """The record as one page with its style inside, to be opened and printed anywhere."""
    record = copy.record
    with languages.speaking(record.locale):
        context = {"record": record, "signed": copy.signed, "title": _title(record)}
        return replies.rendered("record/alone.html", {**context, "style": _style()}).encode()


def file_name(copy: Copy, form: str) -> str:
    """Tells copies of different moments apart, and nothing of whom they are about or for."""
    return f"deliberate-record-{copy.record.fingerprint[:8]}.{form}"


def _sheet(record: Record, signed: bool) -> documents.Sheet:
    """What stands on every page."""
    title = _title(record)
    return documents.Sheet(
        title=title,
        locale=record.locale,
        about=title,
        state=_state(record.head["state"], signed=signed),
        recipient=_for_whom(record),
        fingerprint_label=_("Fingerprint"),
        fingerprint=record.fingerprint,
        page=_("Page {page} of {pages}"),
        made_at=_moment(record),
    )


def _title(record: Record) -> str:
    return f"{_('Decision record')} {record.head['case']['label']}"


def _state(state: str, signed: bool) -> str:
    said = words.word("record_state", state)
    return said if signed else str(_("%(state)s – draft, not signed", state=said))


def _for_whom(record: Record) -> str:
    name = record.recipient["name"]
    return str(_("Copy for %(name)s", name=name) if name else _("Full version, for the file"))


def _moment(record: Record) -> int:
    """The last moment that the record tells of, in seconds."""
    steps: list[dict[str, Any]] = [*record.head["states"], *record.head["steps"]]
    return max((step["at"] for step in steps if step["at"]), default=0) // 1000


@cache
def _style() -> str:
    """Our own sheets in their order, without what they would fetch."""
    sheets = (shared("static").joinpath(name).read_text("utf-8") for name in SHEETS)
    return _FETCHED.sub("", "\n".join(sheets))
