"""One person's browser as a program: cookies, the token against forged posts, HTML and JSON."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import requests

from .tally import Tally

PATIENCE = 20
"""Seconds after which an answer does not come any more."""
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_HEADER = "X-CSRFToken"
_PAGE = {"Accept": "text/html"}
_JSON = {"Accept": "application/json"}
_LIVE = {"Accept": "text/html", "X-Live": "1"}


class Broken(Exception):
    """A session cannot be played on; says where it stopped."""


def _http() -> requests.Session:
    made = requests.Session()
    made.trust_env = False  # no proxy between us and a server on this machine
    return made


@dataclass(slots=True)
class Browser:
    """Asks one server. Only `fragment` may be called beside the others, from another thread."""

    url: str
    tally: Tally
    token: str = ""
    http: requests.Session = field(default_factory=_http)
    background: requests.Session = field(default_factory=_http)

    def __post_init__(self) -> None:
        self.background.cookies = self.http.cookies

    @classmethod
    def beside(cls, other: "Browser") -> "Browser":
        """Another window of the same browser: the same cookies, and connections of its own."""
        made = cls(other.url, other.tally, other.token)
        for http in (made.http, made.background):
            http.cookies = other.http.cookies
        return made

    def page(self, path: str) -> requests.Response:
        """A whole page, as when somebody follows a link."""
        answer = self._got(self.http, path, _PAGE)
        found = _TOKEN.search(answer.text)
        if found:
            self.token = found[1]
        return answer

    def send(self, path: str, **fields: str) -> requests.Response:
        """A form without script."""
        body = {"csrf_token": self.token, **fields}
        return self._posted(path, _PAGE, data=body)

    def live(self, path: str, **fields: str) -> requests.Response:
        """A form as the page's own script sends it: the answer is the changing part."""
        return self._posted(path, _LIVE, data={"csrf_token": self.token, **fields})

    def json(self, path: str) -> requests.Response:
        answer = self._got(self.http, path, _JSON)
        self.token = answer.headers.get(_HEADER, self.token)
        return answer

    def post(self, path: str, body: Mapping[str, Any]) -> requests.Response:
        """A JSON object, as programs send it."""
        answer = self._posted(path, {**_JSON, _HEADER: self.token}, json=body)
        self.token = answer.headers.get(_HEADER, self.token)
        return answer

    def forged(self, path: str, body: Mapping[str, Any]) -> requests.Response:
        """What another site could make this browser send: cookies, and no token."""
        return self._posted(path, _JSON, json=body)

    def fragment(self, path: str) -> requests.Response:
        """The changing part of a page, as its own script fetches it."""
        return self._got(self.background, path, _LIVE)

    def close(self) -> None:
        self.http.close()
        self.background.close()

    def _posted(self, path: str, headers: Mapping[str, str], **body: Any) -> requests.Response:
        post = partial(self.http.post, self._at(path), headers=headers, timeout=PATIENCE, **body)
        return _once_more(post)

    def _got(
        self, http: requests.Session, path: str, headers: Mapping[str, str]
    ) -> requests.Response:
        return _once_more(partial(http.get, self._at(path), headers=headers, timeout=PATIENCE))

    def _at(self, path: str) -> str:
        return path if path.startswith(self.url) else f"{self.url}{path}"


def _once_more(ask: Callable[[], requests.Response]) -> requests.Response:
    """Like any browser, ask again where the server had just closed an idle connection."""
    try:
        return ask()
    except requests.ConnectionError:
        return ask()


def refusal(answer: requests.Response) -> str:
    """The code of a refusal; the bare status where the answer has another shape."""
    try:
        code = answer.json()["error"]["code"]
    except (ValueError, LookupError, TypeError):
        return f"status_{answer.status_code}"
    return str(code)
