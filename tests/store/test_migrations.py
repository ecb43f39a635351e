"""Migrations: up and down with data in it, from several starts at once, like the tables."""

from threading import Thread

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from deliberate.sessions.ids import GroupId
from deliberate.store import event_log, people
from deliberate.store.database import open_database, reading, writing
from deliberate.store.migrations import downgrade, migrate
from deliberate.store.people import Group
from deliberate.store.tables import metadata
from tests.store.factories import NOW, SESSION, append, fact, paused, read


def test_the_migrations_make_the_tables_that_the_code_uses(engine):
    with reading(engine) as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []


def test_every_constraint_has_a_name(engine):
    found = inspect(engine)
    for table in metadata.tables:
        assert found.get_pk_constraint(table)["name"]
        assert all(key["name"] for key in found.get_foreign_keys(table))
        assert all(index["name"] for index in found.get_indexes(table))


def test_data_goes_down_and_the_database_comes_up_again(engine, keys, session):
    with writing(engine) as conn:
        people.save_group(conn, Group(GroupId("team"), "Noord"))
    append(engine, keys, paused(), fact())
    downgrade(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    with writing(engine) as conn:
        event_log.create(conn, SESSION, NOW)
    append(engine, keys, paused())
    assert read(engine, keys) == [paused()]


def test_migrating_again_changes_nothing(engine, keys, session):
    append(engine, keys, fact())
    migrate(engine)
    assert read(engine, keys) == [fact()]


def test_two_starts_at_once_migrate_once(tmp_path):
    engines = [open_database(f"sqlite:///{tmp_path}/data/a.db") for _ in range(3)]
    threads = [Thread(target=migrate, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(inspect(engines[0]).get_table_names()) == {*metadata.tables, "alembic_version"}
    for engine in engines:
        engine.dispose()
