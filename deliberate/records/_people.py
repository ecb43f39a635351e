"""Window 1: who are the people?"""

from deliberate.sessions.project import View
from deliberate.sessions.windows import Relation

from ._section import Section, listed, written


def people(view: View) -> Section:
    rows = written(view).people
    return {
        relation.value: listed(row for row in rows if row.content.relation is relation)
        for relation in Relation
    }
