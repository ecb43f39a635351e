"""Tables at any moment of a vignette: played once, copied for each test that goes on from it."""

from copy import copy
from dataclasses import replace
from functools import cache

from deliberate.rehearsal.script import STAGED
from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.entries.state import Entry
from deliberate.sessions.ids import PREPARE, EntryId
from deliberate.sessions.windows import Person, Relation
from tests.core.play import Table

STAGES = tuple(stage for stage, _ in STAGED)


@cache
def _begun(stage: str, vignette: str) -> Table:
    return Table(vignette).until(stage)


def at(stage, vignette="V1"):
    """A table of its own at the moment that this stage begins."""
    return twin(_begun(stage, vignette))


def twin(table):
    """The same session a second time, to go on with differently."""
    other = copy(table)
    other.events = list(table.events)
    other.answers = {key: dict(given) for key, given in table.answers.items()}
    return other


def knowing(table, *names):
    """The same table with these people in the case, by their names as ids: for shielding."""
    people = {
        EntryId(name): Entry(
            EntryId(name),
            MODERATOR,
            PREPARE,
            (Person(relation=Relation.PROFESSIONAL, name=name),),
        )
        for name in names
    }
    entries = table.session.entries
    known = replace(entries, by_id={**entries.by_id, **people})
    table.session = replace(table.session, entries=known)
    return table


def script(table: Table, stage: str):
    """What the vignette does in this stage."""
    return list(dict(STAGED)[stage](table.cast))
