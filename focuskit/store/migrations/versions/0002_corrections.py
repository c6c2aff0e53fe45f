"""Corrected texts (words of codings, those without a place, files behind versions) and the guide."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("text_version", sa.Column("source_sha256", sa.String, nullable=False, server_default=""))
    op.add_column("text_version", sa.Column("source_name", sa.String, nullable=False, server_default=""))
    op.add_column("coding", sa.Column("words", sa.Text, nullable=False, server_default=""))
    op.add_column("coding", sa.Column("old_words", sa.Text))
    op.create_table(
        "orphan",
        sa.Column("id", sa.Integer, primary_key=True),
        _version("text_version_id"),
        _version("from_version_id"),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("coder_id", sa.Integer, sa.ForeignKey("coder.id"), nullable=False),
        sa.Column("decision_id", sa.String, sa.ForeignKey("decision.id"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("orphan_by_version", "orphan", ["text_version_id"])
    op.create_table(
        "guide_match",
        sa.Column("id", sa.Integer, primary_key=True),
        _version("text_version_id"),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("score", sa.Float),
        sa.UniqueConstraint("text_version_id", "turn"),
    )


def _version(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey("text_version.id", ondelete="CASCADE"), nullable=False)
