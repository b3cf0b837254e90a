"""Taking files of editions out of the view `documents/`: our own untouched ones; edited ones are only named."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import open_in
from lifecycle.model.edition import Edition
from lifecycle.model.history import sha256


def remove_views(desk: Desk, editions: Iterable[Edition]) -> tuple[list[str], list[str]]:
    """The files removed, and those left because somebody edited, opened or holds them; relative to the office."""
    removed: list[str] = []
    kept: list[str] = []
    for edition in editions:
        file = desk.office / edition.file
        if file.is_file() and not file.is_symlink():
            (removed if _taken_away(file, edition) else kept).append(edition.file)
    return removed, kept


def _taken_away(file: Path, edition: Edition) -> bool:
    """Whether the file was the edition's very bytes, in nobody's hands, and is gone."""
    with suppress(OSError):
        if open_in(file) is None and sha256(file.read_bytes()) == edition.sha256:
            file.unlink()
            return True
    return False
