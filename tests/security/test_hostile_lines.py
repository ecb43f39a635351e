"""Requirements 21, 22 and 23 on real sockets: cut off in time, refused at the door, never fed."""

import json
import os
import struct
import time
from contextlib import closing, suppress

import psutil
import pytest
import websocket

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.danger.commands import NoteAlarm
from deliberate.sessions.flow.commands import CloseMeeting
from deliberate.sessions.ids import DECIDE
from deliberate.sessions.seating.commands import EndSeat, EnterByLink, MoveSeat, RenewLink
from deliberate.web.sockets import MAX_MESSAGE
from tests.security.lines import Line, connected, served, until
from tests.security.room import token_of

pytestmark = pytest.mark.filterwarnings(  # Engine.IO's writer dies with its line
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)
REFUSED = websocket.WebSocketBadStatusException


@pytest.fixture
def listening(room_at):
    """A served room, and a way to listen in it."""
    opened = []

    def at(stage):
        room = room_at(stage)
        server = served(room)
        opened.append(server)
        port = server.__enter__()

        def listen(seat):
            line = Line(port, token_of(seat), room.session)
            opened.append(closing(line))
            place = (seat, room.house.live.presences)
            assert until(lambda: place[0] in place[1].online(room.session))
            return line

        return room, port, listen

    yield at
    for block in reversed(opened):
        block.__exit__(None, None, None)


def now(room):
    """What everybody is told of the session as it stands."""
    return {"session": room.session, "v": room.state.public}


def moved(room):
    device = room.house.devices.hash("another device")
    room.must(MoveSeat(seat="seat-B", device=device), MODERATOR, "move")


def renewed(room):
    room.must(RenewLink(seat="seat-B"), MODERATOR, "renew")
    link = room.state.roster.seats["seat-B"].link
    device = room.house.devices.hash("another device")
    room.must(EnterByLink(seat="seat-B", device=device, link=link), None, "enter-again")
    room.house.live.cut_off(room.session, ("seat-B",))


def ended(room):
    room.must(EndSeat(seat="seat-B", reason="weg"), MODERATOR, "end")


@pytest.mark.parametrize("revoke", [ended, moved, renewed])
def test_21_who_is_revoked_hears_and_sees_nothing_a_second_later(listening, revoke):
    room, _, listen = listening("discuss")
    out, stays = listen("seat-B"), listen("seat-C")
    browser = room.browser("seat-B")
    assert browser.get().status_code == 200
    token, since = browser.token(), time.monotonic()
    revoke(room)
    assert until(lambda: out.closed)
    assert time.monotonic() - since < 1
    assert browser.get().status_code in {401, 404}
    assert browser.post(NoteAlarm(who="x"), "after", token).status_code in {401, 404}
    heard = list(out.frames)
    room.must(NoteAlarm(who="iemand"), MODERATOR, "note")
    assert stays.wait(lambda line: now(room) in line.told("changed"))
    assert out.frames == heard
    assert "seat-B" not in room.house.live.presences.online(room.session)


def test_21_the_end_of_the_meeting_cuts_off_who_has_no_task_after_it(listening):
    room, _, listen = listening("decide")
    for move in room.script("decide")[:-1]:
        room.play(move)
    lines = {seat: listen(seat) for seat in ("moderator", "screen", "seat-B", "seat-C")}
    room.must(CloseMeeting(expected=DECIDE), MODERATOR, "close")
    over = {s for s, place in room.state.roster.seats.items() if place.standing == "ended"}
    assert over & set(lines)
    for seat in over & set(lines):
        assert until(lambda seat=seat: lines[seat].closed), seat
        assert room.browser(seat).get().status_code == 401
    assert not lines["moderator"].closed


ORIGINS = (
    None,
    "",
    "null",
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:{port}.evil.example",
    "http://evil.example/http://127.0.0.1:{port}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}",
)


@pytest.mark.parametrize("origin", ORIGINS)
def test_22_a_wrong_or_missing_origin_opens_no_socket(listening, origin):
    _, port, _ = listening("facts")
    said = origin.format(port=port) if origin else origin
    with pytest.raises(REFUSED) as refused:
        connected(port, token_of("seat-A"), origin=said)
    assert refused.value.status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "query", ["EIO=4&transport=polling", "EIO=4", "EIO=3&transport=polling", ""]
)
def test_22_there_is_no_polling_at_all(listening, method, query):
    room, *_ = listening("facts")
    ask = getattr(room.client("seat-A"), method)
    own = {"Origin": "http://localhost", "Host": "localhost"}
    assert ask(f"/socket.io/?{query}", headers=own).status_code == 400
    assert ask(f"/socket.io/?{query}").status_code == 403
    assert (
        ask(f"/socket.io/?{query}", headers={"Origin": "https://evil.example"}).status_code == 403
    )


