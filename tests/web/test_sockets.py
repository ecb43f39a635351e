"""Sockets over a real server: who may listen, what is heard, and how one is cut off."""

import time
from contextlib import closing

import psutil
import pytest
import websocket

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.runner import Announcement
from deliberate.web.live import COUNTED, GAP
from deliberate.web.sockets import CONNECTS, MAX_MESSAGE
from tests.web.room import JSON, a_key
from tests.web.served import served, until

REFUSED = websocket.WebSocketBadStatusException


@pytest.fixture
def server(room_at):
    with served(room_at("facts")) as running:
        yield running


@pytest.fixture
def blind(room_at):
    with served(room_at("blind_1")) as running:
        yield running


def status(connect):
    with pytest.raises(REFUSED) as caught:
        connect()
    return caught.value.status_code


def test_everybody_hears_that_something_changed_and_nothing_else(server):
    ears = [server.listen(seat) for seat in (MODERATOR, "seat-A", "screen")]
    server.room.browser("seat-B").send("NothingToAdd")
    v = server.room.state.public
    for ear in ears:
        told = {"session": server.room.session, "v": v}
        assert until(lambda ear=ear, told=told: told in ear.of("changed"), 5)
        assert ear.of("progress") == []


def test_a_blind_answer_is_heard_by_nobody(blind):
    ears = [blind.listen(seat) for seat in (MODERATOR, "seat-B")]
    time.sleep(2 * GAP)
    for ear in ears:
        ear.heard.clear()
    factor = blind.room.cast.vignette.factor_ids[0]
    answers = {factor: {"direction": "risk"}}
    sent = blind.room.browser("seat-A").send("GiveAnswers", round="round-1", answers=answers)
    assert sent.status_code == 200
    time.sleep(COUNTED + 2 * GAP)
    assert [ear.of("changed") + ear.of("progress") for ear in ears] == [[], []]


def test_a_blind_answer_after_a_pause_is_not_seen_as_somebody_coming_back(blind):
    """Presence would else tell the moderator when a rater without a socket answers."""
    moderator, rater = blind.listen(MODERATOR), blind.room.browser("seat-A")
    blind.room.browser(MODERATOR).see()
    rater.see()
    token = rater.csrf()
    blind.room.clock.at += 60_000
    time.sleep(2 * GAP)
    moderator.heard.clear()
    factor = blind.room.cast.vignette.factor_ids[0]
    body = {"round": "round-1", "answers": {factor: {"direction": "risk"}}}
    sent = {"type": "GiveAnswers", "key": a_key(), **body}
    headers = {**JSON, "X-CSRFToken": token}
    path = f"{blind.room.path}/commands"
    assert rater.client.post(path, json=sent, headers=headers).status_code == 200
    time.sleep(COUNTED + 2 * GAP)
    assert moderator.heard == []
    assert not online(blind)["seat-A"]


def test_who_is_ready_is_heard_as_a_count(blind):
    from deliberate.rehearsal.script.judging import one_rater

    ear = blind.listen("seat-B")
    blind.room.browser("seat-B").see()
    for move in one_rater(blind.room.cast, blind.room.cast.vignette.rater("A")):
        blind.room.play(move)
    assert ear.waits_for("progress")
    assert ear.of("progress")[-1] == {"session": blind.room.session, "sealed": 1, "of": 8}


def test_28_who_waits_hears_of_changes_but_no_count(room_at):
    room = room_at("open")
    with served(room) as server:
        waiting = server.listen("seat-A")
        server.room.browser("seat-A").see()
        live = server.room.house.live

        live.announce(Announcement(room.session, 99, 3, 8, ()))
        assert waiting.waits_for("changed")
        time.sleep(2 * GAP)
        assert waiting.of("progress") == []


def test_many_changes_are_told_once_per_gap(server):
    ear = server.listen("seat-A")
    time.sleep(2 * GAP)
    ear.heard.clear()

    for number in range(100, 150):
        server.room.house.live.announce(Announcement(server.room.session, number, 0, 0, ()))
    assert until(lambda: {"session": server.room.session, "v": 149} in ear.of("changed"), 5)
    assert len(ear.of("changed")) <= 2
    gaps = [b - a for a, b in zip(ear.at("changed"), ear.at("changed")[1:], strict=False)]
    assert all(gap > GAP * 0.5 for gap in gaps)


def test_the_moderator_hears_at_once_that_somebody_knocks(room_at):
    with served(room_at("open")) as server:
        moderator, other = server.listen(MODERATOR), server.listen("seat-A")
        server.room.browser(MODERATOR).see()
        time.sleep(2 * GAP)
        moderator.heard.clear()
        other.heard.clear()
        server.room.house.lobby.knock(server.room.session, "d" * 64)
        server.room.house.live.nudge(server.room.session)
        assert moderator.waits_for("changed")
        assert other.of("changed") == []


def test_22_a_wrong_or_missing_origin_is_refused_on_both_transports(server):
    cookie = server.cookie("seat-A")
    for origin in ("http://evil.example", "null", ""):
        assert status(lambda origin=origin: server.raw(cookie, origin)) == 403
        assert server.poll(cookie, origin) == 403
    assert server.poll(cookie, server.url) == 400
    server.raw(cookie).close()


def test_without_a_seat_no_socket_opens(server):
    stranger = f"deliberate-device={server.room.house.token()}"
    for cookie in ("", stranger, "deliberate-device=short"):
        assert status(lambda cookie=cookie: server.raw(cookie)) == 403


