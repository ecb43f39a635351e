"""The pages of a shared tablet: passing it on, and the screen between two people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask import session as cookie_session
from flask_wtf.csrf import generate_csrf

from deliberate.sessions.ids import SessionId
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.seating.decide import LED

from . import errors, replies, words
from .house import House
from .page import here
from .tablet import Sharer, Tablets

WIPE = '"cache", "storage"'
"""What a browser throws away besides the page: files of the product are fetched again."""
NEW = "new"


@dataclass(frozen=True, slots=True)
class TabletPages:
    """Nothing here shows anything of a session but who shares this tablet."""

    house: House

    @property
    def tablets(self) -> Tablets:
        return Tablets(self.house)

    def blueprint(self) -> Blueprint:
        pages = Blueprint("tablet", __name__)
        both = ["GET", "POST"]
        pages.add_url_rule("/sessions/<session_id>/pass-on", "pass_on", self.pass_on, methods=both)
        pages.add_url_rule("/tablet/<session_id>", "between", self.between, methods=both)
        return pages

    def pass_on(self, session_id: str) -> Response:
        """Choose a code and lay one's place away; who has done so sees the screen between."""
        session = SessionId(session_id)
        device = self.tablets.keeper(session)
        if isinstance(device, Refusal):
            return between(self.house, session) or replies.refused(device)
        if request.method != "POST":
            return self._passing(session, None)
        tablet = self.tablets.lay_away(device, _typed("code"))
        if isinstance(tablet, Refusal):
            return replies.refused(tablet) if _program() else self._passing(session, tablet)
        answer = _there(url_for("tablet.between", session_id=session))
        answer.headers["Clear-Site-Data"] = WIPE
        return self.house.devices.put_away(answer, tablet)

    def between(self, session_id: str) -> Response:
        """Nobody's screen: who goes on here says who they are, and shows it by their code."""
        session = SessionId(session_id)
        if seated := self.tablets.in_hand():
            first = Refusal("pass_on_first")
            posted = request.method == "POST"
            return replies.refused(first) if posted else replies.see(_page(seated))
        sharers = self.tablets.sharers(session)
        if not sharers:
            return replies.refused(Refusal("not_found"))
        if request.method != "POST":
            return self._between(session, sharers, _chosen(sharers, request.args.get("who", "")))
        if _typed("who") == NEW:
            lobby = url_for("pages.lobby", session_id=session)
            return self._told(session, sharers, None, self.tablets.newcomer(session), lobby)
        chosen = _chosen(sharers, _typed("who"))
        if chosen is None:
            return replies.refused(Refusal("not_at_this_tablet", "who"))
        refusal = self.tablets.take_up(session, chosen, _typed("code"))
        return self._told(session, sharers, chosen, refusal, _page(chosen.session))

    def _told(
        self,
        session: SessionId,
        sharers: tuple[Sharer, ...],
        chosen: Sharer | None,
        refusal: Refusal | None,
        href: str,
    ) -> Response:
        if refusal is None:
            return _there(href)
        if _program():
            return replies.refused(refusal)
        locked = refusal.code == "code_locked"
        return self._between(session, sharers, chosen, None if locked else refusal, locked=locked)

    def _passing(self, session: SessionId, refusal: Refusal | None) -> Response:
        device = self.house.devices.in_hand()
        context = {
            "session_id": session,
            "has_code": device is not None and self.tablets.has_code(device),
            "error": words.refusal_text(refusal) if refusal else "",
        }
        return replies.html("pages/pass_on.html", context, _status(refusal))

    def _between(
        self,
        session: SessionId,
        sharers: tuple[Sharer, ...],
        chosen: Sharer | None,
        refusal: Refusal | None = None,
        *,
        locked: bool = False,
    ) -> Response:
        if _program():
            return _with_token(
                replies.json({"people": [{"who": one.id, "name": one.name} for one in sharers]})
            )
        context = {
            "session_id": session,
            "sharers": sharers,
            "chosen": chosen,
            "locked": locked or bool(chosen and chosen.locked),
            "open": self.tablets.opens(session),
            "error": words.refusal_text(refusal) if refusal else "",
        }
        return replies.html("pages/handover.html", context, 409 if locked else _status(refusal))


def between(house: House, session: SessionId) -> Response | None:
    """The way to the screen between two people, on a tablet that waits for one of them."""
    if replies.is_live() or replies.wants_json() or not Tablets(house).sharers(session):
        return None
    return replies.see(url_for("tablet.between", session_id=session))


def pass_on_url() -> str:
    """Where whoever looks at a session can pass the device on; "" where it must stay."""
    links = here()
    if links is None or not LED.isdisjoint(links.view.you.roles) or "host" in cookie_session:
        return ""
    return url_for("tablet.pass_on", session_id=links.session)


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"pass_on_url": pass_on_url}


def _chosen(sharers: tuple[Sharer, ...], who: str) -> Sharer | None:
    return next((one for one in sharers if one.id == who), None)


def _typed(name: str) -> str:
    body = request.get_json(silent=True) if request.is_json else request.form
    value = body.get(name, "") if isinstance(body, Mapping) else ""
    return value.strip() if isinstance(value, str) else ""


def _program() -> bool:
    return replies.wants_json()


def _status(refusal: Refusal | None) -> int:
    return errors.status(refusal) if refusal else 200


def _page(session: SessionId) -> str:
    return url_for("sessions.page", session_id=session)


def _there(href: str) -> Response:
    return replies.json({"href": href}) if _program() else replies.see(href)


def _with_token(answer: Response) -> Response:
    answer.headers["X-CSRFToken"] = generate_csrf()
    return answer
