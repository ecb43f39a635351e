"""A copy is for one reader, and the same as if what is shielded from that reader never existed."""

import json
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberate.records.filing import draft
from deliberate.sessions.copies import recipient, recipients
from deliberate.sessions.entries.events import (
    CoreMarked,
    EntryAdded,
    EntryContested,
    EntryCorrected,
    EntryShielded,
)
from deliberate.sessions.flow.events import NeedBypassed, StageEntered
from deliberate.sessions.ids import (
    AGREE,
    DECIDE,
    DISCUSS,
    EXPLAIN,
    FACTS,
    OPTIONS,
    PREPARE,
    EntryId,
    Millis,
    PartyId,
    SeatId,
    SessionId,
)
from deliberate.sessions.roles import Role
from deliberate.sessions.seating.events import Invited, SeatAdmitted, SeatEnded
from deliberate.sessions.state import fold
from deliberate.sessions.testing.commands import TestVerdict
from deliberate.sessions.testing.events import ConditionTested
from deliberate.sessions.verdict.events import DissentAnswered
from deliberate.sessions.visibility import FOR_THE_FILE, Made
from deliberate.sessions.windows import (
    Arrangement,
    CaseFactor,
    ChildsWords,
    Condition,
    Consequences,
    Content,
    Coordinator,
    DecidesRow,
    Dissent,
    Expertise,
    Fact,
    FamilySummary,
    FeltThreat,
    Goal,
    Informing,
    Instrument,
    LearningPoint,
    MissingFact,
    Option,
    OwnStrength,
    Person,
    PlanB,
    PlanMakers,
    Relation,
    Review,
    Statement,
    Strength,
    Term,
    TimelineEvent,
    Weight,
)
from tests.core.play import Table
from tests.records.made import HEAD

pytestmark = pytest.mark.untraced

SECRET = "Bram belt elke dinsdag met de buurvrouw van oma"
BY = SeatId("moderator")
HIS, HERS = EntryId("person-1"), EntryId("person-0")

WRITTEN = (
    (PREPARE, Person(relation=Relation.NETWORK, name="Bram", heard=SECRET)),
    (PREPARE, Person(relation=Relation.PROFESSIONAL, name="Sanne van de opvang", task=SECRET)),
    (PREPARE, Goal(text=SECRET, whose="Bram")),
    (PREPARE, FeltThreat(whose=HIS, by=SECRET, source="zelf")),
    (PREPARE, ChildsWords(whose=HIS, text=SECRET, asked_by="b", how="c", date="d")),
    (PREPARE, OwnStrength(dimension="network", text=SECRET)),
    (PREPARE, Strength(text=SECRET, effect="safer", source="oma")),
    (PREPARE, TimelineEvent(text=SECRET, sort="event", date="d", source=SECRET)),
    (PREPARE, Instrument(name=SECRET, date="d", by="b", says="s")),
    (PREPARE, MissingFact(text=SECRET, who="GW", before="vrijdag")),
    (PREPARE, Expertise(text=SECRET, who="GW")),
    (FACTS, Fact(text=SECRET, unique=True, date="d", source=SECRET)),
    (FACTS, CaseFactor(label=SECRET, facts=(EntryId("fact-1"),))),
    (DISCUSS, Term(word="buurvrouw", meaning=SECRET)),
    (OPTIONS, Option(title=SECRET, weight=Weight.HEAVIER, by_family=True, pro="a", con="b")),
    (
        DECIDE,
        Consequences(
            option=EntryId("option-C"),
            child_now=SECRET,
            child_later="b",
            contact_and_school="c",
            trusted_worker="d",
        ),
    ),
    (DECIDE, Condition(who="Bram", what=SECRET, until="1 juni", why="rust")),
    (DECIDE, Arrangement(who="Bram", what=SECRET, when="nu", direct=True)),
    (DECIDE, PlanB(text=SECRET)),
    (DECIDE, Dissent(about="facts", text=SECRET, changes_mind="een brief")),
    (EXPLAIN, DecidesRow(who="family", what=SECRET)),
    (EXPLAIN, Review(date="29-01-2027", what=SECRET)),
    (AGREE, Coordinator(name=SECRET)),
    (AGREE, PlanMakers(by="together", supported_by=SECRET)),
    (EXPLAIN, Informing(whom="Bram", what=SECRET)),
    (EXPLAIN, Statement(whose="Bram", text=SECRET)),
    (EXPLAIN, LearningPoint(text=SECRET)),
    (EXPLAIN, FamilySummary(text=SECRET)),
)
ONLY_ONE = (Coordinator, PlanMakers, FamilySummary)
"""Of these the record has one; a second one that others read would take its place."""