def test_a_device_that_keeps_connecting_is_held_up(server):
    cookie = server.cookie("seat-A")
    for _ in range(CONNECTS):
        server.raw(cookie).close()
    assert status(lambda: server.raw(cookie)) == 429
    server.raw(server.cookie("seat-B")).close()
    server.room.clock.at += 60_001
    server.raw(cookie).close()


def test_more_sockets_than_there_is_room_for_are_refused(room_at):
    with served(room_at("facts", MAX_SOCKETS=2)) as server:
        held = [server.raw(server.cookie(seat)) for seat in ("seat-A", "seat-B")]
        assert status(lambda: server.raw(server.cookie("seat-C"))) == 503
        for line in held:
            line.close()
        assert until(lambda: _opens(server, "seat-C"), 5)


def _opens(server, seat):
    server.room.clock.at += 60_001  # so that trying again counts anew
    try:
        server.raw(server.cookie(seat)).close()
    except REFUSED:
        return False
    return True


def test_23_an_over_long_message_ends_the_line_in_bounded_memory(server):
    line = server.raw(server.cookie("seat-A"))
    line.recv()
    before = psutil.Process().memory_info().rss
    chunk = b"4" + b"x" * (1 << 20)
    frame = websocket.ABNF.create_frame(chunk, websocket.ABNF.OPCODE_TEXT, 0)
    with pytest.raises((OSError, websocket.WebSocketException)), closing(line):
        flood(line, frame)
    assert psutil.Process().memory_info().rss - before < 24 << 20
    assert MAX_MESSAGE == 16 * 1024


def flood(line, frame):
    """One message in endless parts."""
    for _ in range(80):
        line.send_frame(frame)


def test_23_nothing_is_inflated(server):
    line = server.raw(server.cookie("seat-A"))
    assert "sec-websocket-extensions" not in {name.lower() for name in line.headers}
    line.close()


@pytest.mark.parametrize("said", [None, {}, "x", {"session": 3}, {"session": "y" * 22}, [1], 2**60])
def test_a_join_that_fits_nowhere_ends_the_line(server, said):
    ear = server.listen("seat-A", join=False)
    ear.client.emit("join", said)
    assert ear.waits_for("disconnect")


def test_21_who_is_taken_out_is_cut_off_within_a_second(server):
    ear = server.listen("seat-B")
    began = time.monotonic()
    server.room.browser(MODERATOR).send("EndSeat", seat="seat-B", reason="ziek")
    assert ear.waits_for("disconnect", within=1)
    assert time.monotonic() - began < 1.5
    assert status(lambda: server.raw(server.cookie("seat-B"))) == 403
    assert until(lambda: "seat-B" not in present(server), 2)


def test_21_whose_seat_is_moved_is_cut_off(server):
    ear = server.listen("seat-B")
    knock = server.room.house.lobby.knock(server.room.session, "d" * 64)
    moved = server.room.browser(MODERATOR).send("MoveSeat", seat="seat-B", device=knock.id)
    assert moved.status_code == 200
    assert ear.waits_for("disconnect", within=1)


def test_the_moderator_sees_who_is_connected(server):
    ear = server.listen("seat-B")
    assert online(server)["seat-B"]
    assert "geen verbinding" not in row_of(server, "Joost Hendriks")
    ear.client.disconnect()
    assert until(lambda: not online(server)["seat-B"], 5)
    assert "geen verbinding" in row_of(server, "Joost Hendriks")
    other = server.room.browser("seat-A").get("/").text
    assert "Joost Hendriks" not in other or "geen verbinding" not in other.split("<main")[1]


def row_of(server, name):
    page = server.room.browser(MODERATOR).page("/", "nl").text
    return page.split('id="lead-people"')[1].split(name)[1].split("</li>")[0]


def present(server):
    return server.room.house.live.presences.online(server.room.session)


def online(server):
    people = server.room.browser(MODERATOR).see()["people"]
    return {person["seat"]: person["online"] for person in people}


def test_an_idle_room_costs_no_query(server):
    from sqlalchemy import event

    for seat in (MODERATOR, "seat-A", "screen"):
        server.listen(seat)
    time.sleep(1)
    asked = []
    event.listen(server.room.house.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    began = psutil.Process().cpu_times()
    time.sleep(2)
    used = psutil.Process().cpu_times()
    assert asked == []
    assert used.user + used.system - began.user - began.system < 0.2


def test_counts_are_told_together_but_at_once_when_everybody_is_ready(server):
    ear = server.listen(MODERATOR)
    server.room.browser(MODERATOR).see()
    time.sleep(2 * GAP)
    ear.heard.clear()
    live, session = server.room.house.live, server.room.session
    began = time.monotonic()
    for sealed in (1, 2, 3):
        live.announce(Announcement(session, 100 + sealed, sealed, 8, (), counts=True))
    time.sleep(COUNTED / 2)
    assert ear.of("progress") == []
    assert ear.waits_for("progress")
    assert [body["sealed"] for body in ear.of("progress")] == [3]
    assert ear.at("progress")[0] - began >= COUNTED * 0.9
    live.announce(Announcement(session, 108, 8, 8, (), counts=True))
    last = time.monotonic()
    assert ear.waits_for("progress", times=2)
    assert ear.at("progress")[1] - last < COUNTED * 0.9
    assert ear.of("changed")[-1]["v"] == 108


def test_a_count_that_waits_does_not_hold_up_a_change(server):
    ear = server.listen("seat-A")
    time.sleep(2 * GAP)
    ear.heard.clear()
    live, session, began = server.room.house.live, server.room.session, time.monotonic()
    live.announce(Announcement(session, 100, 1, 8, (), counts=True))
    live.announce(Announcement(session, 101, 1, 8, ()))
    assert ear.waits_for("changed")
    assert ear.at("changed")[0] - began < COUNTED * 0.9
