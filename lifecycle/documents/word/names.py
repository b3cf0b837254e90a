"""Names of WordprocessingML without their namespace, the same in transitional and strict files, and values by name."""

from functools import lru_cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORDS = frozenset(
    {
        W,
        STRICT,
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }
)
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
"""Elements that stand for a sign (ISO 29500-1, 17.3.3)."""
_PRIVATE = range(0xE000, 0xF900)
"""Where symbol fonts keep their signs: they say nothing outside the font."""
_OFF = frozenset({"0", "false", "off"})


def word(tag: object) -> str:
    """The local name of an element that carries text or structure; empty for others, comments and instructions."""
    return _word(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _word(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    return name if space[1:] in _WORDS else ""


def value(element: etree._Element, name: str = "val") -> str:
    """The value of the attribute with that local name, in whichever namespace; the empty text without one."""
    for key in _keys(name):
        found = element.get(key)
        if found is not None:
            return found
    for key, told in element.items():
        if key.rpartition("}")[2] == name:
            return told
    return ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next(element.iterchildren(*_tags(name)), None)


@lru_cache(maxsize=256)
def _keys(name: str) -> tuple[str, str]:
    return f"{{{W}}}{name}", f"{{{STRICT}}}{name}"


@lru_cache(maxsize=256)
def _tags(name: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{name}" for space in _WORDS)


def on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not off (ISO 29500-1, 17.17.4)."""
    return element is not None and value(element).lower() not in _OFF


def symbol(code: str) -> str:
    """The sign of a symbol by its code (17.3.3.30); a box where it is none outside its font."""
    try:
        number = int(code, 16)
        return "\u25a1" if number in _PRIVATE else chr(number)
    except (ValueError, OverflowError):
        return "\u25a1"


def count(element: etree._Element) -> int:
    """A number of columns; one where it is none."""
    told = value(element)
    return min(int(told), 63) if told.isdecimal() and told.isascii() else 1
