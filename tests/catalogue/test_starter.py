"""The starter catalogue is complete in both languages, and a broken file says all that is wrong."""

import re

import pytest

from deliberate.catalogue.faults import CatalogueError
from deliberate.catalogue.load import STARTER, about, load, shortlist, starter
from deliberate.sessions.forms import Direction


def test_the_starter_has_its_risk_and_protective_factors():
    kinds = [factor.default_direction for factor in starter().factors]
    assert (kinds.count("risk"), kinds.count("protective")) == (17, 10)


def test_every_factor_has_four_anchored_levels_in_both_languages():
    for factor in starter().factors:
        assert len(factor.levels) == 4
        assert all(level.nl and level.en and level.nl != level.en for level in factor.levels)


def test_a_harm_factor_cannot_be_called_protective():
    for factor in starter().factors:
        protective = Direction.PROTECTIVE in factor.directions
        assert protective == (factor.default_direction == "protective"), factor.id


def test_direct_safety_is_asked_per_child_in_both_rounds():
    asked = starter().judgement("direct_safety")
    assert asked
    assert asked.per_child
    assert asked.rounds == {1, 2}
    assert (asked.good_enough_from, asked.acute_level) == (4, 1)


def test_help_that_does_not_land_asks_for_its_cause():
    factor = starter().factor("help_not_landing")
    assert factor
    assert factor.cause
    assert factor.cause.values == ("unavailable", "unsuitable", "refused", "unknown")


def test_trigger_words_come_in_both_languages():
    rules = starter().concreteness
    assert {nl_or_en: len(rule.triggers) for nl_or_en, rule in rules.items()} == {
        "nl": 28,
        "en": 26,
    }
    assert "Veilig Thuis" in rules["nl"].exempt_phrases


def test_the_starter_says_that_it_is_not_validated():
    assert (about().status, about().licence) == ("not-validated", "CC-BY-4.0")
    assert "Geen gevalideerd instrument" in starter().disclaimer.nl


def test_a_shortlist_keeps_the_given_order():
    ids = ("stable_routine", "adult_violence")
    assert tuple(factor.id for factor in shortlist(starter(), ids).factors) == ids


def test_a_shortlist_names_every_unknown_factor():
    with pytest.raises(CatalogueError) as error:
        shortlist(starter(), ("mood", "adult_violence", "weather"))
    assert error.value.problems == ("mood: no such factor", "weather: no such factor")


def test_a_broken_catalogue_lists_every_problem_at_once(tmp_path):
    text = STARTER.read_text("utf-8")
    for good, broken in (
        ('id = "emotional_harm"', 'id = "adult_violence"'),
        ('timeframe = "direct"', 'timeframe = "later"'),
        ('evidence = ["Stith2009"', 'evidence = ["Nobody1999"'),
        ('licence = "CC-BY-4.0"\n', ""),
    ):
        text = text.replace(good, broken, 1)
    text = re.sub(r'(levels\.en = \["Asked about.*?), "[^"]*"\]', r"\1]", text, count=1)
    path = tmp_path / "broken.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError) as error:
        load(path)
    told = "\n".join(error.value.problems)
    for part in ("id used 2 times", "timeframe", "Nobody1999", "licence", "3 in English"):
        assert part in told


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path):
    path = tmp_path / "half.toml"
    path.write_text("[catalogue", "utf-8")
    with pytest.raises(CatalogueError, match=r"half\.toml"):
        load(path)