@pytest.mark.parametrize("token", [None, "x", token_of("nobody")], ids=["none", "bad", "unseated"])
def test_22_a_device_without_a_seat_opens_no_socket(listening, token):
    _, port, _ = listening("facts")
    with pytest.raises(REFUSED):
        connected(port, token)


def part(data, *, opcode, last):
    """One masked frame, as a hostile client may make it."""
    head = bytes([(0x80 if last else 0) | opcode])
    size = len(data)
    length = bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + struct.pack(">H", size)
    return head + length + bytes(4) + data


def announced(size):
    """The beginning of a frame that says it is this long."""
    return bytes([0x81, 0xFF]) + struct.pack(">Q", size) + bytes(4)


def poured(line, pieces):
    """How many bytes were taken before the server hung up or read no more."""
    taken = 0
    with suppress(OSError):
        for piece in pieces:
            line.sock.sendall(piece)
            taken += len(piece)
    return taken


FLOODS = {
    "one endless frame": lambda: (announced(80 << 20), *[bytes(1 << 16)] * 1280),
    "endless fragments": lambda: (
        part(b"4", opcode=1, last=False),
        *[part(bytes(32_000), opcode=0, last=False)] * 2500,
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_23_an_endless_message_is_refused_in_bounded_memory(listening, flood):
    """Of 80 megabytes no more is taken than lies in the buffers of the two ends."""
    room, port, listen = listening("facts")
    ear, process = listen("seat-B"), psutil.Process(os.getpid())
    line = connected(port, token_of("seat-A"))
    before = process.memory_info().rss
    line.sock.settimeout(2)
    assert poured(line, FLOODS[flood]()) < 16 << 20
    assert process.memory_info().rss - before < 16 << 20
    line.shutdown()
    room.must(NoteAlarm(who="iemand"), MODERATOR, "note")
    assert ear.wait(lambda line: now(room) in line.told("changed"))


def test_23_a_message_of_the_size_allowed_is_taken(listening):
    room, _, listen = listening("facts")
    line = listen("seat-A")
    line.socket.send("42" + json.dumps(["other", "x" * (MAX_MESSAGE - 100)]))
    room.must(NoteAlarm(who="iemand"), MODERATOR, "note")
    assert line.wait(lambda line: line.told("changed"))
    assert not line.closed


RUBBISH = (
    '42["changed",{"session":"%s","v":999}]',
    '42["progress",{"session":"%s","sealed":9,"of":9}]',
    '42["connect"]',
    '42["disconnect"]',
    '42["join"]',
    "42[]",
    "42",
    "4",
    "40/admin,",
    '451-["join",{"_placeholder":true,"num":0}]',
    "459999-[]",
    '42/other,["join",{}]',
    "x" * 300,
    "\ud7ff\u0000",
    "6",
    "3probe",
    '430["join"]',
    "[" * 4000,
)


def test_nothing_that_a_socket_says_reaches_anybody_else(listening):
    """Only `join` comes in; whatever else is said, others hear nothing and the room goes on."""
    room, _, listen = listening("facts")
    other = listen("seat-B")
    for number, sent in enumerate(RUBBISH):
        room.chance.at += 10_000
        hostile = listen("seat-A")
        with suppress(OSError, websocket.WebSocketException):
            hostile.socket.send(sent % room.session if "%s" in sent else sent)
            hostile.socket.send_binary(b"\x00" * 100)
        room.must(NoteAlarm(who="iemand"), MODERATOR, f"note-{number}")
        assert other.wait(lambda line: now(room) in line.told("changed")), sent
        hostile.close()
    assert {body["session"] for body in other.told("changed")} == {room.session}
    assert all(body["v"] <= room.state.public for body in other.told("changed"))
    assert other.told("progress") == []


def test_a_socket_hears_of_its_own_session_alone(listening):
    """Joining a session in which one has no seat ends the line."""
    room, port, _ = listening("facts")
    line = connected(port, token_of("seat-A"))
    line.recv()
    line.send("40")
    line.recv()
    line.send('42["join",{"session":"session-of-another-case"}]')
    with suppress(websocket.WebSocketConnectionClosedException):
        while line.recv():
            pass
    line.shutdown()
    assert room.house.live.presences.everybody("session-of-another-case") == ()
