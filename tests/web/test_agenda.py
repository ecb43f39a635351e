"""Several cases in one meeting: the order, whose turn it is, and who is taken along."""

import re

import pytest

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.flow.commands import Adjourn, Pause, Resume
from deliberate.sessions.flow.decide import SCREEN
from deliberate.sessions.ids import OPEN, PREPARE
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.commands import AdmitSeat, MoveSeat
from deliberate.store import event_log
from deliberate.store.database import reading
from tests.web.meeting import GROUND, meeting_of, on
from tests.web.room import JSON, token_in
from tests.web.test_policy import without_token

UNTIL = "31-12-2099"


@pytest.fixture
def over(room_at):
    """A meeting whose first case is closed."""
    return meeting_of(room_at("test"))


@pytest.fixture
def busy(room_at):
    """A meeting whose first case is going on."""
    return meeting_of(room_at("facts"))


def present(room, seat):
    return room.state.roster.seats[seat].present


# -- the agenda of the host


def test_people_come_along_but_nothing_that_belongs_to_one_case(busy):
    second = busy.prepared()
    first, seats = busy.first.state.roster.seats, second.state.roster.seats
    for seat in (id for id in seats if id.startswith("seat-")):
        assert seats[seat].name == first[seat].name
        assert seats[seat].roles <= first[seat].roles
        assert not seats[seat].present
    assert seats["seat-A"].ground == GROUND
    assert first["seat-A"].ground != GROUND
    assert second.state.progress.stage == PREPARE
    assert second.state.opened.seed != busy.first.state.opened.seed


def test_who_presents_and_who_decides_is_said_anew(busy):
    assert busy.new_case().status_code == 303
    seats = busy.case().state.roster
    assert not seats.with_role(Role.PRESENTER)
    assert not seats.with_role(Role.DECISION_MAKER)


@pytest.mark.parametrize(
    "wrong", [{"ground": " "}, {"sharing": ""}, {"ground-1": "x" * 301}, {"label": ""}]
)
def test_without_a_ground_nothing_is_opened_and_nothing_typed_is_lost(busy, wrong):
    answer = busy.new_case(**wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert (GROUND if "ground" not in wrong else "W 2") in answer.text
    assert len(busy.found) == 1


def test_one_organisation_may_have_a_ground_of_its_own(busy):
    busy.new_case(**{"ground-1": "meldcode", "sharing-1": "anonymous"})
    seats = busy.case().state.roster.seats
    shared = {seats[seat].organisation: (seats[seat].sharing, seats[seat].ground) for seat in seats}
    assert shared["Buurtteam Merelstad-Oost"] == ("anonymous", "meldcode")
    assert shared["JGZ Merelstad"] == ("by_name", GROUND)


def test_cases_that_have_not_begun_change_places(busy):
    for label in ("W 2", "W 3"):
        busy.new_case(label)
    assert busy.order[1:] == ["W 2", "W 3"]
    third = busy.case("W 3").session
    assert busy.change(do="up", session=third).status_code == 303
    assert busy.order[1:] == ["W 3", "W 2"]
    assert busy.change(do="up", session=third).status_code == 409
    assert busy.change(do="down", session=busy.first.session).status_code == 409
    assert busy.change(do="off", session=third).status_code == 303
    assert busy.order[1:] == ["W 2"]
    waiting = busy.host.client.get(busy.path).text
    assert f'value="{third}"' in waiting
    assert busy.change(do="add", session=third).status_code == 303
    assert busy.order[1:] == ["W 2", "W 3"]


def test_only_the_host_sees_and_changes_an_agenda(over):
    rater, moderator = over.first.browser(RECORDER), over.first.browser(MODERATOR)
    stranger = over.first.stranger()
    nowhere = over.host.client.get("/agendas/nowhere")
    for browser in (rater, moderator, stranger):
        answer = browser.client.get(over.path)
        assert answer.status_code == 404
        assert without_token(answer.text) == without_token(nowhere.text)
        for path, data in ((over.path, {"do": "open"}), ("/agendas", {"session": "x"})):
            data = {**data, "csrf_token": csrf(browser), "session": over.first.session}
            assert browser.client.post(path, data=data).status_code == 404


def test_who_gave_a_case_away_reads_no_more_of_its_people(busy):
    """What is carried over is then the roster of the first case that is still led from here."""
    busy.prepared(who=["seat-B"])
    seats = busy.first.state.roster.seats
    other = busy.first.house.devices.hash(busy.first.house.token())
    assert seats["seat-C"].name in busy.host.client.get(busy.path).text
    busy.first.run(MoveSeat(seat=MODERATOR, device=other), MODERATOR)
    page = busy.host.client.get(busy.path).text
    assert seats["seat-B"].name in page
    assert seats["seat-C"].name not in page
    assert busy.new_case("W 3", who=["seat-C", "seat-B"]).status_code == 303
    laid = busy.case("W 3").state.roster.seats
    assert "seat-B" in laid
    assert "seat-C" not in laid


def test_a_consultation_of_another_group_cannot_be_added(busy):
    for named in ({"new_group": "Team Oost"}, {}):
        opened = busy.host.client.post(
            "/desk",
            data={
                "csrf_token": csrf(busy.host),
                "kind": "consultation",
                "label": "X9",
                "moderator": "Helga",
                **named,
            },
        )
        session = re.findall(r"/sessions/([^/]+)/", opened.location)[0]
        added = busy.change(do="add", session=session)
        assert added.status_code == (400 if named else 303)


# -- whose turn it is


def test_the_next_case_waits_until_the_one_before_is_closed_or_adjourned(busy):
    second = busy.prepared()
    moderator = second.browser(MODERATOR)
    refused = moderator.send("Advance", expected=PREPARE)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "another_case_is_on")
    assert on(busy.host, json=True).status_code == 404
    busy.first.run(Adjourn(provisional="Oma belt elke dag", until=UNTIL), MODERATOR)
    assert on(busy.host).location == f"{second.path}/"
    assert second.state.progress.stage == OPEN
    back = busy.host.send("Resume")
    assert (back.status_code, back.json["error"]["code"]) == (409, "another_case_is_on")
    second.run(Adjourn(provisional="Morgen verder", until=UNTIL), MODERATOR)
    assert busy.host.send("Resume").status_code == 200


