"""What the guards of the rounds tell of themselves: nobody is miscounted, who was never asked has
not had nothing to add, and nothing that still goes on is told as if it were over."""

import pytest
from flask_babel import force_locale

from deliberate.sessions.refusals import Note
from deliberate.web import words

ROUND = {"round": "round-1"}
LISTED = {"options": 2, "lighter": 1, "family": 1}
SAID = [
    (
        Note("independence", {**ROUND, "sealed": 4, "counted": 1, "excused": 1}),
        "4 people answered alone; 1 of them counts; 1 was excused.",
        "4 mensen gaven ieder voor zich antwoord; 1 van hen telt mee; 1 was vrijgesteld.",
    ),
    (
        Note("independence", {**ROUND, "sealed": 1, "counted": 1}),
        "1 person answered alone; that answer counts.",
        "1 persoon gaf zelf antwoord, los van de anderen; dat antwoord telt mee.",
    ),
    (
        Note("independence", {**ROUND, "sealed": 0, "counted": 0, "excused": 2}),
        "nobody answered; 2 were excused.",
        "niemand gaf antwoord; 2 waren vrijgesteld.",
    ),
    (
        Note("options_first", {**LISTED, "open": 1}),
        "1 of them lighter; 1 from the family; the silent round is going on.",
        "1 lichtere; 1 van het gezin zelf; de stille ronde is bezig.",
    ),
    (
        Note("options_first", LISTED),
        "no silent round has been held.",
        "er is geen stille ronde gehouden.",
    ),
    (
        Note("unique_information", {"told": 1, "passed": 1}),
        "1 person was passed over, with a reason; whoever else was asked had nothing to add.",
        "1 persoon is overgeslagen, met een reden; wie verder werd gevraagd, had niets toe te "
        "voegen.",
    ),
    (
        Note("unique_information", {"told": 0}),
        "; whoever was asked had nothing to add.",
        "; wie werd gevraagd, had niets toe te voegen.",
    ),
]


@pytest.mark.parametrize(("note", "english", "dutch"), SAID)
def test_an_account_says_who_counts_and_what_still_goes_on(room, note, english, dutch):
    for locale, said in (("en", english), ("nl", dutch)):
        with room.app.test_request_context(), force_locale(locale):
            assert words.note_text(note).endswith(said)
