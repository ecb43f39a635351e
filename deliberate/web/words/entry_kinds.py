"""What each kind of entry is called where several kinds stand together."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

ENTRY_KINDS: Mapping[str, Any] = {
    "person": _l("Who it is about"),
    "goal": _l("What the family wants"),
    "childs_words": _l("What the child said"),
    "felt_threat": _l("Feels threatened by …"),
    "own_strength": _l("Their own strength"),
    "fact": _l("Facts"),
    "missing_fact": _l("What we do not know yet"),
    "strength": _l("What goes well"),
    "timeline_event": _l("What happened before"),
    "instrument": _l("An instrument that was used"),
    "expertise": _l("Missing expertise"),
    "case_factor": _l("Factors of this case alone"),
    "term": _l("What words mean"),
    "option": _l("Options"),
    "consequences": _l("Consequences of options"),
    "condition": _l("Conditions"),
    "arrangement": _l("Arrangements"),
    "decides": _l("Who decides what"),
    "plan_b": _l("Plan B"),
    "review": _l("Looking again"),
    "coordinator": _l("Coordinator"),
    "plan_makers": _l("Who made the plan"),
    "informing": _l("What is told to whom"),
    "dissent": _l("Dissent"),
    "statement": _l("Statements of the family"),
    "learning_point": _l("Learning point"),
    "summary": _l("Summary for the family"),
}
"""In the order of the four windows."""