def test_a_break_in_the_preparation_of_the_next_case_ends_at_any_time(busy):
    second = busy.prepared()
    second.run(Pause(), MODERATOR)
    assert second.browser(MODERATOR).send("Resume").status_code == 200


def test_a_break_after_the_meeting_ends_while_the_next_case_is_going_on(over):
    over.prepared()
    on(over.host)
    over.first.run(Pause(), MODERATOR)
    assert over.host.send("Resume").status_code == 200


def test_a_decision_goes_back_to_the_group_only_while_no_other_case_is_going_on(over):
    over.prepared()
    on(over.host)
    back = over.host.send("ReopenDecision", reason="Oma valt weg.")
    assert back.json["error"]["code"] == "another_case_is_on"


def test_the_order_is_kept(over):
    over.prepared("W 2")
    third = over.prepared("W 3").browser(MODERATOR)
    refused = third.send("Advance", expected=PREPARE)
    assert refused.json["error"]["code"] == "another_case_is_first"


def test_a_case_that_is_not_ready_leads_to_what_is_missing(over):
    over.new_case()
    assert on(over.host, json=True).json["error"]["code"] == "gate_closed"
    answer = on(over.host)
    assert answer.location == f"{over.case().path}/"
    assert over.case().state.progress.stage == PREPARE


def test_what_overruns_moves_the_next_case(busy):
    busy.new_case()
    host = busy.host
    busy.first.clock.at += 200 * 60_000
    said = host.page(language="en").text
    assert "minutes later than planned" in said
    assert "minutes later." in host.client.get(busy.path).text
    assert "Next case: W 2" in said


# -- taking along


def test_whoever_sat_in_both_goes_on_without_being_let_in_again(over):
    second = over.prepared()
    rater = over.first.browser("seat-B")
    assert rater.get("/").location == f"{over.first.path}/next"
    assert rater.get("/next").location == f"{over.first.path}/next?wait=1"
    assert "W 2" not in rater.get("/next?wait=1").text
    assert on(rater, json=True).json["error"]["code"] == "case_not_begun"
    on(over.host)
    assert rater.get("/next?wait=1").location == f"{over.first.path}/next"
    assert "W 2" not in rater.get("/next").text
    assert on(rater).location == f"{second.path}/"
    assert present(second, "seat-B")
    page = rater.client.get(f"{second.path}/")
    assert page.status_code == 200
    assert 'data-seat="seat-B"' in page.text
    assert rater.get("/").location == f"{second.path}/"


def test_it_is_logged_as_any_other_admission_once(over):
    second = over.prepared()
    on(over.host)
    rater = over.first.browser("seat-B")
    before = second.state.version
    for _ in range(3):
        assert on(rater).status_code == 303
    assert second.state.version == before + 1
    house = second.house
    with reading(house.engine) as conn:
        last = list(event_log.read(conn, house.runner.keys, second.session))[-1]
    assert (type(last).__name__, last.seat) == ("SeatAdmitted", "seat-B")


def test_nobody_takes_the_seat_of_somebody_else(over):
    second = over.prepared()
    on(over.host)
    rater = over.first.browser("seat-B")
    body = {"csrf_token": csrf(rater), "seat": "seat-C", "device": "x"}
    rater.client.post(f"{over.first.path}/next", data=body)
    assert present(second, "seat-B")
    assert not present(second, "seat-C")
    assert rater.client.get(f"{second.path}/view", headers=JSON).json["you"]["seat"] == "seat-B"


def test_a_seat_that_was_moved_away_takes_nobody_along(busy):
    first = busy.first
    second = busy.prepared()
    old, new = first.browser("seat-B"), first.house.token()
    first.run(MoveSeat(seat="seat-B", device=first.house.devices.hash(new)), MODERATOR)
    first.run(Adjourn(provisional="-", until=UNTIL), MODERATOR)
    on(busy.host)
    assert on(old).status_code == 401
    assert not present(second, "seat-B")
    first.devices["seat-B"] = new
    assert on(first.browser("seat-B")).status_code == 303
    assert present(second, "seat-B")


