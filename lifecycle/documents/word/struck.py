"""Words whose look turns round or takes away what they say: struck through or hidden, by themselves or by their style.

A switch of a run stands for itself; those of its character, paragraph and table style are weighed together, where two
that are on make off (ISO/IEC 29500-1, 17.7.3), and else the file's default holds.
"""

from collections.abc import Iterator

from lxml import etree

from lifecycle.documents.word.sight import attribute, local

STRUCK = ("strike", "dstrike")
HIDDEN = ("vanish",)
_OFF = frozenset({"0", "false", "off"})
_GONE = frozenset({"del", "moveFrom", "Fallback"})
_CHAIN = 20
"""Styles a style may be based on before it is taken for a circle."""


class Switches:
    """What the styles of a file switch on for the words of its runs."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._usual: dict[str, str] = {}
        """Kind of style → the one that holds where none is named."""
        self._known: dict[tuple[str, str], bool | None] = {}
        self._default = None if root is None else root.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        for style in () if root is None else root.iter("{*}style"):
            name = attribute(style, "styleId")
            self._styles.setdefault(name, style)
            if attribute(style, "default") not in ("", *_OFF):
                self._usual.setdefault(attribute(style, "type"), name)

    def words(self, root: etree._Element, switches: tuple[str, ...]) -> Iterator[str]:
        """Of each paragraph its words that one of `switches` is on for, joined, in reading order."""
        for paragraph in root.iter("{*}p"):
            styles = self._around(paragraph)
            found = [
                "".join(text.text or "" for text in run.iterchildren("{*}t"))
                for run in _runs(paragraph)
                if any(self._on(run, styles, switch) for switch in switches)
            ]
            if text := "".join(found):
                yield text

    def _around(self, paragraph: etree._Element) -> tuple[str, ...]:
        """The styles of the paragraph and of the table around it."""
        own = _named(paragraph.find("{*}pPr/{*}pStyle")) or self._usual.get("paragraph", "")
        table = next(paragraph.iterancestors("{*}tbl"), None)
        return own, "" if table is None else _named(table.find("{*}tblPr/{*}tblStyle"))

    def _on(self, run: etree._Element, around: tuple[str, ...], switch: str) -> bool:
        if (told := _told(run.find("{*}rPr"), switch)) is not None:
            return told
        names = (_named(run.find("{*}rPr/{*}rStyle")), *around)
        weighed = [self._of(name, switch) for name in names if name]
        if any(one is not None for one in weighed):
            return sum(bool(one) for one in weighed) % 2 == 1
        return bool(_told(self._default, switch))

    def _of(self, name: str, switch: str) -> bool | None:
        """What the style says of the switch, itself or by those it is based on; None where nothing."""
        if (name, switch) not in self._known:
            self._known[name, switch] = self._inherited(name, switch)
        return self._known[name, switch]

    def _inherited(self, name: str, switch: str) -> bool | None:
        for _ in range(_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return None
            if (told := _told(style.find("{*}rPr"), switch)) is not None:
                return told
            name = _named(style.find("{*}basedOn"))
        return None


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The paragraph's own runs: not those of a text box in it, nor what a tracked change took away."""
    for run in paragraph.iter("{*}r"):
        above: list[str] = []
        for one in run.iterancestors():
            if local(one) == "p":
                if one is paragraph and not _GONE & set(above):
                    yield run
                break
            above.append(local(one))


def _named(element: etree._Element | None) -> str:
    return "" if element is None else attribute(element, "val")


def _told(properties: etree._Element | None, switch: str) -> bool | None:
    mark = None if properties is None else properties.find(f"{{*}}{switch}")
    return None if mark is None else attribute(mark, "val").lower() not in _OFF
