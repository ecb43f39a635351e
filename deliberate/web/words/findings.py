"""What the quality rule for conditions says of a field, and what to do about it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

FINDINGS: Mapping[str, Any] = {
    "attitude": _l(
        "“%(words)s” is a feeling or an attitude, and nobody can be held to it. What does this "
        "person do that others can see?"
    ),
    "danger_on_child": _l(
        "“%(words)s”: a child is never made to stop a danger. Who causes it, and what does that "
        "person do?"
    ),
    "no_behaviour": _l(
        "“%(words)s” says how things are, not what somebody does. What can be seen?"
    ),
    "no_concern": _l("Which fact does it answer? Tick at least one."),
    "no_end_date": _l("Until which day? Write a date, such as 11-06-2026."),
    "no_observer": _l("Who looks whether it is done, and when?"),
    "no_otherwise": _l("What happens if it does not work out, and how soon?"),
    "no_person": _l("Who does it? One person or role, by name."),
    "no_sign": _l("By what can one see that it is done?"),
    "no_time": _l("When, or how often?"),
    "past": _l("That day has passed."),
    "proposal": _l(
        "“%(words)s” sounds like a proposal. Write what was seen or heard; what could be done "
        "comes with the options."
    ),
    "second_behaviour": _l(
        "“%(words)s” is a second behaviour. Make it a condition of its own, or write it as the "
        "reaction: “if …, then …”."
    ),
    "service_as_goal": _l(
        "“%(words)s”: help is a means and no condition. What is to be seen at home once it works?"
    ),
    "threatened_person": _l(
        "%(words)s feels threatened in this case. Do not lay on them what somebody else must stop."
    ),
    "trigger_word": _l(
        "“%(words)s”: %(ask)s Write that instead of the word, or in brackets behind it."
    ),
}

EMPTY: Mapping[str, Any] = {
    "no_behaviour": _l("What does this person do that others can see?"),
}
"""The same where the field is still empty."""

BARELY: Mapping[str, Any] = {
    "trigger_word": _l("“%(words)s”: %(ask)s"),
}
"""The same where it is a hint and holds up nothing."""
