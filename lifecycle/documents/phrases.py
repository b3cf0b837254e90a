"""Sentences for people: code and facts in, a sentence out. The sentences stand in `document_templates/phrases/`.

    ["swot.thin"]
    text = "Skupina {group} má v kvadrantu {quadrant} {has} z {needs} položek."
    who = "vedoucí skupiny {group}"
    command = "lifecycle record swot SOUBOR"

`text_one`, `text_few`, `text_many` (English `text_one`, `text_other`) are chosen by the fact `count`. A fact `reason`
that has a phrase of its own under `code.reason` is said by that one. Help and refusals import this file, so it imports
neither pydantic nor a database.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from lifecycle.documents.collation import sorted_words
from lifecycle.documents.shipped import copy_in, shipped
from lifecycle.documents.typography import day_text, money_text, number_text
from lifecycle.model.errors import Fault, Wrong
from lifecycle.model.quoting import WINDOWS, quoted
from lifecycle.model.system_errors import number, reason

Phrase = Mapping[str, str]
"""What stands under one code: text (or its plural forms), who, command."""

_FOLDER = "document_templates"
_HOLE = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_PLURALS = {"cs": ("text_one", "text_few", "text_many"), "en": ("text_one", "text_other", "text_other")}
_JOINED = {"cs": (" a ", "ano", "ne"), "en": (" and ", "yes", "no")}
_READ_BY_POWERSHELL = str.maketrans({"$": "＄", "`": "'", '"': "'", "“": "'", "”": "'", "„": "'"})
"""Signs that PowerShell reads between double quotes, and what a fact of somebody else's has instead of them."""


class Unsaid(LookupError):
    """A code without a phrase or a phrase without its fact: a mistake of the program, raised in strict mode only."""


class Phrases:
    """All sentences of one language; a town's own file stands before the shipped one, code by code."""

    def __init__(self, language: str, phrases: Mapping[str, Phrase], *, strict: bool = False) -> None:
        self.language = language
        self._phrases = phrases
        self._strict = strict

    @classmethod
    @cache
    def of(cls, language: str, office: Path | None = None, *, strict: bool = False) -> Self:
        """The sentences in `language` (Czech unless `en`); Wrong, with the line, where a town's file is no TOML."""
        language = "en" if language == "en" else "cs"
        name = f"phrases/{language}.toml"
        phrases = read(shipped(_FOLDER, name), name)
        own = copy_in(office, _FOLDER, name) if office else None
        return cls(language, merged(phrases, read(own, name)) if own is not None else phrases, strict=strict)

    def has(self, code: str) -> bool:
        """Whether the code has a phrase."""
        return code in self._phrases

    def codes(self) -> tuple[str, ...]:
        """Every code, sorted."""
        return tuple(sorted(self._phrases))

    def needs(self, code: str) -> frozenset[str]:
        """The names of the facts the code's phrase speaks of."""
        texts = self._phrases.get(code, {})
        plural = {"count"} if any(part.startswith("text_") for part in texts) else set()
        return frozenset({hole[1] for text in texts.values() for hole in _HOLE.finditer(text) if hole[1]} | plural)

    def say(self, code: str, /, **facts: object) -> str:
        """The sentence of `code`; without a phrase or a fact, the code and the facts (strict: Unsaid)."""
        phrase = self._phrase(code, facts)
        text = phrase.get(self._form(phrase, facts)) or phrase.get("text") or phrase.get("text_many")
        try:
            if text is None or (text != phrase.get("text") and "count" not in facts):
                raise Unsaid(code)
            return self._filled(text, facts, self.shown)
        except Unsaid:
            if self._strict:
                raise
            told = ", ".join(f"{name}={self.shown(value, name)}" for name, value in facts.items())
            return f"{code} ({told})" if told else code

    def who(self, code: str, /, **facts: object) -> str | None:
        """Who can cure it, or None where the phrase does not tell."""
        return self._part("who", code, facts, self.shown)

    def command(self, code: str, /, **facts: object) -> str | None:
        """The command that cures it, ready to paste (ISO days, words as scripts type them), or None."""
        return self._part("command", code, facts, argument)

    def shown(self, value: object, name: str = "") -> str:
        """A fact as people read it; a name ending with `_czk` is money."""
        if value is None:
            return "–"
        if isinstance(label := getattr(value, self.language, None), str):
            return label
        if isinstance(value, OSError):
            return self.say(f"system.{reason(value)}", name=number(value))
        joined, yes, no = _JOINED[self.language]
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, int):
            return (money_text if name.endswith("_czk") else number_text)(value, self.language)
        if isinstance(value, dt.datetime):
            return f"{day_text(value.date(), self.language)} {value:%H:%M}"
        if isinstance(value, dt.date):
            return day_text(value, self.language)
        if isinstance(value, tuple | list):
            return self._listed([self.shown(part) for part in value], joined)
        if isinstance(value, set | frozenset):
            return self._listed(sorted_words((self.shown(part) for part in value), self.language), joined)
        return str(value)

    @staticmethod
    def _listed(words: list[str], joined: str) -> str:
        if not words:
            return "–"
        return joined.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

    def _phrase(self, code: str, facts: Mapping[str, object]) -> Phrase:
        return self._phrases.get(f"{code}.{facts.get('reason')}") or self._phrases.get(code, {})

    def _form(self, phrase: Phrase, facts: Mapping[str, object]) -> str:
        """The key of the plural form: Czech 1, 2–4, else many (0 too); English 1, else other."""
        count = facts.get("count")
        if not isinstance(count, int) or "text_one" not in phrase:
            return "text"
        one, few, many = _PLURALS[self.language]
        return one if abs(count) == 1 else few if 2 <= abs(count) <= 4 else many

    def _part(
        self, part: str, code: str, facts: Mapping[str, object], render: Callable[[object, str], str]
    ) -> str | None:
        template = self._phrase(code, facts).get(part) or self._phrases.get(code, {}).get(part)
        if template is None:
            return None
        try:
            return self._filled(template, facts, render)
        except Unsaid:
            if self._strict:
                raise
            return _HOLE.sub(lambda hole: hole[1].upper() if hole[1] else hole[0][0], template)

    @staticmethod
    def _filled(template: str, facts: Mapping[str, object], render: Callable[[object, str], str]) -> str:
        # Not str.format: a town's template must not reach into the attributes of a fact.
        def fill(hole: re.Match[str]) -> str:
            name = hole[1]
            if name is None:
                return hole[0][0]
            if name not in facts:
                raise Unsaid(name)
            return render(facts[name], name)

        return _HOLE.sub(fill, template)


