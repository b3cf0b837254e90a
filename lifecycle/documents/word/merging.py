"""Two bodies of our making as one with tracked changes: the marks that say what came, went and was set otherwise.

One file: controls hold tables, tables rows, rows cells and cells controls again, all in one course and signed alike.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from html import unescape

from lifecycle.documents.anchors import item_of_tag
from lifecycle.documents.signatures import Place, Signature, Touched
from lifecycle.documents.typography import plain
from lifecycle.documents.word.course import Step, bridged, course, settled
from lifecycle.documents.word.inline import attribute
from lifecycle.documents.word.nodes import CLOSED, EDGES, LIST, Node, equal_ends
from lifecycle.documents.word.tracked import COPY, MARKS, copied_name, is_copied, number_of, shown

_TAG = re.compile(r'(<w:tag w:val="[^"]*)(")')
_IDENTITY = re.compile(r'<w:id w:val="\d+"/>')
_POINTS_AT = re.compile(r'((?:w:anchor="| PAGEREF ))((?:_Toc|pl[xz]?_)\w+)')
_LEAF = re.compile(r"(<w:sdt>.*?<w:sdtContent>)|<w:p>(?:<w:pPr>(.*?)</w:pPr>)?(.*?)</w:p>", re.DOTALL)
"""What of a row may be marked: the head of a control, a paragraph with its properties and what it holds."""
_HEADED = re.compile(r'w:name="(_Toc\d+)"')
_LINKED, _PAGED = 'w:anchor="', " PAGEREF "
_TITLE = "title"
_AND = "; "
_WIDTH = re.compile(r"<w:tcW [^>]*/>")


class Merging:
    """The growing body of a redline; `touched` tells what changed by item ("" is what belongs to none).

    `items` gives every item of both editions. `names` are those of the newer edition's bookmarks, `identities` the
    numbers of its controls.
    """

    def __init__(
        self,
        *,
        causes: Mapping[Place, Signature],
        otherwise: Signature,
        items: Callable[[], Iterable[str]],
        names: Set[str],
        identities: Iterable[int],
        gap_style: str,
    ) -> None:
        self.out: list[str] = []
        self.touched: dict[str, Touched] = {}
        self._causes = causes
        self._items = items
        self._names = names
        self._identities = set(identities)
        self._gap_style = gap_style
        self._renamed: dict[str, str] = {}
        self._led: dict[str, str] = {}
        """The names that the older edition alone has for headings that changed → the names these have now."""
        self._relinked = False
        """Whether a line that leads somewhere changed."""
        self._around = [("", "", otherwise)]
        """The items around, the label of each, and who signs there: by the nearest that has a cause."""
        self._signing: dict[Signature, str] = {}
        self._number = 2 * MARKS
        self._table_before = False

    def body(self, was: Sequence[Node], now: Sequence[Node]) -> list[str]:
        """The two bodies as one, in pieces."""
        self._contents(was, now, cell=False)
        if not self._led and not self._relinked:
            return self.out
        # The contents come before the headings of which it is known only then whether they are the same.
        return [_POINTS_AT.sub(self._leading, piece) if _leads(piece) else piece for piece in self.out]

    def _leading(self, found: re.Match[str]) -> str:
        """Where a link leads in the file: what only the older edition names is its heading's new name, or its copy."""
        name = found[2]
        kept = name in self._names or is_copied(name)
        return found[1] + (self._led.get(name) or (name if kept else copied_name(name)))

    def _contents(self, was: Sequence[Node], now: Sequence[Node], *, cell: bool) -> None:
        """What a body, a control or a cell holds."""
        steps = bridged(settled(course(was, now), cell=cell))
        for step in steps:
            if step.was and step.now and step.was is not step.now and step.was.lists:
                self._match(step.was.lists, step.now.lists)
        for number, step in enumerate(steps, 1):
            self._step(step, closing=cell and number == len(steps))

    def _match(self, was: list[str], now: list[str]) -> None:
        """The lists of a paragraph in both editions are one list, unless either is known to be another."""
        for old, new in zip(was, now, strict=False):
            if old not in self._renamed and new not in self._renamed.values():
                self._renamed[old] = new

    def _step(self, step: Step, *, closing: bool) -> None:
        if step.was is None or step.now is None:
            node = step.was or step.now
            assert node is not None
            if node.kind == "p":
                self._paragraph(step)
            else:
                self._whole(node, gone=step.was is not None, closing=closing)
            return
        same = step.was.exact == step.now.exact and step.marks is None
        if same and (
            step.was is step.now
            or not step.was.lists
            or [self._renamed.get(number, number) for number in step.was.lists] == step.now.lists
        ):
            self._put(step.now)
            return
        match step.now.kind:
            case "p":
                self._paragraph(step)
            case "sdt":
                self._control(step.was, step.now)
            case _:
                self._table(step.was, step.now)

    def _put(self, node: Node) -> None:
        """A node that is the same in both."""
        if self._table_before and node.begins_with_table:
            self._part()
        self.out.append(node.whole)
        self._table_before = node.ends_with_table

    def _part(self) -> None:
        """Between two tables a paragraph that is inserted and deleted: it is in neither edition."""
        marks = f"<w:ins {self._signed('ins', 0)}/><w:del {self._signed('del', 0)}/>"
        self.out.append(f'<w:p><w:pPr><w:pStyle w:val="{self._gap_style}"/><w:rPr>{marks}</w:rPr></w:pPr></w:p>')

    def _paragraph(self, step: Step) -> None:
        """A paragraph that differs."""
        node = step.now or step.was
        assert node is not None
        self._around.append(self._of_field(node))
        self.out.append(self._marked(step))
        self._around.pop()
        self._table_before = False

    def _marked(self, step: Step) -> str:
        """A paragraph that differs; its mark comes, goes, or changes its properties."""
        was, now = step.was, step.now
        if step.marks is None and (only := now if was is None else was if now is None else None):
            return self._lone(only.properties, only.inside, gone=now is None, section=only.section)
        if was and now and _leads(was.inside):
            self._relinked = True
        if was and now and was.shape == "heading":
            pairs = zip(_HEADED.findall(was.inside), _HEADED.findall(now.inside), strict=False)
            for one, other in pairs:
                if one not in self._names:
                    self._led |= {one: other, copied_name(one): other}
        old = self._ours(was.properties) if was else None
        new = now.properties if now else None
        if step.marks is not None:
            old, new = (self._ours(step.marks[0]) if step.marks[0] is not None else None), step.marks[1]
        content = shown(
            (was.inside if now else self._pointing(was.inside)) if was else None,
            now.inside if now else None,
            self._signed,
        )
        mark = changed = ""
        if old is None or new is None:
            name = "ins" if old is None else "del"
            mark = f"<w:rPr><w:{name} {self._signed(name, 0)}/></w:rPr>"
        elif old != new:
            changed = f"<w:pPrChange {self._signed('pPrChange', 0)}><w:pPr>{old}</w:pPr></w:pPrChange>"
        properties = (new if new is not None else old) or ""
        section = self.section(was.section if was else "", now.section if now else "")
        return f"<w:p><w:pPr>{properties}{mark}{section}{changed}</w:pPr>{content}</w:p>"

    def _lone(self, properties: str, inside: str, *, gone: bool, section: str = "") -> str:
        """A paragraph of one edition alone: its mark and all it holds."""
        if gone:
            name, properties, content = "del", self._ours(properties), shown(self._pointing(inside), None, self._signed)
        else:
            name, content = "ins", shown(None, inside, self._signed)
        mark = f"<w:rPr><w:{name} {self._signed(name, 0)}/></w:rPr>"
        return f"<w:p><w:pPr>{properties}{mark}{section}</w:pPr>{content}</w:p>"

    def section(self, was: str, now: str) -> str:
        """The properties of a section of pages with those it had (17.13.5.32), which name no header and no footer.

        Of one that only one edition has nothing is told here: the mark of its paragraph comes and goes.
        """
        old, new = (EDGES.sub("", one) for one in (was, now))
        if not was or not now or old == new:
            return now or was
        change = f"<w:sectPrChange {self._signed('sectPrChange', 0)}>{old}</w:sectPrChange>"
        return now.replace("</w:sectPr>", f"{change}</w:sectPr>")

    def _control(self, was: Node, now: Node) -> None:
        """A control that is in both, whatever it holds."""
        self._enter(now)
        first, last = equal_ends(was, now)
        inside = now.inside
        self.out.append(now.head + inside[:first])
        self._table_before = self._table_before and not first
        self._contents(was.between(first, last), now.between(first, last), cell=False)
        self.out.append(inside[len(inside) - last :] + CLOSED)
        self._table_before = self._table_before and not last
        self._around.pop()

    def _table(self, was: Node, now: Node) -> None:
        """A table that is in both, row by row."""
        if self._table_before:
            self._part()
        head = now.head
        if was.properties != now.properties:
            signed = self._signed("tblPrChange", 0)
            changed = f"<w:tblPrChange {signed}><w:tblPr>{was.properties}</w:tblPr></w:tblPrChange>"
            head = head.replace("</w:tblPr>", f"{changed}</w:tblPr>", 1)
        first, last = equal_ends(was, now)
        inside = now.inside
        self.out.append(head + inside[:first])
        for step in course(was.between(first, last), now.between(first, last)):
            if step.was and step.now:
                self._row(step.was, step.now)
            elif node := step.was or step.now:
                self._whole_row(node, gone=step.was is not None)
        self.out.append(inside[len(inside) - last :] + now.tail)
        self._table_before = True

    def _row(self, was: Node, now: Node) -> None:
        """A row that is in both, cell by cell."""
        if was.exact == now.exact:
            self.out.append(now.raw)
            return
        self._enter(now)
        properties = now.properties
        if was.properties != properties:
            change = f"<w:trPrChange {self._signed('trPrChange', 0)}><w:trPr>{was.properties}</w:trPr></w:trPrChange>"
            properties += change
        self.out.append(f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>")
        for one, other in zip(was.children, now.children, strict=True):
            properties, old = other.properties, one.properties
            if _WIDTH.sub("", properties) != _WIDTH.sub("", old):
                change = f"<w:tcPrChange {self._signed('tcPrChange', 0)}><w:tcPr>{old}</w:tcPr></w:tcPrChange>"
                properties += change
            self.out.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>")
            self._table_before = False
            self._contents(one.children, other.children, cell=True)
            self.out.append("</w:tc>")
        self.out.append("</w:tr>")
        self._around.pop()

    def _whole(self, node: Node, *, gone: bool, closing: bool = False) -> None:
        """A node that is in one edition only; `closing` is one whose last mark ends a cell."""
        match node.kind:
            case "p":
                step = Step(node, None) if gone else Step(None, node)
                self._paragraph(step._replace(marks=(node.properties, node.properties)) if closing else step)
            case "tbl":
                if self._table_before:
                    self._part()
                self.out.append(node.head)
                for row in node.children:
                    self._whole_row(row, gone=gone)
                self.out.append(node.tail)
                self._table_before = True
            case _:
                self._enter(node)
                self._whole_item(node, gone=gone)
                name = "Del" if gone else "Ins"
                opened, shut = (self._range(name) for _ in range(2))
                self.out.append(opened[0] + (self._copied(node.head) if gone else node.head) + opened[1])
                every = node.children
                for number, child in enumerate(every, 1):
                    self._whole(child, gone=gone, closing=closing and number == len(every))
                self.out.append(shut[0] + CLOSED + shut[1])
                self._around.pop()

    def _range(self, name: str) -> tuple[str, str]:
        """The bounds of a stretch in which a control's own tags came or went (17.13.5.4–7)."""
        signed = self._signed(name.lower(), 0)
        number = signed.split('"', 2)[1]
        element = f"w:customXml{name}Range"
        return f"<{element}Start {signed}/>", f'<{element}End w:id="{number}"/>'

    def _whole_row(self, node: Node, *, gone: bool) -> None:
        """A row that is in one edition only: its own mark, and every paragraph and run of its cells."""
        name = "del" if gone else "ins"
        self._enter(node)
        self._whole_item(node, gone=gone)
        self.out.append(f"<w:tr><w:trPr>{node.properties}<w:{name} {self._signed(name, 0)}/></w:trPr>")

        def marked(leaf: re.Match[str]) -> str:
            if leaf[1]:
                return self._copied(leaf[0]) if gone else leaf[0]
            return self._lone(leaf[2] or "", leaf[3], gone=gone)

        self.out.append(_LEAF.sub(marked, node.inside) + "</w:tr>")
        self._around.pop()

    def _enter(self, node: Node) -> None:
        """From here to the pop of `_around` the changes are those of the node's item, if it has one."""
        tag = node.tag if node.kind == "sdt" else node.name
        item = item_of_tag(tag, self._items()) if tag else None
        around = self._around[-1]
        signature = self._causes.get((item, ""), around[2]) if item else around[2]
        self._around.append((item, node.alias, signature) if item else self._of_field(node))

    def _of_field(self, node: Node) -> tuple[str, str, Signature]:
        """The item around, signed as the field that the node is: a row of a card by its label, a heading the title."""
        item, alias, signature = self._around[-1]
        name = _TITLE if node.shape == "heading" else plain(unescape(node.label)) if node.kind == "tr" else ""
        return item, alias, self._causes.get((item, name), signature) if item and name else signature

    def _whole_item(self, node: Node, *, gone: bool) -> None:
        """The item of a whole node is added or removed; of one that is both, it has moved."""
        if node.name:
            touched = self._told()
            touched.added, touched.removed = touched.added or not gone, touched.removed or gone

    def _told(self) -> Touched:
        item, label, signature = self._around[-1]
        touched = self.touched.setdefault(item, Touched(item, label, signature.author))
        if signature.author not in touched.author.split(_AND):
            touched.author += _AND + signature.author
        return touched

    def _signed(self, name: str, words: int) -> str:
        """The attributes of a change: its own number, and who and when by the nearest item around with a cause."""
        touched = self._told()
        if name == "del":
            touched.deleted += words
        elif name == "ins":
            touched.inserted += words
        signature = self._around[-1][2]
        if signature not in self._signing:
            date = f' w:date="{signature.date}"' if signature.date else ""
            self._signing[signature] = f' w:author="{attribute(signature.author)}"{date}'
        self._number += 1
        return f'w:id="{self._number}"{self._signing[signature]}'

    def _copied(self, head: str) -> str:
        """The head of a deleted copy's control: a tag no item has, a number no control has."""
        number = number_of(head)
        while number in self._identities or not number:
            number += 1
        self._identities.add(number)
        return _TAG.sub(rf"\1{COPY}\2", _IDENTITY.sub(f'<w:id w:val="{number}"/>', head, count=1), count=1)

    def _pointing(self, inside: str) -> str:
        """What a deleted paragraph says, its links leading to the copies of places that are no more."""
        if not _leads(inside):
            return inside
        known = self._names
        return _POINTS_AT.sub(
            lambda found: found[1] + (found[2] if found[2] in known else copied_name(found[2])), inside
        )

    def _ours(self, properties: str) -> str:
        """Properties of the old edition with the list they belong to in this file."""
        if "<w:numId " not in properties:
            return properties
        return LIST.sub(lambda found: f'<w:numId w:val="{self._renamed.get(found[1], found[1])}"/>', properties)


def _leads(xml: str) -> bool:
    """Whether the text leads somewhere, by a link or by the number of a page."""
    return _LINKED in xml or _PAGED in xml
