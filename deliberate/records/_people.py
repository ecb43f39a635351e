"""Window 1: who are the people?"""

from deliberate.sessions.project import View
from deliberate.sessions.views.windows import WindowsView
from deliberate.sessions.windows import Relation

from ._section import Section, listed


def people(view: View) -> Section:
    windows = view.windows or WindowsView()
    by_relation = {
        relation.value: listed(
            tuple(row for row in windows.people if row.content.relation is relation)
        )
        for relation in Relation
    }
    return by_relation
