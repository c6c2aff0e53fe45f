"""Cells that researchers write: summaries of the framework, propositions, agreement."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "written_cell",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("sheet", sa.String, nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("document.id", ondelete="CASCADE")),
        sa.Column("case_key", sa.String, nullable=False),
        sa.Column("column_key", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("coder_id", sa.Integer, sa.ForeignKey("coder.id"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("undone", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("written_cell_by_sheet", "written_cell", ["sheet"])
