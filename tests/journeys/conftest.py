"""What the journeys share: two lives of plans, and databases to live them in."""

from tests.journeys.lives import demo, lived, taken_up
from tests.store.databases import postgresql

__all__ = ["demo", "lived", "postgresql", "taken_up"]
