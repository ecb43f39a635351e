"""What a written example of a record holds stands in the record of the first vignette, each
element at its own place."""

from functools import reduce

import pytest

from tests.core.play import Table
from tests.records.made import written


def at(path: str, record=None):
    """What stands at a named path, such as "facts.core.0.text"."""
    steps = (int(step) if step.isdecimal() else step for step in path.split("."))
    return reduce(lambda value, step: value[step], steps, record or written())


def day(counted: int) -> str:
    """A day counted from that of the session, as it is written down."""
    written_down: str = Table().cast.on(counted)
    return written_down


def some(path: str, **said):
    """The entries of a list in which these fields hold these words."""
    return [
        row for row in at(path) if all(str(words) in str(row[name]) for name, words in said.items())
    ]


# -- the head


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("head.case.label", "V1-1"),
        ("head.case.kind", "consultation"),
        ("head.case.decision_question", "Is het nu veilig genoeg"),
        ("head.case.framework", "vrijwillig (SAVE-begeleiding, week 5)"),
        ("head.case.decision_authority", "De jeugdbeschermer, in overleg met de ouders."),
        ("head.raters", "8"),
        ("head.absent.0.reason", "schriftelijke informatie"),
        ("head.absent.0.organisation", "Politie"),
        ("facts.expertise_missing.0.text", "Forensisch arts"),
        ("facts.expertise_missing.0.who", "jeugdbeschermer"),
    ],
)
def test_the_head_says(path, words):
    assert words in str(at(path))


def test_each_organisation_knows_the_case_by_name_or_by_its_code_on_a_ground():
    by_name = {s["organisation"] for s in some("head.sharing", by_name=True)}
    own = at("head.roles.0.organisation")
    assert by_name == {own, "Buurtteam Merelstad-Oost", "JGZ Merelstad", "Basisschool Merelhof"}
    assert all(s["ground"] for s in at("head.sharing"))
    assert some("head.sharing", organisation="Politie Merelstad", by_name=False)


def test_the_acute_question_was_asked_before_and_at_the_opening_and_again_after_the_round():
    assert [(a["stage"], a["acute"]) for a in at("head.acute")] == [
        ("prepare", False),
        ("open", False),
        ("reveal", False),
    ]


def test_no_warning_is_explained_that_was_never_given():
    assert at("head.warnings") == []


# -- window 1: who are the people?


def test_the_family_and_its_network_are_named_with_what_they_are_to_the_children():
    assert [(p["name"], p["age"]) for p in at("people.child")] == [
        ("Lina", "5 jaar"),
        ("Mats", "8 maanden"),
    ]
    assert [(p["name"], p["tie"]) for p in at("people.parent")] == [
        ("Yasmin", "moeder"),
        ("Dennis", "vader"),
    ]
    assert all(p["household"] for p in (*at("people.child"), *at("people.parent")))
    assert [p["name"] for p in at("people.network")] == ["Farida", "Rick", "Samira"]


def test_who_of_the_network_thinks_along_and_carries_out_is_told_with_their_consent():
    doing = {
        p["name"]: (p["thinks_along"], p["carries_out"], p["consented"])
        for p in at("people.network")
    }
    assert doing == {
        "Farida": (True, True, True),
        "Rick": (True, True, True),
        "Samira": (False, False, False),
    }


def test_professionals_have_a_task_of_their_own():
    assert [p["task"] for p in at("people.professional")] == [
        "vertrouwd gezicht voor Lina op school",
        "schuldhulp, en overbrugging tot de behandeling van Dennis",
    ]


def test_one_person_coordinates():
    assert "medewerker lokaal team" in at("steps.coordinator.name")


def test_it_says_whose_voice_was_heard_how_when_and_by_whom():
    lina, mats = at("people.child")
    assert (lina["heard_on"], lina["heard_by"]) == (day(-5), "intern begeleider")
    assert "tekening" in lina["heard"]
    assert mats["heard"].startswith("Gezien")
    assert {(p["heard_on"], p["heard"]) for p in at("people.parent")} == {
        (day(-2), "Apart gesproken.")
    }


