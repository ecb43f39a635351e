"""A record for every reader, signed, in versions; and a log of the copies that were made."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SESSION = ("session_id",), ("sessions.id",)


def upgrade() -> None:
    op.rename_table("records", "records_before")
    op.create_table(
        "records",
        sa.Column("session_id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session_id", "version", "recipient", name="pk_records_by_reader"),
        sa.ForeignKeyConstraint(*SESSION, name="fk_records_by_reader_session_id_sessions"),
    )
    op.execute(
        "INSERT INTO records SELECT session_id, row_number() OVER "
        "(PARTITION BY session_id ORDER BY at), 'file', sha256, sealed, '', '', at "
        "FROM records_before"
    )
    op.drop_table("records_before")
    op.create_table(
        "copies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("session_id", sa.String, nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("seat", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        sa.ForeignKeyConstraint(*SESSION, name="fk_copies_session_id_sessions"),
    )
    op.create_index("ix_copies_session_id", "copies", ["session_id"])


def downgrade() -> None:
    op.drop_table("copies")
    op.rename_table("records", "records_by_reader")
    op.create_table(
        "records",
        sa.Column("session_id", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session_id", "sha256", name="pk_records"),
        sa.ForeignKeyConstraint(*SESSION, name="fk_records_session_id_sessions"),
    )
    op.execute(
        "INSERT INTO records SELECT session_id, sha256, sealed, at "
        "FROM records_by_reader WHERE recipient = 'file'"
    )
    op.drop_table("records_by_reader")
