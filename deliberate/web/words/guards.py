"""What the guards are called, what they do, and what they report of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from . import accounts, accounts_of_beginning, accounts_of_deciding, accounts_of_the_table


@dataclass(frozen=True, slots=True)
class GuardWords:
    """A guard to who leads: what it is called, what it does, and what it does not protect from."""

    title: Any
    does: Any
    beside: Any


GUARDS: Mapping[str, GuardWords] = {
    "independence": GuardWords(
        _l("Independent first"),
        _l("Everybody judges alone; nobody sees another’s answer before the round is closed."),
        _l("Talking in the corridor beforehand, or looking at somebody’s phone."),
    ),
    "anchoring": GuardWords(
        _l("Nothing that steers beforehand"),
        _l(
            "No figure, no proposal and nothing filled in beforehand; everybody answers the "
            "factors first, in an order of their own, and judges only then."
        ),
        _l("A view that somebody already has, or an opinion told as a fact."),
    ),
    "speaking_order": GuardWords(
        _l("Who speaks when"),
        _l(
            "The order is drawn by lot; after that come the presenter, the moderator, and last the "
            "Board officer. An answer of “acute danger” always comes first."
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
        _l("All options come on the table, with what is for and against, before anybody chooses."),
        _l("Options that are there to be rejected."),
    ),
    "devils_advocate": GuardWords(
        _l("Devil’s advocate"),
        _l(
            "Somebody drawn by lot brings another explanation, a fact that does not fit, an option."
        ),
        _l("A challenge that nobody means: real disagreement is better."),
    ),
    "consider_the_opposite": GuardWords(
        _l("Against one’s own picture"),
        _l(
            "Everybody names a deciding fact, and the group one that does not fit. Where all "
            "judged almost alike, a look back from failure follows."
        ),
        _l("A fact that is named and then explained away."),
    ),
    "conformity": GuardWords(
        _l("Going along"),
        _l(
            "Who moves two levels or more says why, everybody is asked in private whether they "
            "agree, and going apart is told."
        ),
        _l("Somebody who goes along in silence, in the first round already."),
    ),
    "proportionality": GuardWords(
        _l("No heavier than needed"),
        _l("A lighter option belongs on the list; who passes it over or steps up says why."),
        _l("A lighter option that nobody meant, or a reason that was found afterwards."),
    ),
    "concreteness": GuardWords(
        _l("Concrete, so that it can be checked"),
        _l(
            "In core facts and conditions a vague word has to be made concrete first; elsewhere "
            "you only get a hint. A fact has a source and a day, and a contested one keeps both "
            "versions."
        ),
        _l("A clear sentence about the wrong thing, or a fact that somebody keeps to themselves."),
    ),
    "composition": GuardWords(
        _l("Who sits at the table"),
        _l(
            "At least three who judge, nobody in two roles that bite each other, and somebody who "
            "may decide. A table of people who are much alike asks for one line why."
        ),
        _l("People of several teams who think the same all the same."),
    ),
}
"""One for each guard that is in force."""

NOTES: Mapping[str, Any] = {
    "composition": accounts_of_the_table.composition,
    "concreteness": accounts_of_the_table.concreteness,
    "anchoring": accounts_of_beginning.anchoring,
    "speaking_order": accounts_of_beginning.speaking_order,
    "unique_information": accounts_of_beginning.unique_information,
    "devils_advocate": accounts.devils_advocate,
    "independence": accounts.independence,
    "options_first": accounts.options_first,
    "consider_the_opposite": accounts_of_deciding.consider_the_opposite,
    "conformity": accounts_of_deciding.conformity,
    "proportionality": accounts_of_deciding.proportionality,
}
