"""The language of a request, and times and dates as people of that language write them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask, g, request
from flask_babel import (
    Babel,
    force_locale,
    format_date,
    format_datetime,
    format_time,
    get_locale,
    get_translations,
)
from markupsafe import Markup

from deliberate.config import LOCALES

_COOKIE = "deliberate-language"


def cookie(*, secure: bool) -> str:
    return f"__Host-{_COOKIE}" if secure else _COOKIE


def install(app: Flask, default: str, translations: str) -> None:
    """Message ids are English; `default` is for those who chose no language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = translations
    Babel(
        app,
        default_locale="en",
        default_timezone="Europe/Amsterdam",
        locale_selector=lambda: _chosen() or default,
    )
    pages: Any = app.jinja_env  # with a method of its i18n extension
    pages.globals.update(template_globals())
    pages.install_gettext_callables(
        lambda text: _translations().ugettext(text),
        lambda one, more, number: _translations().ungettext(one, more, number),
        newstyle=True,
    )
    pages.globals.update({"_": _said, "gettext": _said})


def _said(text: str, /, **params: Any) -> Markup:
    """A translated text with its parameters escaped, as templates call it some five hundred times
    a page; the extension's own goes through three more calls for each."""
    said = Markup(_translations().ugettext(text))  # noqa: S704 our own text
    return said % params if params or "%" in said else said


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """In this language, whatever the reader has chosen."""
    with force_locale(chosen):
        g.pop("translations", None)
        yield
    g.pop("translations", None)


def _translations() -> Any:
    """Found once for each language of a request: a page asks some five hundred times."""
    kept = g._get_current_object()  # the proxy would be asked twice
    found = kept.get("translations")
    if found is None:
        found = kept.translations = get_translations()
    return found


def _chosen() -> str:
    chosen = request.cookies.get(cookie(secure=True)) or request.cookies.get(_COOKIE, "")
    return chosen if chosen in LOCALES else ""


def locale() -> str:
    """ "nl" or "en"."""
    found = get_locale()
    return str(found) if found and str(found) in LOCALES else "en"


def clock_time(ms: int) -> str:
    return str(format_time(_moment(ms), "HH:mm"))


def date_time(ms: int) -> str:
    return str(format_datetime(_moment(ms), "d MMMM y HH:mm"))


def day(ms: int) -> str:
    return str(format_date(_moment(ms), "d MMMM y"))


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"locale": locale, "clock_time": clock_time, "date_time": date_time, "day": day}
