"""Late tasks and a provisional decision that has run out are told, on pages and at the desk."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.sessions.flow.commands import Adjourn
from deliberate.sessions.views.tasks import Task
from deliberate.sessions.workdays import DAY
from deliberate.web.afterwards import expired, task_items, told_late
from tests.core.play import Table


@pytest.fixture(scope="module")
def whole():
    return Table("V1").until("test")


@pytest.fixture
def words(room):
    with room.app.test_request_context():
        yield


def due(table, task):
    return next(t.due for t in table.look(MODERATOR).tasks if t.task is task)


def test_what_is_late_comes_first(words, whole):
    now = task_items(whole.look(MODERATOR), due(whole, Task.TEST) + 1)
    assert [item.state for item in now] == ["overdue", "overdue", "open", "open"]
    assert not any(item.open == 0 for item in now)


def test_the_desk_says_what_is_late_in_one_line(words, whole):
    assert told_late(whole.session, due(whole, Task.COMPLETE)) == ""
    said = told_late(whole.session, due(whole, Task.COMPLETE) + DAY)
    assert said.startswith("Het besluit afmaken")


def test_the_moderator_is_told_that_a_provisional_decision_ended(words):
    table = Table("V1").until("decide")
    table.must(Adjourn(provisional="Dennis slaapt elders.", until="20-01-2027"), MODERATOR)
    assert not expired(table.look(MODERATOR), table.clock)
    assert expired(table.look(MODERATOR), table.clock + 30 * DAY)
    assert "20-01-2027" in told_late(table.session, table.clock + 30 * DAY)
