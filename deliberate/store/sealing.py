"""Envelopes for blind answers: one that opens at the reveal, one that only the rater opens."""

import json
import secrets
from dataclasses import asdict, dataclass, fields
from hashlib import sha256

import rfc8785
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from deliberate.sessions.ids import Millis, QuestionId, RoundId, SeatId, SessionId

from .keys import derive

SIZE = 3072
"""Every answer is padded to this, so that a length says nothing: the context, the taps and 400
characters of reason fit, even where each takes six bytes."""


class SealBroken(Exception):
    """An envelope does not open, or holds the answer to something else."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where an answer belongs; it lies inside the envelope and is checked on opening."""

    session: SessionId
    round: RoundId
    attempt: int
    question: QuestionId
    seat: SeatId
    revision: int


_NAMES = sorted(field.name for field in fields(Context))


@dataclass(frozen=True, slots=True)
class RoundKey:
    """A round's key pair: the public half goes into an event, the private half to the keys."""

    public_hex: str
    private: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a rater gets in hand: the fingerprint of their own ciphertext, and the minute."""

    sha256: str
    minute: int


def new_round() -> RoundKey:
    private = PrivateKey.generate()
    return RoundKey(bytes(private.public_key).hex(), bytes(private))


def seal(public_hex: str, context: Context, answer_json: bytes) -> bytes:
    """Close an answer so that only the round's private key opens it."""
    plain = rfc8785.dumps({**asdict(context), "answer": json.loads(answer_json)})
    return SealedBox(PublicKey(bytes.fromhex(public_hex))).encrypt(_padded(plain))


def unseal(private: bytes, ciphertext: bytes, expected: Context) -> bytes:
    """The answer in canonical JSON; SealBroken when it was given to another context."""
    try:
        plain = SealedBox(PrivateKey(private)).decrypt(ciphertext)
    except CryptoError:
        raise SealBroken("the envelope does not open") from None
    found = json.loads(plain)
    answer = found.pop("answer")
    if found != asdict(expected):
        raise SealBroken("the envelope belongs to another seat, question, round or revision")
    return rfc8785.dumps(answer)


def seal_own(token: str, context: Context, answer_json: bytes) -> bytes:
    """Close a copy that only the device with this seat token opens."""
    nonce = secrets.token_bytes(12)
    sealed = _own_box(token, context).encrypt(nonce, _padded(answer_json), _bound(context))
    return nonce + sealed


def open_own(token: str, ciphertext: bytes, expected: Context) -> bytes | None:
    """The rater's own answer, or None when another device closed it or it is not this one."""
    try:
        plain = _own_box(token, expected).decrypt(
            ciphertext[:12], ciphertext[12:], _bound(expected)
        )
    except (InvalidTag, ValueError):
        return None
    return plain.rstrip(b" ")


def fingerprint(ciphertext: bytes) -> str:
    """The digest of an envelope that the log holds."""
    return sha256(ciphertext).hexdigest()


def receipt(ciphertext: bytes, at_ms: Millis) -> Receipt:
    return Receipt(fingerprint(ciphertext), at_ms // 60_000)


def _padded(plain: bytes) -> bytes:
    """JSON with blanks behind it; a longer one is a bug, since its length would tell of it."""
    if len(plain) > SIZE:
        raise ValueError("an answer is longer than an envelope")
    return plain.ljust(SIZE)


def _own_box(token: str, context: Context) -> AESGCM:
    return AESGCM(derive(token.encode(), f"own copy {context.session} {context.seat}"))


def _bound(context: Context) -> bytes:
    """Strings and whole numbers alone: the usual writer gives the canonical form, much sooner."""
    named = {name: getattr(context, name) for name in _NAMES}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":")).encode()
