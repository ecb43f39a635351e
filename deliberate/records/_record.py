"""One record in its fixed order: head, four windows, account, fingerprint."""

import json
from dataclasses import dataclass

import rfc8785

from deliberate.sessions.ids import SessionId
from deliberate.sessions.project import View
from deliberate.store.codec import plain

from ._account import account
from ._facts import facts
from ._head import head
from ._people import people
from ._section import Section
from ._steps import steps
from ._weighing import weighing

FORMAT = "deliberate-record/1"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the record says; each part is JSON made of texts, numbers, lists and maps."""

    format: str
    locale: str
    head: Section
    people: Section
    facts: Section
    weighing: Section
    steps: Section
    account: Section
    fingerprint: str


def build(view: View, session: SessionId, fingerprint: str, locale: str) -> Record:
    """A record from the file's view; `fingerprint` is the head of the log it was made at."""
    case, told = view.case, view.dossier
    if case is None or told is None:
        raise LookupError("a record is made after the meeting, from the file's view")
    return Record(
        format=FORMAT,
        locale=locale,
        head=head(view, case, told, session),
        people=people(view),
        facts=facts(view, case),
        weighing=weighing(view, told),
        steps=steps(view, told),
        account=account(case, told),
        fingerprint=fingerprint,
    )


def canonical(record: Record) -> bytes:
    """The bytes that are stored, fingerprinted, and never made again."""
    return rfc8785.dumps(plain(record))


def read(stored: bytes) -> Record:
    """A record from its stored bytes."""
    return Record(**json.loads(stored))
