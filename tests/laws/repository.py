"""The repository as the laws see it: its root, its own files, its Python modules and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lifecycle"


@cache
def own_files() -> tuple[Path, ...]:
    """Every file of the repository that git keeps or would keep; all files where there is no git."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(listing, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return tuple(file for file in sorted(ROOT.rglob("*")) if file.is_file() and not _made(file))
    return tuple(file for name in sorted(told.split("\0")) if name and (file := ROOT / name).is_file())


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Every Python file below `folders` of the repository, sorted."""
    return tuple(file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def named(file: Path) -> str:
    """The file's path from the root, with slashes on every system."""
    return file.relative_to(ROOT).as_posix()


def _made(file: Path) -> bool:
    """Whether a tool made the file: it lies in a folder of compiled code, of a cache or of an environment."""
    return any(part == "__pycache__" or part.startswith(".") for part in file.relative_to(ROOT).parts[:-1])
