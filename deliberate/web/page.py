"""What a session's templates get: the view with a name and a number, and links of this request."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import segno
from flask import g, request
from markupsafe import Markup

from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import SessionId
from deliberate.sessions.project import View
from deliberate.sessions.roles import Role
from deliberate.sessions.views.people import PersonView

from .doors import admits
from .house import House


@dataclass(frozen=True, slots=True)
class PageView:
    """A view together with the session it is of, and the screen that shows it."""

    session: SessionId
    label: str
    look: str
    view: View

    def __getattr__(self, name: str) -> Any:
        return getattr(self.view, name)


PAGE = "page"
"""In the place of a form: what is told at the top of the page."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What a form without script is told, with what was typed; `ticked` holds every value of a
    field that takes several, and nothing of a box that was left or made empty."""

    form: str
    field: str
    message: str
    values: Mapping[str, str]
    ticked: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Links:
    """The ways into one session, as far as this viewer may hand them out."""

    house: House
    session: SessionId
    view: View

    @property
    def _leads(self) -> bool:
        return self.view.admitted and Role.MODERATOR in self.view.you.roles

    @property
    def _shows_code(self) -> bool:
        """The moderator tells it and the projector shows it, while people may knock."""
        may = self._leads or (self.view.admitted and Role.SCREEN in self.view.you.roles)
        return may and admits(self.house.runner.state(self.session))

    def code(self) -> str:
        return self.house.doors.code(self.session) if self._shows_code else ""

    def square(self) -> Markup:
        if not self._shows_code:
            return Markup("")
        return _square(f"{self.house.public_url}/join#{self.house.doors.token(self.session)}")

    def personal(self, person: PersonView) -> str:
        if not self._leads or person.link_taken or not person.link:
            return ""
        path = self.house.doors.link(self.session, person.seat, person.link)
        return f"{self.house.public_url}{path}"

    def screen(self) -> str:
        seat = self.house.runner.state(self.session).roster.seats[SCREEN] if self._leads else None
        if seat is None or seat.link_taken:
            return ""
        return f"{self.house.public_url}{self.house.doors.link(self.session, seat.id, seat.link)}"


@lru_cache(maxsize=64)
def _square(address: str) -> Markup:
    drawn = segno.make(address, error="m", boost_error=False)
    svg = drawn.svg_inline(
        scale=4, border=2, light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(svg)  # noqa: S704 # drawn from our own address


def show(links: Links, refused: Refused | None, look: str) -> None:
    """From here on the template globals speak of this session."""
    g.links, g.refused, g.look = links, refused, look


def here() -> Links | None:
    """The session that the page of this request is about."""
    found: Links | None = g.get("links")
    return found


def _refused(form: str) -> Refused | None:
    found: Refused | None = g.get("refused")
    return found if found and found.form == form else None


def _typed(form: str, name: str, value: Any) -> Any:
    """What stands in a field: what was typed in a post that was refused, or else `value`."""
    found = _refused(form)
    return found.values.get(name, value) if found else value


def _ticked(form: str, name: str, values: Collection[str]) -> Collection[str]:
    """Which boxes are ticked: as in a post that was refused, or else `values`."""
    found = _refused(form)
    return found.ticked.get(name, ()) if found else values


def _unfolded(name: str, forms: Collection[str]) -> bool:
    """Whether somebody asked for this part, or sent a form of it that was refused."""
    return name in asked() or any(map(_refused, forms))


def _unfolding(name: str) -> str:
    """The link to the same page with this part as well."""
    return steps(request.args.get("at", ""), {*asked(), name})


def steps(at: str, parts: Collection[str] = ()) -> str:
    """The query of a page at one of its steps, with some of its parts unfolded."""
    said = {"at": at, "open": ",".join(sorted(parts))}
    query = urlencode({name: value for name, value in said.items() if value})
    return f"?{query}" if query else ""


def asked() -> Collection[str]:
    """The parts that this request wants unfolded."""
    return frozenset(filter(None, request.args.get("open", "").split(",")))


def join_code() -> str:
    links = here()
    return links.code() if links else ""


def join_qr() -> Markup:
    links = here()
    return links.square() if links else Markup("")


def personal_link(person: PersonView) -> str:
    links = here()
    return links.personal(person) if links else ""


def screen_link() -> str:
    links = here()
    return links.screen() if links else ""


def join_url() -> str:
    links = here()
    return f"{links.house.public_url}/join" if links else ""


def record_url() -> str:
    links = here()
    return f"/sessions/{links.session}/record" if links and links.view.dossier else ""


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {
        "refused": _refused,
        "typed": _typed,
        "ticked": _ticked,
        "unfolded": _unfolded,
        "unfolding": _unfolding,
        "join_code": join_code,
        "join_qr": join_qr,
        "join_url": join_url,
        "personal_link": personal_link,
        "screen_link": screen_link,
        "record_url": record_url,
    }
