"""The databases of the store's stories, for stories in which something breaks."""

from tests.store.databases import postgresql, where

__all__ = ["postgresql", "where"]
