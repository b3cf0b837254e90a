"""What a returned file proposes to change: tracked changes and untracked edits, by item and field of its edition.

One file because both are told by the same fields, and what is tracked must not be told again as an edit.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, zip_longest

from lifecycle.documents.chapter_rows import Changed, ChapterRows, printed_lines
from lifecycle.documents.copies import Copy, known_texts, shown_again, split
from lifecycle.documents.inserted import Behind, behind, parted
from lifecycle.documents.lines import Line
from lifecycle.documents.matching import Matching
from lifecycle.documents.placement import WHOLE, Place, Placer
from lifecycle.documents.returned import ReturnedParagraph, ReturnedRevision, Spot
from lifecycle.documents.shares import ADDS, share_of
from lifecycle.documents.tabled import BETWEEN
from lifecycle.documents.typography import NBSP, plain
from lifecycle.model.comment import CommentKind, Tier

Field = tuple[str, str]
"""Item and the name of one of its fields."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal: `before` and `after` are the whole text of the field or paragraph, `said` the words that change.

    `author` is empty where the file does not tell it (edits without tracking).
    """

    kind: CommentKind
    place: Place
    before: str
    after: str
    said: str
    author: str = ""
    date: datetime | None = None
    behind: Behind | None = None
    """Of a new paragraph of a chapter: where it stands; None where it has no sure place."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a file whose order or numbering changed: items moved, renumbered, shown twice, split in two."""

    moved: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    split: tuple[str, ...] = ()


def tracked(placer: Placer, revisions: Sequence[ReturnedRevision]) -> list[Proposed]:
    """The tracked changes of text, those of one author in one field together; whole rows by themselves."""
    found: list[Proposed] = []
    groups: dict[tuple[object, ...], list[ReturnedRevision]] = {}
    inside: dict[int, list[ReturnedRevision]] = {}
    pasted = {number: copy for copy in shown_again(placer) for number in copy.paragraphs}
    rows = ChapterRows(placer)
    for one in revisions:
        if not one.row:
            inside.setdefault(one.spot.paragraph, []).append(one)
        place = placer.of(one.spot)
        paragraph = -1 if place.field and one.spot.cell >= 0 else one.spot.paragraph
        row = (one.spot.row_label, one.kind) if one.row else ()
        if own := rows.row(one.spot.paragraph):
            place, paragraph, row = Place(rows.item(own[0])), own[0], ()
        copy = pasted.get(one.spot.paragraph)
        key = (
            one.author,
            place.item,
            place.field,
            -1 if one.row and not own else paragraph,
            row,
            place.item is None,
            copy,
        )
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        first = group[0]
        if _pasted(placer, group, pasted.get(first.spot.paragraph)):
            continue  # a card pasted once more proposes nothing by itself
        place = placer.of(first.spot)
        kind = _kind(group)
        said = _said(group)
        if not plain(said):
            continue  # a paragraph's mark alone: nothing a person proposes
        stands: Behind | None = None
        if own := rows.row(first.spot.paragraph):
            place = replace(place, field=None)
            before = rows.reads(own, lambda one: one.before)
            after = rows.reads(own, _asshare_of(first.author, inside))
            stands = None if before else rows.behind(own[0])
        elif first.row:
            before, after = ("", said) if kind is CommentKind.insertion else (said, "")
        else:
            paragraphs = _field(placer, group, place)
            if not place.field and len(paragraphs) == 1:
                paragraphs = parted(placer, first.spot.paragraph, inside)
            before = _joined(one.before for one in paragraphs)
            after = _joined(share_of(one, first.author, inside.get(one.spot.paragraph, [])) for one in paragraphs)
            place, before, after = _title(placer, first.spot.paragraph, place, before=before, after=after)
            if not before or after.startswith(f"{before}\n"):
                stands = behind(placer, first.spot.paragraph, place.item)
            if before and stands:
                before, after = "", after.removeprefix(f"{before}\n")
        found.append(Proposed(kind, place, before, after, said, first.author, first.date, stands))
    return found


