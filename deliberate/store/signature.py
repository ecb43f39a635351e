"""A signature under a body: what is printed of it, whether it fits, and which part was changed."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PublicKey,
)

ALGORITHM = "Ed25519"
DEPTH = 3
"""How deep a record is taken apart to say which part was changed."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature with the public key that fits it; `key` is the fingerprint of that key."""

    key: str
    public: str
    value: str


def key_id(public: str) -> str:
    """The first 16 digits of the SHA-256 of a public key."""
    return sha256(bytes.fromhex(public)).hexdigest()[:16]


def fits(public: str, value: str, data: bytes) -> bool:
    """Whether this signature was put under exactly these bytes with the key of this public key."""
    with suppress(InvalidSignature, ValueError):
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(value), data)
        return True
    return False


def told(signed: Signed, body: Mapping[str, Any]) -> dict[str, Any]:
    """A signature as it is printed under its body."""
    return {
        "algorithm": ALGORITHM,
        "key_id": signed.key,
        "public_key": signed.public,
        "parts": dict(parts(body)),
        "value": signed.value,
    }


def parts(value: Any, path: str = "", depth: int = DEPTH) -> Iterator[tuple[str, str]]:
    """The digests of all parts of a body by their path. They find what was changed; that nothing
    was changed is what the signature says."""
    inside = _inside(value) if depth else {}
    if not inside:
        yield path, sha256(rfc8785.dumps(value)).hexdigest()[:16]
    for name, part in inside.items():
        yield from parts(part, f"{path}.{name}" if path else name, depth - 1)


def _inside(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        return {str(place): part for place, part in enumerate(value)}
    return value if isinstance(value, Mapping) else {}
