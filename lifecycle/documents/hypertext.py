"""Texts as the characters of HTML: escaped, typeset, private ones in their place; pictures as data."""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from lifecycle.documents.blocks import Run, Runs
from lifecycle.documents.calling import called
from lifecycle.documents.covering import REFERENCE
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import day_text, typeset

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What an HTML document may not hold (HTML Standard, 13.2.3.5), and line ends we do not write."""
_LINKS = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T|$)")
_PNG = b"\x89PNG\r\n\x1a\n"


def safe(text: str) -> str:
    """`text` as characters of HTML, also inside a quoted attribute; what HTML cannot hold is shown as U+FFFD."""
    return escape(_UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), quote=True)


class Words:
    """The texts of one document: private ones in their place, lines not breaking where they must not."""

    def __init__(self, texts: Mapping[str, str], phrases: Phrases, *, language: str) -> None:
        self._texts = texts
        self._phrases = phrases
        self._language = language
        self.notes: list[Runs] = []
        """The footnotes in the order of their marks; the first is number 1."""

    def shown(self, text: str) -> str:
        """The text itself, the private text a reference names, or the sentence that it was erased."""
        if not REFERENCE.match(text):
            return text
        private = self._texts.get(text)
        return self._phrases.say("document.erased") if private is None else private

    def line(self, text: str) -> str:
        """`text` as markup."""
        return safe(typeset(self.shown(text), self._language)).replace("\n", "<br>")

    def attribute(self, text: str) -> str:
        """`text` as the value of a quoted attribute, on one line."""
        return safe(" ".join(typeset(self.shown(text), self._language).splitlines()))

    def said(self, code: str, /, **facts: object) -> str:
        """A sentence of the phrases as markup."""
        return safe(self._phrases.say(code, **facts))

    def called(self, item: str) -> str:
        """What an item is called that the document does not show; no markup yet."""
        return called(item, self._phrases)

    def day(self, date: str) -> str:
        """A day or an ISO time as people write the day; other text as it is."""
        return safe(day_text(date, self._language)) if _DAY.match(date) else safe(date)

    def runs(self, runs: Runs) -> str:
        """`runs` as markup, in order."""
        return "".join(map(self._run, runs))

    def plain(self, runs: Runs) -> str:
        """`runs` as markup without their manner, links and notes."""
        return "".join(self.line(run.text) for run in runs)

    def _run(self, run: Run) -> str:
        text = self.line(run.text)
        text = f"<em>{text}</em>" if run.italic and text else text
        text = f"<strong>{text}</strong>" if run.bold and text else text
        if run.link and text and _LINKS.match(run.link):
            text = f'<a href="{safe(quote(run.link, safe="%/:=&?~#+!$,;@()*[]", errors="replace"))}">{text}</a>'
        return text + (self._mark(run.note) if run.note else "")

    def _mark(self, note: Runs) -> str:
        self.notes.append(note)
        number = len(self.notes)
        told = self.said("html.note", number=number)
        return f'<sup><a id="mark{number}" href="#note{number}" aria-label="{told}">{number}</a></sup>'


def data_of(picture: bytes) -> str:
    """The address that is the picture itself (RFC 2397)."""
    kind = "png" if picture.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{b64encode(picture).decode('ascii')}"
