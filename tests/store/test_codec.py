"""Events on disk: one form for equal events, strict reading, older schemas upgraded."""

import pytest

from deliberate.sessions.entries.events import EntryShielded
from deliberate.sessions.events import WIRE, Event
from deliberate.sessions.flow.events import Paused, WarningExplained
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import EntryId, Millis, PartyId, QuestionId, RoundId
from deliberate.sessions.rounds.events import RoundRevealed, RoundSummarised
from deliberate.sessions.rounds.summary import Coefficient, ItemSummary, RoundSummary
from deliberate.store import codec, encryption
from deliberate.store.codec import Unreadable
from deliberate.store.encryption import Place
from tests.store.factories import NONE, RISK, SEAT, SESSION, answer_sealed, fact, paused

SUMMARY = RoundSummary(
    raters=2,
    items=(ItemSummary(question=QuestionId("v"), counts={"-3": 1, "0": 1}, unknown=0, n=2),),
    coefficients=(Coefficient("alpha", "all", "m", None, None, None, "too few", 1, 2, 0),),
)
EVENTS: list[Event] = [
    paused(),
    fact(),
    answer_sealed(),
    EntryShielded(
        entry=EntryId("e1"),
        by=SEAT,
        parties=frozenset({PartyId("father"), PartyId("mother")}),
        reason="safety",
    ),
    RoundRevealed(round=RoundId("r"), columns=({QuestionId("v"): RISK}, {QuestionId("v"): NONE})),
    RoundSummarised(round=RoundId("r"), summary=SUMMARY),
]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_comes_back_equal(event):
    assert codec.load(codec.wire_name(event), 1, codec.dump(event)) == event


@pytest.mark.parametrize("wire", WIRE)
def test_every_kind_of_event_can_be_read_strictly(wire):
    with pytest.raises(Unreadable):
        codec.load(wire, 1, b'{"stranger": 1}')


def test_an_answer_comes_back_equal():
    assert codec.load_answer(codec.dump_answer(RISK)) == RISK


def test_equal_events_have_equal_bytes():
    reason = WarningExplained(warning="w", reason="één")
    decomposed = WarningExplained(warning="w", reason="e\u0301e\u0301n")
    assert codec.dump(reason) == codec.dump(decomposed)
    assert codec.dump(EVENTS[3]).index(b"father") < codec.dump(EVENTS[3]).index(b"mother")


@pytest.mark.parametrize(
    "data",
    [b'{"at":"1"}', b'{"at":1.5}', b'{"at":1,"more":2}', b"{}", b"null", b"[]", b'{"at":1},{}'],
)
def test_a_payload_that_does_not_fit_its_type_is_not_guessed_at(data):
    with pytest.raises(Unreadable):
        codec.load("flow.Paused", 1, data)


@pytest.mark.parametrize(("wire", "schema"), [("flow.Unheard", 1), ("flow.Paused", 2)])
def test_what_a_later_version_wrote_is_refused(wire, schema):
    with pytest.raises(Unreadable, match="later version"):
        codec.load(wire, schema, b'{"at":1}')


def test_an_integer_that_other_programs_would_round_is_refused():
    with pytest.raises(ValueError, match="exceeds"):
        codec.dump(Paused(at=Millis(2**53)))


def test_a_number_that_is_not_exact_has_no_canonical_form():
    with pytest.raises(TypeError, match="float has no canonical form"):
        codec.plain({"at": 1.5})


def test_an_older_schema_is_brought_up_to_date(monkeypatch):
    monkeypatch.setattr(codec, "SCHEMA", 3)
    monkeypatch.setattr(
        codec,
        "UPCASTERS",
        {
            ("flow.Paused", 1): lambda body: {"minute": body["hour"] * 60},
            ("flow.Paused", 2): lambda body: {"at": body["minute"] * 60_000},
        },
    )
    assert codec.load("flow.Paused", 1, b'{"hour":2}') == Paused(at=Millis(7_200_000))
    assert codec.load("flow.Paused", 2, b'{"minute":2}') == Paused(at=Millis(120_000))
    assert codec.load("flow.Paused", 3, b'{"at":2}') == Paused(at=Millis(2))


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place(SESSION, 2, "flow.Paused", 1),
        Place(SESSION, 1, "flow.Resumed", 1),
        Place(SESSION, 1, "flow.Paused", 2),
        Place(SESSION[:2], 1, "flow.Paused", 1),  # type: ignore[arg-type]  # a shorter id
    ],
)
def test_a_payload_opens_in_its_own_place_alone(elsewhere):
    place, key = Place(SESSION, 1, "flow.Paused", 1), b"k" * 32
    sealed = encryption.encrypt(key, place, b'{"at":1}')
    assert encryption.decrypt(key, place, sealed).rstrip() == b'{"at":1}'
    with pytest.raises(Unreadable, match="changed or moved"):
        encryption.decrypt(key, elsewhere, sealed)


def test_a_blind_answer_with_a_stranger_in_it_is_not_read():
    with pytest.raises(ValueError, match="Unexpected"):
        codec.load_answer(codec.dump_answer(Answer())[:-1] + b',"x":1}')
