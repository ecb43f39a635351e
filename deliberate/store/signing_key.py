"""The key that signs, in the folder of keys: made once, written whole."""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
)

from .signature import key_id

CURRENT = "current"


class SigningUnusable(Exception):
    """The key that should sign is not there any more, or is damaged."""


def current(folder: Path) -> Ed25519PrivateKey:
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
