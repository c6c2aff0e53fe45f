"""Changes of the codebook that codings follow, and the documents they ask to read again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "codebook_edit",
        sa.Column("step", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("coder_id", sa.Integer, sa.ForeignKey("coder.id"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("targets", sa.JSON, nullable=False),
        sa.Column("renamed", sa.JSON, nullable=False),
        sa.Column("introduced", sa.JSON, nullable=False),
        sa.Column("before", sa.Integer, sa.ForeignKey("codebook_version.number"), nullable=False),
        sa.Column("after", sa.Integer, sa.ForeignKey("codebook_version.number"), nullable=False),
        sa.Column("undone", sa.Integer, nullable=False, server_default="0"),
        sa.Column("facts", sa.JSON, nullable=False, server_default="{}"),
    )
    op.create_table(
        "rereading",
        sa.Column("step", sa.String, sa.ForeignKey("codebook_edit.step"), primary_key=True),
        sa.Column(
            "document_id", sa.String, sa.ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("segments", sa.JSON),
        sa.Column("done_at", sa.String),
    )
