"""Where things stand in a workflow file: a small scan maps each table header, key and list member to its line.

`tomllib` gives values without positions; this scan gives positions without values, and is no second parser.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from lifecycle.model.errors import Fault

Path = tuple[str | int, ...]
"""The way to a value: `("transition", 3, "needs", 0)`."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MARK = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{},]|[^\s\[\]{},"\'#]+')


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that knows the way to its value but not yet its line."""

    rule: str
    at: Path
    value: str | None = None
    suggestion: str | None = None
    facts: tuple[tuple[str, str | int | tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """The line of every value of one file."""

    lines: dict[Path, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Places":
        """The places of `text`; of a table opened twice by dotted keys the first line counts."""
        lines: dict[Path, int] = {}
        for path, number in _scan(text):
            lines.setdefault(path, number)
        return cls(lines)

    def line(self, at: Path) -> int:
        """The line of the value at `at`, else of the nearest one around it, else the first."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def fault(self, finding: Finding, *, file: str) -> Fault:
        """The finding with its file and line."""
        return Fault(
            finding.rule,
            file=file,
            line=self.line(finding.at),
            value=finding.value,
            suggestion=finding.suggestion,
            facts=finding.facts,
        )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None."""
    return next(iter(get_close_matches(word, sorted(known), n=1)), None)


def _scan(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    key: Path = ()
    depth = member = 0
    fence = ""
    begins = False
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line
        if not depth and not fence:
            if header := _HEADER.match(line):
                table = _entered(header, counts)
                yield table, number
                continue
            if not (found := _KEY.match(line)):
                continue
            key, rest, member, begins = table + _parts(found[1]), line[found.end() :], 0, False
            yield from ((key[: len(table) + more], number) for more in range(1, len(key) - len(table) + 1))
        for mark in _marks(rest, fence):
            if mark in ('"""', "'''"):
                fence = "" if fence else mark
            # A member begins at the first mark after `[` or `,` of the outermost list.
            if begins and mark != "]" and not mark.startswith("#"):
                yield (*key, member), number
                begins = False
            if mark in "[{":
                begins = begins or (depth == 0 and mark == "[")
                depth += 1
            elif mark in "]}":
                depth -= 1
            elif mark == "," and depth == 1:
                member, begins = member + 1, True


def _marks(rest: str, fence: str) -> Iterator[str]:
    """The marks of a line; inside a text of several lines only its end is one."""
    at = 0
    while at < len(rest):
        if fence:
            end = rest.find(fence, at)
            if end < 0:
                return
            yield fence
            at, fence = end + 3, ""
        elif found := _MARK.search(rest, at):
            if found[0] in ('"""', "'''"):
                fence = found[0]
            yield found[0]
            at = found.end()
        else:
            return


def _entered(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a table header; the nth `[[name]]` ends with n − 1, tables under it stand in its last member."""
    path: Path = ()
    parts = _parts(header[2])
    for at, part in enumerate(parts):
        path = (*path, part)
        if header[1] == "[[" and at == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
