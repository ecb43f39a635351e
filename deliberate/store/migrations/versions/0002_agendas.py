"""Several cases in one meeting; and which device held a seat until it ended."""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    false,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "agenda_items",
        Column("session_id", String, nullable=False),
        Column("agenda_id", String, nullable=False),
        Column("place", Integer, nullable=False),
        Column("carried_from", String, nullable=True),
        PrimaryKeyConstraint("session_id", name="pk_agenda_items"),
        ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_agenda_items_session_id_sessions"
        ),
        ForeignKeyConstraint(
            ["carried_from"], ["sessions.id"], name="fk_agenda_items_carried_from_sessions"
        ),
    )
    op.create_index("ix_agenda_items_agenda_id", "agenda_items", ["agenda_id"])
    op.add_column(
        "seat_devices", Column("to_the_end", Boolean, nullable=False, server_default=false())
    )


def downgrade() -> None:
    op.drop_column("seat_devices", "to_the_end")
    op.drop_table("agenda_items")
