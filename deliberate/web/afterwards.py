"""After the meeting: which task is late, and whether a provisional decision has run out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from deliberate.sessions.dates import day_at, typed_date
from deliberate.sessions.flow.decide import MODERATOR
from deliberate.sessions.ids import Millis
from deliberate.sessions.kinds import KINDS
from deliberate.sessions.project import View
from deliberate.sessions.roles import AFTER_MEETING
from deliberate.sessions.state import Session
from deliberate.sessions.states import State, stand
from deliberate.sessions.views.look import Look
from deliberate.sessions.views.tasks import TaskView, tasks
from deliberate.sessions.visibility import Sees, Viewer

from . import languages, words


@dataclass(frozen=True, slots=True)
class TaskItem:
    """One task as it is shown: `state` is overdue, open or done."""

    task: str
    title: str
    owners: str
    when: str
    state: str
    mine: bool
    open: int


ORDER = ("overdue", "open", "done")


def task_items(view: View, now: int) -> tuple[TaskItem, ...]:
    """What is late comes first, and what is done last."""
    return _items(view.tasks, now)


def _items(found: Iterable[TaskView], now: int) -> tuple[TaskItem, ...]:
    items = (_item(task, now) for task in found)
    return tuple(sorted(items, key=lambda item: ORDER.index(item.state)))


def _item(task: TaskView, now: int) -> TaskItem:
    late = not task.done and now > task.due
    return TaskItem(
        task=task.task,
        title=words.word("task", task.task),
        owners=", ".join(task.owners),
        when=languages.date_time(task.due),
        state="done" if task.done else "overdue" if late else "open",
        mine=task.mine,
        open=task.open,
    )


def expired(view: View, now: int) -> bool:
    """Whether the day until which a provisional decision holds has passed."""
    found = view.standing
    return found is not None and _passed(found.state, found.date, now)


def _passed(state: str, until: str, now: int) -> bool:
    if state != State.PROVISIONAL:
        return False
    meant = typed_date(until)
    return meant is not None and meant.ordinal < day_at(Millis(now))


def told_late(session: Session, now: int) -> str:
    """One line for the list of one's own consultations: what is late, if anything is."""
    stands = stand(session)
    if stands and _passed(stands.now.state, stands.date, now):
        return str(gettext("The provisional decision ended on %(day)s.", day=stands.date))
    look = Look(Viewer(MODERATOR, AFTER_MEETING), Sees.NOTHING)
    items = _items(tasks(session, look, KINDS[session.opened.kind]), now)
    late = next((item for item in items if item.state == "overdue"), None)
    if late is None:
        return ""
    return str(gettext("%(task)s: overdue since %(when)s", task=late.title, when=late.when))


def template_globals() -> Mapping[str, Any]:
    """What templates call."""
    return {"task_items": task_items, "expired": expired}
