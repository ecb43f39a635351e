"""The database's history, from its first table; `migrate` brings any database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from deliberate.store.database import one_migration_at_a_time, writing


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to a revision; several processes that start at once take turns."""
    with writing(engine) as connection:
        one_migration_at_a_time(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    with writing(engine) as connection:
        one_migration_at_a_time(connection)
        command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
