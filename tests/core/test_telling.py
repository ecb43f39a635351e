"""Explaining: plain words that were looked at, each person asked, every reaction answered."""

from dataclasses import replace

import pytest

from deliberate.rehearsal.script._move import MODERATOR, RECORDER
from deliberate.sessions.entries.commands import AddEntry, CorrectEntry, ShieldEntry, WithdrawEntry
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.flow.commands import Bypass
from deliberate.sessions.ids import PREPARE, EntryId, PartyId, SeatId
from deliberate.sessions.project import project
from deliberate.sessions.roles import Role
from deliberate.sessions.telling.commands import (
    AnswerReaction,
    CheckCopy,
    Consent,
    NameNextStep,
    RecordExplanation,
    RecordReaction,
    Said,
)
from deliberate.sessions.telling.plain import long_sentences
from deliberate.sessions.telling.plan import asked, plan_state, years
from deliberate.sessions.visibility import Viewer
from deliberate.sessions.windows import Fact, FamilySummary, FeltThreat, Person, Relation
from tests.core import moments
from tests.core.needed import code, codes, needs

SUMMARY = FamilySummary(text="Dit is ons plan. Wij horen eerst wat u ervan vindt.")
LOOKED = CheckCopy(looked=True, risk="Ieder krijgt een eigen kopie.")
TOLD = RecordExplanation(when="16-01-2027", how="gesprek thuis", to="beide ouders")
YASMIN, DENNIS = EntryId("person-0"), EntryId("person-1")


@pytest.fixture
def telling():
    return moments.at("explain")


def played(table, *but):
    for move in moments.script(table, "explain"):
        if move.key not in {"leave-explain", *but}:
            table.play(move)
    return table


def copy_for(table, person):
    """What is left for the file when it reads for one person."""
    viewer = Viewer(SeatId("file"), frozenset({Role.FILE}), frozenset({PartyId(person)}))
    return project(table.session, viewer, ()).dossier.telling


def test_nothing_is_handed_over_before_somebody_looked_at_the_copy(telling):
    assert code(telling.ask(TOLD, RECORDER)) == "copy_first"
    assert code(telling.ask(LOOKED, RECORDER)) == "summary_first"
    telling.must(AddEntry(content=SUMMARY), RECORDER, "summary")
    assert code(telling.ask(replace(LOOKED, looked=False), RECORDER)) == "copy_not_looked_at"
    telling.must(LOOKED, RECORDER)
    telling.must(TOLD, RECORDER)
    other = CorrectEntry(entry=EntryId("summary"), content=FamilySummary(text="Anders."))
    telling.must(other, RECORDER)
    assert "copy_unchecked" in codes(telling)
    assert code(telling.ask(TOLD, RECORDER)) == "copy_first"


def test_another_summary_in_the_place_of_the_one_looked_at_is_looked_at_too(telling):
    telling.must(AddEntry(content=SUMMARY), RECORDER, "summary")
    telling.must(LOOKED, RECORDER)
    telling.must(WithdrawEntry(entry=EntryId("summary"), reason="opnieuw"), RECORDER)
    telling.must(AddEntry(content=FamilySummary(text="Anders.")), RECORDER, "another")
    assert "copy_unchecked" in codes(telling)
    assert code(telling.ask(TOLD, RECORDER)) == "copy_first"


def test_without_a_summary_the_reason_stands_in_its_place(telling):
    telling.must(Bypass(need="summary_missing", reason="mondeling, met tolk"), MODERATOR)
    telling.must(LOOKED, RECORDER)
    telling.must(TOLD, RECORDER)
    assert not codes(telling) & {"summary_missing", "copy_unchecked", "explanation_missing"}


