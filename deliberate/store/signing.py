"""Signatures under records: Ed25519 keys in the folder of keys, checked without that folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rfc8785

from .database import private_folder
from .signature import Signed, key_id, told
from .signing_key import current

FOLDER = "signing"


class Signer:
    """One key signs; every public key that ever signed stays in the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        private_folder(self._folder)
        self._private = current(self._folder)
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


def signature(body: Mapping[str, Any], signer: Signer) -> dict[str, Any]:
    """What is printed under a body: its canonical bytes signed, and where to look for a change."""
    return told(signer.sign(rfc8785.dumps(body)), body)


def seal(body: Mapping[str, Any], signer: Signer) -> dict[str, Any]:
    """The body with a signature over everything else in it."""
    return {**body, "signature": signature(body, signer)}
