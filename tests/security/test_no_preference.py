"""Nobody can say what they would choose while options may still come: every way in is shut."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.forms import Answer
from deliberate.sessions.ids import AGREEMENT, IDEAS, ROUND_1, ROUND_2, EntryId, question
from deliberate.sessions.rounds.commands import GiveAnswers, OpenRound
from deliberate.sessions.rounds.forms import FIRST_CHOICE, SUPPORT
from deliberate.sessions.windows import Dissent, Option, Weight
from deliberate.store import codec
from tests.security.room import JSON, posted
from tests.security.worlds import silent

OWN = EntryId("option-B")
CHOICE = {question(FIRST_CHOICE): Answer(pick=OWN)}
CANNOT = {question(SUPPORT, OWN): Answer(pick="cannot")}
IDEA = question("idea", EntryId("1"))
OPTION = Option(title="Opvang", weight=Weight.HEAVIER)
DISSENT = Dissent(about="decision", text="B is beter", changes_mind="niets")
DECISION = {"type": "RecordDecision", "option": OWN, "decider": "d", "competence": "c"}
DECISION |= {"text": "t", "reason": "r", "lightest": OWN}


def given(round_id, answers):
    return {"type": "GiveAnswers", **codec.plain(GiveAnswers(round=round_id, answers=answers))}


def entry(content, **more):
    return {"type": "AddEntry", "content": {**codec.plain(content), **more}}


@pytest.fixture
def ask(room_at):
    """Post anything as somebody at the table, in the silent round."""
    room = silent(room_at("options"))

    def asked(body, seat):
        browser = room.browser(seat)
        carried = {**JSON, "X-CSRFToken": browser.token()}
        body = {"key": posted("any-preference"), **body}
        return browser.client.post(f"{room.path}/commands", json=body, headers=carried)

    return asked


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (given(IDEAS, CHOICE), 403, "options_first"),
        (given(IDEAS, CANNOT), 403, "options_first"),
        (given(ROUND_1, CHOICE), 403, "options_first"),
        (given(ROUND_2, CHOICE), 403, "options_first"),
        (given(IDEAS, {IDEA: Answer(reason="Opvang", pick=OWN)}), 400, "answer_does_not_fit"),
        (given(IDEAS, {IDEA: Answer(reason="Opvang", level=5)}), 400, "answer_does_not_fit"),
        (given(AGREEMENT, {question("agree"): Answer(pick="agrees")}), 400, "unknown_round"),
        (entry(OPTION, first_choice=True), 400, "field_unknown"),
        (entry(DISSENT), 403, "not_now"),
        (DECISION, 403, "out_of_turn"),
    ],
)
def test_a_preference_is_refused_on_every_way(ask, body, status, code):
    told = ask(body, "seat-A")
    assert (told.json["error"]["code"], told.status_code) == (code, status)
    assert told.json["error"]["message"]


@pytest.mark.parametrize("seat", [MODERATOR, RECORDER, "seat-B"])
def test_nobody_at_the_table_can_decide_or_open_the_choice_now(ask, seat):
    decided = ask(DECISION, seat).json["error"]["code"]
    opened = ask({"type": "OpenRound", **codec.plain(OpenRound(round=ROUND_2))}, seat)
    assert decided == "out_of_turn"
    assert opened.json["error"]["code"] in {"out_of_turn", "unknown_round"}