def test_the_draft_holds_nothing_that_is_shielded_from_anybody(telling):
    def draft():
        return str(telling.look(RECORDER).stage.telling.draft)

    condition = "schrijft met Yasmin en oma een noodplan"
    assert condition in draft()
    assert "not_all_alike" not in draft(), "the one dissent is shielded from Dennis"
    hidden = ShieldEntry(
        entry=EntryId("condition-3"), parties=frozenset({PartyId(DENNIS)}), reason="veiligheid"
    )
    telling.must(hidden, MODERATOR)
    assert condition not in draft()
    told = AddEntry(content=FamilySummary(text=f"De jeugdbeschermer {condition}, morgen."))
    assert code(telling.ask(told, RECORDER)) == "summary_shows_shielded"
    telling.must(AddEntry(content=SUMMARY), RECORDER, "summary")


SHORT = (
    (Fact(text="Dorpsstraat 12", source="school", date="maandag"), "Mama woont in Dorpsstraat 12."),
    (Fact(text="Zij slaapt bij oma", source="oma", date="nu"), "Wij weten: zij slaapt bij oma."),
    (Person(relation=Relation.NETWORK, name="Bram", heard="gebeld"), "Bram helpt mee."),
)


@pytest.mark.parametrize(("content", "said"), SHORT, ids=lambda x: getattr(x, "kind", ""))
def test_a_short_text_that_is_shielded_is_known_again(content, said):
    """Also when it is shielded only after the summary was written and looked at."""
    table = moments.at("explain")
    entries, id_ = table.session.entries, EntryId("secret")
    more = {**entries.by_id, id_: Entry(id_, MODERATOR, PREPARE, (content,))}
    table.session = replace(table.session, entries=replace(entries, by_id=more))
    told = AddEntry(content=FamilySummary(text=f"Dit is ons plan. {said}"))
    table.must(told, RECORDER, "summary")
    table.must(LOOKED, RECORDER)
    assert "summary_shows_shielded" not in codes(table)
    hidden = frozenset({PartyId(DENNIS)})
    table.must(ShieldEntry(entry=EntryId("secret"), parties=hidden, reason="v"), MODERATOR, "s")
    assert "summary_shows_shielded" in codes(table)
    passed = Bypass(need="summary_shows_shielded", reason="haast")
    assert code(table.ask(passed, MODERATOR)) == "cannot_bypass"
    assert code(table.ask(LOOKED, RECORDER)) == "summary_shows_shielded"
    again = CorrectEntry(entry=EntryId("summary"), content=told.content)
    assert code(table.ask(again, RECORDER)) == "summary_shows_shielded"
    table.must(replace(again, content=SUMMARY), RECORDER)


def test_what_one_of_them_fears_is_in_no_summary(telling):
    """Felt threat is shielded from nobody by hand, and private all the same."""
    fear = next(c for _, c in telling.session.entries.of(FeltThreat) if c.whose == YASMIN)
    told = AddEntry(content=FamilySummary(text=f"Yasmin zei: {fear.by}"))
    assert code(telling.ask(told, RECORDER)) == "summary_shows_shielded"


def test_a_sentence_of_more_than_fifteen_words_is_pointed_out(telling):
    fifteen = (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    )
    assert long_sentences(f"{fifteen}. Kort.\n1. Ook kort") == ()
    assert long_sentences(f"Kort. {fifteen} zestien!") == (f"{fifteen} zestien!",)


@pytest.mark.parametrize(
    ("age", "found"),
    [("15 jaar", 15), ("12", 12), ("4 maanden", 0), ("18 months", 0), ("", 0), ("tiener", 0)],
)
def test_an_age_in_months_is_no_age_in_years(age, found):
    assert years(age) == found


@pytest.mark.parametrize(
    ("vignette", "names"),
    [("V1", {"Yasmin", "Dennis"}), ("V2", {"Anil", "Ravi", "Sunita"}), ("V3", {"Kim", "Trudy"})],
)
def test_parents_the_young_from_twelve_and_who_carries_it_out_are_asked(vignette, names):
    table = moments.at("explain", vignette)
    found = {person.name for _, person in asked(table.session)}
    assert names <= found
    assert not found & {"Lina", "Mats", "Asha", "Elin"}
    assert {need.params["name"] for (c, _), need in needs(table).items() if c == "consent_missing"}


