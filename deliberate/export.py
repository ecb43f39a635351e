"""One reader's copy of a record as a file, without a browser: what `deliberate export` does."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from deliberate import app, documents
from deliberate.config import Settings
from deliberate.records.filing import Copy
from deliberate.runner import Runner
from deliberate.sessions.copies import recipients
from deliberate.sessions.ids import SeatId, SessionId
from deliberate.sessions.rounds.count import open_rounds
from deliberate.sessions.visibility import Recipient
from deliberate.store import signing
from deliberate.store.keys import KeyStore
from deliberate.web import papers

BUNDLE = "deliberate-bundle/1"
OPERATOR = SeatId("cli")
"""Who made the copy, in the log of copies: nobody at the table."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which record, for whom, in which form, and where to."""

    session: SessionId
    reader: str
    form: str
    out: Path


class NotUnderstood(Exception):
    """There is no such session or reader, or nobody was named to read the copy."""


class NotNow(Exception):
    """There is a record to be, and it cannot be made yet or not here."""


def export(settings: Settings, wanted: Wanted) -> Mapping[str, Any]:
    """Write the file, log that a copy was made, and tell what was written."""
    if not (settings.keys / "master.key").is_file():
        raise NotUnderstood(f"there are no keys in {settings.keys}; is DELIBERATE_DATA right?")
    application, house = app.furnish(settings)
    runner = house.runner
    try:
        copy = _copy(runner, wanted, settings.locale)
        with application.test_request_context():
            body = FORMS[wanted.form](copy, runner.keys)
        _write(wanted.out, body)
        runner.copied(wanted.session, copy.recipient.key, wanted.form, OPERATOR)
    except documents.Unprintable as error:
        raise NotNow(str(error)) from error
    finally:
        runner.keys.close()
        runner.engine.dispose()
    return {
        "ok": True,
        "session": wanted.session,
        "for": copy.recipient.key,
        "format": wanted.form,
        "path": str(wanted.out),
        "sha256": sha256(body).hexdigest(),
        "size": len(body),
        "state": copy.record.head["state"],
        "signed": copy.signed,
    }


def _copy(runner: Runner, wanted: Wanted, locale: str) -> Copy:
    if not runner.known(wanted.session):
        raise NotUnderstood(f"there is no session {wanted.session}")
    state = runner.state(wanted.session)
    reader = _reader(recipients(state), wanted.reader)
    if open_rounds(state):
        raise NotNow("a round is open: the record can be read when it has closed")
    try:
        copy = runner.copy(wanted.session, reader.key, locale)
    except LookupError as error:
        raise NotNow(str(error)) from error
    if copy is None:
        raise NotNow("the record of this session was erased")
    return copy


def _reader(known: tuple[Recipient, ...], wanted: str) -> Recipient:
    """By key or by name; a copy for nobody in particular cannot be made."""
    found = [one for one in known if wanted and wanted in (one.key, one.name)]
    if len(found) == 1:
        return found[0]
    lines = "\n".join(f"  {one.key}  {one.name or 'the file: the full version'}" for one in known)
    said = f"{wanted!r} is not one reader" if wanted else "say for whom the copy is"
    raise NotUnderstood(f"{said}; --for takes one of these:\n{lines}")


def _bundle(copy: Copy, keys: KeyStore) -> bytes:
    """The record with the fingerprint of its PDF, signed together."""
    if not copy.signed:
        raise NotNow("a bundle is made of a final record; this one is a draft")
    paper = papers.paper(copy)
    body = {
        "format": BUNDLE,
        "record": json.loads(copy.json),
        "pdf": {"sha256": sha256(paper).hexdigest(), "size": len(paper)},
    }
    return rfc8785.dumps(signing.seal(body, keys.signer))


FORMS: Mapping[str, Callable[[Copy, KeyStore], bytes]] = {
    "html": lambda copy, _: papers.alone(copy),
    "json": lambda copy, _: copy.json,
    "pdf": lambda copy, _: papers.paper(copy),
    "bundle": _bundle,
}


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all, and for its owner's eyes alone."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
