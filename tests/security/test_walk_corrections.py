"""Walking around what was looked at, by writing it anew, taking it off or putting it back."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.rounds.commands import OpenPrework
from deliberate.sessions.windows import Person, Relation
from tests.security.walls import plain, refused


def people(room):
    return {entry.id: (entry, person) for entry, person in room.state.entries.of(Person)}


def turned(room):
    """Each child as a professional, and each parent as a child."""
    for entry, person in people(room).values():
        child = person.relation is Relation.CHILD
        if child or person.relation is Relation.PARENT:
            other = Relation.PROFESSIONAL if child else Relation.CHILD
            yield plain(CorrectEntry(entry=entry.id, content=replace(person, relation=other)))


def children(room):
    return [key for key, (_, p) in people(room).items() if p.relation is Relation.CHILD]


def test_nobody_makes_a_child_vanish_that_the_rounds_ask_about(room_at):
    """Not by calling it something else, nor by taking off all that names it and then the last."""
    room = room_at("facts")
    around = list(turned(room))
    assert len(around) > 2
    for body in around:
        assert refused(room, RECORDER, body) == (400, "child_stays"), body
    *moves, leave = room.script("facts")
    for move in moves:
        room.play(move)
    for child in children(room):
        for entry in room.state.entries.live():
            if getattr(entry.content, "whose", "") == child:
                room.must(WithdrawEntry(entry=entry.id, reason="-"), RECORDER, f"off-{entry.id}")
        room.must(WithdrawEntry(entry=child, reason="-"), RECORDER, f"off-{child}")
    assert refused(room, MODERATOR, plain(leave.command)) == (409, "gate_closed")
    passed = Bypass(need="child_missing", reason="haast")
    assert refused(room, MODERATOR, plain(passed)) == (403, "cannot_bypass")
    page = room.browser(MODERATOR).get(headers={"Accept": "text/html"}).text
    assert 'id="need-child_missing"' in page
    anew = Person(relation=Relation.CHILD, name="Lina", heard="gezien")
    room.must(AddEntry(content=anew), RECORDER, "the-child-put-down-anew")
    room.play(leave)


def test_a_child_that_is_judged_about_beforehand_stays_one(room_at):
    """In the preparation a wrong word is mended, until the prework asks about each child."""
    room = room_at("prepare")
    for move in room.script("prepare")[:-1]:
        room.play(move)
    child = people(room)[children(room)[0]]
    other = replace(child[1], relation=Relation.NETWORK)
    room.must(CorrectEntry(entry=child[0].id, content=other), MODERATOR, "mistaken")
    room.must(CorrectEntry(entry=child[0].id, content=child[1]), MODERATOR, "mended")
    room.must(OpenPrework(), MODERATOR, "prework")
    for body in turned(room):
        assert refused(room, MODERATOR, body) == (400, "child_stays"), body
