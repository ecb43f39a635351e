"""Windows 1 and 2: the people, what they say of themselves, and what is known around the facts."""

from dataclasses import replace

import pytest

from deliberate.bias_guards import GUARDS
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import (
    AddEntry,
    ContestEntry,
    CorrectEntry,
    ShieldEntry,
    WithdrawEntry,
)
from deliberate.sessions.entries.state import Reading
from deliberate.sessions.ids import EntryId, PartyId, SeatId
from deliberate.sessions.project import project
from deliberate.sessions.roles import Role
from deliberate.sessions.shielding import stands_for
from deliberate.sessions.timeline import AT_THE_END, when
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import (
    ChildsWords,
    Fact,
    FeltThreat,
    Instrument,
    OwnStrength,
    Person,
    Relation,
    Strength,
    TimelineEvent,
)
from tests.core.moments import at, script
from tests.core.needed import code
from tests.core.play import Table

YASMIN, DENNIS, LINA = EntryId("person-0"), EntryId("person-1"), EntryId("child-Lina")
OMA = Person(relation=Relation.NETWORK, name="Oma", circle="family", heard="Gebeld.")
SAID = ChildsWords(whose=LINA, text="Ik wil slapen.", asked_by="juf", how="spel", date="12-05-2026")
THREAT = FeltThreat(whose=LINA, by="niemand", source="juf")
KINDS = (
    SAID,
    OwnStrength(dimension="network", text="Oma komt elke week."),
    Strength(effect="safer", text="Lina kan oma bellen."),
    TimelineEvent(date="2024", text="Verhuisd.", sort="event", source="school"),
    Instrument(name="Lijst", version="1", date="1 mei", by="GW", says="Drie punten spelen."),
    OMA,
)


@pytest.fixture
def table():
    return at("facts")


def looking(table, seat, *parties):
    """What is seen from a seat by somebody who stands for these people."""
    roles = table.session.roster.seats[seat].roles
    viewer = Viewer(SeatId(seat), roles, frozenset(PartyId(p) for p in parties))
    return project(table.session, viewer, GUARDS).windows


# -- the people


def test_who_is_of_the_network_carries_out_only_after_saying_yes(table):
    wants = replace(OMA, thinks_along=True, carries_out=True)
    assert code(table.ask(AddEntry(content=wants), MODERATOR)) == "consent_first"
    table.must(AddEntry(content=replace(wants, consented=True)), MODERATOR)


def test_who_thinks_along_needs_no_consent(table):
    table.must(AddEntry(content=replace(OMA, thinks_along=True)), MODERATOR)


def test_somebody_whom_others_are_about_stays_among_the_people(table):
    gone = WithdrawEntry(entry=YASMIN, reason="dubbel")
    assert code(table.ask(gone, MODERATOR)) == "person_is_named"
    table.must(AddEntry(content=OMA), MODERATOR, "oma-2")
    table.must(WithdrawEntry(entry=EntryId("oma-2"), reason="dubbel"), MODERATOR)


def test_somebody_from_whom_something_is_shielded_stays_among_the_people(table):
    table.must(AddEntry(content=OMA), MODERATOR, "oma-2")
    table.must(shield("fact-1", "oma-2"), MODERATOR)
    gone = WithdrawEntry(entry=EntryId("oma-2"), reason="dubbel")
    assert code(table.ask(gone, MODERATOR)) == "person_is_named"
    table.must(shield("fact-1"), MODERATOR)
    table.must(gone, MODERATOR)


# -- what people say of themselves


def test_each_of_the_family_says_once_by_whom_they_feel_threatened(table):
    assert code(table.ask(AddEntry(content=THREAT), MODERATOR)) == "threat_written"
    mended = replace(THREAT, by="harde stemmen")
    table.must(CorrectEntry(entry=EntryId("threat-child-Lina"), content=mended), RECORDER)


@pytest.mark.parametrize("whose", ["nobody", "fact-1", "professional-0"])
def test_felt_threat_is_of_somebody_of_the_family(table, whose):
    content = replace(THREAT, whose=EntryId(whose))
    assert code(table.ask(AddEntry(content=content), MODERATOR)) == "unknown_party"


def test_a_childs_words_are_those_of_a_child_of_this_case(table):
    content = replace(SAID, whose=YASMIN)
    assert code(table.ask(AddEntry(content=content), MODERATOR)) == "unknown_child"


def test_nobody_of_the_family_reads_what_another_feels_threatened_by(table):
    table.must(shield("threat-person-0"), MODERATOR)
    assert {row.whose for row in looking(table, RECORDER).threats} > {"Yasmin", "Dennis"}
    for person, name in ((YASMIN, "Yasmin"), (DENNIS, "Dennis"), (LINA, "Lina")):
        assert [row.whose for row in looking(table, RECORDER, person).threats] == [name]
    assert looking(table, RECORDER, YASMIN, DENNIS).threats == ()


@pytest.mark.parametrize("role", [Role.SCREEN, Role.OBSERVER])
def test_nobody_in_the_room_reads_felt_threat_from_a_screen(table, role):
    table.session = replace(
        table.session, entries=replace(table.session.entries, by_id=unshielded(table))
    )
    parties = stands_for(table.session, frozenset({role}))
    assert looking(table, RECORDER, *parties).threats == ()
    assert looking(table, RECORDER, *parties).strengths != ()


def unshielded(table):
    known = table.session.entries.by_id
    return {key: replace(entry, shielded_from=frozenset()) for key, entry in known.items()}


