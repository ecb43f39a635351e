"""The quality rule: what a condition is asked for, and which words are named, in two languages."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.catalogue.load import starter
from deliberate.catalogue.vignettes import vignette
from deliberate.sessions.concreteness import hits, vague
from deliberate.sessions.condition_rule import Force, InTheCase, blocking, check
from deliberate.sessions.ids import EntryId
from deliberate.sessions.windows import Condition

STARTER = starter()
FACT = EntryId("fact-1")
KNOWN = InTheCase(frozenset({"Lina"}), frozenset({"Yasmin"}), frozenset({FACT}))
GOOD = {
    "nl": (
        "Ravi",
        "is op schooldagen om 21.00 uur thuis, zoals thuis is afgesproken. Komt hij later, dan "
        "bespreekt Anil dat de volgende dag met hem, elke keer op dezelfde manier en zonder te "
        "dreigen of te slaan",
    ),
    "en": (
        "Ravi",
        "is home by 21:00 on school days, as agreed at home. If he is later, Anil talks about it "
        "with him the next day, in the same way each time and without threats or hitting",
    ),
}
"""One behaviour with its agreed reaction, in our own words."""
BAD = {
    "nl": (
        "Alle betrokkenen",
        "Er is voldoende hulpverlening actief, aan de opvoedondersteuning is invulling gegeven, "
        "moeder heeft de regie over haar zaken bij de Belastingdienst en Veilig Thuis, en met deze "
        "randvoorwaarden is er geen onveiligheid meer",
    ),
    "en": (
        "Everyone involved",
        "There is sufficient help in place, the mother takes charge of her dealings with Veilig "
        "Thuis and accepts support, the preconditions are met and there is no unsafety any more",
    ),
}


def condition(what, who="Dennis", **more):
    facts = {"facts": (FACT,), "until": "11-06-2026", "why": "Twee keer geweld in zeven weken."}
    return Condition(**({"who": who, "what": what} | facts | more))


def found(this, case=KNOWN):
    return {(f.code, f.words) for f in check(this, STARTER, case) if f.force is not Force.LATER}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_76_the_good_example_passes_and_is_asked_for_a_day_and_who_looks(language):
    who, what = GOOD[language]
    draft = Condition(who=who, what=what, facts=(FACT,))
    asked = {finding.code for finding in check(draft, STARTER, KNOWN)}
    assert asked == {"no_end_date", "no_sign", "no_observer", "no_otherwise"}
    assert [f.code for f in blocking(check(draft, STARTER, KNOWN))] == ["no_end_date"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_77_the_bad_example_is_refused_with_at_least_five_words_named(language):
    who, what = BAD[language]
    refused = blocking(check(condition(what, who), STARTER, KNOWN))
    named = " | ".join(dict.fromkeys(f.words.lower() for f in refused if f.field == "what"))
    assert named.count("|") >= 5
    assert "no_person" in {f.code for f in refused}
    assert "belasting" not in named
    assert "veilig thuis" not in named
    if language == "nl":
        for words in (
            "voldoende",
            "hulpverlening actief",
            "opvoedondersteuning",
            "invulling gegeven",
            "regie",
            "randvoorwaarden",
            "onveiligheid",
        ):
            assert words in named


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("volgt elke week hulp bij de opvang", "service_as_goal", "volgt elke week hulp"),
        ("has been referred to a trainer", "service_as_goal", "has been referred"),
        ("toont elke dag inzicht", "attitude", "toont elke dag inzicht"),
        ("understands what it does to Lina", "attitude", "understands"),
        ("staat elke week open voor een gesprek", "no_behaviour", None),
        ("werkt aan rust in huis", "no_behaviour", "werkt aan"),
        ("there is a calm home", "no_behaviour", "there is"),
        ("stopt", "no_behaviour", "stopt"),
        ("", "no_behaviour", ""),
        ("drinkt niet en slaat de kinderen niet", "second_behaviour", "slaat de kinderen niet"),
        ("sleeps elsewhere and calls his sister", "second_behaviour", "calls his sister"),
        ("slaapt bij oma. Belt elke dag", "second_behaviour", "Belt elke dag"),
        ("belt vaak", "trigger_word", "vaak"),
        ("belt vaak (elke vrijdag om 9 uur)", "trigger_word", None),
        ("zegt elke avond \u2018ik ben altijd veilig\u2019", "trigger_word", None),
        ("belt Veilig Thuis voor 12.00 uur", "trigger_word", None),
        ("slaapt bij zijn broer en diens vrouw, elke nacht", "second_behaviour", None),
        ("gaat naar oma om te slapen en te eten", "second_behaviour", None),
        ("belt oma als hij heeft gedronken en naar huis wil", "second_behaviour", None),
        ("belt oma", "no_time", ""),
        ("belt oma elke avond", "no_time", None),
        ("drinkt niet", "no_time", None),
    ],
)
def test_a_behaviour_is_one_thing_that_can_be_seen(what, code, words):
    named = {said for c, said in found(condition(what)) if c == code}
    assert named == (set() if words is None else {words})


@pytest.mark.parametrize(
    "who", ["", "Men", "iedereen", "alle betrokkenen", "De hulpverlening", "we"]
)
def test_a_condition_is_of_somebody(who):
    assert ("no_person", who) in found(condition("belt elke dag", who))


@pytest.mark.parametrize(
    "who", ["Dennis", "de jeugdbeschermer", "Yasmin en Dennis", "beide ouders"]
)
def test_a_name_or_a_role_is_somebody(who):
    assert "no_person" not in {code for code, _ in found(condition("belt elke dag", who))}


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        ("11-06-2026", False),
        ("2026-06-11", False),
        ("tot en met 11 juni", False),
        ("the review of 28 May", False),
        ("het rustig is", True),
        ("over vier weken", True),
        ("juni", True),
        ("31-02-2026", True),
        ("", True),
    ],
)
def test_a_condition_ends_on_a_day(until, asked):
    codes = {code for code, _ in found(condition("belt elke dag", until=until))}
    assert ("no_end_date" in codes) == asked


def test_a_condition_answers_a_fact_that_is_known():
    for facts in ((), (EntryId("gone"),)):
        assert ("no_concern", "") in found(condition("belt elke dag", facts=facts))
    assert ("no_concern", "") not in found(condition("belt elke dag"))


def test_a_child_never_has_to_stop_the_danger():
    assert found(condition("houdt Mats elke avond stil", "Lina")) == {
        ("danger_on_child", "houdt Mats elke avond stil")
    }
    assert found(condition("belt oma elke avond", "Lina")) == set()


def test_whoever_feels_threatened_is_only_asked_about():
    this = condition("laat Dennis niet binnen", "Yasmin")
    assert found(this) == {("threatened_person", "Yasmin")}
    assert blocking(check(this, STARTER, KNOWN)) == ()
    assert found(this, InTheCase(facts=frozenset({FACT}))) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["V1", "V2", "V3"])
def test_the_conditions_of_the_vignettes_are_conditions(name, language):
    for told in vignette(name).conditions:
        said = {
            field: getattr(told, field).at(language)
            for field in ("who", "what", "seen_by", "watched_by", "otherwise")
        }
        this = condition(said.pop("what") + ", " + told.when.at(language), **said)
        assert check(this, STARTER, KNOWN) == ()


WORDS = sorted(t.word for rule in STARTER.concreteness.values() for t in rule.triggers)
SAID = st.text(string.ascii_letters + " ,.", max_size=12)
MARKS = st.sampled_from(["\u2018{}\u2019", "“{}”", '"{}"', " '{}' "])


@given(word=st.sampled_from(WORDS), before=SAID, after=SAID, marks=MARKS)
def test_what_was_said_between_quotation_marks_is_free(word, before, after, marks):
    quoted = marks.format(f"{before} {word} {after}")
    assert vague((f"Hij zei: {quoted} ",), STARTER.concreteness) == ()


@given(word=st.sampled_from(WORDS), ends=st.text(string.ascii_lowercase, min_size=1, max_size=5))
def test_a_part_of_a_longer_word_is_no_vague_word(word, ends):
    """Only listed forms: "belast" is not in "Belastingdienst"."""
    for rule in STARTER.concreteness.values():
        listed = {form for t in rule.triggers for form in (t.word, *t.forms)}
        if f"{word}{ends}" not in listed:
            assert word not in {hit.word for hit in hits(f"{word}{ends}", rule)}


@given(word=st.sampled_from(WORDS))
def test_a_vague_word_is_found_in_any_case_and_asks_its_question(word):
    assert word in {hit.word for hit in vague((f"Er: {word.upper()}!",), STARTER.concreteness)}


def test_without_lists_of_words_only_what_is_missing_is_asked():
    """A catalogue of an organisation's own need not have any."""
    bare = type(STARTER)(
        **{
            name: getattr(STARTER, name)
            for name in STARTER.__dataclass_fields__
            if name not in {"concreteness", "condition_words", "proposals"}
        }
    )
    this = condition("hulp ingezet en iedereen is gemotiveerd", "men", until="ooit")
    assert {f.code for f in blocking(check(this, bare, KNOWN))} == {"no_end_date"}
