"""What alembic runs: the revisions of the spine, on the connection and in the transaction it is handed."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
