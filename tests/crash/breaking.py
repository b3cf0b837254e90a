"""Processes that are cut off: at a named failpoint, or by a disk that takes no more."""

import signal
from collections.abc import Callable
from pathlib import Path

from lifecycle.app import Wishes, make_office
from lifecycle.model.approval import Resolution
from lifecycle.model.errors import Busy
from lifecycle.model.history import Drop, Entry, Forget, sha256
from lifecycle.model.people import Person
from lifecycle.model.territory import Municipality
from lifecycle.store import failpoints
from lifecycle.store.commit import Store
from lifecycle.store.rebuild import rebuild
from tests.crash.writers import clock, processes
from tests.store.offices import DAY, SHIPPED, a_group, a_person, write

SCAN = b"%PDF-1.7 usneseni"
REFUSED = 4
"""The exit code of a process whose act was refused as busy."""


def an_office(where: str | Path) -> None:
    """An office whose plan has a group and a person."""
    store = Store.create(where, SHIPPED, clock=clock)
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    store.close()


def a_rich_act(store: Store) -> Entry:
    """Rows of several kinds, a drop, a private text, one forgotten, and bytes, in one act."""
    gone = store.content("dacice", DAY).all(Person)[0]
    facts = {"code": "546127", "body": "council", "verb": "approves", "number": "7", "on": "2015-01-21"}
    return write(
        store,
        "dacice",
        Municipality(code="546127", name="Dačice"),
        Resolution.model_validate({**facts, "members": 15, "scan": sha256(SCAN)}),
        a_person("Petr Starý"),
        Drop("person", gone.identity),
        Forget(gone.name.removeprefix("vault:")),
        blobs=[SCAN],
    )


def ended(work: Callable[..., None], *arguments: object) -> int | None:
    """The exit code of a process that does `work`; killed it is -9."""
    process = processes().Process(target=work, args=arguments)
    process.start()
    process.join(60)
    code = process.exitcode
    process.close()
    return code


def act_armed(where: str, failpoint: str) -> None:
    """One act is written with `failpoint` armed."""
    store = Store.open(where, SHIPPED, clock=clock)
    failpoints.arm(failpoint)
    a_rich_act(store)


def rebuild_armed(where: str, failpoint: str) -> None:
    """The plan's tables are made anew from its history, with `failpoint` armed."""
    store = Store.open(where, SHIPPED, clock=clock)
    failpoints.arm(failpoint)
    rebuild(store, "dacice")


def make_armed(folder: str, failpoint: str) -> None:
    """An office is made with `failpoint` armed."""
    failpoints.arm(failpoint)
    make_office(Path(folder), Wishes(lang="cs"), sandbox=True)


def act_on_a_disk_of(where: str, size: int) -> None:
    """One act is written where no file can grow past `size` bytes: the system itself fails the write."""
    import resource

    store = Store.open(where, SHIPPED, clock=clock)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        a_rich_act(store)
        store.close()
    except Busy:
        raise SystemExit(REFUSED) from None
