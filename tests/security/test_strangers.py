"""Requirements 24, 27 and 28: without a seat, a token or a code one gets and sees nothing."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.danger.commands import EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import Invite
from deliberate.store import seats, tables
from deliberate.store.database import reading, writing
from deliberate.store.seats import IN_ALL, PER_ADDRESS, PER_CODE, WINDOW_MS
from tests.security.room import JSON, LIVE, SCREEN, SESSION, body_of
from tests.security.worlds import HTML, TOKEN, VALUES, kept

NOOR = SeatId("seat-of-noor")
VERSION = re.compile(rb'(data-version="|"v":)\d+')
INVITED = Invite(
    name="Noor",
    discipline="GGD",
    organisation="GGD",
    roles=frozenset({Role.OBSERVER}),
    ground="toestemming",
)


def rows(room):
    """How many rows each table has."""
    with reading(room.house.engine) as conn:
        return {
            name: conn.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
        }


def posts(room):
    """Every address that takes a post."""
    for rule in room.app.url_map.iter_rules():
        if "POST" in rule.methods:
            values = VALUES | {"session_id": SESSION}
            yield rule.build({name: values[name] for name in rule.arguments})[1]


@pytest.mark.parametrize("headers", [HTML, LIVE, JSON], ids=["html", "live", "json"])
def test_24_no_post_is_taken_without_the_token_of_its_own_browser(room_at, headers):
    room = room_at("facts")
    before, alarm = rows(room), body_of(SoundAlarm(), "alarm")
    other = room.browser("seat-B").token()
    for seat in (MODERATOR, SCREEN, "seat-A", None):
        for path in posts(room):
            client = room.client(seat)
            client.get("/")
            for token in (None, "", "x", other):
                carried = {} if token is None else {"X-CSRFToken": token}
                for sent in ({"json": alarm}, {"data": alarm | {"csrf_token": token or ""}}):
                    answer = client.post(path, headers={**headers, **carried}, **sent)
                    assert answer.status_code == 400, (seat, path, token)
    assert rows(room) == before
    assert not room.state.alarm.on


def test_24_looking_changes_nothing(room_at):
    """Scanners and previews open every link; that takes no seat and asks for nothing."""
    room = room_at("open")
    link = room.house.doors.link(SESSION, SeatId("seat-A"), 1)
    host = room.house.doors.host(room.house.started)
    before = rows(room)
    for seat in (MODERATOR, None):
        for path in (link, host, "/join", "/desk", *posts(room)):
            for method in ("get", "head", "options"):
                getattr(room.client(seat), method)(path, headers=HTML)
    assert rows(room) == before
    assert not room.state.roster.seats[SeatId("seat-A")].link_taken


def guess(room, code, client=None, address="10.0.0.1", **headers):
    client = client or room.client()
    token = TOKEN.search(client.get("/join").data)[1].decode()
    said = {"csrf_token": token, "code": code}
    where = {"REMOTE_ADDR": address}
    return client.post("/join", data=said, headers=headers, environ_base=where)


def code(number):
    """A code that is not the right one."""
    symbols = "BCDFGHJKLMNPQRSTVWXZ23456789"
    return "".join(symbols[number // 28**place % 28] for place in range(8))


def test_27_guessing_stops_after_ten_of_one_code_sixty_of_one_address_and_six_hundred(room_at):
    room = room_at("open")
    right = room.house.doors.code(SESSION)
    told = Counter(guess(room, code(0), address=f"10.0.0.{n}").status_code for n in range(15))
    assert told == {400: PER_CODE, 429: 5}
    client = room.client()
    told = Counter(guess(room, code(n), client, "10.9.9.9").status_code for n in range(1, 71))
    assert told == {400: PER_ADDRESS, 429: 10}
    with writing(room.house.engine) as conn:
        for n in range(IN_ALL - PER_CODE - PER_ADDRESS - 1):
            assert seats.guess(conn, f"code-{n}", f"address-{n}", room.chance.clock(), right=False)
    assert guess(room, code(9998), client, "10.3.3.3").status_code == 400
    assert guess(room, code(9999), client, "10.2.2.2").status_code == 429
    assert guess(room, right, client, "10.2.2.2").status_code == 429
    assert room.browser(MODERATOR).get().status_code == 200
    assert room.browser(MODERATOR).post(SoundAlarm(), "alarm").status_code == 200
    room.chance.at += WINDOW_MS
    assert guess(room, right, client, "10.2.2.2").status_code == 303


def test_27_an_address_that_is_only_claimed_counts_for_nothing(room_at):
    room, client = room_at("open"), None
    client = room.client()
    told = Counter(
        guess(room, code(n), client, **{"X-Forwarded-For": f"1.1.1.{n}"}).status_code
        for n in range(PER_ADDRESS + 5)
    )
    assert told == {400: PER_ADDRESS, 429: 5}


def test_27_guesses_made_at_once_are_all_counted(room_at):
    room = room_at("open")
    with ThreadPoolExecutor(8) as pool:
        told = Counter(pool.map(lambda _: guess(room, code(5)).status_code, range(24)))
    assert told == {400: PER_CODE, 429: 24 - PER_CODE}


def test_27_a_code_tells_nothing_while_the_lobby_is_shut(room_at):
    """Before the meeting and after it the right code is as wrong as any other."""
    shut = room_at("prepare")
    wrong = guess(shut, code(7))
    right = guess(shut, shut.house.doors.code(SESSION))
    typed = code(7).encode(), shut.house.doors.code(SESSION).encode()
    assert wrong.status_code == right.status_code == 400
    bodies = [
        TOKEN.sub(b"", a.data).replace(t, b"") for a, t in zip((wrong, right), typed, strict=True)
    ]
    assert bodies[0].replace(typed[0][:9], b"") == bodies[1]
    over = room_at("test")
    assert guess(over, over.house.doors.code(SESSION)).status_code == 400


def outside(room):
    """All that a device gets which waits with the code, and one that was invited by name."""
    room.must(INVITED, MODERATOR, NOOR)
    room.chance.turn("knock")
    waiting = room.client("waiting")
    guess(room, room.house.doors.code(SESSION), waiting)
    room.sit(NOOR)
    seen = []
    for name, client in (("waiting", waiting), ("invited", room.client(NOOR))):
        for rule in room.app.url_map.iter_rules():
            values = VALUES | {"session_id": SESSION}
            path = rule.build({part: values[part] for part in rule.arguments})[1]
            for headers in (HTML, LIVE, JSON) if "GET" in rule.methods else ():
                room.chance.turn(f"{name}{path}")
                status, said, body = kept(client.get(path, headers=headers))
                lengths = [pair for pair in said if pair[0] != "Content-Length"]
                seen.append((name, path, status, lengths, VERSION.sub(b"", body)))
    return seen


def test_28_before_being_let_in_every_session_looks_the_same(room_at):
    """Another case, another stage, an alarm with names: not a byte of it is outside."""
    one = outside(room_at("facts"))
    other = room_at("discuss", vignette="V2")
    other.must(SoundAlarm(), MODERATOR, "alarm")
    other.must(NoteAlarm(who="Bram", what="slaan", where="thuis"), MODERATOR, "note")
    other.must(EndAlarm(note="politie is er"), MODERATOR, "over")
    assert [a[:3] for a, b in zip(one, outside(other), strict=True) if a != b] == []
    assert {status for name, _, status, *_ in one if name == "invited"} >= {200, 404}


def test_28_nobody_outside_is_told_a_name_or_a_word(room_at):
    room = room_at("discuss")
    seen = b"".join(body for *_, body in outside(room))
    state = room.state
    names = {seat.name for seat in state.roster.seats.values() if seat.name and seat.name != "Noor"}
    texts = {t for e in state.entries.live() for t in vars_of(e.content) if len(t) > 12}
    assert len(names) > 3
    assert len(texts) > 20
    assert not [text for text in names | texts | {state.opened.label} if text.encode() in seen]


def vars_of(content):
    names = (name for name in content.__dataclass_fields__ if name != "kind")
    values = (getattr(content, name) for name in names)
    return [value for value in values if isinstance(value, str)]


def test_28_a_seat_that_was_ended_sees_nothing_any_more(room_at):
    room = room_at("closed")
    ended = [s for s, seat in room.state.roster.seats.items() if seat.standing == "ended"]
    assert {"seat-B", "screen"} & set(ended)
    for seat in ended:
        for path in ("/view", "/record", "/record.json", "/record.pdf", "/screen"):
            answer = room.client(seat).get(f"{room.path}{path}", headers=JSON)
            assert answer.status_code in {401, 404}, (seat, path)
    assert (
        room.client(RECORDER).get(f"{room.path}/record.json?for=file", headers=JSON).status_code
        == 200
    )
