"""The edge to Flask-SocketIO: who may open a socket, the one event that comes in, and sending."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from engineio.async_drivers.threading import _async as threading_driver
from flask import Flask, request
from flask_socketio import SocketIO
from werkzeug.http import parse_cookie

from deliberate.sessions.ids import SeatId, SessionId

from .devices import Device, Devices
from .live import Live
from .origins import Origins
from .rate import Rate

PATH = "/socket.io/"
MAX_MESSAGE = 16 * 1024
CONNECTS = 10
JOINS = 20
STATUS = {400: "400 Bad Request", 403: "403 Forbidden", 429: "429 Too Many Requests"}
FULL = "503 Service Unavailable"


@dataclass(frozen=True, slots=True)
class Sockets:
    """Opens sockets for devices that have a seat; `sessions_of` and `seats_of` ask the store."""

    devices: Devices
    origins: Origins
    live: Live
    most: int
    sessions_of: Callable[[str], tuple[SessionId, ...]]
    seats_of: Callable[[SessionId, str], tuple[SeatId, ...]]
    connects: Rate
    joins: Rate

    def install(self, app: Flask) -> None:
        """Put the sockets before the pages, and the doorkeeper before the sockets."""
        socketio = SocketIO(
            app,
            async_mode="threading",
            async_handlers=False,
            transports=["websocket"],
            manage_session=False,
            cors_allowed_origins=[],  # the doorkeeper has looked already, and more strictly
            max_http_buffer_size=MAX_MESSAGE,
            logger=False,
            engineio_logger=False,
        )
        engine: Any = socketio.server.eio
        websocket = partial(threading_driver["websocket"], max_message_size=MAX_MESSAGE)
        engine._async = {**threading_driver, "websocket": websocket}
        socketio.on("connect")(self._connect)
        socketio.on("join")(partial(self._join, socketio))
        socketio.on("disconnect")(self._disconnect)
        self.live.push = partial(_push, socketio)
        self.live.cut = partial(_cut, socketio)
        app.wsgi_app = self._doorkeeper(app.wsgi_app, engine)  # type: ignore[assignment,method-assign]  # as Flask says

    def _doorkeeper(self, inside: WSGIApplication, engine: Any) -> WSGIApplication:
        def keep(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if not environ.get("PATH_INFO", "").startswith(PATH.rstrip("/")):
                return inside(environ, start)
            refused = self._refused(environ, _open(engine))
            if refused:
                start(refused, [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
                return [refused.encode()]
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # so that nothing is inflated
            return inside(environ, start)

        return keep

    def _refused(self, environ: WSGIEnvironment, open_sockets: int) -> str:
        if not self.origins.allows(environ.get("HTTP_ORIGIN"), environ):
            return STATUS[403]
        if parse_qs(environ.get("QUERY_STRING", "")).get("transport") != ["websocket"]:
            return STATUS[400]
        device = self.devices.of(parse_cookie(environ))
        if device is None or not self.sessions_of(device.hash):
            return STATUS[403]
        if not self.connects.allows(device.hash):
            return STATUS[429]
        return FULL if open_sockets >= self.most else ""

    def _device(self) -> Device | None:
        return self.devices.of(request.cookies)

    def _connect(self, _auth: object = None) -> bool:
        device = self._device()
        return device is not None and bool(self.sessions_of(device.hash))

    def _join(self, socketio: Any, said: object = None, *_more: object) -> None:
        """Listen to one session; the seat is looked up again, since a socket outlives it."""
        sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO puts it there
        device, session = self._device(), _session(said)
        seats = self.seats_of(session, device.hash) if device and session else ()
        if not seats or not self.joins.allows(sid):
            socketio.start_background_task(_cut, socketio, sid)
            return
        self.live.presences.joined(sid, session, seats)
        self.live.nudge(session)

    def _disconnect(self, *_reason: object) -> None:
        gone = self.live.presences.left(request.sid)  # type: ignore[attr-defined]  # as above
        if gone:
            self.live.nudge(gone.session)


def _open(engine: Any) -> int:
    """The engine clears closed sockets away only now and then."""
    return sum(not line.closed for line in list(engine.sockets.values()))


def _session(said: object) -> SessionId:
    session = said.get("session") if isinstance(said, dict) else None
    return SessionId(session if isinstance(session, str) and len(session) <= 64 else "")


def _push(socketio: Any, sid: str, event: str, body: dict[str, str | int]) -> None:
    socketio.emit(event, body, to=sid)


def _cut(socketio: Any, sid: str) -> None:
    """Socket.IO's own disconnect leaves the line open, so it is closed as well, without waiting:
    Engine.IO's wait may never end, and others are still to be cut off."""
    server = socketio.server
    line = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
    server.disconnect(sid)
    if line:
        line.close(wait=False, reason=server.eio.reason.SERVER_DISCONNECT)
