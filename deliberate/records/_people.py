"""Window 1: who are the people, and whose voice was heard how?"""

from typing import Any

from deliberate.sessions.project import View
from deliberate.sessions.views.windows import Row
from deliberate.sessions.windows import Person, Relation

from ._section import Section, listed, numbered, written


def people(view: View) -> Section:
    windows = written(view)
    found: dict[str, Any] = {
        relation.value: listed(row for row in windows.people if row.content.relation is relation)
        for relation in Relation
    }
    return {
        **found,
        "not_heard": [_unheard(row) for row in windows.people if _silent(row.content)],
    }


def about(row: Row[Any]) -> dict[str, Any]:
    """An entry about somebody of the case, who goes by name."""
    return {**numbered(row), "whose": row.whose}


def _silent(person: Person) -> bool:
    """Who is not there for their work, and was not heard on any day."""
    return person.relation is not Relation.PROFESSIONAL and not person.heard_on.strip()


def _unheard(row: Row[Person]) -> dict[str, Any]:
    return {"name": row.content.name, "reason": row.content.heard}
