"""What every store keeps: a thing comes back as written, the tables are the fold of the history, nothing stays open."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.cli.doorman import obey
from lifecycle.cli.root import root
from lifecycle.model.content import Content
from lifecycle.model.history import Put
from lifecycle.model.thing import Thing
from lifecycle.store.commit import Store
from lifecycle.store.rebuild import rebuild
from lifecycle.store.verify import verify
from tests.conftest import PLAN

DAY = dt.date(2015, 5, 4)


def opened(thing: Thing, texts: dict[str, str]) -> Thing:
    """The thing with its private text in plain, as it came from the office that wrote it."""
    private = {c.name: getattr(thing, c.attribute) for c in thing.columns() if c.private}
    known = {name: texts[value] for name, value in private.items() if value in texts}
    return thing.replaced(**known) if known else thing


@pytest.fixture
def written(where: str | Path, demo_desk: Desk, demo_content: Content) -> Iterator[tuple[Store, list[Thing]]]:
    """A new office of each store that took the whole demo plan as one act, and what was laid into it."""
    texts = dict(demo_desk.store.texts(PLAN))
    store = Store.create(where, demo_desk.catalogue.kinds, clock=demo_desk.store.clock)
    things = [opened(thing, texts) for rows in demo_content.things.values() for thing in rows.values()]
    digests = {getattr(t, c.attribute) for t in things for c in t.columns() if c.blob} - {None}
    blobs = [data for digest in digests if (data := demo_desk.store.blob(digest)) is not None]
    with store.writing(PLAN, DAY, new=True) as writing:
        sealed = [writing.seal_thing(thing) for thing in things]
        puts = [Put(thing) for thing in sealed]
        writing.commit(verb="copy", on=DAY, who="K", login="k", role="coordinator", changes=puts, blobs=blobs)
    yield store, sealed
    store.close()


def standing(store: Store) -> dict[str, Thing]:
    things = store.content(PLAN, DAY).things
    return {thing.address: thing for rows in things.values() for thing in rows.values()}


def test_a_store_gives_back_what_it_took_and_rebuilds_it_from_its_history(written: tuple[Store, list[Thing]]):
    store, sealed = written
    laid = standing(store)

    rebuild(store, PLAN)

    assert laid == {thing.address: thing for thing in sealed}
    assert standing(store) == laid
    assert verify(store).problems == ()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which files a process holds")
def test_a_command_leaves_no_file_of_the_office_open(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    office = Path(shutil.copytree(demo, tmp_path / "office", ignore=shutil.ignore_patterns("*-shm")))

    code = obey(root, ["--office", str(office), "plan", "list"])

    assert (code, held_below(office)) == (0, set())


def held_below(folder: Path) -> set[str]:
    """Files below `folder` this process holds open."""
    handles = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
    held = {os.readlink(handle) for handle in handles if os.path.lexists(handle)}
    return {file for file in held if file.startswith(str(folder))}
