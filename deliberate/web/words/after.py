"""The words for what follows a meeting: the test, the state of the decision, and the tasks."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

AFTER: Mapping[str, Mapping[str, Any]] = {
    "holds": {
        "provisional": _l("What was arranged holds until the end date; then the full session."),
        "intended": _l("Direct arrangements hold now; the rest is a proposal to the family."),
        "tested": _l("The conditions are fixed for the talk with the family."),
        "final": _l("Decision and plan stand; a change makes a new version."),
    },
    "until": {
        "provisional": _l("until the full session"),
        "intended": _l("until a behavioural scientist has tested it"),
        "tested": _l("until the plan is complete and the family’s reaction is answered"),
        "final": _l("until we look again"),
    },
    "plan": {
        "open": _l("plan not complete"),
        "complete": _l("plan complete"),
        "without_agreement": _l("plan without full agreement"),
    },
    "lapse": {
        "reworded": _l("a condition was reworded after the signature"),
        "added": _l("a condition was added after the signature"),
        "withdrawn": _l("a condition was taken off after the signature"),
        "tested_again": _l("a condition was tested again after the signature"),
        "reopened": _l("the family’s reaction sent the decision back to the group"),
    },
    "task": {
        "complete": _l("Complete the decision"),
        "test": _l("Test the conditions"),
        "agree": _l("Complete the plan"),
        "explain": _l("Explain, and hear what the family says"),
    },
    "judged": {"yes": _l("yes"), "partly": _l("partly"), "no": _l("no")},
    "point_standing": {
        "untested": _l("not tested in this wording"),
        "returned": _l("sent back: to be reworded"),
        "second_test": _l("waits for a second tester"),
        "passed": _l("agreed"),
    },
    "expertise": {
        "culture": _l("culture"),
        "mild_intellectual_disability": _l("mild intellectual disability"),
        "trauma": _l("trauma"),
        "honour": _l("honour"),
        "sexual_abuse": _l("sexual abuse"),
        "other": _l("something else, such as a doctor’s advice"),
    },
}

PROCESS: Mapping[str, Any] = {
    "rounds": _l(
        "Blind rounds complete: %(first)s of %(first_of)s judged in the first, %(second)s of "
        "%(second_of)s in the second."
    ),
    "challenge": _l(
        "Another explanation and a fact that does not fit: %(brought)s of %(of)s brought, "
        "%(answered)s answered."
    ),
    "options": _l(
        "For and against: both written down for %(both)s of %(of)s (the option chosen, a lighter "
        "and a heavier one)."
    ),
    "instrument": _l(
        "Instrument used as intended. Factors: %(factors)s; “don’t know” on what plays now: "
        "%(unknown)s%%; raters left out of the count: %(left_out)s; attempts: %(attempts)s."
    ),
}
"""Points 8 to 11 of the test: what the log itself shows."""
