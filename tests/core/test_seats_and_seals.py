"""Seats that lead stay with who leads, and of seal and abstention the last word counts."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.flow.commands import Advance
from deliberate.sessions.ids import BLIND_1, ROUND_1
from deliberate.sessions.refusals import Refusal
from deliberate.sessions.roles import Role
from deliberate.sessions.rounds.commands import Abstain, SealRound
from deliberate.sessions.seating.commands import GiveRole, Invite
from tests.core.moments import at, script
from tests.core.play import ROOM

OBSERVER = frozenset({Role.OBSERVER})
INVITED = Invite(name="Noor", discipline="GGD", organisation="GGD", roles=OBSERVER, ground="-")


@pytest.mark.parametrize("seat", [MODERATOR, ROOM])
def test_no_session_loses_its_moderator_or_its_screen_by_a_change_of_role(seat):
    table = at("facts")
    refused = table.ask(GiveRole(seat=seat, roles=OBSERVER), MODERATOR)
    assert isinstance(refused, Refusal)


def test_a_moderator_may_take_on_a_role_beside_leading():
    table = at("facts")
    table.must(GiveRole(seat=MODERATOR, roles=frozenset({Role.MODERATOR, Role.RATER})), MODERATOR)


@pytest.mark.parametrize("seat", [MODERATOR, ROOM, "seat-A"])
def test_nobody_is_invited_into_a_seat_that_is_somebodys(seat):
    table = at("facts")
    assert isinstance(table.ask(INVITED, MODERATOR, seat), Refusal)
    assert table.session.roster.seats[seat].name != "Noor"


def sealed_by_all():
    table = at("blind_1")
    for move in script(table, "blind_1")[:-1]:
        table.play(move)
    return table


def test_who_abstains_after_sealing_is_not_counted():
    table = sealed_by_all()
    table.must(Abstain(round=ROUND_1, reason="ik ken het gezin"), "seat-B")
    table.must(Advance(expected=BLIND_1), MODERATOR)
    summary = table.session.rounds[ROUND_1].summary
    assert summary.raters == len(table.cast.raters) - 1
    assert all(item.n + item.unknown <= summary.raters for item in summary.items)


def test_who_seals_after_abstaining_is_counted_and_abstains_no_more():
    table = sealed_by_all()
    table.must(Abstain(round=ROUND_1, reason="ik ken het gezin"), "seat-B")
    table.must(SealRound(round=ROUND_1), "seat-B")
    this = table.session.rounds[ROUND_1]
    assert "seat-B" in this.sealed
    assert "seat-B" not in this.abstained
    table.must(Advance(expected=BLIND_1), MODERATOR)
    assert table.session.rounds[ROUND_1].summary.raters == len(table.cast.raters)


def told(table, seat):
    """All that somebody is shown, and the version that tells a page to look again."""
    return repr(table.look(seat))


def test_whether_somebody_sealed_or_abstained_shows_to_nobody_while_others_still_judge():
    """Not by a number of ratings that count, and not by a page that moves when it is changed."""
    sealing, abstaining = at("blind_1"), at("blind_1")
    for move in script(sealing, "blind_1"):
        if move.seat == "seat-B":
            sealing.play(move)
    abstaining.must(Abstain(round=ROUND_1, reason="ik ken het gezin"), "seat-B")
    others = (MODERATOR, ROOM, "seat-A", "seat-recorder")
    shown = [told(sealing, seat) for seat in others]
    assert [told(abstaining, seat) for seat in others] == shown
    sealing.must(Abstain(round=ROUND_1, reason="toch niet"), "seat-B")
    assert [told(sealing, seat) for seat in others] == shown
    sealing.must(SealRound(round=ROUND_1), "seat-B")
    assert [told(sealing, seat) for seat in others] == shown
    assert sealing.session.rounds[ROUND_1].sealed == {"seat-B"}
