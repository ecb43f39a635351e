"""The record as a page: four questions in order, the words for every code, no name at a rating."""

import re

import pytest
from flask import render_template

from deliberate.app import create_app
from deliberate.config import read
from deliberate.records import canonical
from deliberate.records import read as read_record
from tests.records.made import record, record_of
from tests.records.test_schema import eventful

QUESTIONS = {
    "nl": ["Wie zijn de mensen?", "Wat zijn de feiten?", "Hoe wegen we de situatie?"],
    "en": ["Who are the people?", "What are the facts?", "How do we weigh the situation?"],
}
COPIES = {
    "nl": "Een kopie bevat niet altijd alles over anderen.",
    "en": "A copy does not always contain everything about others.",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """From a record to its page in one of the languages, by way of the stored bytes."""
    folder = tmp_path_factory.mktemp("record")
    settings = {"DELIBERATE_DATA": f"{folder / 'data'}", "DELIBERATE_KEYS": f"{folder / 'keys'}"}
    app = create_app(read(settings))

    def page(made, locale="nl", signed=True):
        stored = read_record(canonical(made))
        with app.test_request_context("/", headers={"Cookie": f"deliberate-language={locale}"}):
            return render_template("record/record.html", record=stored, signed=signed)

    return page


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_the_four_questions_stand_in_their_order(pages, vignette, locale):
    page = pages(record(vignette, locale), locale)
    places = [page.index(f". {question}") for question in QUESTIONS[locale]]
    assert places == sorted(places)
    assert page.index(COPIES[locale]) < places[0]
    assert f'lang="{locale}"' in page


def test_a_session_in_which_much_went_otherwise_has_a_page(pages):
    page = pages(record_of(eventful()))
    for told in ("dienst", "volgt morgen", "Oma haalde Lina op.", "Dennis slaapt elders."):
        assert told in page


@pytest.mark.parametrize("vignette", ["V1", "V2", "V3"])
def test_no_name_of_a_rater_stands_in_a_table_or_picture_of_answers(pages, vignette):
    made = record(vignette)
    shown = re.findall(r"<(?:table|figure|svg).*?</(?:table|figure|svg)>", pages(made), re.DOTALL)
    names = [person["name"] for person in made.head["roles"]]
    assert len(shown) > len(made.weighing["discussion"])
    assert [name for name in names if any(name in part for part in shown)] == []


def test_it_tells_who_decided_what_must_happen_and_who_disagreed(pages):
    page = pages(record())
    weighing, steps = record().weighing, record().steps
    for told in (
        weighing["decision"]["decider"],
        weighing["decision"]["reason"],
        weighing["dissent"][0]["changes_mind"],
        weighing["dissent"][0]["answer"],
        weighing["conditions"][0]["watched_by"],
        steps["direct"][0]["monitor"],
        steps["plan_b"][0]["text"],
        steps["reviews"][0]["date"],
    ):
        assert told in page


def test_figures_come_with_their_interval_and_the_advice_to_look_at_the_distribution(pages):
    page = pages(record(), "en")
    assert "0.35 [−1.07; 0.79]" in page
    assert "look at the distribution" in page
    assert "convergence" in page
    assert record().fingerprint in page