def untracked(placer: Placer) -> tuple[list[Proposed], Told]:
    """What differs from the edition sent with every tracked change rejected, by item and field; and what moved."""
    lines, pretended = placer.lines.all, placer.heads.pretended
    again = [copy for copy in shown_again(placer) if copy.paragraphs[0] not in pretended]
    new = [[n for n in section if placer.of(placer.paragraphs[n].spot).item is None] for section in pretended.values()]
    apart = {n for copy in again for n in copy.paragraphs}.union(*new)
    rows = ChapterRows(placer, apart)
    matching = placer.matching.less(apart) if apart else placer.matching
    in_rows = rows.shown()
    shown = [one for one in placer.paragraphs if matching.is_text(one) and one.spot.paragraph not in in_rows]
    owned: dict[int, int] = {
        one.spot.paragraph: at
        for one in shown
        if (at := matching.line(one.spot.paragraph)) is not None
        # A short value comes again: where the file says it is of another item, the order of lines says nothing.
        and (
            placer.sure(one.spot.paragraph)
            or placer.of(one.spot).item in (None, lines[at].item)
            or (one.spot.paragraph in matching.in_order and placer.kin(placer.of(one.spot).item, lines[at].item))
            or not lines[at].item
        )
    }
    told = _order(placer, matching, owned)
    told = replace(told, twice=tuple(dict.fromkeys(copy.item for copy in again)), split=split(placer, owned))
    fields: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    found: list[Proposed] = []
    touched: set[tuple[str, str]] = set()
    gone = set(range(len(lines))) - set(owned.values()) - rows.kept()

    def in_field(item: str | None, name: str | None, cell: int) -> bool:
        return bool(item and name and cell >= 0 and not item.startswith("text:"))

    for number, line in enumerate(lines):
        if in_field(line.item, line.field, line.cell) and line.role == "text":
            fields.setdefault((str(line.item), str(line.field)), ([], []))[0].append(line.text)
            if number in gone:
                touched.add((str(line.item), str(line.field)))
    added: list[tuple[Place, ReturnedParagraph]] = []
    tiers: dict[tuple[str, str], Tier] = {}
    labels = {line.text for line in lines if line.role == "label" and line.cell >= 0}
    for one in shown:
        at = owned.get(one.spot.paragraph)
        own = lines[at] if at is not None else None
        place = placer.of(one.spot)
        if own.role == "label" if own else _is_label(placer, one.spot) or _is_head(one, place, labels):
            continue
        item, name, cell = (own.item, own.field, own.cell) if own else (place.item, place.field, one.spot.cell)
        key = str(item), str(name)
        if in_field(item, name, cell) and key in fields:
            fields[key][1].append(one.before)
            tiers.setdefault(key, place.tier if place.item == item else Tier.similarity)
            if own is None or plain(one.before) != own.text:
                touched.add(key)
        elif own is None:
            added.append((place, one))
        elif plain(one.before) != own.text:
            found += _changed(placer, own, one, place)
    kept = {item for item, name in fields if any(map(plain, fields[item, name][1]))}
    vanished = _vanished(placer, gone) - kept
    for item, name in sorted(touched, key=list(fields).index):
        was, now = (_joined(part) for part in fields[item, name])
        if plain(was) != plain(now) and item not in vanished:
            place = Place(item, name, tiers.get((item, name), Tier.similarity))
            found.append(Proposed(CommentKind.edit, place, was, now, _change(was, now)))
    found += [_of_row(one, rows) for one in rows.changed() if one.item not in vanished]
    speaks = {n: item for n, item in placer.lines.speaks.items() if item not in vanished}
    left = [replace(lines[n], item=lines[n].item or speaks.get(n)) for n in sorted(gone)]
    found += _removed(left, vanished, placer)
    every = {key: (_joined(was), _joined(now)) for key, (was, now) in fields.items()}
    for copy in again:
        found += _otherwise(placer, copy, every)
    for section in new:
        text = _joined(placer.paragraphs[n].before for n in section)
        if text:
            found.append(Proposed(CommentKind.edit, Place(None, doubt="conflict"), "", text, text))
    return found + _added(placer, added), told


def _of_row(one: Changed, rows: ChapterRows) -> Proposed:
    """A row of a chapter's table that reads otherwise; its words are those of the cells that differ."""
    said = _change(one.before, one.after)
    if one.before and one.after:
        cells = zip_longest(one.before.split(BETWEEN), one.after.split(BETWEEN), fillvalue="")
        differ = [_cell(was, now) for was, now in cells if was != now]
        said = ", ".join(differ) or said
    stands = None if one.before or one.paragraph < 0 else rows.behind(one.paragraph)
    return Proposed(CommentKind.edit, Place(one.item, tier=Tier.similarity), one.before, one.after, said, behind=stands)


