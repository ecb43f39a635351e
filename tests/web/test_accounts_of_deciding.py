"""What the guards of deciding tell of themselves: one sentence, and numbers that read well."""

import pytest
from flask_babel import force_locale

from deliberate.sessions.refusals import Note
from deliberate.web import words

SAID = [
    (
        Note("consider_the_opposite", {"named": 1, "facts": 1, "none": 0}),
        "1 person named a deciding fact.",
        "1 persoon noemde een doorslaggevend feit.",
    ),
    (
        Note("consider_the_opposite", {"named": 0, "facts": 0, "none": 3}),
        "Nobody named a deciding fact; 3 chose “none of these”.",
        "Niemand noemde een doorslaggevend feit; 3 kozen 'geen van deze'.",
    ),
    (
        Note(
            "consider_the_opposite",
            {"named": 4, "facts": 1, "alike": 1, "challenged": 1, "misfit": 1, "pre_mortem": 1},
        ),
        "4 people named a deciding fact; all of them the same one; a fact that does not fit "
        "was named; all judged safety now alike, so the group looked back from failure.",
        "4 mensen noemden een doorslaggevend feit; allemaal hetzelfde; er is een feit "
        "genoemd dat niet past; over de veiligheid nu oordeelde iedereen bijna hetzelfde, en de "
        "groep deed een pre-mortem.",
    ),
    (
        Note("consider_the_opposite", {"named": 4, "facts": 2, "alike": 1, "challenged": 1}),
        "4 people named a deciding fact; together 2 different facts; no fact that does not "
        "fit was named; all judged safety now alike, and the group did not look back from failure.",
        "4 mensen noemden een doorslaggevend feit; samen 2 verschillende feiten; er is geen "
        "feit genoemd dat niet past; over de veiligheid nu oordeelde iedereen bijna hetzelfde, en "
        "de groep deed geen pre-mortem.",
    ),
    (
        Note("conformity", {"moved": 0, "asked": 5, "silence": 1}),
        "After talking, no answer moved two levels or more; asked in private, all 5 agreed; they "
        "began far apart, and in the end nobody objected.",
        "Na het gesprek schoof geen antwoord twee niveaus of meer op; op de eigen telefoon zei "
        "iedereen die antwoordde (5) het ermee eens te zijn; aan het begin lagen de oordelen ver "
        "uiteen, en aan het eind had niemand bezwaar.",
    ),
    (
        Note(
            "conformity",
            {"moved": 2, "went_along": 1, "apart": 2, "asked": 5, "disagree": 2, "wrote": 2},
        ),
        "After talking, 2 answers moved two levels or more, each with a reason; 1 time it was “I "
        "went along”; on 2 questions people stood further apart than before, or in two camps; "
        "asked in private, 2 of 5 did not agree; 2 dissents were written down.",
        "Na het gesprek schoven 2 antwoorden twee niveaus of meer op, elk met een reden; 1 keer "
        "was dat 'ik ging mee'; over 2 vragen lagen de oordelen verder uiteen dan eerst, of in "
        "twee kampen; op de eigen telefoon zeiden 2 van de 5 het er niet mee eens te zijn; 2 "
        "afwijkende oordelen zijn opgeschreven.",
    ),
    (
        Note("proportionality", {"options": 3, "lighter": 1, "heavier": 1}),
        "Options: 3; lighter: 1 (without “change nothing”); heavier: 1.",
        "Opties: 3; lichter: 1 (zonder 'niets veranderen'); zwaarder: 1.",
    ),
    (
        Note("proportionality", {"options": 2, "lighter": 0, "heavier": 1, "decided": 1}),
        "Options: 2; lighter: none (without “change nothing”); heavier: 1; none is lighter than "
        "what was decided.",
        "Opties: 2; lichter: geen (zonder 'niets veranderen'); zwaarder: 1; geen ervan is lichter "
        "dan het besluit.",
    ),
    (
        Note(
            "proportionality",
            {"options": 6, "lighter": 2, "heavier": 3, "decided": 1, "passed": 3, "steps": 1},
        ),
        "Options: 6; lighter: 2 (without “change nothing”); heavier: 3; 3 are lighter than what "
        "was decided, with why that is not enough; the decision is a step to a heavier framework, "
        "with the reason.",
        "Opties: 6; lichter: 2 (zonder 'niets veranderen'); zwaarder: 3; 3 zijn lichter dan het "
        "besluit, met de reden waarom dat niet genoeg is; het besluit is een stap naar een "
        "zwaarder kader, met de reden.",
    ),
]


@pytest.mark.parametrize(("note", "english", "dutch"), SAID)
def test_an_account_is_one_sentence_with_its_numbers(room, note, english, dutch):
    with room.app.test_request_context():
        with force_locale("en"):
            assert words.note_text(note) == english
        with force_locale("nl"):
            quoted = words.note_text(note).replace("\u2018", "'").replace("\u2019", "'")
            assert quoted == dutch
