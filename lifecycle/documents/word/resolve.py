"""Tracked changes settled: the body as it is with every change accepted, or as it was with every change rejected.

It is strict: marks Word would not settle as meant (ISO 29500-1, 17.13.5) are Unsound, never guessed.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise

from lxml import etree

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_MARKS = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}commentRangeStart", f"{_W}commentRangeEnd")
_CHANGES = tuple(f"{_W}{name}Change" for name in ("pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr"))
_EDGES = (f"{_W}headerReference", f"{_W}footerReference")
_OTHER = {"ins": "del", "del": "ins"}


class Unsound(ValueError):
    """Tracked changes that no editor settles as they are meant."""


def accepted(body: etree._Element) -> etree._Element:
    """A copy of `body` as every reader who accepts all changes sees it."""
    return _settled(body, kept="ins")


def rejected(body: etree._Element) -> etree._Element:
    """A copy of `body` as it was before any of its changes."""
    return _settled(body, kept="del")


def unsound(body: etree._Element) -> Iterator[str]:
    """Every fault of the tracked changes of `body`."""
    numbers: set[str | None] = set()
    for element in body.iter(f"{_W}ins", f"{_W}del", *_CHANGES):
        if not element.get(f"{_W}author"):
            yield "a change without an author"
        if element.get(f"{_W}id") in numbers:
            yield f"two changes of number {element.get(f'{_W}id')}"
        numbers.add(element.get(f"{_W}id"))
    for gone in body.iter(f"{_W}del"):
        if next(gone.iter(f"{_W}t", f"{_W}instrText"), None) is not None:
            yield "text that is deleted and not"
    if any(next(change.iter(f"{_W}sectPr", *_EDGES), None) is not None for change in body.iter(f"{_W}pPrChange")):
        yield "a section among the former properties of a paragraph"
    if any(next(change.iter(*_EDGES), None) is not None for change in body.iter(f"{_W}sectPrChange")):
        yield "headers among the former properties of a section"
    for name in ("delText", "delInstrText"):
        if any(not _within(text, "del") for text in body.iter(f"{_W}{name}")):
            yield "deleted text outside a deletion"
    for change in body.iter(f"{_W}ins", f"{_W}del"):
        if _is_run(change) and (_within(change, "ins") or _within(change, "del")):
            yield "a change inside a change"
    yield from _rows(body)
    for cell in body.iter(f"{_W}tc"):
        row = cell.getparent()
        last = cell[-1]
        if row is None or any(_marked(row, f"trPr/{_W}{name}") for name in _OTHER):
            continue
        if last.tag == f"{_W}p" and any(_marked(last, f"pPr/{_W}rPr/{_W}{name}") for name in _OTHER):
            yield "a change of the mark that ends a cell"
    for name in ("Ins", "Del"):
        starts = [mark.get(f"{_W}id") for mark in body.iter(f"{_W}customXml{name}RangeStart")]
        if starts != [mark.get(f"{_W}id") for mark in body.iter(f"{_W}customXml{name}RangeEnd")]:
            yield "bounds of a control's change that do not meet"
    for path, what in ((f"{_W}bookmarkStart", "name"), (f"{_W}tag", "val"), (f"{_W}sdtPr/{_W}id", "val")):
        named = [element.get(f"{_W}{what}") for element in body.iterfind(f".//{path}")]
        if len(named) != len(set(named)):
            yield f"two of one name: {path.rpartition('}')[2]}"
    if any(one.tag == two.tag == f"{_W}tbl" for holder in body.iter() for one, two in pairwise(holder)):
        yield "two tables that become one"


def _rows(body: etree._Element) -> Iterator[str]:
    """A row that came or went of which some paragraph or run did not."""
    for name in _OTHER:
        for row in body.iter(f"{_W}tr"):
            if not _marked(row, f"trPr/{_W}{name}"):
                continue
            if any(not _marked(mark, f"pPr/{_W}rPr/{_W}{name}") for mark in row.iter(f"{_W}p")):
                yield "a paragraph mark untracked in a tracked row"
            if any(not _within(run, name) for run in row.iter(f"{_W}r")):
                yield "a run untracked in a tracked row"


def _settled(body: etree._Element, *, kept: str) -> etree._Element:
    faults = list(unsound(body))
    if faults:
        raise Unsound("; ".join(dict.fromkeys(faults)))
    body = deepcopy(body)
    lost = _OTHER[kept]
    _controls(body, lost)
    for row in list(body.iter(f"{_W}tr")):
        if _marked(row, f"trPr/{_W}{lost}"):
            _remove(row)
    for table in list(body.iter(f"{_W}tbl")):
        if table.find(f"{_W}tr") is None:
            _remove(table)
    for change in [found for found in body.iter(f"{_W}{lost}") if _is_run(found)]:
        _remove(change)
    for change in [found for found in body.iter(f"{_W}{kept}") if _is_run(found)]:
        _unwrap(change, list(change))
    for name in ("Text", "InstrText"):
        for text in list(body.iter(f"{_W}del{name}")):
            text.tag = f"{_W}{name[:1].lower()}{name[1:]}" if name != "Text" else f"{_W}t"
    for link in list(body.iter(f"{_W}hyperlink")):
        if not len(link):
            _remove(link)
    _properties(body, back=kept == "del")
    _paragraphs(body, lost)
    for row in list(body.iter(f"{_W}trPr")):
        for mark in row.findall(f"{_W}{kept}"):
            row.remove(mark)
    return body


def _controls(body: etree._Element, lost: str) -> None:
    """Controls whose tags are lost leave what they hold behind."""
    name = f"customXml{lost.capitalize()}RangeStart"
    for start in list(body.iter(f"{_W}{name}")):
        control = start.getnext()
        if control is not None and control.tag == f"{_W}sdt":
            content = control.find(f"{_W}sdtContent")
            _unwrap(control, [] if content is None else list(content))
    bounds = [f"{_W}customXml{kind}Range{end}" for kind in ("Ins", "Del") for end in ("Start", "End")]
    for mark in list(body.iter(*bounds)):
        _remove(mark)


def _properties(body: etree._Element, *, back: bool) -> None:
    """Properties as they are, or where `back` as they were.

    A paragraph's mark and section, and a section's headers and footers, are no part of them (17.13.5.29, 17.13.5.32).
    """
    for change in list(body.iter(*_CHANGES)):
        owner = change.getparent()
        assert owner is not None
        owner.remove(change)
        if back:
            stays = (f"{_W}rPr", f"{_W}sectPr") if owner.tag == f"{_W}pPr" else _EDGES
            kept = [child for child in owner if child.tag in stays]
            old = list(change[0]) if len(change) else []
            for child in list(owner):
                owner.remove(child)
            owner.extend([*old, *kept] if owner.tag == f"{_W}pPr" else [*kept, *old])


def _paragraphs(body: etree._Element, lost: str) -> None:
    """A paragraph whose mark is lost goes if nothing of it is left, and else becomes the beginning of the next."""
    for paragraph in list(body.iter(f"{_W}p")):
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        if mark is None:
            continue
        if mark.find(f"{_W}{lost}") is None:
            for name in _OTHER:
                for change in mark.findall(f"{_W}{name}"):
                    mark.remove(change)
            if not len(mark):
                _remove(mark)
            continue
        content = [child for child in paragraph if child.tag != f"{_W}pPr"]
        if any(child.tag not in _MARKS for child in content):
            after = paragraph.getnext()
            if after is None or after.tag != f"{_W}p":
                raise Unsound("text whose paragraph has lost its mark and has none after it")
            place = 1 if len(after) and after[0].tag == f"{_W}pPr" else 0
            after[place:place] = content
        _remove(paragraph)


def _marked(element: etree._Element, path: str) -> bool:
    return element.find(f"{_W}{path}") is not None


def _within(element: etree._Element, name: str) -> bool:
    return next(element.iterancestors(f"{_W}{name}"), None) is not None


def _is_run(change: etree._Element) -> bool:
    """Whether the change holds runs: it is not the mark of a paragraph or a row."""
    parent = change.getparent()
    return parent is not None and parent.tag not in (f"{_W}rPr", f"{_W}trPr")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _unwrap(element: etree._Element, inner: list[etree._Element]) -> None:
    """`inner` stands where `element` stood."""
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    parent[place : place + 1] = inner