def _cell(was: str, now: str) -> str:
    return f"{was} → {now}" if was and now else was or now


def clean(text: str) -> str:
    """Text of a returned file as a person would record it: without the spaces that only keep a line together."""
    return text.replace(NBSP, " ").replace("\u202f", " ").strip()


def _title(placer: Placer, number: int, place: Place, *, before: str, after: str) -> tuple[Place, str, str]:
    """A change in the heading of a card is one of its title, where the code stays; else all as given."""
    at = placer.matching.line(number)
    line = placer.lines.all[at] if at is not None else None
    if line is None or line.role != "heading" or line.item != place.item or place.item not in placer.heads.carded:
        return place, before, after
    (code, _, was), (code_now, _, now) = before.partition(" – "), after.partition(" – ")
    if not was or not now or plain(code) != plain(code_now) or "\n" in after:
        return place, before, after
    return replace(place, field=line.field), was, now


def _kind(group: Iterable[ReturnedRevision]) -> CommentKind:
    kinds = {one.kind in ADDS for one in group if plain(one.text)}
    if len(kinds) > 1:
        return CommentKind.replacement
    return CommentKind.insertion if kinds == {True} else CommentKind.deletion


def _said(group: Sequence[ReturnedRevision]) -> str:
    gone = " … ".join(clean(one.text) for one in group if one.kind not in ADDS and plain(one.text))
    new = " … ".join(clean(one.text) for one in group if one.kind in ADDS and plain(one.text))
    return f"{gone} → {new}" if gone and new else gone or new


def _field(placer: Placer, group: Sequence[ReturnedRevision], place: Place) -> list[ReturnedParagraph]:
    """The paragraphs the group changes; of a field in a cell all paragraphs of the cell."""
    paragraphs = placer.paragraphs
    numbers = {one.spot.paragraph for one in group if one.spot.paragraph < len(paragraphs)}
    if place.field and numbers:
        for step in (-1, 1):
            at = (min(numbers) if step < 0 else max(numbers)) + step
            while 0 <= at < len(paragraphs) and _same_cell(paragraphs[at].spot, group[0].spot):
                numbers.add(at)
                at += step
    return [paragraphs[number] for number in sorted(numbers)]


def _same_cell(one: Spot, other: Spot) -> bool:
    cells = [(spot.part, spot.cell, spot.row_label, spot.heading) for spot in (one, other)]
    return one.cell >= 0 and cells[0] == cells[1]


def _asshare_of(author: str, inside: Mapping[int, Sequence[ReturnedRevision]]) -> Callable[[ReturnedParagraph], str]:
    """How a paragraph reads with the changes of one author; `inside` are those of each paragraph."""
    return lambda one: share_of(one, author, inside.get(one.spot.paragraph, []))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(told for text in texts if (told := clean(text)))


def _is_label(placer: Placer, spot: Spot) -> bool:
    """The left cell of a card's row: its label, in the file's own words."""
    place = placer.of(spot)
    return spot.cell == 0 and bool(place.field) and place.item in placer.lines.wholes


def _is_head(one: ReturnedParagraph, place: Place, labels: Container[str]) -> bool:
    """A heading of a table's column, carried elsewhere with its table; a value may read like one."""
    return one.spot.cell >= 0 and not place.field and plain(one.before) in labels


def _pasted(placer: Placer, group: Sequence[ReturnedRevision], copy: Copy | None) -> bool:
    """Whether a group of changes only brings in again what the card shows already."""
    if copy is None or not all(one.kind in ADDS for one in group):
        return False
    known = known_texts(placer, copy.item)
    return all(plain(one.text) in known or not plain(one.text) for one in group)


def _otherwise(placer: Placer, copy: Copy, fields: Mapping[Field, tuple[str, str]]) -> list[Proposed]:
    """What the second copy of a card says otherwise than the edition and than the first copy (`fields`: was, now)."""
    known = known_texts(placer, copy.item)
    told: dict[Field, list[str]] = {}
    found, added = list[Proposed](), list[tuple[Place, ReturnedParagraph]]()
    places: dict[Field, Place] = {}
    for number in copy.paragraphs:
        one = placer.paragraphs[number]
        place = placer.within(copy.item, one.spot)
        key = str(place.item), str(place.field)
        if not plain(one.before) or (one.spot.cell == 0 and place.item in placer.lines.wholes):
            continue
        if one.spot.cell >= 0 and key in fields:
            told.setdefault(key, []).append(one.before)
            places[key] = place
        elif plain(one.before) not in known:
            added.append((place, one))
    for key, texts in told.items():
        now, (was, first) = _joined(texts), fields[key]
        if plain(now) not in (plain(was), plain(first)):
            found.append(Proposed(CommentKind.edit, places[key], was, now, _change(was, now)))
    return found + _added(placer, added)


