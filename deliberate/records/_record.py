"""One record in its fixed order: head, four windows, account, versions, fingerprint."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

from deliberate.sessions.ids import SessionId
from deliberate.sessions.project import View
from deliberate.store.codec import plain

from ._account import account
from ._contributed import contributed
from ._facts import facts
from ._head import head
from ._people import people
from ._section import Section
from ._steps import steps
from ._weighing import weighing

FORMAT = "deliberate-record/1"
SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the record says; each part is JSON made of texts, numbers, lists and maps."""

    format: str
    locale: str
    recipient: Section
    head: Section
    people: Section
    facts: Section
    weighing: Section
    steps: Section
    account: Section
    versions: Sequence[Section]
    fingerprint: str


def build(view: View, session: SessionId, fingerprint: str, locale: str) -> Record:
    """A record from the view made for its reader; `fingerprint` is the head of the log then."""
    case, told = view.case, view.dossier
    if case is None or told is None:
        raise LookupError("a record is made after the meeting, from the file's view")
    recipient = told.recipient
    windows = people(view), facts(view, case), weighing(view, told), steps(view, told)
    return Record(
        format=FORMAT,
        locale=locale,
        recipient={"made": recipient.made.value, "name": recipient.name},
        head={**head(view, case, told, session), "contributed": contributed(*windows)},
        people=windows[0],
        facts=windows[1],
        weighing=windows[2],
        steps=windows[3],
        account=account(case, told),
        versions=[plain(made) for made in told.decisions],
        fingerprint=fingerprint,
    )


def schema() -> Any:
    """The form that every record has, as JSON Schema."""
    return json.loads(Path(__file__).with_name("record.schema.json").read_text("utf-8"))


def canonical(record: Record) -> bytes:
    """The bytes that are stored, fingerprinted, and never made again."""
    return rfc8785.dumps(plain(record))


def read(stored: bytes) -> Record:
    """A record from its stored bytes, or from what was handed out with a signature."""
    found = json.loads(stored)
    return Record(**{name: part for name, part in found.items() if name != SIGNATURE})


def envelope(stored: bytes, signature: Mapping[str, Any] | None) -> bytes:
    """A record as it is handed out: its own bytes with the signature over them, or null."""
    return rfc8785.dumps({**json.loads(stored), SIGNATURE: signature})
