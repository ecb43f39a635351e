"""The accounts of the guards that watch over challenging, shifting and deciding."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from .accounts import Said
from .accounts import number as number
from .accounts import sentence as sentence


def proportionality(said: Said) -> str:
    """How many ways there were, and whether what was passed over was lighter."""
    counted = {name: number(said, name) for name in ("options", "lighter", "heavier")}
    start = _(
        "Options: %(options)d; lighter: %(lighter)d (without “change nothing”); heavier: "
        "%(heavier)d",
        **counted,
    )
    if not counted["lighter"]:
        start = _(
            "Options: %(options)d; lighter: none (without “change nothing”); heavier: %(heavier)d",
            **counted,
        )
    return sentence(start, _of_the_decision(said))


def _of_the_decision(said: Said) -> Iterator[str]:
    if not number(said, "decided"):
        return
    if passed := number(said, "passed"):
        yield ngettext(
            "%(num)d is lighter than what was decided, with why that is not enough",
            "%(num)d are lighter than what was decided, with why that is not enough",
            passed,
        )
    else:
        yield _("none is lighter than what was decided")
    if number(said, "steps"):
        yield _("the decision is a step to a heavier framework, with the reason")


def conformity(said: Said) -> str:
    """Who moved far and why, what went apart, and who objected in the end."""
    moved = number(said, "moved")
    start = ngettext(
        "After talking, %(num)d answer moved two levels or more, with a reason",
        "After talking, %(num)d answers moved two levels or more, each with a reason",
        moved,
    )
    if not moved:
        start = _("After talking, no answer moved two levels or more")
    return sentence(start, _of_the_shifts(said))


def _of_the_shifts(said: Said) -> Iterator[str]:
    if n := number(said, "went_along"):
        yield ngettext(
            "%(num)d time it was “I went along”", "%(num)d times it was “I went along”", n
        )
    if n := number(said, "apart"):
        yield ngettext(
            "on %(num)d question people stood further apart than before, or in two camps",
            "on %(num)d questions people stood further apart than before, or in two camps",
            n,
        )
    if asked := number(said, "asked"):
        yield from _of_who_objects(asked, number(said, "disagree"))
    yield from _of_who_was_not_heard(said)
    if n := number(said, "wrote"):
        yield ngettext("%(num)d dissent was written down", "%(num)d dissents were written down", n)
    if number(said, "silence"):
        yield _("they began far apart, and in the end nobody objected")


def _of_who_objects(asked: int, disagree: int) -> Iterator[str]:
    if disagree:
        yield ngettext(
            "asked in private, %(num)d of %(asked)d did not agree",
            "asked in private, %(num)d of %(asked)d did not agree",
            disagree,
            asked=asked,
        )
    else:
        yield _("asked in private, all %(asked)d agreed", asked=asked)


def _of_who_was_not_heard(said: Said) -> Iterator[str]:
    if n := number(said, "excused"):
        yield ngettext(
            "%(num)d was excused from the private question (%(why)s)",
            "%(num)d were excused from the private question (%(why)s)",
            n,
            why=said.get("excused_why", ""),
        )
    if n := number(said, "unasked"):
        yield ngettext(
            "%(num)d who sat at the table was away then and was not asked in private",
            "%(num)d who sat at the table were away then and were not asked in private",
            n,
        )


def consider_the_opposite(said: Said) -> str:
    """Who named a fact that decides, and what was held against the picture."""
    named = number(said, "named")
    start = ngettext(
        "%(num)d person named a deciding fact",
        "%(num)d people named a deciding fact",
        named,
    )
    if not named:
        start = _("Nobody named a deciding fact")
    return sentence(start, _against(said))


def _against(said: Said) -> Iterator[str]:
    if (n := number(said, "facts")) > 1:
        yield _("together %(num)d different facts", num=n)
    elif n and number(said, "named") > 1:
        yield _("all of them the same one")
    if n := number(said, "none"):
        yield ngettext("%(num)d chose “none of these”", "%(num)d chose “none of these”", n)
    if not number(said, "challenged"):
        return
    if number(said, "misfit"):
        yield _("a fact that does not fit was named")
    else:
        yield _("no fact that does not fit was named")
    if number(said, "pre_mortem"):
        yield _("all judged safety now alike, so the group looked back from failure")
    elif number(said, "alike"):
        yield _("all judged safety now alike, and the group did not look back from failure")
