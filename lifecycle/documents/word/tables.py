"""Tables of a Word body: columns in twips, the opening of a table, the cell that carries a row's anchors."""

from collections.abc import Mapping
from dataclasses import dataclass

from lifecycle.documents.blocks import Row
from lifecycle.documents.word.inline import attribute

_ALIGN = {"r": '<w:jc w:val="right"/>', "c": '<w:jc w:val="center"/>'}
_LOOKS = {
    True: '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="0" w:noVBand="1"/>',
    False: '<w:tblLook w:val="0480" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
    ' w:noHBand="0" w:noVBand="1"/>',
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its width in twips, the opening of its cells, the alignment of their paragraphs."""

    width: int
    start: str
    align: str


def columns(parts: tuple[int, ...], count: int, align: str, width: int) -> tuple[Column, ...]:
    """`count` columns that share `width` in the proportion of `parts` (equally where these do not fit) to the twip."""
    if len(parts) != count or min(parts) <= 0:
        parts = (1,) * count
    edges = [sum(parts[:n]) * width // sum(parts) for n in range(count + 1)]
    return tuple(
        Column(right - left, f'<w:tc><w:tcPr><w:tcW w:w="{right - left}" w:type="dxa"/></w:tcPr>', _ALIGN.get(sign, ""))
        for left, right, sign in zip(edges, edges[1:], align[:count].ljust(count, "l"), strict=False)
    )


def opening(style: str, every: tuple[Column, ...], caption: str, *, header: bool) -> str:
    """A table up to its first row; `caption` is what a screen reader says of it."""
    told = f'<w:tblCaption w:val="{attribute(caption)}"/>' if caption else ""
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in every)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(column.width for column in every)}"'
        f' w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOKS[header]}{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def code_column(row: Row, named: Mapping[str, int]) -> int:
    """The cell that shows the row's code: the column of that field, else the first that says anything."""
    for name in ("code", "key"):
        if named.get(name, len(row.cells)) < len(row.cells) and row.cells[named[name]]:
            return named[name]
    return next((place for place, runs in enumerate(row.cells) if runs), 0)
