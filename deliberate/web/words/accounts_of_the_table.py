"""The accounts of the guards that watch over who is there and what is written down."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from .accounts import Said, number, sentence


def composition(said: Said) -> str:
    """How many judged, how different they are, and what was missing."""
    raters = number(said, "raters")
    if not raters:
        return sentence(_("No rater has come in yet"), iter(()))
    start = ngettext("%(num)d rater", "%(num)d raters", raters)
    return sentence(start, _of_the_table(said))


def _of_the_table(said: Said) -> Iterator[str]:
    organisations, disciplines = number(said, "organisations"), number(said, "disciplines")
    if organisations:
        yield (
            ngettext("from one organisation", "from %(num)d organisations", organisations)
            + " "
            + ngettext("and of one discipline", "and of %(num)d disciplines", disciplines)
        )
    if differ := number(said, "differ"):
        yield ngettext(
            "%(num)d of them often sees things differently",
            "%(num)d of them often see things differently",
            differ,
        )
    else:
        yield _("nobody among them who often sees things differently")
    if not number(said, "recorder"):
        yield _("without a recorder")
    if explained := number(said, "explained"):
        yield ngettext(
            "%(num)d warning was explained in one line",
            "%(num)d warnings were explained in one line",
            explained,
        )
    if number(said, "advice"):
        yield _("nobody who may decide was reached, so what was concluded is an advice")


def concreteness(said: Said) -> str:
    """How many facts and conditions there are, and what stayed vague."""
    facts = number(said, "facts")
    if not facts:
        return sentence(_("No fact has been written down yet"), iter(()))
    start = ngettext(
        "%(num)d fact with its source and day", "%(num)d facts, each with its source and day", facts
    )
    return sentence(start, _of_the_words(said))


def _of_the_words(said: Said) -> Iterator[str]:
    if core := number(said, "core"):
        yield ngettext("%(num)d of them is a core fact", "%(num)d of them are core facts", core)
    if contested := number(said, "contested"):
        yield ngettext(
            "%(num)d is contested, and both versions stand there",
            "%(num)d are contested, and both versions stand there",
            contested,
        )
    if conditions := number(said, "conditions"):
        yield ngettext(
            "%(num)d condition was looked at for concreteness",
            "%(num)d conditions were looked at for concreteness",
            conditions,
        )
    if passed := number(said, "passed"):
        yield ngettext(
            "%(num)d thing was left vague, with a reason",
            "%(num)d things were left vague, with a reason",
            passed,
        )
