"""The databases of the store's stories, for stories in which something breaks, and the counts they print.

How much is broken is told by `CRASH_KILLS` (50) and `CRASH_ACTS` (50): `CRASH_KILLS=2000 CRASH_ACTS=500 python -m
pytest tests/crash` is the nightly run.
"""

from collections.abc import Callable

import pytest

from tests.store.databases import postgresql, where

__all__ = ["postgresql", "where"]

Tell = Callable[[str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """A line of the summary: how much was broken."""
    return lambda text: record_property("crash", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After `pytest tests/crash` the counts stand below the results."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "crash":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {text}")
