"""One file a change, in order; written by Alembic, read by people."""
