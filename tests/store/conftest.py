"""A room of its own for every test: database, keys and one session."""

import pytest

from deliberate.store import event_log
from deliberate.store.database import open_database, writing
from deliberate.store.keys import KeyStore
from deliberate.store.migrations import migrate
from tests.store.factories import NOW, SESSION


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def engine(data):
    engine = open_database(f"sqlite:///{data}/deliberate.db")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def keys(tmp_path):
    keys = KeyStore(tmp_path / "keys")
    yield keys
    keys.close()


@pytest.fixture
def session(engine):
    with writing(engine) as conn:
        event_log.create(conn, SESSION, NOW)
    return SESSION
