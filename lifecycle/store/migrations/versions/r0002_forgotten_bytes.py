"""Stored bytes may go where an act forgets them: a person's texts are erased also from documents and scans."""

import sqlalchemy as sa
from alembic import op

from lifecycle.store.spine import forgettable

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A row of `blob` can be deleted when the history holds an act that forgets it, and else never."""
    connection = op.get_bind()
    for statement in forgettable(connection.dialect.name):
        connection.execute(sa.text(statement))
