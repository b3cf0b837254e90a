"""Text inside a paragraph: runs as WordprocessingML, private text in its place, links as relationships."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from lifecycle.documents.blocks import Run, Runs
from lifecycle.documents.covering import REFERENCE
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import typeset

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML 1.0 cannot carry (§2.2)."""
_MARKED = re.compile("[&<>\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""What makes a text differ from its XML: most texts have none, and one search tells."""
_QUOTED = re.compile('[&<>"\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]')
"""What makes a text differ from its XML in an attribute."""
_SHORT = 50
"""Letters up to which a text is likely to come again: a year, a source of money, who is responsible."""
_LINKED = ("http://", "https://", "mailto:")
_MARKS = {
    (False, False): "",
    (True, False): "<w:rPr><w:b/><w:bCs/></w:rPr>",
    (False, True): "<w:rPr><w:i/><w:iCs/></w:rPr>",
    (True, True): "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>",
}


def escape(text: str) -> str:
    """`text` as XML character data; what XML cannot carry is shown as U+FFFD."""
    if _UNFIT.search(text):
        text = _UNFIT.sub("\ufffd", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """`text` as the value of an attribute in double quotes, white space kept."""
    if not _QUOTED.search(text):
        return text
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def run(text: str, properties: str = "") -> str:
    """One run of `text`; a line feed breaks the line, a tab is a tab."""
    if _MARKED.search(text):
        broken = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        text = broken.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, cached: str) -> str:
    """A complex field with its cached text (ISO 29500-1, 17.16.18); never dirty: Word asks the reader about those."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(cached)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


class Inline:
    """The runs of one document: knows its private texts and gathers the addresses it links to."""

    def __init__(
        self, texts: Mapping[str, str], phrases: Phrases, *, language: str, link_style: str, note_style: str = ""
    ) -> None:
        self.texts = texts
        """Private texts by their references."""
        self._phrases = phrases
        self._language = language
        self._link_mark = f'<w:rPr><w:rStyle w:val="{link_style}"/></w:rPr>'
        self._note_mark = f'<w:rPr><w:rStyle w:val="{note_style}"/></w:rPr>'
        self._known: dict[str, str] = {}
        self.links: dict[str, str] = {}
        """Address → relationship id, in the order of first use."""
        self.notes: list[Runs] = []
        """The footnotes, in the order of their marks; the first is number 1."""

    def shown(self, text: str) -> str:
        """The text itself, the private text a reference names, or the sentence that it was erased."""
        if text.startswith("vault:") and REFERENCE.match(text):
            private = self.texts.get(text)
            return self._phrases.say("document.erased") if private is None else private
        return text

    def set(self, text: str) -> str:
        """`text` as it is printed: private text in place, lines not breaking where they must not."""
        if text.startswith("vault:"):
            text = self.shown(text)
        return typeset(text, self._language) if " " in text else text

    def plain(self, runs: Runs) -> str:
        """The printed text of `runs` without their manner."""
        return "".join(self.set(part.text) for part in runs)

    def both(self, runs: Runs) -> tuple[str, str]:
        """The printed text of `runs`, and `runs` as XML."""
        if len(runs) == 1:
            only = runs[0]
            if not (only.link or only.bold or only.italic or only.note):
                text = self.set(only.text)
                return text, run(text)
        return self.plain(runs), self.runs(runs)

    def runs(self, runs: Runs) -> str:
        """`runs` as XML, in order."""
        if len(runs) == 1 and not runs[0].link and not runs[0].note:
            only = runs[0]
            if only.bold or only.italic or len(only.text) > _SHORT:
                return run(self.set(only.text), _MARKS[only.bold, only.italic])
            known = self._known.get(only.text)
            if known is None:
                known = self._known[only.text] = run(self.set(only.text))
            return known
        return "".join([self._noted(part) if part.note else self._part(part) for part in runs])

    def _part(self, part: Run) -> str:
        if part.link and part.link.startswith(_LINKED):
            return self._linked(part.link, self.set(part.text))
        return run(self.set(part.text), _MARKS[part.bold, part.italic])

    def _noted(self, part: Run) -> str:
        """A run and the mark of its footnote (ISO 29500-1, 17.11.14)."""
        mark = f'<w:r>{self._note_mark}<w:footnoteReference w:id="{self.note(part)}"/></w:r>'
        return (self._part(part) if part.text else "") + mark

    def note(self, part: Run) -> int:
        """The number of the footnote of `part`, one of its own."""
        self.notes.append(part.note)
        return len(self.notes)

    def _linked(self, link: str, text: str) -> str:
        address = quote(link, safe="%/:=&?~#+!$,;'@()*[]", errors="replace")
        name = self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{name}" w:history="1">{run(text, self._link_mark)}</w:hyperlink>'
