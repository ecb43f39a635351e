"""Browsers of people: a context each, with everything its network and console ever brought it."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Response, expect
from playwright.sync_api import Error as BrowserError

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
PROJECTOR: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CUT = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_", "ERR_EMPTY_RESPONSE", "WebSocket connection")
"""What a browser says by itself while there is no network."""


@dataclass
class Person:
    """One browser of one person. `complaints` should stay empty, whatever happens."""

    browser: Browser
    url: str
    device: dict[str, Any]
    page: Page = field(init=False)
    frames: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cut_off: bool = False

    def __post_init__(self):
        self.context = self.browser.new_context(base_url=self.url, **self.device)
        self.context.set_default_timeout(20_000)
        self.open()

    def open(self) -> Page:
        """A new tab; what it gets is kept as well."""
        self.page = self.context.new_page()
        self.page.on("websocket", lambda ws: ws.on("framereceived", self._frame))
        self.page.on("response", self._body)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        return self.page

    def holds(self, cookie: str, token: str) -> "Person":
        """This browser is the device that this token stands for."""
        self.context.add_cookies([{"name": cookie, "value": token, "url": self.url}])
        return self

    def speaks(self, locale: str) -> "Person":
        self.context.add_cookies(
            [{"name": "deliberate-language", "value": locale, "url": self.url}]
        )
        return self

    def offline(self, off: bool = True) -> None:
        """Without network; what the browser itself says about that is no complaint."""
        self.cut_off = self.cut_off or off
        self.context.set_offline(off)

    def slow_line(self, bytes_per_second: int) -> None:
        """As far out in the country: a page comes in parts, and is seen before it is whole."""
        line = self.context.new_cdp_session(self.page)
        line.send("Network.enable")
        pace = {"downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second}
        line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 20, **pace})

    def received(self) -> str:
        return "\n".join((*self.frames, *self.bodies))

    def forget(self) -> None:
        self.frames.clear()
        self.bodies.clear()

    def connected(self) -> "Person":
        expect(self.page.locator("#live[data-state=on]")).to_be_visible()
        return self

    def form(self, form_id: str) -> Locator:
        return self.page.locator(f"form[id='{form_id}']")

    def close(self) -> None:
        with suppress(BrowserError):
            self.context.close()

    def _frame(self, frame: str | bytes) -> None:
        self.frames.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    def _body(self, response: Response) -> None:
        if "/static/" not in response.url:
            with suppress(BrowserError):  # redirects have no body, and a page that left neither
                self.bodies.append(response.text())

    def _console(self, message) -> None:
        if message.type in {"error", "warning"} and not self._of_the_cut(message.text):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _failed(self, request) -> None:
        if not self.device.get("java_script_enabled", True) and "/static/" in request.url:
            return  # scripts that it did not want, though the page offers them
        said = str(request.failure)
        if not self._of_the_cut(said) and "ERR_ABORTED" not in said:
            self.complaints.append(f"{request.method} {request.url}: {said}")

    def _of_the_cut(self, said: str) -> bool:
        return self.cut_off and any(word in said for word in CUT)
