"""Chromium of this machine, the application served from this process, and people who come."""

import shutil

import pytest
from playwright.sync_api import expect

from deliberate.sessions.ids import SeatId

from .house import MODERATOR, Table, served
from .people import FLAGS, Person

expect.set_options(timeout=20_000)  # a busy machine is slow, and not wrong


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": FLAGS}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def come(browser, server):
    """Somebody opens a browser: `come(device)`, or `come(device, table, seat)`."""
    people: list[Person] = []

    def arrive(device: dict, table: Table | None = None, seat: SeatId = MODERATOR) -> Person:
        if table:
            person = table.come(browser, seat, **device)
        else:
            person = Person(browser, server.url, device)
        people.append(person)
        return person

    yield arrive
    for person in people:
        person.close()
    assert {p.page.url: p.complaints for p in people if p.complaints} == {}
