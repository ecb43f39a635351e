"""Somebody has to leave while the group talks, or comes unexpected: whoever leads can say so on
every page of the meeting, so that nobody is waited for who is gone."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.ids import SeatId
from deliberate.sessions.seating.state import Standing

COMINGS = "/?open=leaves,invite-fold"


def form(page, name):
    """The form of this id, as it stands on the page."""
    return page.split(f'id="{name}"')[1].split("</form>")[0]


@pytest.mark.parametrize("stage", ["facts", "blind_1", "challenge", "decide"])
def test_who_leads_can_say_that_somebody_leaves_and_invite_another(room_at, stage):
    room = room_at(stage)
    leads = room.browser(MODERATOR)
    leaves = form(leads.get(COMINGS).text, "leaves-form")
    assert 'value="seat-A"' in leaves
    assert f'value="{MODERATOR}"' not in leaves
    typed = {"seat": "seat-A", "reason": "oproep", "form": "leaves-form"}
    assert leads.submit("MarkAbsent", headers={}, at="", **typed).status_code == 303
    assert room.state.roster.seats[SeatId("seat-A")].standing is Standing.ABSENT
    page = leads.get(COMINGS).text
    assert 'value="seat-A"' not in form(page, "leaves-form")
    assert 'name="discipline"' in form(page, "invite")
    assert "leaves-form" not in room.browser("seat-B").get(COMINGS).text


def test_an_advocate_who_has_begun_and_leaves_is_followed_without_a_way_round(room_at):
    """Appointing another is refused then, and a weighty decision cannot go without: so leaving has
    to be a thing that can be said."""
    room = room_at("challenge")
    advocate = room.state.challenge.advocate
    told = {"kind": "explanation", "text": "Het kan ook spanning zijn."}
    assert room.browser(advocate).send("DeliverPoint", **told).status_code == 200
    leads = room.browser(MODERATOR)
    other = next(s for s in ("seat-A", "seat-B", "seat-C") if s != advocate)
    refused = leads.send("OverrideAdvocate", seat=other, reason="ziek")
    assert refused.json["error"]["code"] in {"advocate_has_begun", "cannot_be_advocate"}
    leads.submit("MarkAbsent", seat=advocate, reason="ziek", form="leaves-form")
    assert room.state.challenge.advocate != advocate
