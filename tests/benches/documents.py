"""How long a person waits for the record of a whole session: as a page, and as a PDF."""

from collections.abc import Iterator
from functools import partial

from deliberate.rehearsal.participant import OK
from deliberate.rehearsal.table import Table
from deliberate.rehearsal.tally import percentile

from .gate import Gate, timed

READINGS = 12
BARS = (("html", "the record of a session as a page, p95", 300.0), ("pdf", "as a PDF, p95", 1000.0))


def waited(table: Table) -> Iterator[Gate]:
    """The moderator asks for the file's copy again and again; the first time loads the setter."""
    for form, name, bar in BARS:
        times = [timed(partial(_read, table, form)) for _ in range(READINGS)]
        yield Gate(name, percentile(times, 0.95), "ms", bar)


def _read(table: Table, form: str) -> None:
    who = table.moderator
    path = "record" if form == "html" else f"record.{form}"
    with who.browser.http.get(f"{who.browser.url}{who.path}/{path}?for=file", timeout=30) as answer:
        assert answer.status_code == OK, answer.text
        kind = "application/pdf" if form == "pdf" else "text/html"
        assert answer.headers["Content-Type"].startswith(kind)
