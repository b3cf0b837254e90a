"""The stories of a returned file read in one linear pass: paragraphs, ranges of comments, revisions, hidden text.

A story is the body, a header, a footer, a note or a comment. Text is seen through controls, links, fields and tables at
any depth, a text box where it stands, alternate content once. Each paragraph is read in two views at once: with every
tracked change accepted and with every one rejected. One file because one walk keeps one state: what is open around the
text at each moment decides all of it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from lifecycle.documents.returned import Part
from lifecycle.documents.word.drafts import Cell, Draft, Headings, Row
from lifecycle.documents.word.fields import Fields
from lifecycle.documents.word.manner import Digests, Dress, Lists, Worn
from lifecycle.documents.word.marks import Key, Mark
from lifecycle.documents.word.names import SIGNS, child, count, symbol, value, word
from lifecycle.documents.word.ranges import Ranges
from lifecycle.documents.word.revisions import COMES, GOES, KINDS, Change, Place, Revisions
from lifecycle.documents.word.styles import Style, Styles, hides, level, listed

_SAMPLE = 500


class Stories:
    """One file being read; `drafts` are its paragraphs, stories one after another."""

    def __init__(
        self,
        styles: Styles,
        *,
        settled: frozenset[str] = frozenset(),
        lists: Lists | None = None,
        digests: Digests | None = None,
    ) -> None:
        self.drafts: list[Draft] = []
        self.revisions = Revisions()
        self.ranges = Ranges()
        self.fields = Fields()
        self.formatting = 0
        self.hidden: list[str] = []
        """Pieces of hidden text; only the beginning is kept, `hidden_runs` counts them all."""
        self.hidden_runs = 0
        self.odd: Counter[str] = Counter()
        """What else was met, by the code of its notice."""
        self.references: dict[tuple[str, str], tuple[Draft, tuple[str, ...]]] = {}
        """(footnote or endnote, id) → where it is referred to."""
        self.marks: dict[Key, list[Mark]] = {}
        self._styles = styles
        self._dress = Dress(styles, lists or Lists(None), digests)
        self._worn = Worn()
        """The look of what `_carry` holds."""
        self._rows = 0
        self._settled = settled
        """Authors whose changes count as accepted: what they added is text, what they deleted is in no view."""
        self._gone = 0
        self._part: Part = "body"
        self._controls: tuple[str, ...] = ()
        self._changes: list[Change] = []
        self._paragraph: Draft | None = None
        self._cell: Cell | None = None
        self._headings = Headings()
        self._waiting: list[str] = []
        self._carry = ["", ""]
        """The text of paragraphs whose mark goes (accepted) or came (rejected): it belongs to the next paragraph."""
        self._last: Draft | None = None
        """The paragraph of the present place that ended last."""
        self._style = Style("")
        self._hidden = False
        self._host: Draft | None = None
        own = {name.removeprefix("_on_"): getattr(self, name) for name in dir(self) if name.startswith("_on_")}
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            **own,
            **dict.fromkeys(SIGNS, self._sign),
            **dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), self._change),
            **dict.fromkeys(("footnoteReference", "endnoteReference"), self._note_reference),
            **dict.fromkeys(("tblPr", "tblPrEx", "tblGrid", "sectPr", "trPr", "tcPr", "pPr", "rPr"), self._properties),
            **dict.fromkeys(("sdtPr", "sdtEndPr", "rt"), self._nothing),
            **dict.fromkeys(("drawing", "pict"), self._drawing),
        }
        self._by_tag: dict[object, Callable[[etree._Element], None]] = {}

    def read(
        self,
        root: etree._Element,
        part: Part,
        *,
        at: tuple[Draft, tuple[str, ...]] | None = None,
        targets: Mapping[str, str] | None = None,
    ) -> None:
        """Read one story; `at` is where the text refers to it, `targets` are those of its part's relationships."""
        self._dress.targets = targets or {}
        self._part, self._headings = part, Headings()
        self._host, self._controls = at or (None, ())
        self._cell, self._changes, self._waiting = None, [], []
        self.fields.restart()
        with self._room():
            self._inside(root)
        self.revisions.settle()
        self.ranges.close()

    def _inside(self, element: etree._Element) -> None:
        known = self._by_tag
        for one in element:
            handle = known.get(one.tag)
            if handle is None:
                usual = self._inside if isinstance(one.tag, str) else self._nothing
                handle = known[one.tag] = self._handlers.get(word(one.tag), usual)
            handle(one)

    def _nothing(self, _: etree._Element) -> None:
        """Marks what holds no text."""

    @contextmanager
    def _room(self) -> Iterator[None]:
        """A place whose paragraphs merge with none outside it, and whose last one cannot go."""
        outer = self._carry, self._last, self._worn
        self._carry, self._last, self._worn = ["", ""], None, Worn()
        yield
        self._flush(keep=True)
        self._carry, self._last, self._worn = outer

    def _flush(self, *, keep: bool) -> None:
        """No paragraph follows that what is carried could merge with: it stays a paragraph of its own."""
        last = self._last
        if last is None:
            return
        if not last.kept and not last.row_goes and (keep or self._carry[0]):
            last.kept, last.text = True, self._carry[0]
            last.worn.after = self._worn.after
        if not last.was and not last.row_comes and (keep or self._carry[1]):
            last.was, last.before = True, self._carry[1]
            last.worn.earlier = self._worn.earlier
        self._carry, self._worn = ["", ""], Worn()

    # Paragraphs and text

    def _on_p(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        identifier = None if properties is None else child(properties, "pStyle")
        style = self._styles.of(self._styles.usual if identifier is None else value(identifier))
        depth = None if properties is None else level(properties)
        draft = Draft(len(self.drafts), self._part, self._controls, self._cell, self._host)
        draft.style, draft.level = style.name, (style.level if depth is None else depth or None)
        own = None if properties is None else listed(properties)
        draft.listed = style.listed if own is None else own
        draft.depth, draft.numbered, draft.side = self._dress.item(properties, style, listed=draft.listed)
        draft.names, self._waiting = self._waiting, []
        self.drafts.append(draft)
        outer = self._paragraph, self._style
        self._paragraph, self._style = draft, style
        self._inside(element)
        self._ended(draft, properties)
        self._paragraph, self._style = outer

    def _ended(self, draft: Draft, properties: etree._Element | None) -> None:
        """The paragraph ends: its mark may be tracked, and it may be a heading."""
        every = self._marks(properties)
        marks = [one for one in every if one.author not in self._settled]
        gone = self._gone > 0 or any(one.kind in GOES for one in every if one.author in self._settled)
        for mark in marks:
            self.revisions.mark(mark, (draft.index, draft.controls))
        self.revisions.paragraph()
        self.ranges.paragraph_ended()
        self.fields.paragraph_ended()
        row = draft.cell.change if draft.cell else None
        draft.row_goes, draft.row_comes = row in GOES, row in COMES
        text, before = self._carry[0] + "".join(draft.after), self._carry[1] + "".join(draft.earlier)
        draft.after, draft.earlier = [], []
        goes, comes = (gone or any(one.kind in kinds for one in marks) for kinds in (GOES, COMES))
        draft.kept, draft.was = not (goes or draft.row_goes), not (comes or draft.row_comes)
        draft.text, self._carry[0] = (text, "") if draft.kept else ("", "" if draft.row_goes else text)
        draft.before, self._carry[1] = (before, "") if draft.was else ("", "" if draft.row_comes else before)
        draft.worn.ended(self._worn, kept=draft.kept, was=draft.was, drops=(draft.row_goes, draft.row_comes))
        self._headings.passed(draft)
        self._last = draft

    def _marks(self, properties: etree._Element | None) -> list[Change]:
        """What is tracked of a paragraph's mark; changes of its look are counted."""
        if properties is None:
            return []
        run = child(properties, "rPr")
        return [] if run is None else [Change.of(one, name) for one in run if (name := word(one.tag)) in KINDS]

    def _on_r(self, element: etree._Element) -> None:
        properties = child(element, "rPr")
        outer = self._hidden, self._dress.look
        self._hidden = self._style.hidden if properties is None else hides(properties, self._style, self._styles)
        self._dress.run(properties)
        self._inside(element)
        self._hidden, self._dress.look = outer

    def _on_hyperlink(self, element: etree._Element) -> None:
        with self._dress.linked(value(element, "id")):
            self._inside(element)

    def _drawing(self, element: etree._Element) -> None:
        """A picture is seen in the views its changes leave it in; whatever else is drawn is read as text."""
        kinds = {one.kind for one in self._changes}
        if self._paragraph is not None and not self._gone and (shown := self._dress.picture(element)):
            self._paragraph.worn.show(shown, goes=bool(kinds & GOES), comes=bool(kinds & COMES))
        self._inside(element)

    def _on_t(self, element: etree._Element) -> None:
        self._put(element.text or "")

    _on_delText = _on_t

    def _sign(self, element: etree._Element) -> None:
        self._put(SIGNS[word(element.tag)])

    def _on_sym(self, element: etree._Element) -> None:
        self._put(symbol(value(element, "char")))

    def _put(self, text: str) -> None:
        """A piece of text in the paragraph that is open; what editors fill in anew is not text."""
        draft = self._paragraph
        if draft is None or not text or self.fields.volatile:
            return
        if self._hidden:
            self.hidden_runs += 1
            if len(self.hidden) < _SAMPLE:
                self.hidden.append(text[:_SAMPLE])
            return
        if self._gone:
            return
        row = self._cell.change if self._cell else None
        goes = comes = False
        if row or self._changes:
            goes = row in GOES or any(one.kind in GOES for one in self._changes)
            comes = row in COMES or any(one.kind in COMES for one in self._changes)
        if not goes:
            draft.after.append(text)
        if not comes:
            draft.earlier.append(text)
        draft.worn.put(len(text), self._dress.look, goes=goes, comes=comes)
        self.revisions.text(text, self._changes, (draft.index, self._controls))
        self.ranges.text(text, gone=goes)

    # What stands around text

    def _change(self, element: etree._Element) -> None:
        change = Change.of(element, word(element.tag))
        if change.author in self._settled:
            self._accepted(element, change)
            return
        self._changes.append(change)
        self._inside(element)
        self._changes.pop()

    def _accepted(self, element: etree._Element, change: Change | None) -> None:
        """What stands within a settled change (None: within no such)."""
        goes = change is not None and change.kind in GOES
        self._gone += goes
        self._inside(element)
        self._gone -= goes

    def _on_sdt(self, element: etree._Element) -> None:
        properties = child(element, "sdtPr")
        tag = None if properties is None else child(properties, "tag")
        outer = self._controls
        if tag is not None:
            self._controls = (*outer, value(tag))
        self._inside(element)
        self._controls = outer

    def _on_txbxContent(self, element: etree._Element) -> None:
        """A text box stands where its host paragraph does; a heading in it is above nothing outside it."""
        outer = self._part, self._paragraph, self._cell, self._changes
        around = self._host, self._headings
        if self._part == "body":
            self._part = "textbox"
        if self._paragraph is not None:
            self._host, self._headings = self._paragraph, Headings()
        self._paragraph, self._changes = None, []
        with self._room():
            self._inside(element)
        self._part, self._paragraph, self._cell, self._changes = outer
        self._host, self._headings = around

    def _on_AlternateContent(self, element: etree._Element) -> None:
        """One and the same thing told for newer and older editors (ISO 29500-3, 7.6): the first telling is read."""
        one = child(element, "Choice")
        one = child(element, "Fallback") if one is None else one
        if one is not None:
            self._inside(one)

    def _on_tbl(self, element: etree._Element) -> None:
        self._flush(keep=False)
        self._inside(element)

    def _on_tr(self, element: etree._Element) -> None:
        properties = child(element, "trPr")
        row, tracked = Row(number=self._rows), None
        self._rows += 1
        for one in () if properties is None else properties:
            match word(one.tag):
                case "ins" | "del" as name:
                    tracked = Change.of(one, name)
                case "gridBefore":
                    row.columns += count(one)
        accepted = tracked if tracked and tracked.author in self._settled else None
        tracked = None if accepted else tracked
        outer, self._cell = self._cell, Cell(row, -1, tracked.kind if tracked else self._around, self._cell)
        begun = tracked is not None and self.revisions.row(tracked, self._next)
        self._accepted(element, accepted)
        if begun:
            self.revisions.row_ended()
        self._cell = outer

    @property
    def _around(self) -> str | None:
        """How the row around was changed as a whole."""
        return self._cell.change if self._cell else None

    @property
    def _next(self) -> Place:
        return len(self.drafts), self._controls

    def _on_tc(self, element: etree._Element) -> None:
        if self._cell is None:  # a cell outside a row
            self._inside(element)
            return
        properties = child(element, "tcPr")
        outer, row = self._cell, self._cell.row
        tracked, span = None, 1
        for one in () if properties is None else properties:
            match word(one.tag):
                case "gridSpan":
                    span = count(one)
                case "cellIns" | "cellDel" as name:
                    tracked = Change.of(one, name)
        self._cell = Cell(row, row.columns, outer.change or (tracked.kind if tracked else None), outer.outer)
        begun = tracked is not None and self.revisions.row(tracked, self._next)
        first = len(self.drafts)
        with self._room():
            self._inside(element)
        if row.label is None:
            own = [one for one in self.drafts[first:] if one.part == self._part]  # a text box is no label
            label = " ".join(one.text for one in own).split() or " ".join(one.before for one in own).split()
            row.label = " ".join(label)
        if begun:
            self.revisions.row_ended()
        row.columns += span
        row.cells.append(self._cell)
        self._cell = outer

    # Marks in the text

    def _on_fldChar(self, element: etree._Element) -> None:
        self.fields.char(value(element, "fldCharType"))

    def _on_instrText(self, element: etree._Element) -> None:
        self.fields.instruction(element.text or "")

    _on_delInstrText = _on_instrText

    def _on_fldSimple(self, element: etree._Element) -> None:
        with self.fields.simple(value(element, "instr")):
            self._inside(element)

    def _on_bookmarkStart(self, element: etree._Element) -> None:
        names = self._waiting if self._paragraph is None else self._paragraph.names
        names.append(value(element, "name"))

    def _on_commentRangeStart(self, element: etree._Element) -> None:
        self.ranges.start(value(element, "id"), self._here)

    def _on_commentRangeEnd(self, element: etree._Element) -> None:
        here = self._here if self._paragraph else (len(self.drafts) - 1, self._controls)
        self.ranges.end(value(element, "id"), here)

    def _on_commentReference(self, element: etree._Element) -> None:
        self.ranges.reference(value(element, "id"), self._here)

    @property
    def _here(self) -> Place:
        return (self._paragraph.index, self._controls) if self._paragraph else self._next

    def _note_reference(self, element: etree._Element) -> None:
        if self._paragraph is not None:
            kind = word(element.tag).removesuffix("Reference")
            key = kind, value(element, "id")
            self.references.setdefault(key, (self._paragraph, self._controls))
            if not self._gone:
                self.marks.setdefault(key, []).append(Mark.of(self._paragraph, self._carry, self._changes))

    def _properties(self, element: etree._Element) -> None:
        """Changes of the look are counted; each is an element of its own inside the properties (17.13.5)."""
        for one in element.iter():
            if word(one.tag).endswith("Change"):
                self.formatting += 1

    def _on_altChunk(self, _: etree._Element) -> None:
        self.odd["embedded_object"] += 1

    _on_object = _on_altChunk
