"""The first schema: made whole by `focuskit.store.folder.create_project`."""

from alembic import op

from focuskit.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
