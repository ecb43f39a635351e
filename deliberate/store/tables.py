"""The tables: a log that is only added to, what can be erased beside it, and plain rows."""

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
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("discipline", String, nullable=False),
    Column("organisation", String, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
)

group_members = Table(
    "group_members",
    metadata,
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Index("ix_group_members_person_id", "person_id"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=True),
    Column("label", String, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Index("ix_cases_group_id", "group_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("group_id", ForeignKey("groups.id"), nullable=True),
    Column("case_id", ForeignKey("cases.id"), nullable=True),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_sessions_group_id", "group_id"),
    Index("ix_sessions_case_id", "case_id"),
)

events = Table(
    "events",
    metadata,
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
"""Headers, inserted and never changed; triggers see to it."""

payloads = Table(
    "payloads",
    metadata,
    Column("session_id", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("session_id", "seq"),
    ForeignKeyConstraint(["session_id", "seq"], ["events.session_id", "events.seq"]),
)
"""What the events say: nonce and ciphertext, which erasing removes."""

envelopes = Table(
    "envelopes",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("round_id", String, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("slot", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("own", LargeBinary, nullable=True),
)
"""Blind answers. A slot stands for seat and question, and no row tells of earlier revisions."""

commands = Table(
    "commands",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("body_mac", String(64), nullable=False),
    Column("receipt", Text, nullable=True),
)

seat_devices = Table(
    "seat_devices",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("seat", String, primary_key=True),
    Column("device_hash", String(64), primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("to_the_end", Boolean, nullable=False, server_default=false()),
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

resting_devices = Table(
    "resting_devices",
    metadata,
    Column("device_hash", String(64), primary_key=True),
    Column("tablet_hash", String(64), nullable=False),
    Column("salt", LargeBinary, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("tries", Integer, nullable=False),
    Column("rests", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_resting_devices_tablet_hash", "tablet_hash"),
)
"""People who share one tablet: while somebody else has it in hand, a device opens nothing. Its
secret is laid away under the person's code and the tablet's own secret."""

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("agenda_id", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("carried_from", ForeignKey("sessions.id"), nullable=True),
    Index("ix_agenda_items_agenda_id", "agenda_id"),
)
"""Cases in the order of one meeting; a carried roster has the seats of an earlier one."""

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code_mac", String(64), nullable=False),
    Column("address_mac", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_guesses_at", "at"),
)

round_items = Table(
    "round_items",
    metadata,
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
"""Counts per question of revealed rounds, written at the reveal and never before."""

round_coefficients = Table(
    "round_coefficients",
    metadata,
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
"""Coefficients as decimal strings with their method; without a value there is a reason."""

attendance = Table(
    "attendance",
    metadata,
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

records = Table(
    "records",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""The canonical bytes of closed records, one row for each reader, encrypted like every text of a
case, with the signature under them. A later version leaves the earlier ones as they are."""

copies = Table(
    "copies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("recipient", String, nullable=False),
    Column("form", String, nullable=False),
    Column("seat", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_copies_session_id", "session_id"),
)
"""Who made a copy for whom, in which form and when; ids alone, no names."""
