"""What this office configured in `lifecycle.toml`; every mistake of the file is told with its key."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from lifecycle.model.errors import Fault, Wrong

FILE = "lifecycle.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The office's name, the language of its documents and of the screen, its database, the fund's publicity."""

    name: str = ""
    language: str = "cs"
    lang: str | None = None
    database: str | None = None
    publicity: tuple[str, ...] = field(default=())


_TYPES = {"name": str, "language": str, "lang": str, "database": str, "publicity": list}
_WORDS = {"language": ("cs", "en"), "lang": ("cs", "en")}


def read_settings(folder: Path) -> Settings:
    """The settings of the office in `folder`; Wrong lists every fault."""
    file = folder / FILE
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings(name=folder.resolve().name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise Wrong("settings.unreadable", file=str(file), why=str(broken)) from broken
    faults = []
    for key, value in data.items():
        expected = _TYPES.get(key)
        if expected is None:
            faults.append(Fault(rule="settings.unknown_key", file=FILE, column=key))
        elif not isinstance(value, expected) or (expected is list and not all(isinstance(v, str) for v in value)):
            faults.append(Fault(rule="settings.wrong_type", file=FILE, column=key, value=str(value)))
        elif key in _WORDS and value not in _WORDS[key]:
            faults.append(Fault(rule="settings.unknown_word", file=FILE, column=key, value=value))
    if faults:
        raise Wrong("settings.faulty", faults=faults, file=str(file))
    return Settings(
        name=data.get("name") or folder.resolve().name,
        language=data.get("language", "cs"),
        lang=data.get("lang"),
        database=data.get("database") or None,
        publicity=tuple(data.get("publicity", ())),
    )