def test_a_plan_is_complete_only_with_everybodys_yes(telling):
    played(telling)
    assert plan_state(telling.session).state == "complete"
    against = Consent(person=DENNIS, said=Said.SEEN_NOT_AGREED, understood="yes")
    telling.must(against, RECORDER)
    state = plan_state(telling.session)
    assert (state.state, state.against) == ("without_agreement", ("Dennis",))
    assert codes(telling) == {"next_step_missing"}
    telling.must(NameNextStep(text="De jeugdbeschermer praat maandag met Dennis."), RECORDER)
    assert codes(telling) == set()


def test_who_was_passed_over_has_not_agreed():
    table = played(moments.at("explain", "V3"))
    state = plan_state(table.session)
    assert state.state == "without_agreement"
    assert "De vader van Elin" in state.silent
    assert state.next_step


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"person": EntryId("nobody")}, "unknown_person"),
        ({"say": 0}, "say_out_of_range"),
        ({"say": 11}, "say_out_of_range"),
        ({"said": Said.AGREED_WITH_REMARK}, "text_missing"),
        ({"say": 10}, ""),
    ],
)
def test_a_consent_fits_its_person(telling, given, refused):
    consent = replace(Consent(person=YASMIN, said=Said.AGREED), **given)
    assert code(telling.ask(consent, RECORDER)) == refused


def test_whether_it_was_understood_is_asked_of_each(telling):
    telling.must(Consent(person=YASMIN, said=Said.AGREED), RECORDER)
    assert ("understanding_open", YASMIN) in needs(telling)
    telling.must(Consent(person=YASMIN, said=Said.AGREED, understood="partly"), RECORDER)
    assert ("understanding_open", YASMIN) not in needs(telling)


def test_every_reaction_is_answered_and_one_that_sends_it_back_shuts_the_gate(telling):
    played(telling)
    telling.must(RecordReaction(person=DENNIS, text="Dit klopt niet."), RECORDER, "more")
    assert needs(telling).keys() == {("reaction_unanswered", "more")}
    back = AnswerReaction(reaction=EntryId("more"), answer="Dat wisten wij niet.", outcome="back")
    telling.must(back, RECORDER)
    need = needs(telling)["reaction_sent_back", "more"]
    assert not need.bypassable
    assert code(telling.ask(replace(back, reaction=EntryId("x")), RECORDER)) == "unknown_reaction"
    telling.must(replace(back, outcome="stands"), RECORDER)
    assert codes(telling) == set()


def test_what_people_say_of_themselves_is_in_no_copy_but_their_own(telling):
    played(telling)
    for person, other in ((YASMIN, DENNIS), (DENNIS, YASMIN)):
        seen = copy_for(telling, person)
        rows = {row.person: row for row in seen.people}
        whole = telling.session.telling.consents
        assert {r.person for r in seen.reactions} == {person}
        assert rows[person].say == whole[person].say
        assert (rows[other].said, rows[other].say) == (whole[other].said, None)
        assert (rows[other].remark, rows[other].understood, seen.checked) == ("", "", "")


def test_what_was_said_of_an_earlier_decision_does_not_count_for_the_next(telling):
    played(telling)
    verdict = telling.session.verdict
    again = replace(verdict, decisions=(*verdict.decisions, verdict.decisions[-1]))
    telling.session = replace(telling.session, verdict=again)
    assert {"consent_missing", "reaction_missing", "explanation_missing"} <= codes(telling)
    assert all(r.earlier for r in telling.look(RECORDER).stage.telling.reactions)
    late = AnswerReaction(reaction=EntryId("reaction-0"), answer="Ja.", outcome="back")
    assert code(telling.ask(late, RECORDER)) == "reaction_to_an_earlier_decision"