def test_whoever_was_never_let_in_is_not_taken_along(room_at):
    room = room_at("open")
    meeting = meeting_of(room)
    second = meeting.prepared()
    waits = room.browser("seat-C")
    assert not present(room, "seat-C")
    room.run(Adjourn(provisional="-", until=UNTIL), MODERATOR)
    on(meeting.host)
    assert on(waits).status_code == 404
    assert not present(second, "seat-C")


def test_a_place_that_somebody_took_already_is_not_offered(over):
    second = over.prepared()
    on(over.host)
    rater = over.first.browser("seat-B")
    device = second.house.devices.hash(second.house.token())
    second.run(AdmitSeat(seat="seat-B", device=device), MODERATOR)
    assert on(rater).status_code == 401


def test_the_moderator_and_the_recorder_keep_their_places_in_both(over):
    second = over.prepared()
    recorder = over.first.browser(RECORDER)
    assert recorder.get("/").status_code == 200
    on(over.host)
    assert f'action="{over.first.path}/next"' in recorder.get("/").text
    assert on(recorder).location == f"{second.path}/"
    assert recorder.get("/").status_code == 200


def test_a_case_that_is_adjourned_shows_the_way_and_keeps_its_seats(busy):
    second = busy.prepared()
    rater = busy.first.browser("seat-B")
    busy.first.run(Adjourn(provisional="-", until=UNTIL), MODERATOR)
    assert f'action="{busy.first.path}/next"' not in rater.get("/").text
    on(busy.host)
    assert f'action="{busy.first.path}/next"' in rater.get("/").text
    assert on(rater).location == f"{second.path}/"
    assert rater.see()["admitted"]
    second.run(Adjourn(provisional="-", until=UNTIL), MODERATOR)
    busy.first.run(Resume(), MODERATOR)
    assert rater.client.get(f"{second.path}/next").location == f"{busy.first.path}/"


def test_personal_links_of_the_next_case_work_beforehand(over):
    second = over.prepared()
    reader = second.browser("seat-B")
    assert reader.get("/").status_code == 200
    rater = over.first.browser("seat-B")
    on(over.host)
    assert "another device" in rater.page("/next", "en").text
    assert on(rater).status_code == 303
    assert reader.get("/").status_code == 401


# -- the projector


def test_the_projector_follows_when_the_moderator_begins(room_at):
    room = room_at("decide")
    meeting, screen = meeting_of(room), room.browser(SCREEN)
    second = meeting.prepared()
    for move in dict(STAGED)["decide"](room.cast):
        room.play(move)
    waits = screen.get("/screen")
    assert waits.location == f"{room.path}/screen/next"
    assert "next" not in words_of(screen.page("/screen/next?wait=1", "en").text)
    on(meeting.host)
    assert screen.get("/screen").location == f"{second.path}/screen"
    assert 'data-look="screen"' in screen.client.get(f"{second.path}/screen").text


def test_the_projector_of_an_adjourned_case_is_brought_along_too(busy):
    second = busy.prepared()
    screen = busy.first.browser(SCREEN)
    busy.first.run(Adjourn(provisional="-", until=UNTIL), MODERATOR)
    assert screen.get("/screen").status_code == 200
    on(busy.host)
    assert screen.get("/screen/view", **{"X-Live": "1"}).location == f"{second.path}/screen"


# -- who is not invited


PATHS = ("/", "/next", "/next?wait=1", "/screen/next", "/view", "/record")


def test_who_is_not_invited_gets_what_is_got_without_any_agenda(room_at):
    """Byte for byte, before and after the next case has begun."""
    alone, room = room_at("test", folder="alone"), room_at("test")
    meeting = meeting_of(room)
    meeting.prepared(who=["seat-B"])
    for begun in (False, True):
        if begun:
            on(meeting.host)
        for seat in ("seat-C", RECORDER, None):
            theirs, without = (r.browser(seat) if seat else r.stranger() for r in (room, alone))
            for path in PATHS:
                for headers in ({}, JSON, {"X-Live": "1"}):
                    one, other = theirs.get(path, **headers), without.get(path, **headers)
                    assert one.status_code == other.status_code
                    assert plain(one.text) == plain(other.text), (begun, seat, path, headers)
            assert on(theirs).status_code == on(without).status_code


def test_the_second_case_is_as_foreign_to_them_as_any(over):
    second = over.prepared(who=["seat-B"])
    rater = over.first.browser("seat-C")
    for path in ("/", "/next", "/view"):
        answers = [rater.client.get(f"/sessions/{s}{path}") for s in (second.session, "x" * 22)]
        assert [a.status_code for a in answers] == [404, 404]
        assert len({without_token(a.text) for a in answers}) == 1


def plain(text):
    """Without what differs from request to request."""
    text = re.sub(r'data-(version|now|key)="[^"]*"', "", without_token(text))
    return re.sub(r'name="key" value="[^"]*"', "", text)


def words_of(html):
    return re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).lower()


def csrf(browser):
    return token_in(browser.client.get("/join").text)
