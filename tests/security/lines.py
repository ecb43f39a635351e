"""Real sockets to a room: every frame that arrives is kept as it came."""

import json
import re
import socket
from contextlib import contextmanager, suppress
from threading import Thread
from time import monotonic, sleep

import websocket
from websocket import WebSocketException
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.security.room import COOKIE

PATIENCE = 10
SID = re.compile(r'"sid":"[^"]+"')


class Quiet(WSGIRequestHandler):
    """Writes no line per request."""

    def log(self, *_said):
        """Nothing."""


@contextmanager
def served(room):
    """The room's application on a free port; the block gets the port."""
    server = make_server("127.0.0.1", 0, room.app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        server.server_close()


def connected(port, token, transport="websocket", **options):
    """A bare websocket to the server; `origin` is its own unless said otherwise."""
    origin = options.pop("origin", f"http://127.0.0.1:{port}")
    return websocket.create_connection(
        f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport={transport}",
        origin=origin,
        suppress_origin=origin is None,
        cookie=f"{COOKIE}={token}" if token else None,
        timeout=PATIENCE,
        **options,
    )


def until(ready):
    """Whether something comes true before patience ends."""
    end = monotonic() + PATIENCE
    while not ready():
        if monotonic() > end:
            return False
        sleep(0.005)
    return True


class Line:
    """One open socket that listens to one session."""

    def __init__(self, port, token, session):
        self.frames, self.closed = [], False
        self.socket = connected(port, token)
        self.hello = self.socket.recv()
        self.socket.send("40")
        self.welcome = self.socket.recv()
        self.send("join", {"session": session})
        self.socket.settimeout(None)
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def send(self, event, body):
        self.socket.send(f"42{json.dumps([event, body])}")

    def _listen(self):
        try:
            while frame := self.socket.recv():
                if frame == "2":
                    self.socket.send("3")
                    continue
                self.frames.append(SID.sub('"sid":""', frame))
        except (WebSocketException, OSError):
            pass
        self.closed = True
        self.socket.shutdown()

    def wait(self, ready):
        """Until what has arrived is as wanted; False when it never is."""
        return until(lambda: ready(self))

    def told(self, event):
        """The bodies of all frames of one event."""
        parsed = [json.loads(frame[2:]) for frame in self.frames if frame.startswith("42")]
        return [body for name, body in parsed if name == event]

    def close(self):
        """Hang up without a goodbye, as phones do."""
        if self.socket.sock:
            with suppress(OSError):
                self.socket.sock.shutdown(socket.SHUT_RDWR)
        self.listener.join()
