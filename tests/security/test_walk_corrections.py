"""Walking around what was looked at, by writing it anew, taking it off or putting it back."""

from dataclasses import replace

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, WithdrawEntry
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.rounds.commands import OpenPrework
from deliberate.sessions.testing.commands import SignTest, TestCondition, TestVerdict
from deliberate.sessions.windows import (
    Arrangement,
    CaseFactor,
    Condition,
    Fact,
    Person,
    Relation,
)
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


def at_the_first_test(room):
    """Up to the first condition that is tested, which is given back."""
    for move in room.script("test"):
        if isinstance(move.command, TestCondition):
            return room.state.entries.by_id[move.command.entry]
        room.play(move)
    raise LookupError


def said(entry, verdict, **more):
    return TestCondition(entry=entry, verdict=verdict, weakest="needed", **more)


def agreed(entry, verdict=TestVerdict.AGREED):
    return said(entry, verdict, why="Goed genoeg.", as_family=True)


def test_a_condition_that_was_sent_back_does_not_come_back_in_the_same_words(room_at):
    """Not saved again, with a capital or a dot, put beside or in the place of itself, or by way of
    other words."""
    room = room_at("test")
    entry = at_the_first_test(room)
    same = entry.content
    room.must(said(entry.id, TestVerdict.BACK, change="Minder."), MODERATOR, "sent-back")
    dotted = replace(same, what=f"{same.what.upper()}.", facts=same.facts[::-1])
    around = [
        (CorrectEntry(entry=entry.id, content=same), "same_words"),
        (CorrectEntry(entry=entry.id, content=dotted), "sent_back_before"),
        (AddEntry(content=same), "sent_back_before"),
        (AddEntry(content=dotted), "sent_back_before"),
        (agreed(entry.id, TestVerdict.AGREED_AFTER_CHANGE), "nothing_changed"),
    ]
    for command, code in around:
        seat = MODERATOR if isinstance(command, TestCondition) else RECORDER
        assert refused(room, seat, plain(command)) == (400, code), command
    other = CorrectEntry(entry=entry.id, content=replace(same, what="belt elke avond met oma"))
    room.must(other, RECORDER, "reworded")
    again = plain(CorrectEntry(entry=entry.id, content=same))
    assert refused(room, RECORDER, again) == (400, "sent_back_before")
    room.must(WithdrawEntry(entry=entry.id, reason="-"), RECORDER, "taken-off")
    assert refused(room, RECORDER, plain(AddEntry(content=same))) == (400, "sent_back_before")


def test_whoever_asked_for_a_second_test_does_not_give_it_alone(room_at):
    """Not of the same words, and not of others."""
    room = room_at("test")
    entry = at_the_first_test(room)
    second = said(entry.id, TestVerdict.SECOND_TEST, change="Kijk mee.")
    room.must(second, MODERATOR, "second")
    room.must(agreed(entry.id), MODERATOR, "agreed-to-the-same")
    assert room.browser(MODERATOR).get().json["needs"][0]["code"] == "second_tester_missing"
    other = replace(entry.content, what="belt elke avond met oma")
    room.must(CorrectEntry(entry=entry.id, content=other), RECORDER, "reworded")
    room.must(agreed(entry.id), MODERATOR, "agreed-to-the-other")
    assert room.browser(MODERATOR).get().json["needs"][0]["code"] == "second_tester_missing"
    for other, _ in room.state.entries.of(Condition):
        if other.id != entry.id:
            room.must(agreed(other.id), MODERATOR, f"agreed-{other.id}")
    signed = next(m.command for m in room.script("test") if isinstance(m.command, SignTest))
    assert refused(room, MODERATOR, plain(signed)) == (409, "condition_not_agreed")


def at_once(room):
    return [(entry.id, row) for entry, row in room.state.entries.of(Arrangement) if row.direct]


def test_what_is_done_at_once_stays_arranged_while_a_child_is_not_safe_enough(room_at):
    """Not taken off, nor made into something for later, behind the gate that asked for it."""
    room = room_at("test")
    assert any(not said.safe_enough for said in room.state.verdict.safe_enough.values())
    *moves, leave = room.script("test")
    for move in moves:
        room.play(move)
    (first, row), *others = at_once(room)
    for entry, _ in others:
        room.must(WithdrawEntry(entry=entry, reason="-"), RECORDER, f"off-{entry}")
    later = replace(row, direct=False)
    room.must(CorrectEntry(entry=first, content=later), RECORDER, "later")
    asked = plain(Bypass(need="direct_action_missing", reason="haast"))
    assert refused(room, MODERATOR, plain(leave.command)) == (409, "gate_closed")
    assert refused(room, MODERATOR, asked) == (403, "cannot_bypass")
    for seat in (MODERATOR, RECORDER):
        page = room.browser(seat).get(headers={"Accept": "text/html"}).text
        assert 'id="need-direct_action_missing"' in page
    room.must(CorrectEntry(entry=first, content=row), RECORDER, "at-once-again")
    room.play(leave)
    room.must(WithdrawEntry(entry=first, reason="-"), RECORDER, "off-at-last")
    codes = [need["code"] for need in room.browser(MODERATOR).get().json["needs"]]
    assert "direct_action_missing" in codes
    assert refused(room, MODERATOR, asked) == (403, "cannot_bypass")


def test_a_factor_of_the_case_does_not_lose_the_facts_on_which_it_rests(room_at):
    room = room_at("facts")
    fact = room.state.entries.of(Fact)[0][0].id
    own = CaseFactor(label="De hond", facts=(fact,))
    room.must(AddEntry(content=own), RECORDER, "a-factor-of-ours")
    for facts in ((), (fact, "no-fact-at-all")):
        bare = replace(own, facts=facts)
        around = (AddEntry(content=bare), CorrectEntry(entry="a-factor-of-ours", content=bare))
        for command in around:
            assert refused(room, RECORDER, plain(command)) == (400, "case_factor_needs_fact")
