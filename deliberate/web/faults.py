"""When something goes wrong: an answer that says what to do, and a log without what was typed."""

import logging
from traceback import format_tb

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from deliberate.sessions.refusals import Refusal

from . import replies
from .origins import Origins

LOG = logging.getLogger("deliberate")
BODY_LIMIT = 64 * 1024
_BY_STATUS = {404: "not_found", 405: "no_such_method", 413: "too_large"}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask, origins: Origins) -> None:
    """Limits before a request is handled, and one shape for whatever goes wrong in it."""
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,  # an hour's expiry would fall inside a meeting
    )

    def ours() -> Response | None:
        """A browser says where a post comes from; a program that does not needs the token still."""
        origin = request.headers.get("Origin")
        if request.method in _SAFE or not origin or origins.allows(origin, request.environ):
            return None
        return replies.refused(Refusal("wrong_origin"))

    app.before_request(ours)
    CSRFProtect(app)
    app.register_error_handler(CSRFError, lambda _: replies.refused(Refusal("bad_form")))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _bug)


def _http(error: HTTPException) -> Response:
    return replies.refused(Refusal(_BY_STATUS.get(error.code or 500, "bad_request")))


def _busy(error: OperationalError) -> Response:
    """The database cannot be reached or written now; what was sent is sent again."""
    _note(error)
    return replies.refused(Refusal("try_again"))


def _bug(error: Exception) -> Response:
    _note(error)
    return replies.refused(Refusal("server_error"))


def _note(error: BaseException) -> None:
    """Where it went wrong, without the message: that may quote what somebody typed."""
    where = "".join(format_tb(error.__traceback__))
    LOG.error("%s in %s %s\n%s", type(error).__name__, request.method, request.endpoint, where)
