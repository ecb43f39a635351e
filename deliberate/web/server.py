"""gunicorn in this process: one worker, a thread for every socket and some for the pages."""

import gc
import socket
from collections.abc import Callable
from threading import Thread
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication

SPARE_THREADS = 32
GRACEFUL = 2
BACKLOG = 256


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, bound now, so that a free port is known before the server starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The application is made in the worker, after the fork: threads do not survive one."""

    def __init__(self, make: Callable[[], WSGIApplication], options: dict[str, Any]) -> None:
        self.make, self.options = make, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        return self.make()


def warm(application: Any) -> None:
    """Compile every page while nobody waits for it: the first meeting is as quick as the next."""
    pages = application.jinja_env
    for name in pages.list_templates():
        pages.get_template(name)


def serve(
    make: Callable[[], WSGIApplication],
    listener: socket.socket,
    max_sockets: int,
    ready: Callable[[bool], None],
) -> None:
    """Serve until stopped. `ready` is called in the worker, with whether it is the first one."""

    def started(worker: Any) -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # with many sockets a full collection takes 50 ms or more
        ready(worker.age == 1)
        Thread(target=warm, args=(worker.app.callable,), daemon=True).start()

    options = {
        "bind": f"fd://{listener.fileno()}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": max_sockets + SPARE_THREADS,
        "worker_connections": max_sockets + 4 * SPARE_THREADS,
        "graceful_timeout": GRACEFUL,
        "timeout": 60,
        "keepalive": 15,
        "umask": 0o077,
        "loglevel": "warning",
        "control_socket_disable": True,
        "post_worker_init": started,
    }
    _Server(make, options).run()
