"""One device, two people: whatever the first answered blind, every byte that reaches the second,
and the moderator, is the same."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.forms import Answer, Direction
from deliberate.sessions.ids import ROUND_1, question
from deliberate.sessions.rounds.commands import GiveAnswers
from deliberate.sessions.seating.commands import MoveSeat
from tests.security.room import JSON, LIVE, Chance
from tests.security.test_walk_shared_tablet import ANNA, BAS, DEVICE, Tablet
from tests.security.worlds import HTML, kept

pytestmark = pytest.mark.untraced

OTHERS = (MODERATOR, "seat-C", "screen")


def world(room, answer, times):
    """Everything that anybody but Anna gets while she answers, passes on, and Bas takes over."""
    seen, chance = [], room.chance
    tablet = Tablet(room, ANNA)

    def turn(label):
        chance.turn(label)
        return label

    def keep(label, answer):
        seen.append((label, kept(answer)))

    def look_around(moment):
        for seat in OTHERS:
            for name, headers in (("html", HTML), ("live", LIVE), ("json", JSON)):
                label = turn(f"{moment}/{seat}/{name}")
                keep(label, room.browser(seat).get("/view", headers))

    for n in range(times):
        turn(f"give {n}")
        given = GiveAnswers(
            round=ROUND_1, answers={question(room.cast.vignette.factor_ids[0]): answer}
        )
        room.must(given, ANNA, f"give-{n}")
    turn("own")
    own = kept(tablet.looks())
    turn("pass on")
    tablet.pass_on()
    for name, headers in (("html", HTML), ("json", JSON)):
        keep(turn(f"between/{name}"), tablet.client.get(tablet.path, headers=headers))
    who = next(iter(tablet.who().values()))
    keep(turn("code"), tablet.client.get(f"{tablet.path}?who={who}", headers=HTML))
    keep(turn("wrong"), tablet.say(who=who, code="9153"))
    keep(turn("new"), tablet.say(who="new"))
    keep(turn("lobby"), tablet.client.get(f"/lobby/{room.session}", headers=HTML))
    look_around("between")
    device = room.house.devices.hash(tablet.client.get_cookie(DEVICE).value)
    turn("move")
    room.must(MoveSeat(seat=BAS, device=device), MODERATOR, "move")
    for name, headers in (("html", HTML), ("live", LIVE), ("json", JSON)):
        label = turn(f"taken over/{name}")
        keep(label, tablet.client.get(f"{room.path}/view", headers=headers))
    look_around("taken over")
    return seen, own


CALM = Answer(direction=Direction.NONE)
EXTREME = Answer(direction=Direction.RISK, reason="Niemand mag dit lezen. " * 10)


@pytest.mark.parametrize("times", [1, 3])
def test_two_worlds_at_one_tablet_are_the_same_to_everybody_else(room_at, times):
    one, own = world(room_at("blind_1", "one", Chance(), raters=3), CALM, 1)
    other, another = world(room_at("blind_1", "other", Chance(), raters=3), EXTREME, times)
    assert own != another
    assert [label for label, _ in one] == [label for label, _ in other]
    assert [a[0] for a, b in zip(one, other, strict=True) if a != b] == []
