"""Envelopes: they open where they belong and nowhere else, and their length says nothing."""

from dataclasses import asdict, replace

import pytest
import rfc8785

from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import QuestionId, RoundId, SeatId, SessionId
from deliberate.store import codec
from deliberate.store.sealing import (
    Context,
    SealBroken,
    _bound,
    fingerprint,
    new_round,
    open_own,
    receipt,
    seal,
    seal_own,
    unseal,
)
from tests.store.factories import CANARY, NONE, NOW, RISK, TOKEN, context

SAID = codec.dump_answer(RISK)
ELSEWHERE = [
    context(session=SessionId("other")),
    context(round=RoundId("round-2")),
    context(attempt=2),
    context(question=QuestionId("debt")),
    context(seat=SeatId("bob")),
    context(revision=2),
]


def test_an_answer_comes_out_as_it_went_in():
    key = new_round()
    sealed = seal(key.public_hex, context(), SAID)
    assert codec.load_answer(unseal(key.private, sealed, context())) == RISK


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_an_envelope_copied_to_another_place_does_not_open(elsewhere):
    key = new_round()
    sealed = seal(key.public_hex, context(), SAID)
    with pytest.raises(SealBroken, match="belongs to another"):
        unseal(key.private, sealed, elsewhere)


def test_another_round_key_does_not_open_it():
    with pytest.raises(SealBroken, match="does not open"):
        unseal(new_round().private, seal(new_round().public_hex, context(), SAID), context())


def test_a_changed_envelope_does_not_open():
    key = new_round()
    sealed = bytearray(seal(key.public_hex, context(), SAID))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        unseal(key.private, bytes(sealed), context())


def test_the_own_copy_opens_for_its_device_alone():
    sealed = seal_own(TOKEN, context(), SAID)
    assert open_own(TOKEN, sealed, context()) == SAID
    assert open_own("e" * 64, sealed, context()) is None


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_an_own_copy_in_another_place_does_not_open(elsewhere):
    assert open_own(TOKEN, seal_own(TOKEN, context(), SAID), elsewhere) is None


@pytest.mark.parametrize("question", ["urgency", 'case:één\t\u2028"\\', "\U0001f9d2\x1f\x7f"])
def test_an_own_copy_is_bound_to_the_canonical_form_of_its_place(question):
    place = replace(context(), question=QuestionId(question))
    assert _bound(place) == rfc8785.dumps(asdict(place))


def test_rubbish_is_no_own_copy():
    assert open_own(TOKEN, b"", context()) is None


@pytest.mark.parametrize("answer", [NONE, RISK, Answer(pick="unknown", reason="\x01" * 400)])
def test_every_answer_has_the_same_length(answer):
    key, said = new_round(), codec.dump_answer(answer)
    usual = codec.dump_answer(NONE)
    assert len(seal(key.public_hex, context(), said)) == len(seal(key.public_hex, LONG, usual))
    assert len(seal_own(TOKEN, context(), said)) == len(seal_own(TOKEN, LONG, usual))


def test_an_answer_that_would_show_its_length_is_a_bug():
    with pytest.raises(ValueError, match="longer than an envelope"):
        seal(new_round().public_hex, context(), codec.dump_answer(Answer(reason="é" * 2000)))


def test_the_same_answer_twice_looks_different():
    key = new_round()
    assert seal(key.public_hex, context(), SAID) != seal(key.public_hex, context(), SAID)
    assert seal_own(TOKEN, context(), SAID) != seal_own(TOKEN, context(), SAID)


def test_a_receipt_tells_the_ciphertext_and_the_minute():
    given = receipt(b"sealed", NOW)
    assert given.sha256 == fingerprint(b"sealed")
    assert given.minute * 60_000 <= NOW < (given.minute + 1) * 60_000


def test_a_canary_does_not_show_through():
    said = codec.dump_answer(Answer(pick="can", reason=CANARY))
    assert CANARY.encode() not in seal(new_round().public_hex, context(), said)
    assert CANARY.encode() not in seal_own(TOKEN, context(), said)


LONG = Context(
    SessionId("s" * 40), RoundId("r" * 20), 3, QuestionId("q" * 80), SeatId("a" * 40), 17
)
