"""The hand of an independent library: `docx-comments` writes threads as Word does, and nothing else."""

import io
import warnings
from collections.abc import Mapping
from typing import Any

import docx
from docx.text.paragraph import Paragraph
from docx_comments import CommentManager, PersonInfo

from tests.returned.issued import Issued, w
from tests.returned.spots import Spot
from tests.returned.truth import Said, Truth


class LibraryHand:
    """A file opened by the library; it knows comments, answers and flags."""

    def __init__(self, edition: Issued, register: Mapping[str, str]) -> None:
        self.edition = edition
        self.truth = Truth()
        self._register = register
        self._document = docx.Document(io.BytesIO(edition.data))
        self._paragraphs = list(self._document.element.body.iter(w("p")))
        self._manager = CommentManager(self._document)

    def comment(self, spot: Spot, text: str, *, by: str, words: str = "", resolved: bool = False) -> None:
        """A comment on the paragraph of the spot."""
        paragraph = Paragraph(self._paragraphs[self.edition.shown(spot).number], self._document.part)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            id = self._manager.add_comment(paragraph, text, PersonInfo(author=by))
        if resolved:
            self._manager.resolve_comment(id)
        self.truth.said.append(Said(by, text, spot.item, spot.field, resolved=resolved))

    def reply(self, to: str, text: str, *, by: str) -> None:
        """An answer to the comment that begins with `to`."""
        asked = self._asked(to)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._manager.reply_to_comment(asked.comment_id, text, PersonInfo(author=by))
        self.truth.said.append(Said(by, text, answers=self._register.get(asked.text, asked.text)))

    def flag(self, to: str, *, resolved: bool) -> None:
        """The thread of the comment resolved or opened again."""
        asked = self._asked(to)
        self._manager.set_comment_resolved(asked.comment_id, resolved)
        self.truth.flags[self._register[asked.text]] = resolved

    def saved(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _asked(self, begins: str) -> Any:
        return next(one for one in self._manager.list_comments() if one.text.startswith(begins))
