"""The words for every code that a view holds, by kind."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

ROLES: Mapping[str, Any] = {
    "moderator": _l("moderator"),
    "presenter": _l("presenter"),
    "rater": _l("rater"),
    "recorder": _l("recorder"),
    "condition_reviewer": _l("reviewer of conditions"),
    "decision_maker": _l("decision maker"),
    "observer": _l("observer"),
    "screen": _l("screen"),
    "system": _l("the server"),
    "file": _l("file"),
}

TERMS: Mapping[str, Mapping[str, Any]] = {
    "kind": {"consultation": _l("Team case consultation")},
    "round": {
        "round-1": _l("First round"),
        "round-2": _l("Second round"),
        "late": _l("Late rating"),
        "ideas": _l("Ideas in silence"),
        "agreement": _l("Agreeing with the decision"),
    },
    "weight": {
        "nothing_changes": _l("nothing changes"),
        "lighter": _l("lighter"),
        "same": _l("as far-reaching as now"),
        "heavier": _l("heavier"),
    },
    "touch": {
        "placement": _l("the child would live somewhere else"),
        "contact": _l("contact with somebody would end or be limited"),
        "closed_care": _l("the child would go to closed care"),
        "compulsory": _l("help would become compulsory, or one step closer to it"),
        "closing": _l("we would stop and close the case"),
    },
    "lacks": {
        "pro": _l("what is for it"),
        "con": _l("what is against it"),
        "harm": _l("possible harm"),
        "waiting": _l("waiting time"),
        "bridging": _l("bridging"),
    },
    "relation": {
        "child": _l("child"),
        "parent": _l("parent or carer"),
        "network": _l("family or network"),
        "professional": _l("professional"),
    },
    "perspective": {
        "": _l("not said"),
        "youth": _l("young person"),
        "parent": _l("parent"),
        "network": _l("network"),
        "professional": _l("professional"),
    },
    "hand": {"": _l("not said"), "first": _l("first hand"), "second": _l("second hand")},
    "standing": {
        "invited": _l("not here yet"),
        "admitted": _l("present"),
        "absent": _l("absent"),
        "ended": _l("gone"),
    },
    "sharing": {"by_name": _l("with names"), "anonymous": _l("without names")},
    "seat_reason": {"meeting_closed": _l("the meeting is over")},
    "direction": {
        "risk": _l("impeding"),
        "protective": _l("protective"),
        "none": _l("not in play"),
        "unknown": _l("don’t know"),
    },
    "part": {
        "direction": _l("In play, and which way?"),
        "whole": _l("In play, which way and how strong?"),
        "level": _l("How strong?"),
        "judgement": _l("Judgement"),
        "fact": _l("Deciding fact"),
        "choice": _l("First choice"),
        "support": _l("What you cannot stand behind"),
    },
    "pick": {
        "unknown": _l("don’t know"),
        "none": _l("none of these"),
        "can": _l("can stand behind"),
        "cannot": _l("cannot stand behind"),
        "agrees": _l("I agree"),
        "disagrees": _l("I disagree"),
    },
    "shift": {
        "new_fact": _l("a new fact"),
        "other_argument": _l("another argument"),
        "misread": _l("I had read the question otherwise"),
        "went_along": _l("I went along with the group"),
    },
    "outcome": {
        "cleared_up": _l("cleared up"),
        "other_fact": _l("other fact or information"),
        "other_weight": _l("same facts, weighed differently"),
        "term_understood_differently": _l("the term was understood differently"),
    },
    "point": {
        "explanation": _l("another explanation"),
        "fact": _l("a fact that is missing or does not fit"),
        "option": _l("one more option"),
        "counter_sentence": _l("the counter-sentence"),
        "pre_mortem": _l("looking back from failure"),
    },
    "fact_kind": {
        "does_not_fit": _l("we know it, and it does not fit the picture"),
        "missing": _l("we do not know it, and it would change the picture"),
    },
    "reply": {
        "adopted": _l("adopted"),
        "find_out": _l("to be found out"),
        "rejected": _l("rejected, with a reason"),
    },
    "pass_reason": {
        "family_tie": _l("I know the family"),
        "load": _l("it is too much at the moment"),
        "other": _l("another reason"),
    },
    "because": {
        "round_closed": _l("when the first round closed"),
        "passed": _l("after somebody passed"),
        "replaced": _l("because who was drawn could not be it any more"),
    },
    "relaxed": {
        "": _l("all rules kept"),
        "earlier_sessions": _l("fewer than two earlier sessions were accepted"),
        "previous_session": _l("twice in a row was accepted"),
        "nobody": _l("nobody could be drawn"),
    },
    "test_verdict": {
        "agreed": _l("agreed"),
        "agreed_after_change": _l("agreed after a change"),
        "back": _l("back to the group"),
        "second_test": _l("second test by somebody else"),
    },
    "weakest": {
        "concern": _l("fits the concern"),
        "needed": _l("needed for safety"),
        "minimal": _l("as light as possible"),
        "concrete": _l("concrete and to be seen"),
        "doable": _l("doable for this family"),
        "order": _l("in the right order"),
        "room_for_family": _l("leaves room for the family’s own plan"),
    },
    "said": {
        "agreed": _l("agrees"),
        "agreed_with_remark": _l("agrees, with a remark"),
        "seen_not_agreed": _l("has seen it and does not agree"),
    },
    "decides": {
        "family": _l("the family decides"),
        "together": _l("together"),
        "worker": _l("the protection worker decides"),
        "board": _l("the Board or the judge decides"),
    },
    "dissent_about": {
        "facts": _l("about the facts"),
        "weighing": _l("about the weighing"),
        "decision": _l("about the decision"),
        "process": _l("about the process"),
    },
    "dissent_wish": {
        "record": _l("put it in the record"),
        "second_opinion": _l("ask for a second opinion"),
        "step_up": _l("take it one level up"),
    },
    "coefficient": {
        "ordinal_alpha": _l("Krippendorff’s alpha, ordinal"),
        "icc_2_1": _l("ICC(2,1), one rater, absolute agreement"),
        "direction_alpha": _l("Krippendorff’s alpha on direction"),
    },
    "among": {
        "catalogue": _l("all factors of the catalogue"),
        "risk": _l("factors that impede"),
        "protective": _l("factors that protect"),
    },
    "coefficient_reason": {
        "no_variation": _l("everybody answered the same, so there is nothing to compare"),
        "not_pairable": _l("no factor was answered by two people"),
        "one_unit": _l("only one factor was answered"),
        "no_complete_units": _l("no factor was answered by everybody"),
        "no_total_variance": _l("the answers do not differ between factors"),
        "fewer_than_3_raters": _l("fewer than three raters"),
        "fewer_than_5_units": _l("fewer than five factors"),
        "interval_not_estimable": _l("no interval can be given for so few answers"),
    },
    "coefficient_method": {
        "": _l("no interval"),
        "none": _l("no interval"),
        "jackknife": _l("interval by leaving out one factor at a time"),
        "F": _l("interval by the F distribution"),
    },
    "alarm_field": {
        "who": _l("Who is in danger?"),
        "what": _l("What is the matter?"),
        "calls": _l("Who calls whom?"),
        "done": _l("What has been done?"),
        "where": _l("Where are the children now?"),
    },
}

WARNINGS: Mapping[str, Any] = {
    "too_many_conditions": _l("More than five conditions: are some of them wishes?"),
    "one_organisation": _l("All raters come from one organisation."),
    "one_discipline": _l("All raters have the same discipline."),
    "nobody_who_often_differs": _l("Nobody is here who often sees things differently."),
    "no_recorder": _l("Nobody records; the moderator has to write as well."),
    "childs_voice_missing": _l("No fact tells how the child itself sees it."),
    "family_option_missing": _l("The family has not proposed anything itself."),
    "perspective_missing": _l("The facts miss a parent’s or the network’s side."),
}
    "coefficient_level": {
        "ordinal": _l("by the order of the levels"),
        "nominal": _l("by the direction alone"),
        "ICC(2,1)": _l("by the distance in levels"),
    },
