"""A tablet that several people share: the devices that rest while another is in hand."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "resting_devices",
        sa.Column("device_hash", sa.String(64), nullable=False),
        sa.Column("tablet_hash", sa.String(64), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("rests", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("device_hash", name="pk_resting_devices"),
    )
    op.create_index("ix_resting_devices_tablet_hash", "resting_devices", ["tablet_hash"])


def downgrade() -> None:
    op.drop_table("resting_devices")
