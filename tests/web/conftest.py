"""Rooms that are cleared away after each test; the way to a stage is played once and copied."""

from shutil import copytree

import pytest

from tests.web.room import close_room, open_room, reopen_room


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


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """The folders of rooms at the beginning of a stage."""
    known = {}

    def folder_at(stage, vignette_id):
        if (stage, vignette_id) not in known:
            folder = tmp_path_factory.mktemp(f"played-{stage}")
            room = open_room(folder, vignette_id).until(stage)
            close_room(room)
            known[stage, vignette_id] = folder, room
        return known[stage, vignette_id]

    return folder_at


@pytest.fixture
def room_at(played, tmp_path):
    rooms = []

    def make(stage, vignette_id="V1", folder="at", world=None, **settings):
        source, original = played(stage, vignette_id)
        copytree(source, tmp_path / folder)
        rooms.append(reopen_room(tmp_path / folder, original, world, **settings))
        return rooms[-1]

    yield make
    for room in rooms:
        close_room(room)
