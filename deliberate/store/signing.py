"""Signatures under records: Ed25519 keys in the folder of keys, checked without that folder."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from .database import private_folder

ALGORITHM = "Ed25519"
FOLDER = "signing"
CURRENT = "current"
DEPTH = 3
"""How deep a record is taken apart to say which part was changed."""


class SigningUnusable(Exception):
    """The key that should sign is not there any more, or is damaged."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature with the public key that fits it; `key` is the fingerprint of that key."""

    key: str
    public: str
    value: str


class Signer:
    """One key signs; every public key that ever signed stays in the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        private_folder(self._folder)
        self._private = _current(self._folder)
        self.public = self._private.public_key().public_bytes_raw().hex()
        self.key = key_id(self.public)

    def sign(self, data: bytes) -> Signed:
        return Signed(self.key, self.public, self._private.sign(data).hex())

    def public_of(self, key: str) -> str:
        """The public key that belongs to this fingerprint; nothing where it never signed here."""
        if key == self.key:
            return self.public
        kept = self._folder / f"{key}.pub"
        return kept.read_text("ascii").strip() if key and kept.is_file() else ""


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


def signature(body: Mapping[str, Any], signer: Signer) -> dict[str, Any]:
    """What is printed under a body: its canonical bytes signed, and where to look for a change."""
    return told(signer.sign(rfc8785.dumps(body)), body)


def told(signed: Signed, body: Mapping[str, Any]) -> dict[str, Any]:
    """A signature as it is printed under its body."""
    return {
        "algorithm": ALGORITHM,
        "key_id": signed.key,
        "public_key": signed.public,
        "parts": dict(parts(body)),
        "value": signed.value,
    }


def seal(body: Mapping[str, Any], signer: Signer) -> dict[str, Any]:
    """The body with a signature over everything else in it."""
    return {**body, "signature": signature(body, signer)}


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


def _current(folder: Path) -> Ed25519PrivateKey:
    """The key that signs now, made on first use; of two processes that start at once one wins."""
    named = folder / CURRENT
    if not named.exists():
        made = Ed25519PrivateKey.generate()
        public = made.public_key().public_bytes_raw().hex()
        key = key_id(public)
        _write(folder / f"{key}.key", made.private_bytes_raw().hex())
        _write(folder / f"{key}.pub", public)
        with suppress(FileExistsError):
            _write(named, key)
    key = named.read_text("ascii").strip()
    try:
        private = bytes.fromhex((folder / f"{key}.key").read_text("ascii"))
        return Ed25519PrivateKey.from_private_bytes(private)
    except (OSError, ValueError) as error:
        raise SigningUnusable(f"{folder} does not hold the key {key} that signs") from error


def _write(path: Path, text: str) -> None:
    """Durably, whole or not at all for whoever reads it, and never over another."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