def _order(placer: Placer, matching: Matching, owned: dict[int, int]) -> Told:
    """Items whose heading stands elsewhere than before, and those whose heading bears another code."""
    lines = placer.lines.all
    moved, renumbered = [], []
    for number, at in owned.items():
        line = lines[at]
        if line.role != "heading" or not line.item:
            continue
        if number not in matching.in_order and (number in matching.same or matching.carried(number)):
            moved.append(line.item)
        if placer.of(placer.paragraphs[number].spot).doubt == "renumbered":
            renumbered.append(line.item)
    return Told(tuple(dict.fromkeys(moved)), tuple(dict.fromkeys(renumbered)))


def _changed(placer: Placer, line: Line, one: ReturnedParagraph, place: Place) -> list[Proposed]:
    """A paragraph of running text or a heading that reads otherwise; a heading's code alone is no edit."""
    was, now = line.text, clean(one.before)
    if line.role == "heading" and line.item and line.item in placer.lines.items:
        title = placer.lines.items[line.item].title
        now_title = now.partition(" – ")[2] or now
        if plain(now_title) == plain(title):
            return []
        was, now = title or was, now_title if title else now
    if line.item is None and placer.spoken(one.spot) is None:
        place = Place(None, None, Tier.none)
    elif line.item and place.item != line.item:
        place = Place(line.item, line.field if line.role != "heading" else None, Tier.similarity)
    field = "title" if line.role == "heading" and line.item else line.field
    place = Place(place.item, field if place.item else None, place.tier, place.doubt)
    return [Proposed(CommentKind.edit, place, was, now, _change(was, now))]


def _added(placer: Placer, added: Sequence[tuple[Place, ReturnedParagraph]]) -> list[Proposed]:
    """New paragraphs, those that follow each other in one item together."""

    def key(pair: tuple[int, tuple[Place, ReturnedParagraph]]) -> tuple[str | None, str | None, int, bool]:
        number, (place, one) = pair
        return place.item, place.field, one.spot.paragraph - number, one.listed

    found = []
    for _, run in groupby(enumerate(added), key=key):
        pairs = [pair for _, pair in run]
        place, first = pairs[0]
        text = _joined(one.before for _, one in pairs)
        if text:
            place = place if place.item != WHOLE else Place(None)
            stands = behind(placer, first.spot.paragraph, place.item)
            found.append(Proposed(CommentKind.edit, place, "", text, text, behind=stands))
    return found


def _vanished(placer: Placer, gone: set[int]) -> set[str]:
    """Items of which the file shows no line any more."""
    kept = {line.item for number, line in enumerate(placer.lines.all) if number not in gone}
    return {line.item for number in gone if (line := placer.lines.all[number]).item and line.item not in kept}


def _removed(gone: Iterable[Line], vanished: set[str], placer: Placer) -> list[Proposed]:
    """Lines that are no longer there, those of one item together; an item gone as a whole is told once."""
    items = placer.lines.items
    inner = {item for item in vanished if set(items[item].above) & vanished}
    told = [
        line
        for line in gone
        if line.item not in inner
        and (line.role != "label" or (line.item in vanished and not items[line.item].label))
        and (line.item in vanished or not (line.item and line.field and line.cell >= 0))
    ]
    found = []
    for item, run in groupby(told, key=lambda line: line.item):
        lines = list(run)
        if item in vanished and items[item].label and lines[0].cell < 0:
            lines = lines[:1]  # a card is named by its heading; a chapter is its words
        text = printed_lines(lines) if item in vanished else _joined(line.text for line in lines)
        name = lines[0].field if item and item not in vanished and len(lines) == 1 else None
        place = Place(item, name, Tier.similarity if item else Tier.none)
        found.append(Proposed(CommentKind.edit, place, text, "", text))
    return found


def _change(was: str, now: str) -> str:
    """The stretch that changed, from the first to the last word that differs."""
    old, new = was.split(), now.split()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone, came = (" ".join(words[head : len(words) - tail]) for words in (old, new))
    return f"{gone} → {came}" if gone and came else gone or came or now or was
