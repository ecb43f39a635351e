"""Every way in and every way out: who may use it, and what can leave by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Who = Literal[
    "anybody",
    "who has the link",
    "the host",
    "who waits",
    "members",
    "who sat here",
    "who shares a tablet",
]
Leaves = Literal[
    "fixed text",
    "words of the waiting device",
    "names of those who share this tablet",
    "own consultations by label",
    "whether one's own next case has begun",
    "the view of one seat",
    "the record as its reader may have it",
    "what is wrong with the words that were sent",
    "files of the product",
]


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint; a method that is not listed is refused."""

    methods: frozenset[str]
    who: Who
    leaves: Leaves


@dataclass(frozen=True, slots=True)
class Event:
    """One socket event with the only fields that it may have."""

    way: Literal["in", "out"]
    who: Who
    fields: frozenset[str]


def _route(methods: str, who: Who, leaves: Leaves) -> Route:
    return Route(frozenset(methods.split()), who, leaves)


ROUTES: Mapping[str, Route] = {
    "static": _route("GET", "anybody", "files of the product"),
    "pages.landing": _route("GET", "anybody", "fixed text"),
    "pages.join": _route("GET POST", "anybody", "fixed text"),
    "pages.language": _route("POST", "anybody", "fixed text"),
    "pages.accessibility": _route("GET", "anybody", "fixed text"),
    "pages.healthz": _route("GET", "anybody", "fixed text"),
    "pages.openapi": _route("GET", "anybody", "fixed text"),
    "pages.record_schema": _route("GET", "anybody", "fixed text"),
    "pages.lobby": _route("GET", "who waits", "words of the waiting device"),
    "pages.enter": _route("GET POST", "who has the link", "fixed text"),
    "pages.desk": _route("GET POST", "the host", "own consultations by label"),
    "desk.host": _route("GET POST", "who has the link", "fixed text"),
    "desk.open": _route("POST", "the host", "fixed text"),
    "agendas.begin": _route("POST", "the host", "fixed text"),
    "agendas.show": _route("GET", "the host", "own consultations by label"),
    "agendas.change": _route("POST", "the host", "own consultations by label"),
    "next_case.show": _route("GET", "who sat here", "whether one's own next case has begun"),
    "next_case.go": _route("POST", "who sat here", "fixed text"),
    "tablet.pass_on": _route("GET POST", "who sat here", "fixed text"),
    "tablet.between": _route(
        "GET POST", "who shares a tablet", "names of those who share this tablet"
    ),
    "sessions.page": _route("GET", "members", "the view of one seat"),
    "sessions.protection": _route("GET", "members", "the view of one seat"),
    "sessions.view": _route("GET", "members", "the view of one seat"),
    "sessions.command": _route("POST", "members", "the view of one seat"),
    "hints.check": _route("POST", "members", "what is wrong with the words that were sent"),
    "sessions.record": _route("GET", "members", "the record as its reader may have it"),
    "sessions.record_json": _route("GET", "members", "the record as its reader may have it"),
    "sessions.record_pdf": _route("GET", "members", "the record as its reader may have it"),
}

EVENTS: Mapping[str, Event] = {
    "join": Event("in", "members", frozenset({"session"})),
    "changed": Event("out", "members", frozenset({"session", "v"})),
    "progress": Event("out", "members", frozenset({"session", "sealed", "of"})),
}

MAKES_ANSWERS = frozenset({"replies", "files"})
"""The only modules that make a response of their own; all others hand them a view or a refusal."""
PUSHES = frozenset({"sockets"})
"""The only module that emits; what it emits comes from `live`."""
