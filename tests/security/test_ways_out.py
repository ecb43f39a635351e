"""Requirements 3 and 6: whatever enters or leaves is on a list, and what is not is found."""

import ast
from pathlib import Path

import pytest
from flask import Blueprint

import deliberate
from deliberate.web.policy import EVENTS, MAKES_ANSWERS, PUSHES, ROUTES

PRODUCT = Path(deliberate.__file__).parent
MAKERS = {
    "Response",
    "jsonify",
    "make_response",
    "redirect",
    "render_template",
    "render_template_string",
    "send_file",
    "send_from_directory",
    "stream_with_context",
}
EMITS = {"emit", "send"}
SEALED = {"ballots", "envelopes", "sealing", "erasure", "records"}
"""Parts of the store that hold what no page may hold."""


def uses(source):
    """Every name that is called, and every name that is imported, in a module's text."""
    called, imported = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if isinstance(node, ast.ImportFrom):
            imported |= {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    return called, imported


def faults(name, source):
    """What a module does that only others may do."""
    called, imported = uses(source)
    if name not in MAKES_ANSWERS:
        yield from called & MAKERS
    if name not in PUSHES:
        yield from called & EMITS
    for path in imported:
        words = set(path.split("."))
        if "store" in words and words & SEALED:
            yield path
    if "read" in called and "event_log" in source:
        yield "reads the log"


def test_3_only_the_listed_modules_of_the_web_answer_push_or_open_anything():
    modules = {path.stem: path.read_text() for path in (PRODUCT / "web").rglob("*.py")}
    found = {name: list(faults(name, text)) for name, text in modules.items()}
    assert {name: fault for name, fault in found.items() if fault} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from flask import jsonify\ndef page(): return jsonify(state)",
        "def page(): return flask.make_response('x')",
        "def page(): return Response(body)",
        "def tell(): socketio.emit('changed', state)",
        "def tell(): flask_socketio.send(state)",
        "from deliberate.store import ballots",
        "from deliberate.store.envelopes import own_of",
        "import deliberate.store.sealing",
    ],
)
def test_3_a_way_out_that_is_not_listed_is_found(planted):
    assert list(faults("a_new_page", planted))


def test_3_nothing_outside_the_web_knows_how_to_answer():
    for path in PRODUCT.rglob("*.py"):
        if path.is_relative_to(PRODUCT / "web") or path.name in {"app.py", "cli.py"}:
            continue
        _, imported = uses(path.read_text())
        assert not {name.split(".")[0] for name in imported} & {"flask", "flask_socketio"}, path


def test_3_the_store_gives_the_web_no_answer_that_was_sealed():
    """Whoever could open envelopes is the runner alone."""
    openers = {
        path.relative_to(PRODUCT).as_posix()
        for path in PRODUCT.rglob("*.py")
        if {"unseal", "open_own", "round_private", "opened"} & uses(path.read_text())[0]
    }
    assert openers == {"runner.py", "store/ballots.py"}


def unlisted(app):
    """Endpoints with their methods that the policy does not know, or knows otherwise."""
    found = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.endpoint, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    known = {name: set(route.methods) for name, route in ROUTES.items()}
    return {name for name in found.keys() | known if found.get(name) != known.get(name)}


def events(app):
    return set(app.extensions["socketio"].server.handlers["/"]) - {"connect", "disconnect"}


def test_6_every_route_and_socket_event_is_listed(room_at):
    app = room_at("prepare").app
    assert unlisted(app) == set()
    assert events(app) == {name for name, event in EVENTS.items() if event.way == "in"}


def test_6_a_route_a_method_or_an_event_that_nobody_listed_is_found(room_at):
    app = room_at("prepare").app
    more = Blueprint("more", __name__)
    more.add_url_rule("/sessions/<session_id>/answers", "answers", lambda session_id: "")
    app.register_blueprint(more)
    app.add_url_rule("/", endpoint="pages.landing", methods=["PUT"])
    app.extensions["socketio"].on("answers")(lambda body: None)
    assert unlisted(app) == {"more.answers", "pages.landing"}
    assert "answers" in events(app) - set(EVENTS)


def test_32_every_answer_but_a_file_is_kept_by_nobody_and_runs_no_foreign_script(room_at):
    room = room_at("blind_1")
    for seat in ("moderator", "screen", "seat-A", None):
        for path in ("/", "/join", "/desk", room.path + "/view", room.path + "/record", "/nowhere"):
            headers = room.client(seat).get(path).headers
            assert headers["Cache-Control"] == "no-store"
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert "default-src 'none'" in headers["Content-Security-Policy"]
