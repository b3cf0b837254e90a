"""Reads a workflow file: its definition, or every fault at once, each with its line."""

import re
import tomllib

from lifecycle.model.errors import Fault, Wrong
from lifecycle.workflow.definition import Definition
from lifecycle.workflow.laws import breaches
from lifecycle.workflow.places import Finding, Places
from lifecycle.workflow.shape import Shaped, shaped
from lifecycle.workflow.vocabulary import Vocabulary

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read(text: str, vocabulary: Vocabulary, *, file: str) -> Definition:
    """The definition in `text`; raises Wrong with all faults of the file, in the order of lines.

    Raises Wrong("workflow.faulty"): shape (TOML, keys, types) and laws (names, checks, reach) together.
    """
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise _faulty([_syntax(str(error), text, file)], file) from error
    except RecursionError as error:
        raise _faulty([Fault("workflow.too_deep", file=file, line=1)], file) from error
    found: list[Finding] = []
    result = shaped(data, text, found)
    found += [_in_the_file(breach, result) for breach in breaches(result.definition, vocabulary)]
    if found:
        places = Places.of(text)
        # One faulty block with several source states is one fault.
        faults = dict.fromkeys(places.fault(finding, file=file) for finding in found)
        raise _faulty(sorted(faults, key=lambda fault: (fault.line or 0, fault.rule)), file)
    return result.definition


def _in_the_file(breach: Finding, result: Shaped) -> Finding:
    """The breach with its edge named by the block of the file it was read from."""
    match breach.at:
        case ("transition", int(edge), *rest):
            at = ("transition", result.origin[edge], *rest)
            return Finding(breach.rule, at, breach.value, breach.suggestion, breach.facts)
    return breach


def _faulty(faults: list[Fault], file: str) -> Wrong:
    return Wrong("workflow.faulty", faults=faults, file=file, count=len(faults))


def _syntax(message: str, text: str, file: str) -> Fault:
    """The fault of a file that is not TOML; the parser tells the place only in its sentence."""
    place = _AT_LINE.search(message)
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    source = text.split("\n")[line - 1].strip()
    return Fault("workflow.syntax", file=file, line=line, value=source[:80])
