"""Whether a record or a bundle is as it was signed: offline, from the file alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import rfc8785

from .signature import ALGORITHM, fits, key_id
from .signature import parts as digests

Kind = Literal["record", "bundle"]
PARTS: Mapping[Kind, frozenset[str]] = {
    "bundle": frozenset({"record", "pdf"}),
    "record": frozenset({"fingerprint", "signature"}),
}
"""By which parts each is known: no single change takes away both."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: `what` is the first thing that is not as it was signed, or nothing.

    `key` is the fingerprint of the key that signed. The file brings that key along, so whoever
    wants to know that it is the right one compares the fingerprint with one from elsewhere.
    """

    kind: Kind
    session: str
    head: str
    key: str
    what: str

    @property
    def ok(self) -> bool:
        return not self.what


class NotARecord(Exception):
    """A file that holds neither a record nor a bundle."""


def verify_file(data: bytes, against: str | None = None) -> Checked:
    """Check a record or a bundle; `against` is a head, a key's fingerprint or a public key that
    was kept elsewhere."""
    body = _read(data)
    if isinstance(body, str):
        return Checked("record", "", "", "", body)
    kind = _kind(body)
    record = body if kind == "record" else _mapping(body.get("record"))
    signature = _mapping(body.get("signature"))
    head, key = str(record.get("fingerprint", "")), str(signature.get("key_id", ""))
    what = _fault(data, body, kind, record)
    if not what and against:
        what = _other(against.strip().lower(), head, key, signature)
    session = str(_mapping(record.get("head")).get("session", ""))
    return Checked(kind, session, head, key, what)


def as_json(found: Checked) -> dict[str, Any]:
    """In the shape of the command `verify`."""
    bad = None if found.ok else {"session": found.session, "seq": 0, "what": found.what}
    return {
        "ok": found.ok,
        "kind": found.kind,
        "sessions": 1,
        "events": 0,
        "erased": 0,
        "first_bad": bad,
        "head": found.head,
        "key_id": found.key,
    }


def _read(data: bytes) -> Mapping[str, Any] | str:
    """What stands in the file, or the place of the first byte that cannot be read."""
    try:
        return _mapping(json.loads(data))
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not text"
    except json.JSONDecodeError as error:
        return f"byte {len(error.doc[: error.pos].encode())} is not JSON"


def _kind(body: Mapping[str, Any]) -> Kind:
    for kind, parts in PARTS.items():
        if not parts.isdisjoint(body):
            return kind
    raise NotARecord("it is neither a record nor a bundle")


def _fault(data: bytes, body: Mapping[str, Any], kind: Kind, record: Mapping[str, Any]) -> str:
    if found := _unfit(body):
        return found
    if kind == "bundle" and (found := _unfit(record)):
        return f"record.{found}"
    right = rfc8785.dumps(dict(body))
    if data.rstrip(b"\n") != right:
        return f"byte {_first_other(data, right)}"
    return ""


def _unfit(body: Mapping[str, Any]) -> str:
    """The part that was changed; where no part says so, it is the signature itself."""
    signature = _mapping(body.get("signature"))
    if not signature:
        return "not signed"
    plain = {name: part for name, part in body.items() if name != "signature"}
    public, value = str(signature.get("public_key", "")), str(signature.get("value", ""))
    parts = dict(digests(plain))
    known = _mapping(signature.get("parts"))
    if fits(public, value, rfc8785.dumps(plain)):
        right = {**signature, "parts": parts, "algorithm": ALGORITHM}
        right["key_id"] = key_id(public)
        return next(
            (f"signature.{name}" for name in right if right[name] != signature.get(name)), ""
        )
    changed = (path for path, digest in parts.items() if known.get(path) != digest)
    gone = (path for path in known if path not in parts)
    return next(changed, next(gone, "signature"))


def _other(against: str, head: str, key: str, signature: Mapping[str, Any]) -> str:
    if against in {head, key, str(signature.get("public_key", ""))}:
        return ""
    return "signed with another key" if len(against) == len(key) else "another head or key"


def _first_other(data: bytes, right: bytes) -> int:
    pairs = enumerate(zip(data, right, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(data), len(right)))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