@cache
def played():
    """Everything that happened in V1, from the first event to the last."""
    return tuple(Table("V1").until("closed").events)


def after(events, stage, more):
    """More events, just after a stage was entered."""
    place = next(
        n for n, e in enumerate(events, 1) if isinstance(e, StageEntered) and e.stage == stage
    )
    return (*events[:place], *more, *events[place:])


def added(content, entry="secret", stage=PREPARE):
    return EntryAdded(entry=EntryId(entry), by=BY, stage=stage, content=content)


def shielded(entry="secret", party=HIS):
    parties = frozenset({PartyId(party)})
    return EntryShielded(entry=EntryId(entry), by=BY, parties=parties, reason="veiligheid")


def copy(events, key):
    session = fold(events)
    return draft(session, recipient(session, key), SessionId("s"), HEAD, "nl").canonical


@cache
def plain_copy(key):
    return copy(played(), key)


def test_every_kind_of_entry_is_tried():
    assert {type(content) for _, content in WRITTEN} == set(get_args(Content))


@pytest.mark.parametrize(("stage", "content"), WRITTEN, ids=lambda x: getattr(x, "kind", x))
def test_a_shielded_entry_leaves_no_trace_in_the_copy(stage, content):
    """Written, put right, contested, shielded: the same bytes as if it had never been."""
    entry = EntryId("secret")
    more = (
        added(content, stage=stage),
        EntryCorrected(entry=entry, by=BY, content=content),
        EntryContested(entry=entry, by=BY, text="dat klopt niet", source="b"),
        shielded(),
    )
    events = after(played(), stage, more)
    assert copy(events, HIS) == plain_copy(HIS)
    assert SECRET.encode() in copy(events, "file")


def referred(content):
    """Two worlds in which something that all may read refers to the entry, or to nothing."""
    factor = CaseFactor(label="eigen", facts=(EntryId("fact-1"), EntryId("secret")))
    said = Dissent(
        about="process", text="anders", changes_mind="x", deciding_fact=EntryId("secret")
    )
    asked = Condition(who="a", what="b", until="c", why="d", facts=(EntryId("secret"),))
    open_ = (
        replace(factor, facts=(EntryId("fact-1"),)),
        replace(said, deciding_fact=None),
        replace(asked, facts=()),
    )
    return tuple(
        [added(c, f"open-{n}", DECIDE) for n, c in enumerate(contents)]
        for contents in ((factor, said, asked), open_)
    )


def test_what_rests_on_a_shielded_fact_rests_on_nothing():
    secret = (
        added(WRITTEN[11][1], stage=FACTS),
        CoreMarked(entry=EntryId("secret"), core=True),
        shielded(),
    )
    resting, free = referred(secret)
    with_it = after(after(played(), FACTS, secret), DECIDE, resting)
    assert copy(with_it, HIS) == copy(after(played(), DECIDE, free), HIS)


def test_what_was_done_with_a_shielded_entry_is_gone_as_well():
    """Tested, answered, passed over."""
    condition, dissent = WRITTEN[16][1], WRITTEN[19][1]
    tested = ConditionTested(
        entry=EntryId("c"),
        version=1,
        by=BY,
        moderator_too=True,
        verdict=TestVerdict.BACK,
        weakest="needed",
        why=SECRET,
        change=SECRET,
        at=Millis(1_800_000_300_000),
    )
    passed = NeedBypassed(
        need="trigger_word", about="c", gate="G7", stage=DECIDE, by=BY, reason=SECRET
    )
    more = (
        added(condition, "c", DECIDE),
        added(dissent, "d", DECIDE),
        shielded("c"),
        shielded("d"),
        passed,
    )
    later = (tested, DissentAnswered(entry=EntryId("d"), text=SECRET))
    events = after(after(played(), DECIDE, more), EXPLAIN, later)
    assert copy(events, HIS) == plain_copy(HIS)


def test_who_sat_at_the_table_is_no_part_of_a_familys_copy():
    """A worker of a women's shelter, say; the list of roles is in no copy for the family."""
    seat = SeatId("seat-shelter")
    here = (
        Invited(
            seat=seat,
            name="Sanne",
            discipline="vrouwenopvang",
            organisation="Opvang",
            roles=frozenset({Role.RATER}),
            sharing="anonymous",
            ground="zonder naam",
        ),
        SeatAdmitted(seat=seat, device="d", at=Millis(1_800_000_000_000)),
        SeatEnded(seat=seat, reason="meeting_closed"),
    )
    events = after(played(), PREPARE, here)
    assert copy(events, HIS) == plain_copy(HIS)
    assert b"Opvang" in copy(events, "file")
    assert seat not in {one.key for one in recipients(fold(events))}