def test_what_is_about_somebody_goes_with_them(table):
    table.must(shield("child-Lina", "person-1"), MODERATOR)
    seen = looking(table, RECORDER, DENNIS)
    assert [row.content.name for row in seen.people if row.content.relation == "child"] == ["Mats"]
    assert seen.said == ()


# -- shielding


def shield(entry, *parties):
    named = frozenset(PartyId(party) for party in parties)
    return ShieldEntry(entry=EntryId(entry), parties=named, reason="veiligheid")


def test_something_is_shielded_from_people_of_the_case(table):
    assert code(table.ask(shield("fact-1", "mother"), MODERATOR)) == "unknown_party"
    assert code(table.ask(shield("fact-1"), MODERATOR)) == "party_missing"
    table.must(shield("fact-1", "person-1"), MODERATOR)
    row = next(row for row in looking(table, RECORDER).facts if row.id == "fact-1")
    assert (row.shielded_for, row.shield_reason) == (("Dennis",), "veiligheid")
    table.must(shield("fact-1"), RECORDER)
    assert not any(row.shielded for row in looking(table, RECORDER).facts)


def test_nobody_seems_silent_because_of_what_may_not_be_read(table):
    for move in script(table, "facts")[:-1]:
        table.play(move)
    assert "unique-D" in table.session.entries.by_id
    parties = stands_for(table.session, frozenset({Role.SCREEN}))
    viewer = Viewer(SeatId("screen"), frozenset({Role.SCREEN}), parties)
    stage = project(table.session, viewer, GUARDS).stage
    assert stage.unique_waiting == ()


def test_others_shield_what_they_wrote_themselves(table):
    assert code(table.ask(shield("fact-1", "person-1"), "seat-C")) == "not_your_entry"
    own = Fact(text="Zij belde.", source="ik", date="12-05-2026", unique=True)
    table.must(AddEntry(content=own), "seat-C", "own")
    table.must(shield("own", "person-1"), "seat-C")


@pytest.mark.parametrize("content", KINDS, ids=lambda content: content.kind)
def test_every_kind_can_be_shielded(table, content):
    table.must(AddEntry(content=content), MODERATOR, "new")
    table.must(shield("new", "person-1"), MODERATOR)
    assert "new" in {entry.id for entry in table.session.entries.live()}
    assert '"new"' not in repr(looking(table, RECORDER, DENNIS)).replace("'", '"')


# -- the facts


def test_both_versions_of_a_fact_stand_side_by_side_with_their_source(table):
    said = ContestEntry(entry=EntryId("fact-1"), text="Eén keer.", source="Dennis")
    table.must(said, "seat-B")
    row = next(row for row in looking(table, RECORDER).facts if row.id == "fact-1")
    assert row.contested == (Reading("Eén keer.", "Dennis"),)
    assert row.content.text.startswith("In zeven weken")


def test_the_timeline_is_in_the_order_of_its_dates(table):
    for key, date in (("a", "lang geleden"), ("b", "03-2026"), ("c", "sinds 2019")):
        event = TimelineEvent(date=date, text=key, sort="help", source="school")
        table.must(AddEntry(content=event), MODERATOR, key)
    told = [row.content.text[:1] for row in looking(table, RECORDER).timeline]
    assert told[0] == "c"
    assert told[-1] == "a"
    assert [row.number for row in looking(table, RECORDER).timeline] == [*range(1, len(told) + 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("14-05-2026", "15-05-2026"), ("2025", "01-2026"), ("12-2025", "1/2026"), ("2026", "vroeger")],
)
def test_a_day_a_month_or_a_year_is_enough_for_a_place_in_time(one, other):
    assert when(one) < when(other)


def test_a_date_without_a_day_comes_last():
    assert when("vroeger") == when("31-02-20") == AT_THE_END


@pytest.mark.parametrize("seat", ["seat-A", MODERATOR, RECORDER])
def test_who_brings_the_case_in_writes_beside_the_groups_writers(table, seat):
    table.must(AddEntry(content=KINDS[2]), seat, "new")


def test_a_rater_writes_facts_and_nothing_around_them(table):
    assert code(table.ask(AddEntry(content=KINDS[2]), "seat-B")) == "not_now"


# -- each side that is still silent asks why


def test_each_silent_side_asks_why():
    table = at("open")
    facts = dict(table.session.entries.by_id)
    gone = {key: e for key, e in facts.items() if key not in {"fact-2", "fact-5", "words-Lina"}}
    table.session = replace(table.session, entries=replace(table.session.entries, by_id=gone))
    warned = {need.about for need in table.look(MODERATOR).needs if need.code == "warning"}
    assert {"childs_voice_missing", "network_side_missing"} <= warned
    assert "parent_side_missing" not in warned


def test_a_childs_own_words_are_its_voice():
    table = at("open")
    facts = dict(table.session.entries.by_id)
    table.session = replace(
        table.session,
        entries=replace(
            table.session.entries, by_id={key: e for key, e in facts.items() if key != "fact-2"}
        ),
    )
    warned = {need.about for need in table.look(MODERATOR).needs if need.code == "warning"}
    assert "childs_voice_missing" not in warned


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_what_the_vignettes_shield_is_shielded(vignette):
    table = Table(vignette).until("blind_1")
    shielded = {str(e.id) for e in table.session.entries.live() if e.shielded_from}
    expected = {
        "V1": {"threat-person-0", "own-strength-3", "unique-D"},
        "V2": {"threat-child-Ravi", "unique-G"},
        "V3": {"threat-person-0"},
    }
    assert shielded == expected[vignette]
