"""The only place where answers are made: JSON in one canonical form, refusals in one shape."""

from collections.abc import Mapping
from typing import Any

import rfc8785
from flask import Response, make_response, redirect, render_template, request

from deliberate.sessions.refusals import Refusal
from deliberate.store.codec import plain

from . import errors

JSON = "application/json"
SEE_OTHER = 303


def wants_json() -> bool:
    """Programs ask for JSON, or send it; browsers prefer HTML."""
    accepted = request.accept_mimetypes
    return request.is_json or accepted[JSON] > accepted["text/html"]


def is_live() -> bool:
    """Whether the page's own script asks, and wants a fragment instead of a page."""
    return request.headers.get("X-Live") == "1"


def json(value: Any, status: int = 200) -> Response:
    """Records and plain values as JSON; equal values have equal bytes."""
    return _later(Response(rfc8785.dumps(plain(value)), status, mimetype=JSON))


def html(template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    return _later(make_response(render_template(template, **context), status))


def rendered(template: str, context: Mapping[str, Any]) -> str:
    """The text of a template, for what is to be made of it."""
    return render_template(template, **context)


def file(body: bytes, mimetype: str, name: str) -> Response:
    """To be kept under a name, and never shown inside a page."""
    answer = Response(body, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _later(answer: Response) -> Response:
    """When to try again, in seconds, where trying again may help."""
    wait = {429: 600, 503: 3}.get(answer.status_code)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def refused(refusal: Refusal) -> Response:
    """To a program or script the error shape, to a person a page that says what to do."""
    status = errors.status(refusal)
    body = errors.body(refusal)
    if wants_json() or is_live():
        return json(body, status)
    message = body["error"]["message"]
    context = {"code": status, "message": message, "lost": True}  # so the path is not echoed
    return html("pages/error.html", context, status)


def see(url: str) -> Response:
    """After a form: look there."""
    answer = redirect(url, SEE_OTHER)
    return make_response(answer)
