"""Who is asking: one secret cookie per browser, of which the server keeps only a hash.

A tablet that several people share has a second one, which stays while the first goes from person to
person.
"""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, Response, g, request

NAME = "deliberate-device"
TABLET = "deliberate-tablet"
HALF_A_YEAR = 183 * 24 * 60 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: the token that only it holds, and the hash that the store knows it by."""

    token: str
    hash: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Devices:
    """Reads devices from cookies; `token` makes 256 random bits as 43 characters."""

    secret: bytes
    secure: bool
    token: Callable[[], str]

    @property
    def cookie(self) -> str:
        return f"__Host-{NAME}" if self.secure else NAME

    @property
    def tablet_cookie(self) -> str:
        return f"__Host-{TABLET}" if self.secure else TABLET

    def of(self, cookies: Mapping[str, str]) -> Device | None:
        return self._known(cookies.get(self.cookie, ""))

    def tablet(self) -> Device | None:
        """The tablet that several people share, where this is one."""
        return self._known(request.cookies.get(self.tablet_cookie, ""))

    def in_hand(self) -> Device | None:
        """The device that this request brings along, and none made for it."""
        return self.of(request.cookies)

    def _known(self, token: str) -> Device | None:
        return Device(token, self.hash(token)) if _TOKEN.fullmatch(token) else None

    def hash(self, token: str) -> str:
        return hmac.new(self.secret, token.encode(), sha256).hexdigest()

    def here(self) -> Device:
        """The device of this request; a browser without a cookie gets one with the answer."""
        if "device" not in g:
            token = self.token()
            g.device = self.of(request.cookies) or Device(token, self.hash(token), fresh=True)
        device: Device = g.device
        return device

    def become(self, token: str) -> Device:
        """From this answer on the browser is this device, whatever it was before."""
        device = Device(token, self.hash(token), fresh=True)
        g.device = device
        return device

    def keep(self, response: Response) -> Response:
        """Give a new device its cookie."""
        device: Device | None = g.get("device")
        if device and device.fresh:
            self._give(response, self.cookie, device.token, HALF_A_YEAR)
        return response

    def put_away(self, response: Response, tablet: str) -> Response:
        """The browser is nobody's any more; it only knows that it is a shared tablet."""
        g.device = None
        self._give(response, self.cookie, "", 0)
        self._give(response, self.tablet_cookie, tablet, HALF_A_YEAR)
        return response

    def _give(self, response: Response, name: str, token: str, seconds: int) -> None:
        response.set_cookie(
            name,
            token,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="Lax",
        )

    def install(self, app: Flask) -> None:
        app.after_request(self.keep)
