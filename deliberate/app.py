"""Where the parts meet: one Flask application with everything that belongs to it."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy import Engine, text
from werkzeug.middleware.proxy_fix import ProxyFix

from deliberate.config import ConfigError, Settings
from deliberate.runner import Runner
from deliberate.sessions.ids import Millis, SeatId, SessionId
from deliberate.sessions.rounds.count import open_rounds
from deliberate.sessions.state import Session
from deliberate.store import directory, erasure, resting, seats
from deliberate.store.database import open_database, private_folder, reading, writing
from deliberate.store.keys import KeyStore, RoundRef
from deliberate.store.migrations import migrate
from deliberate.web import (
    afterwards,
    charts,
    faults,
    headers,
    items,
    languages,
    next_case,
    packing,
    page,
    protection,
    shields,
    steps,
    tablet_pages,
    times,
    words,
)
from deliberate.web.agenda import Agenda
from deliberate.web.agenda_desk import AgendaDesk
from deliberate.web.desk import Desk
from deliberate.web.devices import Devices
from deliberate.web.doors import Doors
from deliberate.web.files import HERE, Files, shared
from deliberate.web.hints import CHECKS, Hints
from deliberate.web.house import House
from deliberate.web.live import Live
from deliberate.web.lobby import Lobby
from deliberate.web.next_case import NextCasePages
from deliberate.web.origins import Origins
from deliberate.web.pages import Pages
from deliberate.web.presence import Presences
from deliberate.web.rate import Rate
from deliberate.web.sessions import SessionPages
from deliberate.web.sockets import CONNECTS, JOINS, Sockets
from deliberate.web.tablet_pages import TabletPages
from deliberate.web.templating import Templates

PAYLOAD_LOGGERS = ("sqlalchemy.engine", "engineio.server", "socketio.server", "urllib3", "pydantic")
"""At level INFO or below these would write down what people typed."""
HALF_A_YEAR = timedelta(days=183)


def now() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


def drawn() -> str:
    """256 random bits in hex."""
    return secrets.token_hex(32)


def secret() -> str:
    """256 random bits in 43 characters that fit a URL."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class World:
    """Time and chance, so that a test can run the same session twice."""

    clock: Callable[[], Millis] = now
    draw: Callable[[], str] = drawn
    token: Callable[[], str] = secret


def create_app(settings: Settings, world: World | None = None) -> Flask:
    """The application for these settings, its database brought up to date and looked over."""
    return furnish(settings, world)[0]


def prepare(settings: Settings) -> None:
    """Make folders, keys and tables where they are missing, and refuse what is not safe."""
    engine, keys = _stores(settings)
    keys.close()
    engine.dispose()


def _stores(settings: Settings) -> tuple[Engine, KeyStore]:
    private_folder(settings.data)
    keys = KeyStore(settings.keys)
    engine = open_database(settings.database_url)
    migrate(engine)
    if settings.production:
        _check_safe(engine, settings)
    return engine, keys


def furnish(settings: Settings, world: World | None = None) -> tuple[Flask, House]:
    """The application, and the parts that it leans on."""
    world = world or World()
    engine, keys = _stores(settings)
    live = Live(Presences(world.clock))
    runner = Runner(engine, keys, world.clock, world.draw, live.announce, locale=settings.locale)
    _doctor(runner)
    with reading(engine) as conn:
        for place in resting.away(conn):
            live.presences.rest((place.session, place.seat))
    house = _house(settings, world, runner, live)
    return _app(house, keys), house


def _house(settings: Settings, world: World, runner: Runner, live: Live) -> House:
    derived = runner.keys.derived
    return House(
        settings=settings,
        engine=runner.engine,
        runner=runner,
        devices=Devices(derived("device hashing"), settings.secure, world.token),
        doors=Doors(derived),
        lobby=Lobby(world.clock, world.draw),
        live=live,
        clock=world.clock,
        token=world.token,
        started=world.clock(),
        public_url=settings.public_url,
    )


