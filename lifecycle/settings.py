"""What this office configured in `lifecycle.toml`; every mistake of the file is told with its key."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lifecycle.documents.livery import LEAST, Livery, contrast, worn
from lifecycle.model.calendar import read_day
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.thing import unprintable

FILE = "lifecycle.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The office's name, the language of its documents and of the screen, its database, the fund's publicity, its look.

    Without `name` the office has the one it was made with: its folder may be moved and called otherwise.
    `colour` is six hexadecimal digits or empty, `logo` a file relative to the office or empty, `address` lines. `as_of`
    is the day of an office that `history as-of` rebuilt, which is only read; `retention_years` is how many years after
    a plan's end its personal data are kept; `origin` is the hash of the office's first entry, written when it was made.
    """

    name: str = ""
    language: str = "cs"
    lang: str | None = None
    database: str | None = None
    publicity: tuple[str, ...] = field(default=())
    colour: str = ""
    logo: str = ""
    address: tuple[str, ...] = field(default=())
    as_of: dt.date | None = None
    retention_years: int = 5
    origin: str = ""


_TYPES = {
    "name": str,
    "language": str,
    "lang": str,
    "database": str,
    "publicity": list,
    "as_of": str,
    "retention_years": int,
    "origin": str,
}
_LOOK = {"colour": str, "logo": str, "address": list}
_WORDS = {"language": ("cs", "en"), "lang": ("cs", "en")}
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_TWICE = ("Cannot declare", "Cannot overwrite")
"""How the parser begins where a key or a table stands in the file twice."""
_TOLD = 80
"""Letters of a value that a message shows."""
_LONGEST = 100
"""Years for which personal data may at most be kept."""
_LARGEST = 20_000_000
"""Bytes past which a file is no logo."""
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def read_settings(folder: Path) -> Settings:
    """The settings of the office in `folder`; Wrong lists every fault."""
    try:
        data = _read(folder / FILE)
    except FileNotFoundError:
        return Settings()
    look = data.pop("look", {})
    faults = _faults(data, _TYPES)
    if isinstance(look, dict):
        faults += _faults(look, _LOOK, "look.")
    else:
        faults.append(Fault(rule="settings.not_a_table", file=FILE, column="look"))
    if faults:
        raise Wrong("settings.faulty", faults=faults, file=str(folder / FILE))
    return Settings(
        name=data.get("name", ""),
        language=data.get("language", "cs"),
        lang=data.get("lang"),
        database=data.get("database") or None,
        publicity=tuple(data.get("publicity", ())),
        colour=look.get("colour", "").removeprefix("#").upper(),
        logo=look.get("logo", ""),
        address=tuple(look.get("address", ())),
        retention_years=data.get("retention_years", 5),
        origin=data.get("origin", ""),
        as_of=read_day(data["as_of"]) if "as_of" in data else None,
    )


def written(settings: Settings, *, as_of: dt.date, heading: str) -> bytes:
    """The settings file of an office rebuilt as of that day: what dresses documents stays, the database is its own."""
    top = {name: getattr(settings, name) for name in ("name", "language", "lang", "publicity")}
    look = {name: getattr(settings, name) for name in _LOOK}
    lines = [*_lines({"as_of": as_of.isoformat(), **top}), "", "[look]", *_lines(look)]
    return "\n".join([heading.rstrip("\n"), "", *lines, ""]).encode()


def _lines(values: Mapping[str, object]) -> list[str]:
    # A JSON string, and a list of them, is also one of TOML.
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]


def dressed(template: bytes, folder: Path, settings: Settings) -> bytes:
    """The template in the colour of the town, with its logo and address; Wrong where the logo is no picture we take."""
    picture = b""
    if settings.logo:
        from lifecycle.documents.logo import logo

        picture = logo(folder, settings.logo)
    return worn(template, Livery(settings.name, settings.colour, picture, settings.address))


def _read(file: Path) -> dict[str, Any]:
    """The tables of the file; Wrong says at which line it is no TOML, or that it is not saved as UTF-8."""
    text = ""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as foreign:
        raise Wrong("settings.encoding", file=str(file)) from foreign
    except OSError as closed:
        raise Wrong("settings.closed", file=str(file)) from closed
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        # The parser says the place and the kind only in its English sentence.
        said = str(broken)
        place = _AT_LINE.search(said)
        lines = text.split("\n")
        line = int(place[1]) if place else len(text.rstrip("\n").split("\n"))
        code = "settings.twice" if said.startswith(_TWICE) else "settings.unreadable"
        raise Wrong(code, file=str(file), line=line, value=_shown(lines[line - 1].strip())) from broken


def look_identity(folder: Path, settings: Settings) -> bytes:
    """What tells the town's look apart from others, without opening the logo; nothing where no look is set."""
    if not (settings.colour or settings.logo or settings.address):
        return b""
    try:
        file = folder / settings.logo
        # What is no file, or larger than any logo taken, dresses no document.
        taken = bool(settings.logo) and file.is_file() and file.stat().st_size <= _LARGEST
        picture = sha256(file.read_bytes()).hexdigest() if taken else ""
    except OSError:
        picture = ""
    said = {"name": settings.name, "colour": settings.colour, "logo": picture, "address": settings.address}
    return b"look:" + json.dumps(said, sort_keys=True).encode()


def _faults(data: Mapping[str, Any], types: Mapping[str, Any], table: str = "") -> list[Fault]:
    """What is wrong with the keys of one table of the file."""
    found = []
    for key, value in data.items():
        named, expected = table + key, types.get(key)
        if expected is None:
            found.append(Fault(rule="settings.unknown_key", file=FILE, column=named))
        elif not isinstance(value, expected) or (expected is list and not all(isinstance(v, str) for v in value)):
            found.append(Fault(rule="settings.wrong_type", file=FILE, column=named, value=_shown(str(value))))
        elif expected is int:
            if isinstance(value, bool) or not 1 <= value <= _LONGEST:
                found.append(Fault(rule="settings.wrong_type", file=FILE, column=named, value=_shown(str(value))))
        elif any(unprintable(one) for one in ([value] if isinstance(value, str) else value)):
            found.append(Fault(rule="settings.control_character", file=FILE, column=named))
        elif key in _WORDS and value not in _WORDS[key]:
            found.append(Fault(rule="settings.unknown_word", file=FILE, column=named, value=_shown(value)))
        elif key == "as_of" and not _is_day(value):
            found.append(Fault(rule="settings.not_a_day", file=FILE, column=named, value=_shown(value)))
        elif key == "colour" and (rule := _unfit(value)):
            found.append(Fault(rule=rule, file=FILE, column=named, value=_shown(value)))
    return found


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except ValueError:
        return False
    return True


def _shown(value: str) -> str:
    """So much of a value as its author needs to know it again."""
    return value if len(value) <= _TOLD else f"{value[: _TOLD - 1]}…"


def _unfit(colour: str) -> str:
    """The rule a colour breaks; nothing where letters in it can be read on white."""
    if not (digits := _COLOUR.fullmatch(colour)):
        return "settings.not_a_colour"
    return "settings.pale_colour" if contrast(digits[1]) < LEAST else ""
