"""The end: the record is sealed and nothing is written any more."""

from deliberate.sessions.ids import CLOSED
from deliberate.sessions.roles import PEOPLE, Role

from ._after import AFTERWARDS, build_after
from ._base import Stage

STAGE = Stage(
    id=CLOSED,
    window="steps",
    accepts={role: frozenset() for role in PEOPLE | {Role.SCREEN, Role.SYSTEM}},
    shows=AFTERWARDS,
    build=build_after,
)
