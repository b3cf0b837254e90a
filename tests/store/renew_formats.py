"""Writes today's digest of the kinds into `formats.lock`: `python -m tests.store.renew_formats`."""

import tomllib

from lifecycle.model.history import FORMAT
from lifecycle.store.upcasts import format_digest
from tests.store.offices import SHIPPED
from tests.store.test_formats import LOCK

HEADER = "# format of acts = digest of the JSON Schemas of all kinds; a released line never changes\n"

if __name__ == "__main__":
    locked = tomllib.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}
    locked[str(FORMAT)] = format_digest(SHIPPED.values())
    LOCK.write_text(HEADER + "".join(f'{key} = "{digest}"\n' for key, digest in locked.items()), encoding="utf-8")