PARTIES = (HIS, HERS, EntryId("person-2"))
SHIELDS = st.lists(
    st.tuples(st.sampled_from(WRITTEN), st.sampled_from(PARTIES), st.booleans()), max_size=6
)


@settings(max_examples=30)
@given(SHIELDS, st.sampled_from(PARTIES))
def test_two_worlds_whatever_is_shielded_from_whom(shields, reader):
    """In the one world it is shielded; in the other it is open to the reader, or never was."""
    one = other = played()
    for number, ((stage, content), party, again) in enumerate(shields):
        if isinstance(content, ONLY_ONE) and party != reader:
            continue
        entry = f"entry-{number}"
        written = (added(content, entry, stage),)
        if again:
            more = EntryCorrected(entry=EntryId(entry), by=BY, content=content)
            written = (*written, more)
        one = after(one, stage, (*written, shielded(entry, party)))
        other = other if party == reader else after(other, stage, written)
    assert copy(one, reader) == copy(other, reader)


@pytest.mark.parametrize("key", ["person-0", "person-1", "person-2", "professional-0", "seat-C"])
def test_every_copy_has_the_same_form_and_marks_nothing(key):
    """The same names in the same places for all of one kind; no word of shielding."""
    session = fold(played())
    made = recipient(session, key).made
    alike = next(one for one in recipients(session) if one.made is made)
    mine, theirs = (json.loads(plain_copy(k)) for k in (key, alike.key))
    assert shape(mine) == shape(theirs)
    assert b"shield" not in plain_copy(key)


def shape(record):
    """The names down to the second step: which parts there are at all."""
    return {
        name: sorted(part) if isinstance(part, dict) else type(part).__name__
        for name, part in record.items()
    }


def test_the_file_alone_marks_from_whom_something_is_shielded():
    found = json.loads(copy(played(), "file"))
    marks = [f["shielded"] for f in found["facts"]["felt_threats"] if "shielded" in f]
    assert [mark["from"] for mark in marks] == [["Dennis"]]


def test_a_familys_copy_has_no_counts_and_no_list_of_roles():
    found = json.loads(plain_copy(HIS))
    assert (found["head"]["roles"], found["head"]["raters"]) == ([], None)
    assert found["account"] == {"gates": [], "guards": [], "method": None}
    weighing = found["weighing"]
    assert weighing["preference"]["agree"] == "most"
    assert {o["first_choice"] for o in weighing["options"]} == {None}
    assert {j["agree"] for j in weighing["second_round"]["judgements"]} == {"most", "differ"}
    assert '"n":' not in json.dumps(weighing)


def test_of_what_people_said_of_themselves_everybody_has_their_own():
    for reader, name in ((HIS, "Dennis"), (HERS, "Yasmin")):
        found = json.loads(plain_copy(reader))
        assert {t["whose"] for t in found["facts"]["felt_threats"]} == {name}
        assert {r["whose"] for r in found["steps"]["reactions"]} == {name}
        said = {c["whose"]: c["say"] for c in found["steps"]["consents"]}
        assert [whose for whose, say in said.items() if say] == [name]


def test_who_can_have_a_copy():
    session = fold(played())
    known = {one.name: one for one in recipients(session)}
    assert recipients(session)[0] == FOR_THE_FILE
    assert {"Yasmin", "Dennis", "Farida"} <= set(known)
    assert not {"Lina", "Mats"} & set(known), "they are five years and eight months old"
    assert known["JGZ Merelstad"].made is Made.ORGANISATION
    assert "Vrouwenopvang Merelstad" not in known, "it took part without names"
    assert recipient(session, "nobody") is None


@pytest.mark.parametrize(
    ("age", "reads"),
    [("11", 0), ("12", 1), ("15 jaar", 1), ("8 maanden", 0), ("", 1), ("14 months", 0), ("?", 1)],
)
def test_from_twelve_a_young_person_reads_for_themselves(age, reads):
    child = added(Person(relation=Relation.CHILD, name="Noor", age=age), "noor")
    session = fold(after(played(), PREPARE, (child,)))
    assert bool(recipient(session, "noor")) == bool(reads)


def test_the_same_copy_twice_has_the_same_bytes():
    assert copy(played(), HERS) == copy(played(), HERS)
