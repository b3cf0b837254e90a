"""Footnotes of a Word file: their part with Word's separators, and the settings that name these (ISO 29500-1, 17.11).

The marks in the body are `inline`'s; a note's number is its place among the marks, so that no two are alike.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from lifecycle.documents.blocks import Runs
from lifecycle.documents.word.inline import Inline
from lifecycle.documents.word.look import Look
from lifecycle.documents.word.package import XML, Part

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""The notes Word draws the line above footnotes with, by number; its own files number them so (17.11.23, 17.11.1)."""
_AFTER = re.compile(
    b"<w:(?:endnotePr|compat|docVars|rsids|attachedSchema|themeFontLang|clrSchemeMapping|doNotIncludeSubdocsInStats"
    b"|doNotAutoCompressPictures|forceUpgrade|captions|readModeInkLockDown|smartTagType|shapeDefaults"
    b"|doNotEmbedSmartTags|decimalSymbol|listSeparator)[ />]|<m:mathPr[ />]|<sl:schemaLibrary[ />]|</w:settings>"
)
"""What may stand after `w:footnotePr` in the settings (17.15.1.78: a sequence)."""


def footnotes_part(notes: Sequence[Runs], look: Look, inline: Inline) -> Part:
    """The part that holds the notes, the first as number 1; `inline` is its own, for its links are."""
    style = look.style("footnote text")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{look.style("footnote reference")}"/></w:rPr><w:footnoteRef/></w:r>'
    space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    rows = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"'
        f' w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in _SEPARATORS.items()
    ]
    rows += [
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{mark}{space}{inline.runs(runs)}</w:p></w:footnote>"
        for number, runs in enumerate(notes, 1)
    ]
    xml = f"{XML}<w:footnotes {_NAMESPACES}>{''.join(rows)}</w:footnotes>"
    return Part("footnotes", "footnotes.xml", xml.encode(), "rIdFootnotes", inline.links)


def with_separators(look: Look) -> Look:
    """The look of a document that has footnotes: its settings name the separators (17.11.9)."""
    settings = look.parts["settings"]
    notes = "".join(f'<w:footnote w:id="{number}"/>' for number in _SEPARATORS)
    at = _AFTER.search(settings)
    place = at.start() if at else len(settings)
    named = settings[:place] + f"<w:footnotePr>{notes}</w:footnotePr>".encode() + settings[place:]
    return replace(look, parts={**look.parts, "settings": named})
