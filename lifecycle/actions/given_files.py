"""The files a person named on the command line: wildcards spread where the shell left them, all missing ones told."""

from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path

from lifecycle.model.errors import Fault, Wrong


def given_files(named: Sequence[Path]) -> list[Path]:
    """The files in the order they were named; Wrong tells every one that is missing or a folder.

    The shells of Windows hand `*.docx` over as it is typed.
    """
    files = [file for one in named for file in _spread(one)]
    faults = [Fault(code, file=str(file), facts=(("file", str(file)),)) for file in files if (code := _wrong(file))]
    if len(faults) == 1:
        raise Wrong(faults[0].rule, file=faults[0].file)
    if faults:
        raise Wrong("file.some_missing", faults, count=len(faults))
    return files


def _spread(named: Path) -> list[Path]:
    """What a pattern stands for; a file whose own name looks like one is that file."""
    if named.exists() or not has_magic(str(named)):
        return [named]
    return sorted(Path(file) for file in glob(str(named))) or [named]


def _wrong(file: Path) -> str | None:
    if file.is_dir():
        return "file.folder_given"
    return None if file.is_file() else "file.missing"
