"""What is about no entry, and tells of somebody else all the same, stands in no copy."""

import json
from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import RECORDER
from deliberate.sessions.danger.events import AcuteAnswered, AlarmEnded, AlarmNoted, AlarmSounded
from deliberate.sessions.entries.events import EntryWithdrawn
from deliberate.sessions.flow.events import NeedBypassed, WarningExplained
from deliberate.sessions.ids import DECIDE, EXPLAIN, FACTS, OPEN, EntryId, Millis
from deliberate.sessions.project import project
from deliberate.sessions.roles import AFTER_MEETING, Role
from deliberate.sessions.state import fold
from deliberate.sessions.telling.commands import Said
from deliberate.sessions.telling.events import Consented, Explained, ReactionRecorded
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import CaseFactor, Condition, FamilySummary, Person, Relation
from tests.core import moments
from tests.records.test_copies import (
    BY,
    HERS,
    HIS,
    SECRET,
    added,
    after,
    copy,
    plain_copy,
    played,
    shielded,
)

AT = Millis(1_800_000_300_000)
COPIES = (HIS, HERS, "professional-0", "seat-C")


def passed(need, about="", reason=SECRET):
    return NeedBypassed(need=need, about=about, gate="G11", stage=EXPLAIN, by=BY, reason=reason)


@pytest.mark.parametrize("reader", COPIES)
def test_where_the_children_are_now_stands_in_the_file_alone(reader):
    """What was written down in an alarm is for nobody in particular, so nobody could shield it."""

    def alarmed(words):
        return (
            AcuteAnswered(stage=OPEN, acute=False, note=words, by=BY, at=AT),
            AlarmSounded(by=BY, at=AT),
            *((AlarmNoted(by=BY, who="w", what="w", calls="w", done="w", where=words, at=AT),) * 2),
            AlarmEnded(by=BY, note=words, at=AT),
        )

    one = after(played(), OPEN, alarmed(SECRET))
    other = after(played(), OPEN, alarmed("")[:2] + alarmed("")[4:])
    assert copy(one, reader) == copy(other, reader)
    assert SECRET.encode() in copy(one, "file")
    assert json.loads(copy(one, reader))["head"]["alarm"]["sounded"] == [AT]


def test_that_an_answer_to_somebody_elses_reaction_was_passed_over_is_not_told():
    said = ReactionRecorded(
        reaction=EntryId("r"),
        person=HERS,
        text=SECRET,
        answer="",
        outcome="stands",
        decision=1,
        at=AT,
    )
    events = after(played(), EXPLAIN, (said, passed("reaction_unanswered", "r")))
    assert copy(events, HIS) == plain_copy(HIS)
    assert SECRET in json.loads(copy(events, HERS))["head"]["bypassed"][-1]["reason"]


def test_that_somebody_else_was_not_asked_what_they_understood_is_not_told():
    events = after(played(), EXPLAIN, (passed("understanding_open", HERS),))
    assert copy(events, HIS) == plain_copy(HIS)
    assert SECRET.encode() in copy(events, HERS)


def test_where_it_was_explained_to_somebody_else_is_not_told():
    """To her in a shelter, say. What was told to nobody by name is for everybody."""
    told = Explained(when="16-01-2027", how=SECRET, to="Yasmin, met haar begeleider")
    events = after(played(), EXPLAIN, (told,))
    assert copy(events, HIS) == plain_copy(HIS)
    assert copy(events, "professional-0") == plain_copy("professional-0")
    for both in ("Dennis en Yasmin", "beide ouders", "de moeder van Lina"):
        events = after(played(), EXPLAIN, (replace(told, to=both),))
        assert all(SECRET.encode() in copy(events, reader) for reader in (HIS, HERS, "file"))


def test_no_next_step_is_asked_of_who_cannot_read_who_does_not_agree():
    bram = added(Person(relation=Relation.NETWORK, name="Bram", carries_out=True, consented=True))
    against = Consented(
        person=EntryId("secret"),
        said=Said.SEEN_NOT_AGREED,
        remark="",
        understood="yes",
        say=None,
        decision=1,
        at=AT,
    )
    begun = after(played(), OPEN, (bram, shielded()))
    events = after(begun, EXPLAIN, (against, passed("next_step_missing")))
    assert copy(events, HIS) == plain_copy(HIS)
    assert SECRET.encode() in copy(events, HERS)


def conditions(number):
    open_ = Condition(who="a", what="b", until="c", why="d")
    return tuple(added(open_, f"more-{n}", DECIDE) for n in range(number))


@pytest.mark.parametrize("visible", [1, 2, 3, 4])
def test_a_warning_of_too_many_conditions_counts_only_what_the_reader_has(visible):
    """V1 has three of its own and five are many; the last one is not for him."""
    warned = WarningExplained(warning="too_many_conditions", reason="allemaal nodig")
    hidden = (
        *(added(Condition(who="a", what="b", until="c", why=SECRET), f"s-{n}") for n in range(3)),
        *(shielded(f"s-{n}") for n in range(3)),
    )
    many = 3 + visible > 5
    one = after(played(), DECIDE, (*conditions(visible), *hidden, warned))
    other = after(played(), DECIDE, (*conditions(visible), *((warned,) if many else ())))
    assert copy(one, HIS) == copy(other, HIS)


def test_a_factor_of_the_case_that_was_taken_off_before_anybody_judged_takes_none_away():
    factor = CaseFactor(label=SECRET, facts=(EntryId("fact-1"),))
    gone = EntryWithdrawn(entry=EntryId("secret"), by=BY, reason="dubbel")
    reader = "professional-0"
    events = after(played(), FACTS, (added(factor, stage=FACTS), shielded(party=reader), gone))
    assert copy(events, reader) == plain_copy(reader)


def test_a_summary_that_tells_what_was_shielded_later_is_in_no_familys_copy():
    """As long as it is there nothing is final; until then a draft does not tell it either."""
    fact = (added(Condition(who="Bram", what=SECRET, until="c", why="d")), shielded())
    told = added(FamilySummary(text=f"Let op: {SECRET}."), "summary-now", EXPLAIN)
    without = tuple(
        e
        for e in played()
        if not isinstance(getattr(e, "content", None), FamilySummary)
        and getattr(e, "entry", None) != "summary"
    )
    one = after(after(without, DECIDE, fact), EXPLAIN, (told,))
    for reader in (HIS, HERS):
        assert json.loads(copy(one, reader))["steps"]["summary"] is None
    open_ = replace(fact[1], parties=frozenset())
    assert json.loads(copy((*one, open_), HIS))["steps"]["summary"]["text"].startswith("Let op")


@pytest.mark.parametrize("stage", ["test", "agree", "explain", "closed"])
@pytest.mark.parametrize("role", Role)
def test_only_who_has_a_task_after_the_meeting_makes_copies(role, stage):
    """An observer or a screen reads for everybody in the room, and must not fetch the file."""
    session = moments.at(stage).session if stage != "closed" else fold(played())
    seat = session.roster.seats[RECORDER]
    seats = {**session.roster.seats, RECORDER: replace(seat, roles=frozenset({role}))}
    session = replace(session, roster=replace(session.roster, seats=seats))
    view = project(session, Viewer(RECORDER, frozenset({role})), GUARDS)
    assert (view.dossier is not None) == (role in AFTER_MEETING | {Role.FILE})