def _app(house: House, keys: KeyStore) -> Flask:
    settings = house.settings
    app = Flask("deliberate", static_folder=None, template_folder=str(shared("templates")))
    app.jinja_environment = Templates
    app.config.update(
        SECRET_KEY=keys.derived("cookie signing"),
        SESSION_COOKIE_NAME="__Host-deliberate" if settings.secure else "deliberate",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=HALF_A_YEAR,
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    origins = Origins(settings.origins, own_address=not settings.production)
    faults.install(app, origins)
    languages.install(app, settings.locale, str(HERE / "translations"))
    headers.install(app, secure=settings.secure)
    packing.install(app)
    house.devices.install(app)
    Files(shared("static")).install(app)
    _templates(app, house)
    desk = Desk(house)
    agenda = Agenda(house)
    meeting = (AgendaDesk(house, desk), NextCasePages(house, agenda))
    hints = Hints(house, Rate(CHECKS, house.clock))
    tablet = TabletPages(house)
    pages = (Pages(house, desk), desk, SessionPages(house, agenda), tablet)
    for blueprint in (*pages, hints, *meeting):
        app.register_blueprint(blueprint.blueprint())
    _sockets(house, origins).install(app)
    if settings.secure:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # Flask's own way
    house.live.start()
    return app


def _templates(app: Flask, house: House) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals.update(
        {
            **words.template_globals(),
            **items.template_globals(),
            **protection.template_globals(),
            **shields.template_globals(),
            **steps.template_globals(),
            **times.template_globals(),
            **afterwards.template_globals(),
            **page.template_globals(),
            **next_case.template_globals(),
            **tablet_pages.template_globals(),
            **charts.template_globals(),
            "new_key": lambda: house.token()[:22],
            "emergency_numbers": tuple,
        }
    )


def _sockets(house: House, origins: Origins) -> Sockets:
    def sessions_of(device: str) -> tuple[SessionId, ...]:
        with reading(house.engine) as conn:
            return seats.sessions_of(conn, device)

    def seats_of(session: SessionId, device: str) -> tuple[SeatId, ...]:
        with reading(house.engine) as conn:
            return seats.seats_of(conn, session, device)

    return Sockets(
        devices=house.devices,
        origins=origins,
        live=house.live,
        most=house.settings.max_sockets,
        sessions_of=sessions_of,
        seats_of=seats_of,
        connects=Rate(CONNECTS, house.clock),
        joins=Rate(JOINS, house.clock),
    )


def _doctor(runner: Runner) -> None:
    """Finish what a crash left: keys of rounds that are over and of what was erased."""
    with writing(runner.engine) as conn:
        resting.clear(conn, runner.clock())
    with reading(runner.engine) as conn:
        erased = tuple(erasure.erased_subjects(conn))
        known = frozenset(directory.session_ids(conn))
    held = {ref.session for ref in runner.keys.rounds()} & known
    live = [ref for session in held for ref in _live(session, runner.state(session))]
    runner.keys.doctor(live, erased)


def _live(session: SessionId, state: Session) -> list[RoundRef]:
    return [RoundRef(session, this.id, this.attempt) for this in open_rounds(state)]


def _too_regular(master: Path) -> bool:
    """32 random bytes have fewer than 16 different values once in a universe."""
    return len(set(master.read_bytes())) < 16


def _check_safe(engine: Engine, settings: Settings) -> None:
    """What production refuses to start with, as far as only the running parts can tell."""
    problems = {}
    with engine.connect() as conn:
        if engine.dialect.name == "sqlite":
            full = conn.execute(text("PRAGMA synchronous")).scalar_one() >= 2
        else:
            full = conn.execute(text("SHOW synchronous_commit")).scalar_one() != "off"
    if not full:
        problems["DELIBERATE_DATABASE_URL"] = "must be durable: synchronous FULL, or commit on"
    talkative = [n for n in PAYLOAD_LOGGERS if logging.getLogger(n).isEnabledFor(logging.INFO)]
    if talkative:
        problems["logging"] = f"{', '.join(talkative)} would log what people type"
    if _too_regular(settings.keys / "master.key"):
        problems["DELIBERATE_KEYS"] = "holds a master key that is not random"
    if problems:
        raise ConfigError(problems)
