"""The fixed sentences of the summary for the family: short, active, and to "you"."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from deliberate.sessions.telling.plain import Line

PLAIN: Mapping[str, Any] = {
    "proposal": _l(
        "This is our plan. We first hear what you think of it. Then we decide. "
        "The arrangements for safety hold already."
    ),
    "question": _l("We talked about this question: %(question)s"),
    "safe": _l("We think: %(child)s is safe enough now."),
    "not_safe": _l("We think: %(child)s is not safe enough now."),
    "goes_well": _l("This goes well: %(text)s."),
    "must": _l("This must happen at least:"),
    "condition": _l("%(number)s. %(who)s %(what)s, until %(until)s."),
    "why": _l("Why? %(reason)s."),
    "not_all_alike": _l("Not all professionals thought the same."),
    "you_choose": _l("You choose yourself: %(what)s."),
    "look_again": _l("On %(date)s we look together whether it works."),
    "disagree": _l("Do you disagree? Say so, or write it down. We add it."),
    "copy": _l("A copy does not always contain everything about others."),
}


def plain_text(lines: tuple[Line, ...]) -> str:
    """The draft as one text, a line for each sentence or two."""
    return "\n".join(str(PLAIN[line.code]) % dict(line.params) for line in lines)
