"""What a returned file's styles say of its paragraphs: their names, levels of headings, hidden text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from lifecycle.documents.word.names import child, on, value, word

_NAMED = re.compile(r"(?:heading|nadpis|überschrift|titre)\s*(\d)", re.IGNORECASE)
_DEEPEST = 9
_CHAIN = 20
"""Styles a style may be based on before it is taken for a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name, the heading level it gives (1–9), whether its text is hidden, whether it makes lists."""

    name: str
    level: int | None = None
    hidden: bool = False
    listed: bool = False
    bold: bool = False
    italic: bool = False
    number: str = ""
    """The list its paragraphs are items of, by its number; their level in it is `depth`."""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What a style itself says: None where it leaves it to the style it is based on."""

    name: str
    based_on: str
    level: int | None
    hidden: bool | None
    listed: bool | None
    bold: bool | None
    italic: bool | None
    item: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by identifier; `usual` is that of a paragraph that names none."""

    known: Mapping[str, Style] = field(default_factory=dict)
    usual: str = ""

    def of(self, identifier: str) -> Style:
        """The style; of one the file does not define the identifier is its name."""
        return self.known.get(identifier) or Style(identifier, named_level(identifier))


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a styles part; none where there is no part."""
    said: dict[str, _Said] = {}
    usual = ""
    for element in () if root is None else root:
        if word(element.tag) != "style":
            continue
        identifier = value(element, "styleId")
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
            usual = usual or identifier
        said.setdefault(identifier, _said(element, identifier))
    return Styles({name: _whole(name, said) for name in said}, usual)


def named_level(name: str) -> int | None:
    """The level a heading's usual name tells, also in other languages and in identifiers."""
    found = _NAMED.fullmatch(name.strip())
    return int(found[1]) if found else None


def level(properties: etree._Element) -> int | None:
    """The heading level of paragraph properties, 1–9; 0 where they say body text, None where they say nothing."""
    outline = child(properties, "outlineLvl")
    told = "" if outline is None else value(outline)
    if not told.isdecimal() or not told.isascii():
        return None
    return int(told) + 1 if int(told) < _DEEPEST else 0


def item_of(properties: etree._Element | None) -> tuple[str, int]:
    """The number of the list and the level that paragraph properties name (17.3.1.19); empty where they name none."""
    numbering = None if properties is None else child(properties, "numPr")
    number = None if numbering is None else child(numbering, "numId")
    level = None if numbering is None else child(numbering, "ilvl")
    told = "" if level is None else value(level)
    return ("" if number is None else value(number)), int(told) if told.isdecimal() and told.isascii() else 0


def hides(properties: etree._Element, style: Style, styles: Styles) -> bool:
    """Whether a run is hidden by itself, by its own style or by its paragraph's (ISO 29500-1, 17.3.2.41)."""
    hidden = style.hidden
    for one in properties:
        match word(one.tag):
            case "vanish":
                return on(one)
            case "rStyle":
                hidden = hidden or styles.of(value(one)).hidden
    return hidden


def listed(properties: etree._Element) -> bool | None:
    """Whether paragraph properties make it an item of a list (ISO 29500-1, 17.3.1.19; 0 takes it out of one)."""
    numbering = child(properties, "numPr")
    number = None if numbering is None else child(numbering, "numId")
    return None if number is None else value(number) != "0"


def _said(element: etree._Element, identifier: str) -> _Said:
    name, based = child(element, "name"), child(element, "basedOn")
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    mark, bold, italic = (None if run is None else child(run, name) for name in ("vanish", "b", "i"))
    return _Said(
        name=(value(name) if name is not None else "") or identifier,
        based_on=value(based) if based is not None else "",
        level=None if paragraph is None else level(paragraph),
        hidden=None if mark is None else on(mark),
        listed=None if paragraph is None else listed(paragraph),
        bold=None if bold is None else on(bold),
        italic=None if italic is None else on(italic),
        item=None if paragraph is None or listed(paragraph) is None else item_of(paragraph),
    )


def _whole(identifier: str, said: Mapping[str, _Said]) -> Style:
    """The style with what it takes from those it is based on (ISO 29500-1, 17.7.2)."""
    own = said[identifier]
    depth, hidden, numbered, bold, italic, item = None, None, None, None, None, None
    one: _Said | None = own
    for _ in range(_CHAIN):
        if one is None:
            break
        depth = one.level if depth is None else depth
        hidden = one.hidden if hidden is None else hidden
        numbered = one.listed if numbered is None else numbered
        bold = one.bold if bold is None else bold
        italic = one.italic if italic is None else italic
        item = one.item if item is None else item
        one = said.get(one.based_on)
    if depth is None:
        depth = named_level(own.name)
    return Style(own.name, depth or None, bool(hidden), bool(numbered), bool(bold), bool(italic), *(item or ("", 0)))
