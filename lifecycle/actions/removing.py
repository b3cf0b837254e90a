"""Taking files of editions out of the view `documents/`: our own untouched ones; edited ones are only named."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import open_in
from lifecycle.actions.renderings import rendered, standing
from lifecycle.model.edition import Edition
from lifecycle.model.history import sha256


def views_of(desk: Desk, plan: str, editions: Iterable[Edition]) -> dict[str, str]:
    """The files that stand for the editions, each with its digest: the Word file and the calendar file beside it."""
    views: dict[str, str] = {}
    for one in editions:
        views[one.file] = one.sha256
        for ending in standing(one):
            views[str(PurePosixPath(one.file).with_suffix(ending))] = sha256(rendered(desk, plan, one, ending))
    return views


def remove_views(desk: Desk, views: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The files removed, and those left because somebody edited, opened or holds them; relative to the office."""
    removed: list[str] = []
    kept: list[str] = []
    for name, digest in views.items():
        file = desk.office / name
        if file.is_file() and not file.is_symlink():
            (removed if _taken_away(file, digest) else kept).append(name)
    return removed, kept


def _taken_away(file: Path, digest: str) -> bool:
    """Whether the file was as it was written, in nobody's hands, and is gone."""
    with suppress(OSError):
        if open_in(file) is None and sha256(file.read_bytes()) == digest:
            file.unlink()
            return True
    return False
