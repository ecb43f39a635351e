"""Which pages may send commands and open sockets: our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Origins:
    """The allowed origins. Outside production the address in the request is ours as well, since
    people reach a trial server by several names."""

    allowed: tuple[str, ...]
    own_address: bool

    def allows(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """Whether a request with this Origin header may act; a missing one may not."""
        if not origin:
            return False
        here = f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST', '')}"
        return origin in self.allowed or (self.own_address and origin == here)
