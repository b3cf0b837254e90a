"""The files a person named on the command line: wildcards spread where the shell left them, all missing ones told.

What the system does not let be read is told as a fault of the line, never as one of the program.

A folder among them is one file that cannot be read: whoever names `folder/*` means the files in it.
"""

from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path

from lifecycle.model.errors import Fault, Wrong


def given_files(named: Sequence[Path]) -> list[Path]:
    """The files in the order they were named; Wrong tells every one that is missing, and a folder named by itself.

    The shells of Windows hand `*.docx` over as it is typed.
    """
    files = [file for one in named for file in _spread(one)]
    faults = [
        Fault(code, file=str(file), facts=(("file", str(file)),))
        for file in files
        if (code := _wrong(file, alone=len(files) == 1))
    ]
    if len(faults) == 1:
        raise Wrong(faults[0].rule, file=faults[0].file)
    if faults:
        raise Wrong("file.some_missing", faults, count=len(faults))
    return files


def contents(file: Path, *, largest: int) -> bytes:
    """The bytes of a file; Wrong where it is missing, a folder, larger than `largest`, or closed to us."""
    try:
        if file.is_dir():
            raise Wrong("file.folder", file=str(file))
        if not file.is_file():
            raise Wrong("file.missing", file=str(file))
        if file.stat().st_size > largest:
            raise Wrong("file.too_large", file=str(file), limit=largest >> 20)
        return file.read_bytes()
    except OSError as failed:
        raise Wrong("file.unreadable", file=str(file), why=failed) from failed


def _spread(named: Path) -> list[Path]:
    """What a pattern stands for; a file whose own name looks like one is that file."""
    if not has_magic(str(named)) or named.exists():
        return [named]
    return sorted(Path(file) for file in glob(str(named))) or [named]


def _wrong(file: Path, *, alone: bool) -> str | None:
    try:
        if file.is_dir():
            return "file.folder_given" if alone else None
        return None if file.is_file() else "file.missing"
    except OSError:  # a name longer than the system takes
        return "file.missing"
