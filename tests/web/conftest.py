"""Rooms that are cleared away after each test."""

import pytest

from tests.web.room import close_room, open_room


@pytest.fixture
def new_room(tmp_path):
    rooms = []

    def make(vignette_id="V1", folder="one", world=None, **settings):
        rooms.append(open_room(tmp_path / folder, vignette_id, world, **settings))
        return rooms[-1]

    yield make
    for room in rooms:
        close_room(room)


@pytest.fixture
def room(new_room):
    return new_room()
