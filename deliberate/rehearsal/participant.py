"""One person at the table: a seat, a socket, and a page that follows what is pushed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic, perf_counter
from typing import Any

import requests
import socketio

from deliberate.sessions.ids import SeatId

from .browser import PATIENCE, Broken, Browser, refusal
from .canaries import Canaries

OK = 200
POLL = 5.0
"""Seconds between two looks of somebody whose socket cannot be had."""
FRAMES: Mapping[str, frozenset[str]] = {
    "changed": frozenset({"session", "v"}),
    "progress": frozenset({"session", "sealed", "of"}),
}
_VERSION = re.compile(r'data-version="(\d+)"')


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a command: a refusal's code, or the receipt and the fresh view."""

    status: int
    code: str = ""
    receipt: Mapping[str, Any] | None = None
    view: Mapping[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return self.status == OK


@dataclass(slots=True)
class Participant:
    """Commands go by `ask`; the fragment is fetched on each push, one request at a time."""

    seat: SeatId
    browser: Browser
    session: str
    canaries: Canaries
    look: str = ""
    may_poll: bool = False
    """Whether a page without a socket, which looks every five seconds, is good enough."""
    shown: list[tuple[int, float]] = field(default_factory=list)
    socket: Any = None
    following: bool = False
    _due: bool = False
    _wake: Condition = field(default_factory=Condition)

    @property
    def path(self) -> str:
        return f"/sessions/{self.session}{self.look}"

    def ask(self, key: str, body: Mapping[str, Any]) -> Reply:
        """Post a command; only those that were done count for the times."""
        began = perf_counter()
        answer = self.browser.post(f"{self.path}/commands", {**body, "key": key})
        took = (perf_counter() - began) * 1000
        self._search(answer.text)
        if answer.status_code != OK:
            return self.refused(answer)
        self.browser.tally.command_ms.append(took)
        told = answer.json()
        return Reply(OK, "", told["receipt"], told["view"])

    def refused(self, answer: requests.Response) -> Reply:
        code = refusal(answer)
        self.browser.tally.refused(code)
        return Reply(answer.status_code, code)

    def view(self) -> Mapping[str, Any]:
        """What this seat sees now, as a program gets it."""
        answer = self.browser.json(f"{self.path}/view")
        self._search(answer.text)
        if answer.status_code != OK:
            raise Broken(f"{self.seat} asked for a view and got {refusal(answer)}")
        found: Mapping[str, Any] = answer.json()
        return found

    def follow(self) -> None:
        """Open the socket and keep the page as it is on the server."""
        self.following = True
        self.socket = socketio.Client(reconnection=False, http_session=self.browser.http)
        self.socket.on("*", self._framed)
        self.socket.on("connect", lambda: self.socket.emit("join", {"session": self.session}))
        try:
            self.socket.connect(self.browser.url, transports=["websocket"], wait_timeout=PATIENCE)
        except socketio.exceptions.ConnectionError as error:
            self.browser.tally.refused("no_socket")
            if not self.may_poll:
                self.browser.tally.fault(f"{self.seat}: no socket ({error})")
        Thread(target=self._keep, name=f"page of {self.seat}", daemon=True).start()
        self._nudge()

    def stop(self) -> None:
        """Follow no longer; the seat and its cookie stay."""
        with self._wake:
            self.following = False
            self._wake.notify_all()
        if self.socket is not None:
            self.socket.disconnect()

    def saw(self, version: int, patience: float = PATIENCE) -> float | None:
        """When the page first showed this version or a later one; None if it never does."""
        with self._wake:
            self._wake.wait_for(lambda: bool(self.shown) and self.shown[-1][0] >= version, patience)
            return next((at for shown, at in self.shown if shown >= version), None)

    # -- what is pushed and fetched

    def _framed(self, event: str, *parts: Any) -> None:
        told = parts[0] if parts else None
        self._search(json.dumps(parts))
        if not isinstance(told, dict) or FRAMES.get(event) != told.keys():
            self.browser.tally.fault(f"{self.seat}: an odd frame {event} {told}")
        if event == "changed":
            self._nudge()

    def _nudge(self) -> None:
        with self._wake:
            self._due = True
            self._wake.notify_all()

    def _keep(self) -> None:
        while self.following:
            with self._wake:
                self._wake.wait_for(lambda: self._due or not self.following, POLL)
                due = self._due or not self.socket.connected
                self._due = False
            if self.following and due:
                self.fetch()

    def fetch(self) -> None:
        """Fetch the changing part of the page, and remember what it showed when."""
        began = perf_counter()
        try:
            answer = self.browser.fragment(f"{self.path}/view")
        except requests.RequestException as error:
            if self.following:
                self.browser.tally.fault(f"{self.seat}: no view ({type(error).__name__})")
            return
        took = (perf_counter() - began) * 1000
        self._search(answer.text)
        version = _VERSION.search(answer.text)
        if answer.status_code != OK or version is None:
            if self.following:
                self.browser.tally.fault(f"{self.seat}: view answered {answer.status_code}")
            return
        self.browser.tally.view_ms.append(took)
        with self._wake:
            self.shown.append((int(version[1]), monotonic()))
            self._wake.notify_all()

    def _search(self, text: str) -> None:
        for of in self.canaries.seen_by(self.seat, text):
            self.browser.tally.fault(f"{self.seat} was sent a blind answer of {of}")
