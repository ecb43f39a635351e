"""Requirements 3, 6, 7 and 8: nothing enters or leaves but by the table."""

import ast
import re
from pathlib import Path

import pytest

import deliberate.web
from deliberate.rehearsal import demo
from deliberate.web.live import Live, _Due
from deliberate.web.policy import EVENTS, MAKES_ANSWERS, PUSHES, ROUTES
from tests.web.room import JSON, a_key

WEB = Path(deliberate.web.__file__).parent
MAKERS = {"jsonify", "make_response", "Response", "render_template"}
EMITTERS = {"emit", "send"}


def test_6_every_route_is_in_the_policy_table_with_its_methods(room):
    found = {}
    for rule in room.app.url_map.iter_rules():
        found.setdefault(rule.endpoint, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    assert found == {name: set(route.methods) for name, route in ROUTES.items()}


def test_6_every_socket_event_is_in_the_policy_table(room):
    handlers = room.app.extensions["socketio"].server.handlers["/"]
    assert set(handlers) - {"connect", "disconnect"} == sent("in")
    pushed = re.findall(r'self\.push\(sid, "(\w+)"', (WEB / "live.py").read_text())
    assert set(pushed) == sent("out")


def test_6_a_push_has_the_fields_of_the_table_and_no_others(room):
    live, told = Live(room.house.live.presences), []
    live.push = lambda sid, event, body: told.append((event, set(body)))
    live.presences.joined("x", room.session, ["moderator"])
    live.presences.looked((room.session, "moderator"), admitted=True, leads=True, asked=False)
    live._push(room.session, _Due(0.0, all=True, sealed=1, of=3))
    assert told == [(name, set(EVENTS[name].fields)) for name in ("changed", "progress")]


def test_3_only_two_modules_make_answers_and_only_one_emits():
    for path in WEB.rglob("*.py"):
        calls = {called(node) for node in ast.walk(ast.parse(path.read_text()))}
        if path.stem not in MAKES_ANSWERS:
            assert not calls & MAKERS, f"{path.name} makes an answer of its own"
        if path.stem not in PUSHES:
            assert not calls & EMITTERS, f"{path.name} pushes by itself"


def test_3_no_page_reads_a_session_past_its_view():
    """The state is asked for ways in, seats and the catalogue alone; these are all the places."""
    users = {path.stem for path in WEB.rglob("*.py") if "runner.state(" in path.read_text()}
    assert users == {
        "agenda",
        "agenda_desk",
        "desk",
        "hints",
        "page",
        "pages",
        "record",
        "roster",
        "tablet",
    }


PATHS = (
    *("/", "/screen", "/view", "/view?look=screen", "/screen/view"),
    *("/record", "/record.json", "/record.pdf"),
)


@pytest.mark.parametrize("headers", [{}, JSON, {"X-Live": "1"}], ids=["html", "json", "live"])
@pytest.mark.parametrize("path", PATHS)
def test_8_foreign_guessed_and_nonexistent_ids_give_the_same_404(room, path, headers):
    browser = room.browser("moderator")
    sessions = (demo.make(room.house).session, "x" * 22)
    answers = [browser.client.get(f"/sessions/{s}{path}", headers=headers) for s in sessions]
    assert [a.status_code for a in answers] == [404, 404]
    assert len({without_token(a.text) for a in answers}) == 1


def test_8_a_command_to_a_foreign_session_gives_the_same_404(room):
    browser, bodies = room.browser("moderator"), set()
    token = browser.csrf()
    for session in (demo.make(room.house).session, "x" * 22):
        body = {"type": "SoundAlarm", "key": a_key()}
        headers = {**JSON, "X-CSRFToken": token}
        answer = browser.client.post(f"/sessions/{session}/commands", json=body, headers=headers)
        assert answer.status_code == 404
        bodies.add(answer.data)
    assert len(bodies) == 1


def without_token(text):
    return re.sub(r'value="[^"]{60,}"', "", text)


def sent(way):
    return {name for name, event in EVENTS.items() if event.way == way}


def called(node):
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return getattr(function, "attr", getattr(function, "id", ""))
