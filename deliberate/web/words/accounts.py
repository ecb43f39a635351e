"""The guards' accounts that are put together: one sentence each, without a word about nothing."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

Said = Mapping[str, str | int]


def number(said: Said, name: str) -> int:
    """A number of the account; what an older record does not hold was nothing."""
    return int(said.get(name, 0))


def sentence(start: str, more: Iterator[str]) -> str:
    """One sentence of a beginning and its clauses."""
    return "; ".join((start, *more)) + "."


def independence(said: Said) -> str:
    """One round: how many answered alone, who of them counts, and what was noted."""
    if not number(said, "sealed"):
        return sentence(_("%(round)s: nobody answered", round=said["round"]), _of_a_round(said))
    start = ngettext(
        "%(round)s: %(num)d person answered alone",
        "%(round)s: %(num)d people answered alone",
        number(said, "sealed"),
        round=said["round"],
    )
    return sentence(start, _of_a_round(said))


def _of_a_round(said: Said) -> Iterator[str]:
    if n := number(said, "beforehand"):
        yield ngettext(
            "%(num)d of them had judged beforehand and looked again",
            "%(num)d of them had judged beforehand and looked again",
            n,
        )
    counts, sealed = number(said, "counted"), number(said, "sealed")
    if sealed and counts == sealed:
        yield ngettext("that answer counts", "all of them count", sealed)
    elif sealed:
        yield ngettext("%(num)d of them counts", "%(num)d of them count", counts)
    if number(said, "led"):
        yield _("the moderator’s answer does not count in the figures")
    if n := number(said, "excluded"):
        yield ngettext(
            "%(num)d is left out of the count, having seen another’s answer",
            "%(num)d are left out of the count, having seen another’s answer",
            n,
        )
    yield from _who_did_not(said)
    if n := number(said, "late"):
        yield ngettext(
            "%(num)d came late and judged first, which is not in the picture",
            "%(num)d came late and judged first, which is not in the picture",
            n,
        )
    if (n := number(said, "attempt")) > 1:
        yield _("this was attempt %(num)d, what was given before was thrown away unopened", num=n)
    if n := number(said, "changes"):
        yield ngettext(
            "since it was opened, the table changed once, which everybody was told",
            "since it was opened, the table changed %(num)d times, which everybody was told",
            n,
        )


def _who_did_not(said: Said) -> Iterator[str]:
    if n := number(said, "abstained"):
        yield ngettext("%(num)d abstained", "%(num)d abstained", n)
    if n := number(said, "excused"):
        yield ngettext("%(num)d was excused", "%(num)d were excused", n)


def devils_advocate(said: Said) -> str:
    """How the role was given, what was brought and answered, and what changed."""
    return sentence(_role(said), _of_the_challenge(said))


def _role(said: Said) -> str:
    if not number(said, "drawn"):
        return str(_("Nobody has been drawn yet"))
    if number(said, "guest"):
        return str(_("Somebody of another team, by phone"))
    if number(said, "without"):
        return _nobody(said)
    if number(said, "appointed"):
        return str(_("Appointed by the moderator, instead of drawn"))
    return str(_("Drawn by lot, whoever had the fewest turns first"))


def _nobody(said: Said) -> str:
    """Whether the card was read aloud shows in what was brought from it."""
    if number(said, "points"):
        return str(_("No devil’s advocate, so the card was read aloud and answered in writing"))
    return str(_("No devil’s advocate"))


def _of_the_challenge(said: Said) -> Iterator[str]:
    if n := number(said, "passed"):
        yield ngettext("%(num)d passed the turn on", "%(num)d passed the turn on", n)
    if n := number(said, "replaced"):
        yield ngettext(
            "once the next took over the role, as the one before could not go on",
            "%(num)d times the next took over the role, as the one before could not go on",
            n,
        )
    if n := number(said, "put_aside"):
        yield ngettext(
            "%(num)d time who leads gave who was drawn another role, and the next was drawn",
            "%(num)d times who leads gave who was drawn another role, and the next was drawn",
            n,
        )
    if (n := number(said, "overridden")) > number(said, "appointed"):
        yield ngettext(
            "the moderator appointed somebody else %(num)d time",
            "the moderator appointed somebody else %(num)d times",
            n,
        )
    if n := number(said, "points"):
        points = ngettext("%(num)d point was brought", "%(num)d points were brought", n)
        replies = ", ".join(_replies(said))
        yield f"{points} ({replies})" if replies else points
    yield from _effect(said)


def _replies(said: Said) -> Iterator[str]:
    if n := number(said, "adopted"):
        yield _("%(num)d adopted", num=n)
    if n := number(said, "find_out"):
        yield ngettext("%(num)d is to be found out", "%(num)d are to be found out", n)
    if n := number(said, "rejected"):
        yield _("%(num)d not adopted", num=n)


def _effect(said: Said) -> Iterator[str]:
    if number(said, "lighter"):
        yield _("one of them a lighter option")
    if number(said, "heavier"):
        yield _("one of them a heavier option")
    if number(said, "chosen"):
        yield _("an option of the devil’s advocate was chosen in the end")
    if n := number(said, "shifted"):
        yield ngettext(
            "between the first and the second round, with talking in between, the median of safety "
            "now moved for %(num)d child",
            "between the first and the second round, with talking in between, the median of safety "
            "now moved for %(num)d children",
            n,
        )


def options_first(said: Said) -> str:
    """What was on the list before anybody could prefer something, and who thought alone."""
    options = number(said, "options")
    if not options:
        return sentence(str(_("No option is on the list yet")), iter(()))
    start = ngettext(
        "%(num)d option was on the list before anybody was asked to choose",
        "%(num)d options were on the list before anybody was asked to choose",
        options,
    )
    return sentence(start, _of_the_list(said))


def _of_the_list(said: Said) -> Iterator[str]:
    lighter, family = number(said, "lighter"), number(said, "family")
    yield _("%(num)d of them lighter", num=lighter) if lighter else _("none of them lighter")
    if family:
        yield _("%(num)d from the family", num=family)
    else:
        yield _("none from the family")
    if number(said, "open"):
        yield _("the silent round is going on")
    elif not number(said, "held"):
        yield _("no silent round has been held")
    elif ideas := number(said, "ideas"):
        yield ngettext(
            "%(num)d was thought of in silence", "%(num)d were thought of in silence", ideas
        )
    else:
        yield _("nothing was thought of in the silent round")
