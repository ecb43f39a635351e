"""What the guards are called, what they do, and what they report of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from . import accounts, accounts_of_deciding


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
    "anchoring": GuardWords(
        _l("Nothing to hold on to but the facts"),
        _l(
            "No figure, no proposal and nothing filled in beforehand; factors in an order of one’s "
            "own, and judgements only after them."
        ),
        _l("A view that somebody already has, or an opinion told as a fact."),
    ),
    "speaking_order": GuardWords(
        _l("Who speaks when"),
        _l(
            "The order is drawn by lot; whoever presents, leads, or comes from the Board speaks "
            "last. An answer of “acute danger” comes before everything."
        ),
        _l("Speaking out of turn: whoever leads has to stop that. A look or a sigh."),
    ),
    "unique_information": GuardWords(
        _l("What only one person knows"),
        _l(
            "Everybody is asked for one fact that others may not know; only then the core facts "
            "are chosen."
        ),
        _l("Somebody who knows something and keeps silent, or does not know that it matters."),
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
    "proportionality": GuardWords(
        _l("No heavier than needed"),
        _l("A lighter way is on the list, and who passes it over or steps up says why."),
        _l("A lighter option that nobody meant, or a reason that was found afterwards."),
    ),
}
"""One for each guard that is in force."""

NOTES: Mapping[str, Any] = {
    "anchoring": _l(
        "Nothing filled in beforehand: %(orders)s people went through %(factors)s factors, each in "
        "an order of their own, before giving a judgement."
    ),
    "anchoring_none": _l("Nothing filled in beforehand: nobody’s judgement has been shown yet."),
    "speaking_order": _l(
        "Who speaks when: drawn by lot for %(items)s items, each once and never again."
    ),
    "speaking_order_none": _l("Who speaks when: no item has been opened, so no lot was drawn yet."),
    "acute_asked_again": _l(
        "Acute danger: the group answered the question again after %(rounds)s of the two blind "
        "rounds, before going on."
    ),
    "unique_information": _l(
        "What only one person knew: %(told)s told something, %(nothing)s had nothing to add, "
        "%(passed)s passed over with a reason."
    ),
    "unique_information_none": _l("What only one person knows: nobody has been asked yet."),
    "devils_advocate": accounts.devils_advocate,
    "independence": accounts.independence,
    "options_first": accounts.options_first,
    "proportionality": accounts_of_deciding.proportionality,
}
