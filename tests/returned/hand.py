"""A person's hand in Word: comments, answers, flags, tracked and untracked changes, written as Word writes them.

One hand holds one file and notes beside it what it did. One file because each gesture touches the text, the comments
and the truth at once.
"""

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.returned.issued import BODY, SAID, THREADS, Issued, plain, w, words_of
from tests.returned.spots import Spot
from tests.returned.truth import Changed, Said, Truth

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
DATE = "2015-04-01T09:30:00Z"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class Hand:
    """A file in an editor; every gesture changes it and adds to its `truth`."""

    def __init__(self, edition: Issued, register: Mapping[str, str]) -> None:
        self.edition = edition
        self.parts = dict(edition.parts)
        self.body, self.comments, self.threads = (deepcopy(edition.trees[name]) for name in (BODY, SAID, THREADS))
        self.truth = Truth()
        self._paragraphs = list(self.body.iter(w("p")))
        self._register = register
        self._next = 7000

    def saved(self) -> bytes:
        """The file."""
        for name, root in ((BODY, self.body), (SAID, self.comments), (THREADS, self.threads)):
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        return out.getvalue()

    # What people say.

    def comment(self, spot: Spot, text: str, *, by: str, words: str = "", resolved: bool = False) -> None:
        """A comment on the paragraph of the spot, or on some of its words."""
        id = self._written(text, by, done=resolved)
        runs = self._cut(self.find(spot), words) if words else self._runs(self.find(spot))
        self._around(runs, [id])
        self.truth.said.append(Said(by, text, spot.item, spot.field, resolved=resolved))

    def reply(self, to: str, text: str, *, by: str) -> None:
        """An answer to the comment that begins with `to`, of ours or of this file."""
        asked = self._comment(to)
        id = self._written(text, by, to=self._key(asked))
        for old in list(self.body.iter(w("commentRangeStart"))):
            if old.get(w("id")) == asked.get(w("id")):
                old.addnext(etree.Element(w("commentRangeStart"), {w("id"): id}))
        for old in list(self.body.iter(w("commentReference"))):
            if old.get(w("id")) == asked.get(w("id")):
                self._referred(old.getparent(), id)
        told = words_of(asked)
        self.truth.said.append(Said(by, text, answers=self._register.get(told, told)))

    def flag(self, to: str, *, resolved: bool) -> None:
        """The thread of the comment marked as resolved, or opened again."""
        asked = self._comment(to)
        key = self._key(asked)
        for one in self.threads:
            if key in (one.get(f"{{{W15}}}paraId"), one.get(f"{{{W15}}}paraIdParent")):
                one.set(f"{{{W15}}}done", str(int(resolved)))
        self.truth.flags[self._register[words_of(asked)]] = resolved

    # What people change.

    def track(self, spot: Spot, gone: str, new: str, *, by: str) -> None:
        """Words of the spot replaced, deleted (`new` empty) or followed by new ones (`gone` begins with +)."""
        after = gone.removeprefix("+") if gone.startswith("+") else ""
        (run,) = self._cut(self.find(spot), after or gone)
        who = {w("author"): by, w("date"): DATE}
        if new:
            inserted = etree.Element(w("ins"), {w("id"): self._fresh(), **who})
            inserted.append(a_run(new))
            run.addnext(inserted)
        if not after:
            deleted = etree.Element(w("del"), {w("id"): self._fresh(), **who})
            run.addprevious(deleted)
            for text in run.iter(w("t")):
                text.tag = w("delText")
            deleted.append(run)
        kind = "insertion" if after else "replacement" if new else "deletion"
        self.truth.changed.append(Changed(kind, spot.item, spot.field, "" if after else gone, new, by))

    def restyle(self, spot: Spot, *, by: str) -> None:
        """The look of the spot changed with tracking: nothing a person proposes."""
        run = self._runs(self.find(spot))[0]
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        etree.SubElement(properties, w("i"))
        etree.SubElement(properties, w("rPrChange"), {w("id"): self._fresh(), w("author"): by, w("date"): DATE})

    def strike_row(self, spot: Spot, *, by: str) -> None:
        """The table row of the spot deleted with tracking, as Word tracks rows."""
        row = self._row(self.find(spot))
        mark = {w("author"): by, w("date"): DATE}
        properties = row.find(w("trPr"))
        etree.SubElement(properties, w("del"), {w("id"): self._fresh(), **mark})
        for paragraph in row.iter(w("p")):
            for run in list(paragraph.findall(w("r"))):
                deleted = etree.Element(w("del"), {w("id"): self._fresh(), **mark})
                run.addprevious(deleted)
                for text in run.iter(w("t")):
                    text.tag = w("delText")
                deleted.append(run)
        self.truth.changed.append(Changed("deletion", spot.item, None, spot.text, "", by))

    def insert_row(self, spot: Spot, cells: list[str], *, by: str, item: str | None) -> None:
        """A new row after that of the spot, tracked."""
        row = deepcopy(self._row(self.find(spot)))
        for one in [*row.iter(w("bookmarkStart")), *row.iter(w("bookmarkEnd")), *row.iter(w("sdtPr"))]:
            one.getparent().remove(one)
        etree.SubElement(row.find(w("trPr")), w("ins"), {w("id"): self._fresh(), w("author"): by, w("date"): DATE})
        for cell, text in zip(row.iter(w("tc")), cells, strict=True):
            paragraph = next(cell.iter(w("p")))
            for run in list(paragraph.findall(w("r"))):
                paragraph.remove(run)
            new = etree.SubElement(paragraph, w("ins"), {w("id"): self._fresh(), w("author"): by, w("date"): DATE})
            new.append(a_run(text))
        self._row(self.find(spot)).addnext(row)
        self.truth.changed.append(Changed("insertion", item, None, "", cells[1], by))

    def edit(self, spot: Spot, was: str, now: str) -> None:
        """Words typed over without tracking."""
        (run,) = self._cut(self.find(spot), was)
        next(run.iter(w("t"))).text = now
        self.truth.changed.append(Changed("edit", spot.item, spot.field, was, now))

    def type_after(self, spot: Spot, text: str) -> None:
        """A new paragraph after that of the spot, without tracking."""
        found = self.find(spot)
        new = etree.Element(w("p"))
        if (style := found.find(w("pPr"))) is not None:
            new.append(deepcopy(style))
        new.append(a_run(text))
        found.addnext(new)
        self.truth.changed.append(Changed("edit", spot.item, spot.field, "", text))

    def remove_row(self, spot: Spot) -> None:
        """The table row of the spot gone without tracking."""
        row = self._row(self.find(spot))
        row.getparent().remove(row)
        self.truth.changed.append(Changed("edit", spot.item, None, spot.text, ""))

    # How it finds and cuts.

    def find(self, spot: Spot) -> Any:
        """The one paragraph of the spot, where the edition showed it."""
        return self._paragraphs[self.edition.shown(spot).number]

    def card(self, spot: Spot) -> Any:
        """The control around the card of the spot."""
        return next(one for one in self.find(spot).iterancestors(w("sdt")))

    def _row(self, paragraph: Any) -> Any:
        return next(paragraph.iterancestors(w("tr")))

    def _runs(self, paragraph: Any) -> list[Any]:
        return [one for one in paragraph.iter(w("r")) if one.find(w("t")) is not None]

    def _cut(self, paragraph: Any, words: str) -> list[Any]:
        """The run of these words, cut out of the one around it."""
        for run in self._runs(paragraph):
            text = run.find(w("t"))
            at = plain_same_length(text.text or "").find(words)
            if at >= 0 and len(run.findall(w("t"))) == 1:
                pieces = [text.text[:at], text.text[at : at + len(words)], text.text[at + len(words) :]]
                made = []
                for piece in pieces:
                    one = deepcopy(run)
                    one.find(w("t")).text = piece
                    one.find(w("t")).set(_PRESERVE, "preserve")
                    made.append(one)
                for one in [one for one, piece in zip(made, pieces, strict=True) if piece]:
                    run.addprevious(one)
                run.getparent().remove(run)
                return [made[1]]
        raise AssertionError(f"no run holds {words!r}")

    def _around(self, runs: list[Any], ids: list[str]) -> None:
        for id in ids:
            runs[0].addprevious(etree.Element(w("commentRangeStart"), {w("id"): id}))
            end = etree.Element(w("commentRangeEnd"), {w("id"): id})
            runs[-1].addnext(end)
            run = etree.Element(w("r"))
            etree.SubElement(run, w("commentReference"), {w("id"): id})
            end.addnext(run)

    def _referred(self, after: Any, id: str) -> None:
        end = etree.Element(w("commentRangeEnd"), {w("id"): id})
        after.addnext(end)
        run = etree.Element(w("r"))
        etree.SubElement(run, w("commentReference"), {w("id"): id})
        end.addnext(run)

    def _written(self, text: str, by: str, *, to: str | None = None, done: bool = False) -> str:
        """A comment in its two parts; its id."""
        id = self._fresh()
        signs = "".join(word[0] for word in by.split())[:3]
        told = {w("id"): id, w("author"): by, w("date"): DATE, w("initials"): signs}
        one = etree.SubElement(self.comments, w("comment"), told)
        key = ""
        for line in text.split("\n"):
            key = f"{0x30000000 + int(self._fresh()):08X}"
            paragraph = etree.SubElement(one, w("p"), {f"{{{W14}}}paraId": key})
            paragraph.append(a_run(line))
        extended = etree.SubElement(self.threads, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": key})
        if to:
            extended.set(f"{{{W15}}}paraIdParent", to)
        extended.set(f"{{{W15}}}done", str(int(done)))
        return id

    def _comment(self, begins: str) -> Any:
        found = [one for one in self.comments if plain(words_of(one)).startswith(begins)]
        assert len(found) == 1, f"{len(found)} comments begin with {begins!r}"
        return found[0]

    def _key(self, comment: Any) -> str:
        return list(comment.iter(w("p")))[-1].get(f"{{{W14}}}paraId")

    def _fresh(self) -> str:
        self._next += 1
        return str(self._next)


def a_run(text: str) -> Any:
    """A run of text."""
    run = etree.Element(w("r"))
    one = etree.SubElement(run, w("t"))
    one.text = text
    one.set(_PRESERVE, "preserve")
    return run


def plain_same_length(text: str) -> str:
    """Ordinary spaces in place of those that tie words."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
