"""An office's database as it stands, for verifying it and copying it: nothing in it is brought up, nothing is written.

Only a file that a truly older program left is looked at in a copy of its own that is brought up; a version that does
not fit the tables found is left as it is, for verification to name.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lifecycle.model.errors import LifecycleError
from lifecycle.model.thing import Thing
from lifecycle.store.commit import Store
from lifecycle.store.copying import copy
from lifecycle.store.database import Database
from lifecycle.store.migrate import bring_up, left_by_an_older_program


class _Copied(Store):
    """A store in a copy that goes when it is closed."""

    folder: "tempfile.TemporaryDirectory[str]"

    def close(self) -> None:
        """Every connection is closed, and the copy is gone."""
        super().close()
        self.folder.cleanup()


def inspect(
    where: str | Path, kinds: Mapping[str, type[Thing]], *, clock: Callable[[], dt.datetime], told: str = ""
) -> Store:
    """The store that is there, for reading only; Wrong where it is newer or no office.

    On a server an older office is brought up as by any other command: it cannot be copied before its tables fit.
    """
    store = Store(Database(where, told=told, only_reads=True), kinds, clock=clock)
    try:
        if not left_by_an_older_program(store.database, kinds):
            return store
        if store.database.dialect == "postgresql":
            store.close()
            return Store.open(where, kinds, clock=clock, told=told)
        return _copied(store, told)
    except BaseException:
        store.close()
        raise


def _copied(store: Store, told: str) -> Store:
    folder = tempfile.TemporaryDirectory(prefix="lifecycle-", ignore_cleanup_errors=True)
    try:
        file = Path(folder.name) / "office.db"
        copy(store, file)
        made = _Copied(Database(file, told=told), store.kinds, clock=store.clock)
        made.folder = folder
        bring_up(made.database, store.kinds)
    except LifecycleError:
        folder.cleanup()
        return store  # what keeps it from being brought up is for verification to name
    except BaseException:
        folder.cleanup()
        raise
    store.close()
    return made
