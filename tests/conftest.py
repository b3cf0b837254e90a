"""What all tests share: a clean environment and one demo office, made once a session and only read."""

import contextlib
import io
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import settings

from lifecycle.actions.desk import Desk
from lifecycle.app import Wishes, desk
from lifecycle.model.content import Content

PLAN = "dacice-2015"
SLOW = re.compile(
    r"tests/(crash/|journeys/(?!test_demo)|contracts/test_(papers|schema_order)|laws/test_tutorial)"
    r"|\[.*(postgresql|demo-en)"
)
"""What belongs to the slow part as a whole: lives of plans, broken offices, every paper, a server, the English demo."""
_PATIENCE = 300.0
"""Seconds a test process waits for another one that makes the demo."""


# What decides whether a change is merged is the same for the same text; every other run looks at new examples.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_configure() -> None:
    """No test sees the office, the day or the database of the person who runs the tests."""
    for name in [name for name in os.environ if name.startswith("LIFECYCLE_")]:
        del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fast part stays under three minutes on two cores."""
    for item in items:
        if SLOW.search(item.nodeid):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo office; a test that changes something copies it first."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _played(tmp_path_factory.mktemp("demo"))
    # Every process of pytest-xdist has a folder of its own below one that they share.
    shared = tmp_path_factory.getbasetemp().parent / "demo"
    ready = shared / "ready"
    try:
        shared.mkdir()
    except FileExistsError:
        return _awaited(shared, ready)
    _played(shared)
    ready.touch()
    return shared / "office"


@pytest.fixture(scope="session")
def demo_desk(demo: Path) -> Desk:
    """A desk in the demo office."""
    return desk(Wishes(office=demo))


@pytest.fixture(scope="session")
def demo_content(demo_desk: Desk) -> Content:
    """Everything recorded about the demo's plan at its end."""
    return demo_desk.content(PLAN)


def _played(folder: Path) -> Path:
    from lifecycle.cli.doorman import obey
    from lifecycle.cli.root import root

    office, told = folder / "office", io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = obey(root, ["--lang", "cs", "demo", str(office)])
    assert code == 0, told.getvalue()
    return office


def _awaited(shared: Path, ready: Path) -> Path:
    give_up = time.monotonic() + _PATIENCE
    while not ready.exists():
        assert time.monotonic() < give_up, "the demo did not come to its end in another process of the tests"
        time.sleep(0.1)
    return shared / "office"
