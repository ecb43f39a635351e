"""A room behind a real server, with sockets and raw connections to it."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import Any

import requests
import socketio
import websocket
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.room import Room

JOINED = 5.0


@dataclass
class Ear:
    """A socket of one browser, and what it heard with the time."""

    client: socketio.Client
    heard: list[tuple[str, Any, float]] = field(default_factory=list)

    def of(self, event):
        return [body for name, body, _ in self.heard if name == event]

    def at(self, event):
        return [when for name, _, when in self.heard if name == event]

    def hang_up(self):
        if self.client.connected:
            self.client.disconnect()

    def waits_for(self, event, times=1, within=JOINED):
        return until(lambda: len(self.of(event)) >= times, within)


@dataclass
class Served:
    """A room with an address."""

    room: Room
    url: str
    ears: list[Ear] = field(default_factory=list)

    def cookie(self, seat):
        self.room.browser(seat)
        return f"deliberate-device={self.room.devices[seat]}"

    def listen(self, seat, join=True, cookie=None):
        ear = Ear(socketio.Client(reconnection=False))
        for event in ("changed", "progress", "disconnect"):
            ear.client.on(event, self._hears(ear, event))
        headers = {"Cookie": cookie or self.cookie(seat)}
        ear.client.connect(self.url, headers=headers, transports=["websocket"])
        self.ears.append(ear)
        if join:
            ear.client.emit("join", {"session": self.room.session})
            sid = ear.client.get_sid()
            assert until(lambda: sid in self.room.house.live.presences._listeners, JOINED)
        return ear

    @staticmethod
    def _hears(ear, event):
        def hear(body=None, *_):
            ear.heard.append((event, body, time.monotonic()))

        return hear

    def raw(self, cookie="", origin="ours"):
        headers = [f"Cookie: {cookie}"] if cookie else []
        if origin:
            headers.append(f"Origin: {self.url if origin == 'ours' else origin}")
        return websocket.create_connection(
            f"{self.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket",
            header=headers,
            suppress_origin=True,
            timeout=5,
        )

    def poll(self, cookie="", origin=None):
        headers = {"Cookie": cookie} | ({"Origin": origin} if origin else {})
        url = f"{self.url}/socket.io/?EIO=4&transport=polling"
        return requests.get(url, headers=headers, timeout=5).status_code


class Silent(WSGIRequestHandler):
    """Tells nobody what was asked."""

    def log(self, *_):
        pass


@contextmanager
def served(room):
    server = make_server("127.0.0.1", 0, room.app, threaded=True, request_handler=Silent)
    url = f"http://127.0.0.1:{server.server_port}"
    settings = replace(room.house.settings, public_url=url)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    running = Served(replace(room, house=replace(room.house, settings=settings)), url)
    try:
        yield running
    finally:
        with ThreadPoolExecutor() as at_once:  # each takes three seconds
            list(at_once.map(Ear.hang_up, running.ears))
        server.shutdown()
        thread.join()
        server.server_close()


def until(true, within):
    """Whether something becomes true within so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return bool(true())
