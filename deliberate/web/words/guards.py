"""What the guards are called, what they do, and what they report of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class GuardWords:
    """A guard to who leads: what it is called, what it does, and what it does not protect from."""

    title: Any
    does: Any
    beside: Any


GUARDS: Mapping[str, GuardWords] = {
    "independence": GuardWords(
        _l("Independent first"),
        _l("Everybody judges alone; nobody is shown anything before all have judged."),
        _l("Talking in the corridor beforehand, or looking at somebody’s phone."),
    ),
    "options_first": GuardWords(
        _l("Options before preferences"),
        _l("All options are on the table, with what is for and against, before anybody chooses."),
        _l("Options that are there to be rejected."),
    ),
    "devils_advocate": GuardWords(
        _l("Devil’s advocate"),
        _l(
            "Somebody drawn by lot brings another explanation, a fact that does not fit, an option."
        ),
        _l("A challenge that nobody means: real disagreement is better."),
    ),
}
"""One for each guard that is in force."""

NOTES: Mapping[str, Any] = {
    "devils_advocate": _l(
        "Devil’s advocate: drawn %(drawn)s×, passed on %(passed)s×; %(points)s points, of which "
        "%(adopted)s adopted, %(find_out)s to find out and %(rejected)s rejected. New options: "
        "%(lighter)s lighter, %(heavier)s heavier; chosen in the end: %(chosen)s. Children for "
        "whom the middle judgement of safety now has moved since: %(shifted)s. Appointed instead "
        "of drawn: %(overridden)s; guest by phone: %(guest)s; without an advocate: %(without)s."
    ),
    "independence": _l(
        "%(round)s: %(sealed)s ready, %(counted)s counted; %(abstained)s abstained, "
        "%(excused)s excused, %(excluded)s left out, %(late)s late."
    ),
    "options_first": _l(
        "%(options)s options, of which %(lighter)s lighter and %(family)s from the family, before "
        "any preference; %(ideas)s were thought of in silence."
    ),
}
