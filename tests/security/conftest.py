"""Folders with sessions that were played once, and rooms that are cleared away after each test."""

from contextlib import closing

import pytest

from tests.security.room import Room, copied, quiet

FEW = {"raters": 3}


@pytest.fixture(scope="session", autouse=True)
def _quiet():
    quiet()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A folder at the beginning of a stage, made on first use; copy it before going on in it."""
    known = {}

    def at(stage, **about):
        name = (stage, *sorted(about.items()))
        if name not in known:
            known[name] = _played(tmp_path_factory.mktemp(stage), stage, about)
        return known[name]

    def _played(folder, stage, about):
        with closing(Room(folder, **about)) as room:
            room.until(stage)
        return folder

    return at


@pytest.fixture
def room_at(prepared, tmp_path):
    """A room of its own at the beginning of a stage."""
    rooms = []

    def at(stage, name="room", chance=None, **about):
        about = about or FEW
        folder = copied(prepared(stage, **about), tmp_path / f"{name}-{len(rooms)}")
        more = {"chance": chance} if chance else {}
        rooms.append(Room(folder, **about, **more))
        return rooms[-1]

    yield at
    for room in rooms:
        room.close()
