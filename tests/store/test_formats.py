"""A kind cannot change without a new format: what was written stays readable for ever."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import lifecycle.store
from lifecycle.model.history import FORMAT
from lifecycle.store.upcasts import format_digest
from tests.store.offices import SHIPPED

LOCK = Path(lifecycle.store.__file__).parent / "formats.lock"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def _cure() -> str:
    try:
        number = version("plan-lifecycle")
    except PackageNotFoundError:
        number = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    if "dev" in number and FORMAT == 1:
        return "nothing is released yet: renew the lock by `python -m tests.store.renew_formats`"
    return "raise FORMAT in lifecycle/model/history.py, give the change a line in UPCASTS, then renew the lock"


def test_the_kinds_are_those_the_format_was_locked_with():
    locked = tomllib.loads(LOCK.read_text(encoding="utf-8"))

    assert locked.get(str(FORMAT)) == format_digest(SHIPPED.values()), f"a kind has changed; {_cure()}"


def test_every_format_up_to_todays_is_locked():
    assert list(tomllib.loads(LOCK.read_text(encoding="utf-8"))) == [str(number) for number in range(1, FORMAT + 1)]


def test_a_changed_docstring_is_no_new_format():
    before = format_digest([SHIPPED["group"]])
    reworded = type("Group", (SHIPPED["group"],), {"__doc__": "Other words."})

    assert format_digest([reworded]) == before


def test_a_new_column_is_a_new_format():
    before = format_digest([SHIPPED["group"]])
    wider = type("Group", (SHIPPED["group"],), {"__annotations__": {"seat": str}, "__module__": __name__})

    assert format_digest([wider]) != before