def test_it_says_who_was_not_heard_and_why():
    assert at("people.not_heard") == [
        {"name": "Samira", "reason": "Nog niet gevraagd; Yasmin denkt daar nog over na."}
    ]


# -- window 2: what are the facts?


def test_the_family_wants():
    assert [goal["whose"] for goal in at("facts.goals")] == ["Yasmin", "Dennis"]
    assert some("facts.goals", whose="Dennis", text="Uit de schulden komen")


def test_core_facts_are_numbered_with_source_date_and_hand():
    core = at("facts.core")
    assert [fact["number"] for fact in core] == [1, 2, 3, 4, 5]
    assert all(fact["source"] and fact["date"] and fact["hand"] for fact in core)


def test_what_only_one_knew_is_marked_and_what_may_not_be_read_is_shielded():
    neck, shelter = some("facts.other", unique=True)
    assert "rode plekken" in neck["text"]
    assert "opvang ook een baby" in shelter["text"]
    assert shelter["shielded"]["from"] == ["Dennis"]
    assert shelter["shielded"]["reason"]


def test_both_versions_of_what_is_contested_stand_beside_the_fact_with_their_source():
    (neck,) = some("facts.other", text="rode plekken")
    assert neck["status"] == "contradicted"
    assert neck["contested"] == [
        {"text": neck["contested"][0]["text"], "source": "Dennis"},
        {"text": "Wil hier niets over zeggen.", "source": "Yasmin"},
    ]
    assert "Ik heb haar keel niet aangeraakt." in neck["contested"][0]["text"]


def test_facts_come_from_every_side():
    assert all(at("facts.perspectives").values())


def test_the_childs_own_words_stand_there_with_who_asked_and_who_reads_them():
    (said,) = at("facts.childs_words")
    assert said["text"] == "Ik moet Mats stil houden als papa boos is."
    assert (said["whose"], said["asked_by"]) == ("Lina", "intern begeleider")
    assert "tekening" in said["how"]
    assert said["knows_readers"] is True


def test_each_of_the_family_says_by_whom_they_feel_threatened():
    felt = {row["whose"]: row for row in at("facts.felt_threats")}
    assert list(felt) == ["Lina", "Mats", "Yasmin", "Dennis"]
    assert felt["Yasmin"]["by"] == "Dennis, als hij gedronken heeft"
    assert felt["Yasmin"]["shielded"]["from"] == ["Dennis"]
    assert felt["Lina"]["source"] == "intern begeleider"


def test_what_is_not_known_has_somebody_who_finds_out_before_a_day():
    asked = some("facts.missing", before=day(2))
    assert asked[0]["who"] == "jeugdbeschermer, vraagt de politie"
    assert some("facts.missing", text="Wat doet oma", before=day(1))


def test_strengths_say_whether_they_make_it_safer():
    assert [s["effect"] for s in at("facts.strengths")] == ["safer", "goes_well", "goes_well"]
    assert some("facts.strengths", effect="safer", text="belde haar één keer vanuit bed")


def test_own_strength_has_its_three_sides():
    assert all(at("facts.own_strength").values())
    wondering = at("facts.own_strength.motivation.1")
    assert "zonder Dennis in huis" in wondering["text"]
    assert wondering["shielded"]["from"] == ["Dennis"]


def test_what_happened_before_is_in_order_with_help_and_measures():
    days = [row["date"] for row in at("facts.timeline")]
    assert days == [day(ago) for ago in (-47, -45, -32, -11, -6)]
    assert {row["sort"] for row in at("facts.timeline")} == {"event", "help", "measure"}


def test_an_instrument_is_named_with_its_version_day_and_who_filled_it_in():
    (used,) = at("facts.instruments")
    assert all(used[name] for name in ("name", "version", "date", "by", "says"))
    assert at("facts.instrument.version")
