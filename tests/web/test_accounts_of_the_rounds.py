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
        "1 persoon gaf antwoord, los van de anderen; dat antwoord telt mee.",
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
        Note("unique_information", {"told": 1, "passed": 1, "nothing": 1}),
        "1 person was passed over, with a reason; whoever else was asked had nothing to add.",
        "1 persoon is overgeslagen, met een reden; wie verder werd gevraagd, had niets toe te "
        "voegen.",
    ),
    (
        Note("unique_information", {"told": 0, "nothing": 1}),
        "; nobody had anything to add.",
        "; niemand had iets toe te voegen.",
    ),
    (
        Note("unique_information", {"told": 0, "passed": 2}),
        "Nobody told something that others may not know; 2 people were passed over, with a reason.",
        "Niemand vertelde iets wat anderen misschien niet wisten; 2 mensen zijn overgeslagen, met "
        "een reden.",
    ),
    (
        Note("unique_information", {"told": 0, "open": 2, "nothing": 1}),
        "Nobody has told anything yet that others may not know; 2 people still have to answer.",
        "Nog niemand vertelde iets wat anderen misschien niet wisten; 2 mensen moeten nog "
        "antwoorden.",
    ),
    (
        Note("independence", {"round": "agreement", "sealed": 9, "counted": 8, "led": 1}),
        "The question “Do you agree with the decision?”: 9 people answered alone; 8 of them count; "
        "the moderator's answer does not count in the figures.",
        "De vraag 'Bent u het eens met het besluit?': 9 mensen gaven ieder voor zich antwoord; 8 "
        "van hen tellen mee; het antwoord van de gespreksleider telt niet mee in de cijfers.",
    ),
    (
        Note("independence", {**ROUND, "sealed": 3, "counted": 3, "changes": 1, "attempt": 2}),
        "all of them count; this was attempt 2, what was given before was thrown away unopened; "
        "since it was opened, the table changed once, which everybody was told.",
        "iedereen telt mee; dit was poging 2, en wat eerder was ingevuld is ongeopend weggegooid; "
        "sinds het begin van de ronde veranderde één keer wie er aan tafel zat, in welke rol of "
        "met welk apparaat, en dat kreeg iedereen te zien.",
    ),
    (
        Note("speaking_order", {"items": 1, "again": 1}),
        "Drawn by lot, once, for the one item that was opened; after a blind round the group first "
        "answered the question about acute danger again.",
        "Eén keer geloot, voor het ene punt dat werd geopend; na een blinde ronde beantwoordde de "
        "groep eerst opnieuw de vraag over acuut gevaar.",
    ),
    (
        Note("devils_advocate", {"drawn": 1, "without": 1}),
        "No devil's advocate.",
        "Zonder advocaat van de duivel.",
    ),
    (
        Note("devils_advocate", {"drawn": 1, "without": 1, "points": 2, "find_out": 1}),
        "No devil's advocate, so the card was read aloud and answered in writing; 2 points were "
        "brought (1 is to be found out).",
        "Zonder advocaat van de duivel: de kaart is voorgelezen en schriftelijk beantwoord; 2 "
        "punten ingebracht (1 wordt uitgezocht).",
    ),
    (
        Note("devils_advocate", {"drawn": 2, "replaced": 1, "chosen": 1, "shifted": 1}),
        "; once the next took over the role, as the one before could not go on; an option of the "
        "devil's advocate was chosen in the end; between the first and the second round, with "
        "talking in between, the median of safety now moved for 1 child.",
        "; één keer nam de volgende de rol over, omdat de vorige niet verder kon; een optie van de "
        "advocaat van de duivel is uiteindelijk gekozen; tussen de eerste en de tweede ronde, met "
        "het gesprek ertussen, verschoof de mediaan voor de veiligheid nu bij 1 kind.",
    ),
    (
        Note("composition", {"raters": 1, "organisations": 1, "disciplines": 2, "recorder": 1}),
        "1 rater; from one organisation and of 2 disciplines; nobody among them who often sees "
        "things differently.",
        "1 beoordelaar; uit één organisatie en met 2 disciplines; onder hen niemand die vaak niet "
        "op dezelfde lijn zit.",
    ),
]


@pytest.mark.parametrize(("note", "english", "dutch"), SAID)
def test_an_account_says_who_counts_and_what_still_goes_on(room, note, english, dutch):
    for locale, said in (("en", english), ("nl", dutch)):
        with room.app.test_request_context(), force_locale(locale):
            quoted = words.note_text(note).replace("\u2018", "'").replace("\u2019", "'")
            assert quoted.endswith(said)
