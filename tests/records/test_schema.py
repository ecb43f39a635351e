"""Every record has the form that the schema promises, and the schema allows nothing else."""

import copy
import json
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from jsonschema import Draft202012Validator

import deliberate.records
from deliberate.records.filing import draft
from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.challenge.commands import PointKind, Reply
from deliberate.sessions.copies import recipients
from deliberate.sessions.danger.commands import AnswerAcute, EndAlarm, NoteAlarm, SoundAlarm
from deliberate.sessions.discussion.commands import Outcome
from deliberate.sessions.entries.commands import ShieldEntry
from deliberate.sessions.flow.commands import Adjourn, Bypass
from deliberate.sessions.ids import EntryId, PartyId, SeatId, SessionId
from deliberate.sessions.roles import PEOPLE, Role
from deliberate.sessions.seating.commands import Invite, MarkAbsent
from deliberate.sessions.stages import STAGES
from deliberate.sessions.telling.commands import Said
from deliberate.sessions.testing.commands import TestVerdict, Weakest
from deliberate.sessions.windows import Dissent, Relation, Weight
from deliberate.store.codec import plain
from tests.core.play import Table
from tests.records.made import HEAD, record_of, written

SCHEMA = json.loads((Path(deliberate.records.__path__[0]) / "record.schema.json").read_text())
ORDER = [
    "format",
    "locale",
    "recipient",
    "head",
    "people",
    "facts",
    "weighing",
    "steps",
    "account",
    "versions",
    "fingerprint",
]


def faults(record) -> list[str]:
    found = Draft202012Validator(SCHEMA).iter_errors(record)
    return [f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_the_records_of_all_vignettes_fit_the_schema(vignette, locale):
    assert faults(written(vignette, locale)) == []


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_every_readers_copy_fits_the_schema(vignette):
    session = Table(vignette).until("closed").session
    for one in recipients(session):
        copy = draft(session, one, SessionId("s"), HEAD, "nl")
        assert faults(json.loads(copy.json)) == [], one.name


@pytest.mark.parametrize("stage", ["test", "agree", "explain"])
def test_a_record_fits_the_schema_before_everything_is_done(stage):
    assert faults(plain(record_of(Table("V2").until(stage)))) == []


def test_windows_stand_in_their_fixed_order():
    assert list(written()) == ORDER
    assert list(SCHEMA["properties"]) == [*ORDER, "signature"]


def eventful() -> Table:
    """A session in which much went otherwise: absence, a bypass, an alarm, an adjournment."""
    table = Table("V1")
    doctor = Invite(
        name="Els Prins",
        discipline="arts",
        organisation="GGD",
        roles=frozenset({Role.REVIEWER}),
        ground="nood",
    )
    table.must(doctor, MODERATOR, "seat-doctor")
    table.must(MarkAbsent(seat=SeatId("seat-doctor"), reason="dienst"), MODERATOR)
    table.until("agree")
    shield = ShieldEntry(
        entry=EntryId("unique-D"), parties=frozenset({PartyId("person-1")}), reason="veiligheid"
    )
    table.must(shield, MODERATOR)
    table.must(Bypass(need="review_date_missing", reason="volgt morgen"), MODERATOR)
    table.must(SoundAlarm(), RECORDER)
    table.must(NoteAlarm(who="Lina", where="thuis"), RECORDER)
    table.must(EndAlarm(note="Oma haalde Lina op."), MODERATOR)
    table.must(AnswerAcute(acute=False, note="nee"), MODERATOR)
    table.must(Adjourn(provisional="Dennis slaapt elders.", until="16-05-2027"), MODERATOR)
    return table


def test_a_session_in_which_much_went_otherwise_fits_the_schema():
    record = plain(record_of(eventful()))
    assert faults(record) == []
    head = record["head"]
    assert head["state"] == "provisional"
    assert head["absent"][0]["reason"] == "dienst"
    assert head["bypassed"][0]["reason"] == "volgt morgen"
    assert head["alarm"]["ended"][0]["note"] == "Oma haalde Lina op."
    assert [f["number"] for f in record["facts"]["other"] if f.get("shielded")] == [7]


@pytest.mark.parametrize("place", ["", "head", "head.case", "weighing.decision", "weighing.test"])
def test_nothing_can_be_added_unseen(place):
    record = copy.deepcopy(written())
    part = record
    for name in filter(None, place.split(".")):
        part = part[name]
    part["rater"] = "Marit de Wit"
    assert faults(record)


def codes(name: str, *path: str) -> set[str]:
    """The codes that the schema allows at one place."""
    place = SCHEMA["$defs"][name]
    for step in path:
        place = place[step]
    return set(place["enum"])


def properties(name: str, field: str) -> set[str]:
    return codes(name, "properties", field)


def test_the_schema_knows_every_code():
    """A new stage, role or kind of answer has to be put into the format as well."""
    assert codes("stage") == {stage.id for stage in STAGES}
    assert codes("role") == set(PEOPLE)
    assert codes("weight") == set(Weight)
    assert properties("person", "relation") == set(Relation)
    about, wish = (get_type_hints(Dissent)[name] for name in ("about", "wish"))
    assert properties("dissent", "about") == set(get_args(about))
    assert properties("dissent", "wish") == set(get_args(wish))
    assert properties("point", "kind") == set(PointKind) - {PointKind.COUNTER_SENTENCE}
    weighing = SCHEMA["$defs"]["weighing"]["properties"]
    outcome = weighing["discussion"]["items"]["properties"]["outcome"]["enum"]
    assert set(outcome) == {"", *Outcome}
    assert properties("condition_test", "verdict") == set(TestVerdict)
    assert codes("test_point") == set(get_args(Weakest))
    consents = SCHEMA["$defs"]["steps"]["properties"]["consents"]["items"]["properties"]
    assert set(consents["said"]["enum"]) == set(Said)
    reply = SCHEMA["$defs"]["point"]["properties"]["reply"]["anyOf"][0]["enum"]
    assert set(reply) == set(Reply)


PLAIN = {"text", "words", "count", "number", "moment", "decimal"}
"""Forms that say how something is written, and not what it is."""


def told(part) -> bool:
    """Whether a part of the schema says what it means, itself or by what it refers to."""
    if "description" in part or "const" in part:
        return True
    if name := part.get("$ref", "").rpartition("/")[2]:
        return name not in PLAIN and told(SCHEMA["$defs"][name])
    inside = part.get("anyOf", [part["items"]] if "items" in part else [])
    return any(told(one) for one in inside)


def untold(part, path=""):
    for name, field in part.get("properties", {}).items():
        if not told(field):
            yield f"{path}.{name}"
        yield from untold(field, f"{path}.{name}")
    for one in (*part.get("anyOf", []), *([part["items"]] if "items" in part else [])):
        yield from untold(one, path)


def test_every_field_says_what_it_is():
    parts = {"": SCHEMA, **SCHEMA["$defs"]}
    assert [field for name, part in parts.items() for field in untold(part, name)] == []
