"""When a decision was undone or redone, and a memo changed: colleagues' copies are brought together by it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("decision", sa.Column("turned_at", sa.String, nullable=False, server_default=""))
    op.add_column("memo", sa.Column("changed_at", sa.String, nullable=False, server_default=""))
    op.create_index("decision_by_target", "decision", ["target"])
