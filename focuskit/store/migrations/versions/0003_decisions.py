"""Decisions in order, by gestures that can be undone; memos that can be taken back; double coding."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("decision", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("step", sa.String, nullable=False, server_default=""))
    op.add_column("decision", sa.Column("target", sa.String))
    op.add_column("decision", sa.Column("undone", sa.Integer, nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("facts", sa.JSON, nullable=False, server_default="{}"))
    op.execute("UPDATE decision SET number = rowid, step = id")
    op.create_index("decision_by_version", "decision", ["text_version_id"])
    op.create_index("decision_by_number", "decision", ["number"])
    op.create_index("coding_by_decision", "coding", ["decision_id"])
    op.create_index("orphan_by_decision", "orphan", ["decision_id"])
    op.add_column("memo", sa.Column("step", sa.String, nullable=False, server_default=""))
    op.add_column("memo", sa.Column("undone", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
        sa.Column("coder_id", sa.Integer, sa.ForeignKey("coder.id"), nullable=False),
        sa.Column("segments", sa.JSON),
        sa.Column("sees_suggestions", sa.Integer, nullable=False, server_default="0"),
        sa.Column("at", sa.String, nullable=False),
        sa.UniqueConstraint("document_id", "coder_id"),
    )
