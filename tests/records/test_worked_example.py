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
        ("head.case.framework", "voluntary"),
        ("head.case.framework_note", "SAVE-begeleiding, week 5"),
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
        ("decide", False),
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


# -- window 3: how do we weigh the situation?


def test_both_rounds_are_told_as_distributions_for_each_child():
    for named in ("first_round", "second_round"):
        judged = at(f"weighing.{named}.judgements")
        asked = {(j["id"], j["child"]) for j in judged if j["child"]}
        now, later = "direct_safety", "stable_safety"
        assert asked == {(j, child) for j in (now, later) for child in ("Lina", "Mats")}
        for judgement in judged:
            assert sum(a["n"] for a in judgement["answers"]) + judgement["unknown"] == 8


def test_four_conflicts_of_direction_and_one_after_talking():
    factors = at("weighing.first_round.factors")
    assert sum(f["direction_conflict"] for f in factors) == 4
    assert at("weighing.first_round.direction_conflicts") == 4
    assert at("weighing.second_round.direction_conflicts") == 1


def test_why_help_does_not_land_and_which_fact_decided():
    (cause,) = [f["causes"] for f in at("weighing.first_round.factors") if f["causes"]]
    assert sorted(c["n"] for c in cause if c["n"]) == [1, 3, 4]
    deciding = {d["number"]: d["n"] for d in at("weighing.first_round.deciding_facts")}
    assert sorted(deciding.values()) == [1, 2, 5]


def test_each_item_of_the_talk_has_its_outcome_and_its_counter_sentence():
    items = at("weighing.discussion")
    outcomes = {item["outcome"] for item in items}
    assert outcomes == {"term_understood_differently", "cleared_up", "other_weight"}
    assert all(item["note"] and item["counter_sentences"] for item in items)


def test_safe_enough_now_and_later_is_answered_for_each_child():
    answers = at("weighing.safe_enough")
    assert [(a["child"], a["safe_enough"]) for a in answers] == [("Lina", False), ("Mats", False)]
    assert all(a["reason"] and a["stays"] for a in answers)


def test_every_option_has_for_against_harm_and_what_bridges_the_wait():
    options = at("weighing.options")
    assert len(options) == 6
    assert {o["weight"] for o in options} == {"nothing_changes", "lighter", "heavier"}
    for option in options:
        assert all(option[name] for name in ("pro", "con", "harm"))
        waits = option["waiting"] and option["bridging"]
        assert waits or option["no_wait"] or option["weight"] == "nothing_changes"
    (own,) = [o for o in options if o["by_family"]]
    assert own["chosen"]
    assert own["goal"]


def test_both_likeliest_options_have_their_full_consequences():
    told = at("weighing.consequences")
    assert len(told) == 2
    asked = ("child_now", "child_later", "siblings", "contact_and_school", "trusted_worker")
    assert all(row[name] for row in told for name in asked)


def test_the_advocate_was_drawn_and_each_point_is_answered():
    assert at("weighing.challenge.advocate")
    assert at("weighing.challenge.draws")
    points = at("weighing.challenge.points")
    assert {p["kind"] for p in points} == {"explanation", "fact", "option"}
    assert all(p["reply"] and p["answer"] for p in points)
    assert some("weighing.challenge.points", kind="fact")[0]["who"]


def test_the_decision_says_why_neither_lighter_nor_heavier_and_when_it_is_safe_enough():
    made = at("weighing.decision")
    asked = ("reason", "why_not_lighter", "why_not_heavier", "not_chosen", "misfit")
    assert all(made[name] for name in (*asked, "good_enough", "if_nothing_changes"))
    assert sum(o["first_choice"] for o in at("weighing.options")) == 8
    against = {o["letter"]: o["cannot_support"] for o in at("weighing.options")}
    assert sum(against.values()) == 12


def test_three_conditions_each_whole_tested_and_read_as_the_family():
    conditions = at("weighing.conditions")
    assert len(conditions) == 3
    asked = ("who", "what", "until", "why", "facts", "seen_by", "watched_by", "otherwise")
    assert all(c[name] for c in conditions for name in asked)
    last = [c["tests"][-1] for c in conditions]
    assert [t["verdict"] for t in last] == ["agreed", "agreed_after_change", "agreed"]
    assert all(t["weakest"] and t["why"] and t["as_family"] for t in last)


def test_what_was_sent_back_and_became_an_offer_is_told():
    (gone,) = at("weighing.taken_off")
    assert "opvang" in gone["what"]
    assert gone["shielded"]["from"] == ["Dennis"]


def test_the_test_is_by_the_moderator_and_asks_for_medical_advice():
    signed = at("weighing.test")
    assert signed["by_moderator"]
    assert signed["signatures"][0]["second_opinion_reason"].startswith("Medisch advies")


def test_the_dissent_is_named_shielded_and_answered():
    (dissent,) = at("weighing.dissent")
    assert all(dissent[name] for name in ("by", "answer", "changes_mind"))
    assert dissent["shielded"]["from"] == ["Dennis"]


# -- window 4: what are the next steps?


def test_every_arrangement_has_a_day_somebody_who_watches_and_a_first_check():
    rows = (*at("steps.direct"), *at("steps.stable"))
    asked = ("who", "what", "when", "monitor", "check", "first_check")
    assert all(row[name] for row in rows for name in asked)
    assert all(row["factor"] and row["works"] for row in at("steps.stable"))


def test_the_card_says_who_decides_what():
    assert {row["who"] for row in at("steps.decides")} == {"family", "together", "worker", "board"}


def test_plan_b_the_review_and_what_lina_is_told():
    assert "112" in at("steps.plan_b.0.text")
    assert at("steps.reviews.0.date") == day(14)
    assert some("steps.informing", whom="Lina")


def test_it_was_explained_and_each_reaction_answered():
    (told,) = at("steps.explained")
    assert all(told[name] for name in ("when", "to", "how"))
    assert {r["whose"] for r in at("steps.reactions")} == {"Yasmin", "Dennis"}
    assert all(r["answer"] and r["outcome"] == "stands" for r in at("steps.reactions"))


def test_everybody_who_must_be_asked_agrees_and_says_how_much_say_they_had():
    said = {c["whose"]: c["said"] for c in at("steps.consents")}
    assert {"Yasmin", "Dennis", "Farida", "Rick"} <= said.keys()
    assert said["Dennis"] == "agreed_with_remark"
    say = {c["whose"]: c["say"] for c in at("steps.consents") if c["say"]}
    assert say == {"Yasmin": 7, "Dennis": 4}
    assert at("steps.plan.state") == "complete"


def test_a_learning_point_the_summary_and_who_told_what():
    assert "hals" in at("steps.learning.0.text")
    assert at("steps.summary.text")
    everybody = ["family", "network", "professional"]
    assert at("head.contributed.people") == at("head.contributed.facts") == everybody
    assert at("head.contributed.weighing") == ["family", "professional"]
    assert at("head.contributed.steps") == everybody


# -- the method


def test_the_method_is_told_with_its_numbers():
    method = at("account.method")
    assert (method["version"], method["raters"]) == ("1.1.0", 8)
    assert method["direction_conflicts"] == 4
    assert {c["among"] for c in method["coefficients"]} >= {"risk", "protective"}
