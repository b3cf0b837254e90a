"""The first spine: chain, act, vault, blob and the shapes of the kinds' tables."""

import sqlalchemy as sa
from alembic import op

from lifecycle.store.spine import METADATA, append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The tables of the spine exist and are append-only."""
    connection = op.get_bind()
    METADATA.create_all(connection, checkfirst=False)
    for statement in append_only(connection.dialect.name):
        connection.execute(sa.text(statement))
