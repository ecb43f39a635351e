"""The accounts of the guards that watch over challenging, shifting and deciding."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from .accounts import Said
from .accounts import number as number
from .accounts import sentence as sentence


def proportionality(said: Said) -> str:
    """How many ways there were, and whether what was passed over was lighter."""
    start = ngettext(
        "No heavier than needed: %(num)d option",
        "No heavier than needed: %(num)d options",
        number(said, "options"),
    )
    return sentence(start, _of_the_decision(said))


def _of_the_decision(said: Said) -> Iterator[str]:
    lighter, heavier = number(said, "lighter"), number(said, "heavier")
    if lighter:
        yield ngettext(
            "apart from “change nothing” %(num)d lighter one",
            "apart from “change nothing” %(num)d lighter ones",
            lighter,
        )
    else:
        yield _("apart from “change nothing” none that is lighter")
    if heavier:
        yield _("%(num)d heavier", num=heavier)
    if not number(said, "decided"):
        return
    if passed := number(said, "passed"):
        yield ngettext(
            "%(num)d is lighter than what was decided, and why that is not enough stands there",
            "%(num)d are lighter than what was decided, and why that is not enough stands there",
            passed,
        )
    else:
        yield _("none is lighter than what was decided")
    if number(said, "steps"):
        yield _("the decision is a step to a heavier framework, with the reason")
