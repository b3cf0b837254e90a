"""Whether a town's own Word template can be used: the styles it must have and its page, every fault told at once.

A template passes here only when a document written in it can be read: no hidden text, no page without room for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from lifecycle.model.errors import Fault

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
_LETTERS = ("annotation reference", "hyperlink", "footnote reference")
_TABLES = ("plan table", "card table")
"""Styles of letters and of tables among those a template must have; the others are of paragraphs."""
_OFF = ("0", "false", "off")
_A4 = {"w": 11906, "h": 16838}
_MARGINS = {"top": 1701, "right": 1247, "bottom": 1361, "left": 1247, "header": 624, "footer": 567, "gutter": 0}
_UNDER_HEAD = 1077
"""Twips from the top of the running head to the text: the mark, the head and the space under its line."""
_MOST = 31680
"""Twips of the longest side of a page and the widest margin that Word takes: 22 inches."""
_LEAST_WIDTH, _LEAST_HEIGHT = 60, 100
"""Millimetres of text below which a card's table and a short paper's head have no room."""
_MILLIMETRE = 1440 / 25.4
"""Twips of a millimetre."""


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page: its `w:pgSz` and `w:pgMar`, the width and height of its text in twips."""

    xml: str
    width: int
    height: int


def on(mark: etree._Element | None) -> bool:
    """Whether a property that is switched on by standing there is on (ISO 29500-1, 17.17.4)."""
    return mark is not None and mark.get(f"{_W}val") not in _OFF


def named(styles: etree._Element) -> dict[str, etree._Element]:
    """The styles by their names in small letters, those an editor could not use left out."""
    return {
        (name.get(f"{_W}val") or "").lower(): style
        for style in styles.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None and style.get(f"{_W}styleId")
    }


def faults_of_styles(styles: etree._Element, wanted: Iterable[str]) -> list[Fault]:
    """What is wrong with the styles a template must have: missing, of the wrong kind, hidden, or one of two alike."""
    have = named(styles)
    ids = {style.get(f"{_W}styleId") or "": style for style in styles.iter(f"{_W}style")}
    found = [Fault("template.style", value=name) for name in wanted if name not in have]
    for name in (name for name in wanted if name in have):
        style = have[name]
        kind, (fit, rule) = style.get(f"{_W}type"), _kind(name)
        if kind != fit:
            found.append(Fault(rule, value=name, facts=(("kind", kind or "–"),)))
        if _hidden(style, ids) or on(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}vanish")):
            found.append(Fault("template.style_hidden", value=name))
    for twin, count in Counter(style.get(f"{_W}styleId") for style in styles.iter(f"{_W}style")).items():
        if twin and count > 1:
            found.append(Fault("template.style_twice", value=twin))
    return found


def faults_of_page(document: etree._Element) -> list[Fault]:
    """What is wrong with the page of the template's last section: a measure Word does not take, or no room for text."""
    given = _measures(document)
    found = [
        Fault("template.measure", value=value[:40], facts=(("name", f"{element} w:{key}"),))
        for element, key, value in given
        if _twips(key, value) is None
    ]
    if found:
        return found
    page, wide = pages(document)
    sizes = [(round(one.width / _MILLIMETRE), round(one.height / _MILLIMETRE)) for one in (page, wide)]
    if sizes[0][0] < _LEAST_WIDTH or sizes[0][1] < _LEAST_HEIGHT or min(sizes[1]) < _LEAST_WIDTH:
        width, height = sizes[0]
        least = (("least_width", _LEAST_WIDTH), ("least_height", _LEAST_HEIGHT))
        found.append(Fault("template.page", facts=(("width", width), ("height", height), *least)))
    return found


def pages(document: etree._Element) -> tuple[Page, Page]:
    """The page of the template's last section, A4 where it has none, and the same page turned on its side.

    Its text begins under the running head also where the template leaves no room for one.
    """
    size, margin = dict(_A4), dict(_MARGINS)
    for _, key, value in _measures(document):
        if (twips := _twips(key, value)) is not None:
            (size if key in size else margin)[key] = twips
    if abs(margin["top"]) < margin["header"] + _UNDER_HEAD:
        margin["top"] = margin["header"] + _UNDER_HEAD
    long, short = max(size.values()), min(size.values())
    return _page(size["w"], size["h"], margin), _page(long, short, margin, ' w:orient="landscape"')


def _measures(document: etree._Element) -> list[tuple[str, str, str]]:
    """Each measure of the page that the template gives: its element, its name and its value as written."""
    return [
        (element, key, value)
        for element, known in (("pgSz", _A4), ("pgMar", _MARGINS))
        if (found := document.find(f"{_W}body/{_W}sectPr/{_W}{element}")) is not None
        for key in known
        if (value := found.get(f"{_W}{key}"))
    ]


def _twips(key: str, value: str) -> int | None:
    """The measure in twips; None where Word would not take it (ISO 29500-1, 17.6.11 and 17.6.13)."""
    digits = value.removeprefix("-") if key in ("top", "bottom") else value
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MOST)) and int(digits) <= _MOST):
        return None
    return int(value)


def _page(width: int, height: int, margin: Mapping[str, int], turned: str = "") -> Page:
    around = " ".join(f'w:{key}="{value}"' for key, value in margin.items())
    orient = turned or (' w:orient="landscape"' if width > height else "")
    return Page(
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar {around}/>',
        width - margin["left"] - margin["right"] - margin["gutter"],
        height - abs(margin["top"]) - abs(margin["bottom"]),
    )


def _kind(name: str) -> tuple[str, str]:
    """What a style of that name is for (ISO 29500-1, 17.18.83), and the rule that another kind breaks."""
    if name in _LETTERS:
        return "character", "template.style_of_character"
    if name in _TABLES:
        return "table", "template.style_of_table"
    return "paragraph", "template.style_of_paragraph"


def _hidden(style: etree._Element | None, ids: Mapping[str, etree._Element]) -> bool:
    """Whether text in the style is hidden, by the style itself or by one it is based on (17.3.2.41)."""
    for _ in range(len(ids)):  # styles may be based on each other in a ring
        if style is None:
            return False
        if (mark := style.find(f"{_W}rPr/{_W}vanish")) is not None:
            return on(mark)
        based = style.find(f"{_W}basedOn")
        style = None if based is None else ids.get(based.get(f"{_W}val") or "")
    return False
