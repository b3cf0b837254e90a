"""What travels with the program: its files (the town's own copy, the repository's, the wheel's) and its version."""

from pathlib import Path, PurePosixPath

from lifecycle.model.errors import Wrong

_PACKAGE = Path(__file__).resolve().parents[1]
_ALIKE = (".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf", ".docx.docx")
"""How a file ends that Word or LibreOffice saved where a .docx was meant."""


def shipped(folder: str, name: str, *, office: Path | None = None) -> bytes:
    """The bytes of `name` in `folder` (`document_templates`, `workflows`); Wrong where no copy has it."""
    for root in ([office] if office else []) + _roots():
        if (data := copy_in(root, folder, name)) is not None:
            return data
    raise Wrong("shipped.missing", folder=folder, name=name)


def copy_in(root: Path, folder: str, name: str) -> bytes | None:
    """The bytes of `name` in `folder` under `root` alone; None where it is not, or where the name leads out of it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        return None
    file = root / folder / path
    return file.read_bytes() if file.is_file() else None


def mistaken_for(root: Path, folder: str, name: str) -> str:
    """What lies in `folder` under `root` in place of the document `name`, not taken for it; empty where nothing does.

    It is a template or an old document of that name, the name in other letters, or a folder.
    """
    place = root / folder
    if copy_in(root, folder, name) is not None or not place.is_dir():
        return ""
    meant = name.casefold(), *(PurePosixPath(name).stem.casefold() + kind for kind in _ALIKE)
    return next((file.name for file in sorted(place.iterdir()) if file.name.casefold() in meant), "")


def _roots() -> list[Path]:
    # Next to an installed package `document_templates` could be anybody's: only a checkout is trusted there.
    checkout = _PACKAGE.parent
    return ([checkout] if (checkout / "pyproject.toml").is_file() else []) + [_PACKAGE / "shipped"]


def shipped_names(folder: str, *, office: Path | None = None) -> list[str]:
    """The names of the files in `folder`: the town's own and the shipped ones, each once, sorted."""
    roots = ([office] if office else []) + _roots()
    return sorted({file.name for root in roots if (root / folder).is_dir() for file in (root / folder).iterdir()})


def version() -> str:
    """The version of the installed program; `0` in a checkout that was never installed."""
    # Importing the metadata costs more than help itself.
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("plan-lifecycle")
    except PackageNotFoundError:
        return "0"
