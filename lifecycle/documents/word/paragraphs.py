"""Paragraphs of a Word body and the anchors items put into them: controls, bookmarks, comments, counted captions.

An item's anchors are the tag of its content control, a point bookmark at its first paragraph and its code in the text.
"""

from hashlib import sha256

from lifecycle.documents.anchors import bookmark_of, tag_of
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.word.comments import Comments
from lifecycle.documents.word.inline import Inline, attribute, field, run
from lifecycle.documents.word.look import Look

CLOSED = "</w:sdtContent></w:sdt>"
"""The end of an item's control."""
_SEQUENCES = {"table": ("Tabulka", "Table"), "chart": ("Graf", "Chart"), "picture": ("Obrázek", "Figure")}
"""What Word counts captions by: its own label in the document's language."""


class Paragraphs:
    """The paragraphs of one document; every number and name of an anchor is given once."""

    def __init__(self, look: Look, *, inline: Inline, comments: Comments, phrases: Phrases, language: str) -> None:
        self.ids = {name: look.style(name) for name in look.ids}
        self._counts = dict.fromkeys(_SEQUENCES, 0)
        self._inline = inline
        self._comments = comments
        self._captions = {kind: phrases.say(f"document.{kind}") for kind in _SEQUENCES}
        self._sequences = {kind: names[language == "en"] for kind, names in _SEQUENCES.items()}
        self._bookmarks = 0
        self._names: dict[int, int] = {}
        """Numbers of names given → where to look for the next free one."""
        self._controls: set[int] = {1}  # the gallery's own
        self._anchored: set[str] = set()
        self._open = ""
        self._close = ""

    def paragraph(self, style: str, content: str, direct: str = "") -> str:
        """A paragraph; the first one after an item begins takes the item's bookmark and comments."""
        if self._open:
            content = self.taking(content)
        return f'<w:p><w:pPr><w:pStyle w:val="{self.ids[style]}"/>{direct}</w:pPr>{content}</w:p>'

    def opening(self, style: str, direct: str = "") -> str:
        """A paragraph up to its content."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.ids[style]}"/>{direct}</w:pPr>'

    def taking(self, content: str) -> str:
        """The content of a paragraph with the bookmark and comments of items that have begun before it."""
        content, self._open, self._close = f"{self._open}{content}{self._close}", "", ""
        return content

    def caption(self, kind: str, text: str) -> str:
        """A caption, counted by Word among those of its kind (table, chart, picture); kept with what follows."""
        self._counts[kind] += 1
        counted = field(f" SEQ {self._sequences[kind]} \\* ARABIC ", str(self._counts[kind]))
        said = run(f"{self._captions[kind]} ") + counted + run(f". {self._inline.set(text)}")
        return self.paragraph("caption", said)

    @property
    def waiting(self) -> bool:
        """Whether an item has begun that has no paragraph yet."""
        return bool(self._open)

    def first(self, item: str, *, whole: bool) -> bool:
        """Whether this is where `item` gets its anchors: once, and in its card rather than in a table's row."""
        if item in self._anchored or (not whole and item in self._comments.places.wholes):
            return False
        self._anchored.add(item)
        return True

    def begin(self, item: str, alias: str) -> str:
        """The opening of an item's control; its bookmark and comments wait for its first paragraph."""
        starts, ends = self._comments.around((item, None))
        # An item may begin with another one: both then stand at the same paragraph.
        self._open, self._close = self._open + self.point(item) + starts, ends + self._close
        return self.control(item, alias)

    def control(self, item: str, alias: str) -> str:
        """The opening of the control with the item's tag."""
        number = int.from_bytes(sha256(item.encode("utf-8", "replace")).digest()[:4], "big") & 0x7FFFFFFF
        while number in self._controls or not number:
            number = (number + 1) & 0x7FFFFFFF
        self._controls.add(number)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(alias[:60])}"/><w:tag w:val="{attribute(tag_of(item))}"/>'
            f'<w:id w:val="{number}"/></w:sdtPr><w:sdtContent>'
        )

    def bookmark(self, name: str) -> tuple[str, str]:
        """The start and the end of a bookmark."""
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def point(self, item: str) -> str:
        """The item's point bookmark."""
        start, end = self.bookmark(bookmark_of(item))
        return start + end

    def fresh_name(self, text: str) -> str:
        """A name as Word gives to headings of its contents, made from the heading's text."""
        number = int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:4], "big") % 900_000_000
        passed = []
        while number in self._names:  # a thousand cards may have a heading of one text: its names are passed at once
            passed.append(number)
            number = self._names[number]
        after = (number + 1) % 900_000_000
        self._names[number] = after
        self._names.update(dict.fromkeys(passed, after))
        return f"_Toc{100_000_000 + number}"
