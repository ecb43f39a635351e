"""The first tables, as they were then, and the triggers that keep event headers as they are."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

_tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Table(
    "people",
    _tables,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("discipline", String, nullable=False),
    Column("organisation", String, nullable=False),
)

Table(
    "groups",
    _tables,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
)

Table(
    "group_members",
    _tables,
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Index("ix_group_members_person_id", "person_id"),
)

Table(
    "cases",
    _tables,
    Column("id", String, primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=True),
    Column("label", String, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Index("ix_cases_group_id", "group_id"),
)

Table(
    "sessions",
    _tables,
    Column("id", String, primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=True),
    Column("case_id", ForeignKey("cases.id"), nullable=True),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_sessions_group_id", "group_id"),
    Index("ix_sessions_case_id", "case_id"),
)

Table(
    "events",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor_seat", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("subject", String, nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("erases", Text, nullable=True),
    Column("hash", String(64), nullable=False),
)

Table(
    "payloads",
    _tables,
    Column("session_id", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("session_id", "seq"),
    ForeignKeyConstraint(["session_id", "seq"], ["events.session_id", "events.seq"]),
)

Table(
    "envelopes",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("round_id", String, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("slot", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("own", LargeBinary, nullable=True),
)

Table(
    "commands",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("body_mac", String(64), nullable=False),
    Column("receipt", Text, nullable=True),
)

Table(
    "seat_devices",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("seat", String, primary_key=True),
    Column("device_hash", String(64), primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(
        "uq_seat_devices_live_seat",
        "session_id",
        "seat",
        unique=True,
        sqlite_where=text("live"),
        postgresql_where=text("live"),
    ),
    Index("ix_seat_devices_device_hash", "device_hash"),
)

Table(
    "guesses",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("code_mac", String(64), nullable=False),
    Column("address_mac", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_guesses_at", "at"),
)

Table(
    "round_items",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("round_id", String, primary_key=True),
    Column("question", String, primary_key=True),
    Column("item", String, nullable=False),
    Column("counts", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("risk", Integer, nullable=False),
    Column("none", Integer, nullable=False),
    Column("protective", Integer, nullable=False),
    Column("conflict", Boolean, nullable=False),
    Column("split", Boolean, nullable=False),
    Column("median", String, nullable=True),
    Column("low", String, nullable=True),
    Column("high", String, nullable=True),
    Column("deviation", String, nullable=True),
    Column("within_one", String, nullable=True),
    Index("ix_round_items_item", "item"),
)

Table(
    "round_coefficients",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("round_id", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("among", String, primary_key=True),
    Column("method", String, nullable=False),
    Column("version", String, nullable=False),
    Column("value", String, nullable=True),
    Column("low", String, nullable=True),
    Column("high", String, nullable=True),
    Column("reason", String, nullable=True),
    Column("n_units", Integer, nullable=False),
    Column("n_raters", Integer, nullable=False),
    Column("n_missing", Integer, nullable=False),
)

Table(
    "attendance",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("eligible", Boolean, nullable=False),
    Column("was_advocate", Boolean, nullable=False),
    Column("passed", Boolean, nullable=False),
    Index("ix_attendance_group_id_day", "group_id", "day"),
)

Table(
    "records",
    _tables,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
)


REFUSAL = "event headers are never changed"

SQLITE = tuple(
    f"CREATE TRIGGER events_no_{what.lower()} BEFORE {what} ON events "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for what in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    _tables.create_all(op.get_bind(), checkfirst=False)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    _tables.drop_all(op.get_bind(), checkfirst=False)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_change()")
