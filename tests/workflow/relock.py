"""Writes `workflows/workflows.lock`: `python -m tests.workflow.relock` adds new versions of the shipped workflows.

A version the lock already knows is not rewritten, because plans are pinned to it: raise `version` in the file. Before
a version is released, `--unreleased` rewrites it.
"""

import sys

from lifecycle.workflow.lock import changed, written
from tests.workflow.samples import SHIPPED, shipped

LOCK = SHIPPED / "workflows.lock"


def main(arguments: list[str]) -> int:
    """Zero when the lock is whole afterwards."""
    definitions = [shipped(path.stem) for path in sorted(SHIPPED.glob("*.toml"))]
    text = LOCK.read_text(encoding="utf-8") if LOCK.exists() else ""
    broken = [one.name for one in changed(text, definitions) if one.locked is not None]
    if broken and "--unreleased" not in arguments:
        print(f"released and changed: {', '.join(broken)}; raise `version` in the file", file=sys.stderr)
        return 1
    LOCK.write_text(written(text, definitions), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
