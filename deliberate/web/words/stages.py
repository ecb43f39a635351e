"""What the stages and the four windows are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

STAGES: Mapping[str, Any] = {
    "": _l("Waiting room"),
    "prepare": _l("Preparation"),
    "open": _l("Opening"),
    "facts": _l("Facts"),
    "blind_1": _l("Judge alone"),
    "reveal": _l("All at once"),
    "discuss": _l("Talk about differences"),
    "options": _l("Options"),
    "challenge": _l("Challenge"),
    "blind_2": _l("Judge alone again"),
    "decide": _l("Weigh and decide"),
    "test": _l("Test the conditions"),
    "agree": _l("Arrangements"),
    "explain": _l("Explain"),
    "closed": _l("Closed"),
}

WINDOWS: Mapping[str, int] = {"": 0, "people": 1, "facts": 2, "weighing": 3, "steps": 4}
