"""Who is asking: one secret cookie per browser, of which the server keeps only a hash."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, Response, g, request

NAME = "deliberate-device"
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

    def of(self, cookies: Mapping[str, str]) -> Device | None:
        token = cookies.get(self.cookie, "")
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

    def keep(self, response: Response) -> Response:
        """Give a new device its cookie."""
        device: Device | None = g.get("device")
        if device and device.fresh:
            response.set_cookie(
                self.cookie,
                device.token,
                max_age=HALF_A_YEAR,
                path="/",
                secure=self.secure,
                httponly=True,
                samesite="Lax",
            )
        return response

    def install(self, app: Flask) -> None:
        app.after_request(self.keep)
