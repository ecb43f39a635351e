"""The bytes of an event encrypted, bound to their place in the log."""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from deliberate.sessions.ids import SessionId

from .codec import Unreadable

BLOCK = 512
"""Payloads are padded to a multiple of this: blind answers then all have one length."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a payload belongs; it is bound to its ciphertext."""

    session: SessionId
    seq: int
    type: str
    schema: int


def encrypt(key: bytes, place: Place, data: bytes) -> bytes:
    """Nonce and ciphertext, padded and bound to their place."""
    nonce = secrets.token_bytes(12)
    padded = data.ljust(-(-len(data) // BLOCK) * BLOCK)
    return nonce + AESGCM(key).encrypt(nonce, padded, _bound(place))


def decrypt(key: bytes, place: Place, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], _bound(place))
    except (InvalidTag, ValueError):
        raise Unreadable(f"the payload of event {place.seq} was changed or moved") from None


def _bound(place: Place) -> bytes:
    return f"{place.session}\n{place.seq}\n{place.type}\n{place.schema}".encode()
