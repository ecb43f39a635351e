"""Settings of one server, read from the environment once; one error names every bad key."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOCALES = ("nl", "en")
NAMES = (
    "DATA",
    "KEYS",
    "DATABASE_URL",
    "REDIS_URL",
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "ORIGINS",
    "MAX_SOCKETS",
    "PRODUCTION",
    "LOCALE",
)


class ConfigError(Exception):
    """Every setting that is wrong, each with what is wrong about it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        lines = (f"  {name}: {what}" for name, what in self.problems.items())
        super().__init__("\n".join(("the settings are not right:", *lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set. With port 0 the public URL is known only once the server listens."""

    data: Path
    keys: Path
    database_url: str
    redis_url: str
    host: str
    port: int
    public_url: str
    origins: tuple[str, ...]
    max_sockets: int
    production: bool
    locale: str

    @property
    def secure(self) -> bool:
        """Whether people reach this server over TLS, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in these variables; ConfigError with every problem at once."""
    found = _Reader(environ)
    data = Path(found.text("DATA", "./data")).absolute()
    host, port = found.text("HOST", "127.0.0.1"), found.number("PORT", 8000, 0, 65535)
    public_url = found.url("PUBLIC_URL", url_of(host, port) if port else "")
    settings = Settings(
        data=data,
        keys=Path(found.text("KEYS", f"{data}-keys")).absolute(),
        database_url=found.text("DATABASE_URL", f"sqlite:///{data / 'deliberate.db'}"),
        redis_url=found.text("REDIS_URL", ""),
        host=host,
        port=port,
        public_url=public_url,
        origins=found.origins("ORIGINS", public_url),
        max_sockets=found.number("MAX_SOCKETS", 300, 1, 5000),
        production=found.number("PRODUCTION", 0, 0, 1) == 1,
        locale=found.locale("LOCALE", "nl"),
    )
    problems = found.problems | dict(_contradictions(settings, environ))
    if problems:
        raise ConfigError(problems)
    return settings


def url_of(host: str, port: int) -> str:
    """How a browser on this machine reaches a server that listens here."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 # compared with, not bound to
    return f"http://{shown}:{port}"


def _contradictions(settings: Settings, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if settings.keys.is_relative_to(settings.data):
        yield "DELIBERATE_KEYS", "must not lie in the data folder, or every copy of it holds keys"
    if settings.redis_url:
        yield "DELIBERATE_REDIS_URL", "must be empty: more than one process is not served yet"
    if settings.production:
        yield from _unsafe(settings, environ)
    elif "*" in settings.origins:
        yield "DELIBERATE_ORIGINS", "must name origins: * would let any site send commands"


def _unsafe(settings: Settings, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What production refuses to start with."""
    known = {f"DELIBERATE_{name}" for name in NAMES}
    for name in sorted(environ):
        if name.startswith("DELIBERATE_") and name not in known:
            yield name, "is not a setting; docs/operating.md lists them"
    if not environ.get("DELIBERATE_PUBLIC_URL"):
        yield "DELIBERATE_PUBLIC_URL", "must be set in production"
    elif not settings.secure:
        yield "DELIBERATE_PUBLIC_URL", "must begin with https:// in production"
    if not all(origin.startswith("https://") for origin in settings.origins):
        yield "DELIBERATE_ORIGINS", "must name https:// origins in production, and never *"
    for name in ("FLASK_DEBUG", "PYTHONDEVMODE", "WERKZEUG_DEBUG_PIN"):
        if environ.get(name, "") not in {"", "0"}:
            yield name, "must not be set in production: errors would show what they hold"
    for name in ("SECRET_KEY", "FLASK_SECRET_KEY"):
        if name in environ:
            yield name, "must not be set: every key comes from DELIBERATE_KEYS"


@dataclass(slots=True)
class _Reader:
    """Reads variables with our prefix and remembers what was wrong with them."""

    environ: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, default: str) -> str:
        return self.environ.get(f"DELIBERATE_{name}", "").strip() or default

    def number(self, name: str, default: int, low: int, high: int) -> int:
        typed = self.text(name, str(default))
        if typed.isascii() and typed.isdigit() and low <= int(typed) <= high:
            return int(typed)
        self._wrong(name, f"must be a number from {low} to {high}")
        return default

    def locale(self, name: str, default: str) -> str:
        typed = self.text(name, default)
        if typed not in LOCALES:
            self._wrong(name, f"must be one of {', '.join(LOCALES)}")
        return typed

    def url(self, name: str, default: str) -> str:
        typed = self.text(name, default).rstrip("/")
        if typed and not _is_origin(typed):
            self._wrong(name, "must be like https://overleg.example.nl")
        return typed

    def origins(self, name: str, default: str) -> tuple[str, ...]:
        parts = (part.strip().rstrip("/") for part in self.text(name, default).split(","))
        named = tuple(part for part in parts if part)
        if not all(part == "*" or _is_origin(part) for part in named):
            self._wrong(name, "must be origins like https://overleg.example.nl, with commas")
        return named

    def _wrong(self, name: str, what: str) -> None:
        self.problems[f"DELIBERATE_{name}"] = what


def _is_origin(typed: str) -> bool:
    """Scheme, host and perhaps a port; nothing after it."""
    try:
        parts = urlsplit(typed)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = not (parts.path or parts.query or parts.fragment or parts.username)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and bare and port_fits