def argument(value: object, name: str = "") -> str:
    """A fact as the command line of this computer takes it, on Windows PowerShell too; `name` does not matter."""
    if isinstance(value, tuple | list | set | frozenset):
        value = ";".join(str(part) for part in value)
    text = " ".join(str("" if value is None else value).split())
    return quoted(text.translate(_READ_BY_POWERSHELL) if WINDOWS else text)


def read(data: bytes, file: str) -> dict[str, Phrase]:
    """The phrases of a TOML file by code; Wrong with the line where it cannot be read."""
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Wrong("phrases.broken", [Fault("phrases.encoding", file=file, line=line)], file=file) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else data.count(b"\n") + 1  # else the error stands at the end of the file
        # The parser tells the kind only in its English sentence.
        source = data.decode("utf-8-sig").split("\n")[line - 1].strip()[:80]
        fault = Fault("phrases.toml", file=file, line=line, value=source)
        raise Wrong("phrases.broken", [fault], file=file) from None
    phrases: dict[str, Phrase] = {}

    def gather(code: str, entry: Mapping[str, Any]) -> None:
        """A header may be quoted or not: `[swot.thin]` and `["swot.thin"]` are one code."""
        if texts := {part: text for part, text in entry.items() if isinstance(text, str)}:
            phrases[code] = {**phrases.get(code, {}), **texts}
        for name, inner in entry.items():
            if isinstance(inner, dict):
                gather(f"{code}.{name}" if code else name, inner)

    gather("", table)
    return phrases


def merged(shipped_: Mapping[str, Phrase], own: Mapping[str, Phrase]) -> dict[str, Phrase]:
    """The shipped phrases with a town's over them: its text replaces every plural form, who and command one by one."""
    result = dict(shipped_)
    for code, phrase in own.items():
        told = any(part.startswith("text") for part in phrase)
        kept = {part: text for part, text in result.get(code, {}).items() if not (told and part.startswith("text"))}
        result[code] = {**kept, **phrase}
    return result
