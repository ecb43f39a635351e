"""The accounts of the guards that watch over what comes first: facts, factors, and who speaks."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from .accounts import Said, number, sentence


def anchoring(said: Said) -> str:
    """How many factors came before any judgement, in how many orders."""
    people, factors = number(said, "orders"), number(said, "factors")
    if not people:
        return str(_("Nobody’s judgement has been shown yet."))
    start = ngettext(
        "%(num)d person went through the factors in an order of their own",
        "%(num)d people went through the factors, each in an order of their own",
        people,
    )
    after = ngettext(
        "%(num)d factor was answered before judging",
        "all %(num)d factors were answered before judging",
        factors,
    )
    return sentence(start, iter((after, _("nothing was filled in beforehand"))))


def speaking_order(said: Said) -> str:
    """For how many items the lot was drawn, and whether acute danger came before it."""
    start = _("No item has been opened, so no lot was drawn yet")
    if items := number(said, "items"):
        start = ngettext(
            "Drawn by lot, once, for the one item that was opened",
            "Drawn by lot, once for each of the %(num)d items that were opened",
            items,
        )
    return sentence(start, _of_danger(said))


def _of_danger(said: Said) -> Iterator[str]:
    if rounds := number(said, "again"):
        yield ngettext(
            "after a blind round the group first answered the question about acute danger again",
            "after both blind rounds the group first answered the question about acute danger "
            "again",
            rounds,
        )


def unique_information(said: Said) -> str:
    """How many told what only they knew, and who was not asked."""
    told = number(said, "told")
    start = _("Nobody told something that others may not know")
    if number(said, "open"):
        start = _("Nobody has told anything yet that others may not know")
    if told:
        start = ngettext(
            "%(num)d person told something that others may not know",
            "%(num)d people told something that others may not know",
            told,
        )
    return sentence(start, _of_the_others(said))


def _of_the_others(said: Said) -> Iterator[str]:
    if waiting := number(said, "open"):
        yield ngettext(
            "%(num)d person still has to answer", "%(num)d people still have to answer", waiting
        )
    if passed := number(said, "passed"):
        yield ngettext(
            "%(num)d person was passed over, with a reason",
            "%(num)d people were passed over, with a reason",
            passed,
        )
    if not waiting and number(said, "nothing"):
        yield (
            _("whoever else was asked had nothing to add")
            if number(said, "told")
            else _("nobody had anything to add")
        )
