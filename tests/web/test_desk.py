"""Whoever started the server opens consultations; nobody else does."""

import re

import pytest

from deliberate.catalogue.load import starter
from deliberate.sessions.ids import PersonId
from deliberate.store import people
from deliberate.store.database import writing
from tests.web.room import JSON, token_in

NEW = {"kind": "consultation", "label": "V7", "moderator": "An Bakker"}


@pytest.fixture
def host(room):
    """A browser that pressed the button behind the host link."""
    client = room.app.test_client()
    path = room.house.doors.host(room.house.started)
    answer = client.post(path, data={"csrf_token": token_in(client.get(path).text)})
    assert answer.location == "/desk"
    return client


def opened(client, path="/desk", **fields):
    token = token_in(client.get("/desk").text)
    return client.post(path, data={"csrf_token": token, **NEW, **fields})


def test_the_host_link_works_once(room, host):
    path = room.house.doors.host(room.house.started)
    other = room.app.test_client()
    token = token_in(other.get("/join").text)
    assert other.post(path, data={"csrf_token": token}).status_code == 409
    assert host.get(path).location == "/desk"


def test_a_host_link_of_an_earlier_start_or_made_up_opens_nothing(room):
    client, started = room.app.test_client(), room.house.started
    right = room.house.doors.host(started)
    for path in (room.house.doors.host(started - 1), right[:-1] + "x"):
        assert client.get(path).status_code == 400


def test_a_stranger_finds_no_desk_and_opens_nothing(room):
    client = room.app.test_client()
    assert client.get("/desk").status_code == 403
    token = token_in(client.get("/join").text)
    for path in ("/desk", "/sessions"):
        assert client.post(path, data={"csrf_token": token, **NEW}).status_code == 404


def test_a_new_consultation_has_its_moderator_on_this_device_at_once(room, host):
    answer = opened(host)
    assert answer.status_code == 303
    page = host.get(answer.location)
    assert page.status_code == 200
    assert 'data-look="moderator"' in page.text
    assert "V7" in host.get("/desk").text


def test_a_program_opens_a_consultation_as_json(room, host):
    token = token_in(host.get("/desk").text)
    headers = {**JSON, "X-CSRFToken": token}
    factors = [factor.id for factor in starter().factors[:5]]
    answer = host.post("/sessions", json={**NEW, "factors": factors}, headers=headers)
    assert answer.status_code == 200
    seen = host.get(f"{answer.json['href']}view", headers=JSON).json
    assert seen["case"]["factors"] == 5
    assert seen["session"] == answer.json["session"]


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why_beside_the_field(host):
    answer = opened(host, label="", moderator="Ans", organisation="Noord")
    assert answer.status_code == 400
    for kept in ('value="Ans"', 'value="Noord"', 'id="open-session-label-error"'):
        assert kept in answer.text


def test_factors_are_chosen_at_the_opening_and_at_least_one_stays(host):
    two = [factor.id for factor in starter().factors[:2]]
    page = opened(host, factors=two, listed="true")
    assert host.get(f"{page.location}view", headers=JSON).json["case"]["factors"] == 2
    other = opened(host, factors=["substance_use"], listed="true")
    assert (other.status_code, "Geweld tussen volwassenen" in other.text) == (400, True)
    none = opened(host, listed="true")
    assert none.status_code == 400
    assert 'id="open-session-factors-error"' in none.text


def test_half_an_hour_is_chosen_at_the_opening_and_said_on_the_page(host):
    assert "alleen wat terug te draaien is" not in host.get(opened(host).location).text
    short = host.get(opened(host, short="true").location).text
    assert 'name="weighty"' not in short
    assert "binnen het huidige kader" in short


def test_a_program_opens_half_an_hour_as_json(host):
    headers = {**JSON, "X-CSRFToken": token_in(host.get("/desk").text)}
    answer = host.post("/sessions", json={**NEW, "short": True}, headers=headers)
    seen = host.get(f"{answer.json['href']}view", headers=JSON).json
    assert seen["case"]["short"] is True
    assert seen["clock"]["meeting_minutes"] == 30


def test_a_new_group_can_be_chosen_the_next_time(room, host):
    opened(host, new_group="Team Oost")
    assert "Team Oost" in host.get("/desk").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": ""},
        {"kind": "party"},
        {"moderator": "An\u202e"},
        {"group": "nobody"},
        {"factors": "unheard_of"},
        {"label": "x" * 81},
        {"short": "perhaps"},
    ],
)
def test_what_does_not_fit_is_said_on_the_page(host, wrong):
    answer = opened(host, **wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_28_a_desk_never_names_a_consultation_in_which_one_only_rates(room_at):
    room = room_at("open")
    rater = room.browser("seat-A")
    assert rater.client.get("/desk").status_code == 403
    moderator = room.browser("moderator").client.get("/desk")
    assert re.search(rf'href="{room.path}/"', moderator.text)


def test_the_turns_of_a_group_are_shown_to_who_opens_its_consultations(room, host):
    opened(host, new_group="Team Oost")
    assert "Bo Smit" not in host.get("/desk").text
    with writing(room.house.engine) as conn:
        (group,) = people.all_groups(conn)
        people.save_person(conn, people.Person(PersonId("bo"), "Bo Smit"))
        people.add_member(conn, group.id, PersonId("bo"))
    page = host.get("/desk").text
    assert "Beurten als advocaat van de duivel" in page
    assert page.index("Team Oost") < page.index("Bo Smit")
    assert "Bo Smit" not in room.app.test_client().get("/desk").text
