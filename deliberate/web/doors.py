"""Ways into a session without an account: personal links that work once, codes and squares.

Nothing of them is stored: each is a MAC over what it opens, under a key outside the database.
"""

import hmac
import re
from base64 import b32encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from deliberate.sessions.ids import OPEN, SeatId, SessionId
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.state import Session

SYMBOLS = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, so no words; no 0, 1, I, O, so nothing to confuse."""
_LENGTH = 8
_NO_SYMBOL = re.compile(r"[\s\-–—.]")


@dataclass(frozen=True, slots=True)
class Doors:
    """Makes and checks the ways in; `derived` gives a key for a purpose."""

    derived: Callable[[str], bytes]

    def link(self, session: SessionId, seat: SeatId, number: int) -> str:
        """The path of a seat's personal link."""
        return (
            f"/enter/{session}/{seat}/{number}/{self._mac('one-time links', session, seat, number)}"
        )

    def opens(self, session: str, seat: str, number: int, mac: str) -> bool:
        return self._same(mac, self._mac("one-time links", session, seat, number))

    def code(self, session: SessionId) -> str:
        """What is typed: `XXXX-XXXX`."""
        key = self.derived("join codes")
        number = int.from_bytes(hmac.digest(key, session.encode(), sha256), "big")
        symbols = []
        for _ in range(_LENGTH):
            number, place = divmod(number, len(SYMBOLS))
            symbols.append(SYMBOLS[place])
        return f"{''.join(symbols[:4])}-{''.join(symbols[4:])}"

    def token(self, session: SessionId) -> str:
        """What a square holds: 128 bits."""
        return self._mac("join tokens", session)

    def by_code(self, typed: str, sessions: Iterable[SessionId]) -> SessionId | None:
        wanted = _NO_SYMBOL.sub("", typed).upper()
        return self._first(sessions, lambda s: self.code(s).replace("-", ""), wanted)

    def by_token(self, token: str, sessions: Iterable[SessionId]) -> SessionId | None:
        return self._first(sessions, self.token, token)

    def host(self, started: int) -> str:
        """The path by which whoever started the server becomes its host."""
        return f"/host/{started}/{self._mac('host link', started)}"

    def opens_host(self, started: int, mac: str) -> bool:
        return self._same(mac, self._mac("host link", started))

    def host_proof(self, device_hash: str) -> str:
        """What shows that a device is the host's."""
        return self._mac("host devices", device_hash)

    def mac(self, purpose: str, value: str) -> str:
        """A stand-in for a value that must not be stored, such as an address."""
        return hmac.new(self.derived(purpose), value.encode(), sha256).hexdigest()

    def _first(
        self, sessions: Iterable[SessionId], of: Callable[[SessionId], str], wanted: str
    ) -> SessionId | None:
        return next((s for s in sessions if self._same(of(s), wanted)), None)

    def _mac(self, purpose: str, *parts: str | int) -> str:
        """128 bits in 26 characters that survive being read aloud or retyped."""
        body = "\n".join(str(part) for part in parts).encode()
        digest = hmac.digest(self.derived(purpose), body, sha256)[:16]
        return b32encode(digest).decode().rstrip("=").lower()

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return hmac.compare_digest(one.encode(), other.encode())


def admits(session: Session) -> bool:
    """Whether somebody may knock: from the first stage of the meeting until it is closed."""
    if session.setup is None or session.progress.meeting_closed is not None:
        return False
    kind = KINDS[session.setup.kind]
    return kind.position(session.progress.stage) >= kind.position(OPEN)
