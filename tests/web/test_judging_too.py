"""Whoever leads may judge too, before the others, and is not held up where there was no time."""

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.ids import SeatId
from deliberate.sessions.roles import Role

OWN = [Role.MODERATOR.value, Role.REVIEWER.value]


def press(browser):
    """The button of the page, with what it holds."""
    form = browser.get("/").text.split('id="judge-too"')[1].split("</form>")[0]
    roles = [part.split('"')[0] for part in form.split('name="roles" value="')[1:]]
    return browser.submit(
        "GiveRole", headers={}, at="", form="judge-too", seat=MODERATOR, roles=roles
    )


def judges(room):
    return room.state.roster.seats[SeatId(MODERATOR)].has(Role.RATER)


def test_who_leads_chooses_to_judge_in_the_prework_and_may_think_better_of_it(room_at):
    room = room_at("prepare")
    for move in list(dict(STAGED)["prepare"](room.cast))[:-1]:
        room.play(move)
    leads = room.browser(MODERATOR)
    assert 'id="judge-too"' not in leads.get("/").text
    assert leads.send("OpenPrework").status_code == 200
    assert press(leads).status_code == 303
    assert judges(room)
    assert leads.see()["stage"]["form"] is not None
    assert press(leads).status_code == 303
    assert not judges(room)
    assert room.state.roster.seats[SeatId(MODERATOR)].has(Role.REVIEWER)


def test_who_leads_and_did_not_judge_beforehand_goes_on_without(room_at):
    room = room_at("facts")
    leads = room.browser(MODERATOR)
    assert 'id="judge-too"' not in leads.get("/").text
    asked = leads.send("GiveRole", seat=MODERATOR, roles=[*OWN, Role.RATER.value])
    assert asked.status_code == 200
    assert "moderator_rates_first" in {need["code"] for need in leads.see()["needs"]}
    assert press(leads).status_code == 303
    assert "moderator_rates_first" not in {need["code"] for need in leads.see()["needs"]}
