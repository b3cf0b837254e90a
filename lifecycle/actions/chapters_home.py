"""Narrative chapters that come home from Word: their new text where it prints, and what stays a proposal, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.rules import row_faults
from lifecycle.documents.chapter_source import chapter_source, emptied, shown
from lifecycle.documents.chaptered import Piece
from lifecycle.documents.footnoted import has_footnote, note_written
from lifecycle.documents.narrative import pictures_of
from lifecycle.documents.placement import Place
from lifecycle.documents.proposed import Proposed
from lifecycle.documents.reshaped import FOREIGN, Read, Reshaped, reshaped, safe, unsafe, with_own_pictures
from lifecycle.documents.reworded import reworded
from lifecycle.documents.rewriting import added, noted, rewritten
from lifecycle.documents.tabled import row_written
from lifecycle.documents.typography import plain
from lifecycle.model.comment import CommentKind, Tier
from lifecycle.model.content import Content
from lifecycle.model.history import Change, Drop, Put
from lifecycle.model.strategy import Chapter, Illustration

REASONS = ("broken", "empty", "footnote", "look", "place")
"""Why changes of a chapter stay proposals, each with its sentence."""


@dataclass
class Home:
    """What became of the chapters of one file: `changes` write them, `proposals` and `edits` are left."""

    changes: list[Change] = field(default_factory=list)
    proposals: list[Proposed] = field(default_factory=list)
    edits: list[Proposed] = field(default_factory=list)
    texts: int = 0
    whole: set[str] = field(default_factory=set)
    """Chapters that now read just as the file does."""
    broken: set[str] = field(default_factory=set)
    """Chapters of which a change was left out because with it the chapter would not print."""
    empty: set[str] = field(default_factory=set)
    """Chapters of which nothing was written because nothing would be left of them."""


def come_home(
    desk: Desk, content: Content, read: Mapping[str, Read], *, proposals: Sequence[Proposed], edits: Sequence[Proposed]
) -> Home:
    """The chapters as they read in the file, each checked as `record texts` would before it is written."""
    home = Home()
    done: set[int] = set()
    every = [*proposals, *edits]
    for chapter in content.all(Chapter):
        own = [one for one in every if one.place.item == chapter.address]
        told = read.get(chapter.address)
        if not own and (told is None or told.now == told.sent):
            continue
        pictures = {one.name: one for one in content.all(Illustration) if one.section == chapter.section}

        def fits(text: str, chapter: Chapter = chapter, pictures: Mapping[str, Illustration] = pictures) -> bool:
            """Whether the text may be recorded and prints."""
            if not text.strip() or row_faults(desk, content, chapter.replaced(text=text)):
                return False
            return shown(text, pictures) is not None

        if _emptied(chapter.text, own, told, pictures):
            home.empty.add(chapter.address)
            continue
        text, made, broken = _piecewise(chapter.text, own, fits, pictures)
        if told is not None and shown(chapter.text, pictures) == list(told.sent):
            now = [piece.seen for piece in safe(with_own_pictures(told.sent, told.now))]
            whole = text if shown(text, pictures) == now else chapter_source(chapter.text, now, pictures=pictures)
            if whole is not None and fits(whole):
                text, broken = whole, False
                made = {id(one) for one in own if id(one) in made or _visible(one, now)}
                home.whole.add(chapter.address)
        done |= made
        home.broken |= {chapter.address} if broken else set()
        if text.strip() and text != chapter.text:
            home.changes.append(Put(chapter.replaced(text=text)))
            home.texts += 1
            called = pictures_of(text)
            home.changes += [Drop(one.KIND, one.identity) for one in pictures.values() if one.name not in called]
    home.proposals = [one for one in proposals if id(one) not in done]
    home.edits = [one for one in edits if id(one) not in done]
    return home


def shapes(read: Mapping[str, Read], *, but: Iterable[str], say: Callable[..., str]) -> list[Proposed]:
    """What the file changes in chapters besides their words, `but` of those that read as the file does."""
    left = set(but)  # their words and their looks are written, a picture that is not the chapter's own is not
    return [
        Proposed(CommentKind.edit, Place(item, tier=Tier.control), "", "", _sentence(one, say))
        for item, told in read.items()
        for one in (*reshaped(told.sent, [piece.seen for piece in safe(told.before)]), *unsafe(told.now))
        if item not in left or one.code in FOREIGN
    ]


def kept(content: Content, home: Home) -> list[dict[str, Any]]:
    """The chapters of which something stays a proposal: how much, and why."""
    left = [*home.proposals, *home.edits]
    counts = Counter(one.place.item for one in left)
    return [
        {
            "item": one.address,
            "label": content.named(one.address),
            "count": counts[one.address],
            "reason": _reason(one, [each for each in left if each.place.item == one.address], home),
        }
        for one in content.all(Chapter)
        if counts[one.address]
    ]


def _emptied(source: str, own: Sequence[Proposed], told: Read | None, pictures: Mapping[str, Illustration]) -> bool:
    """Whether the file leaves nothing of the chapter: half of that would be written, half would wait."""
    if told is not None:
        return not any(piece.text or piece.kind == "picture" for piece in told.now)
    stays = any(one.after.strip() and not has_footnote(one.after) for one in own)
    return not stays and emptied(source, [one.before for one in own], pictures=pictures)


def _reason(chapter: Chapter, left: Sequence[Proposed], home: Home) -> str:
    if chapter.address in home.empty:
        return "empty"
    if chapter.address in home.broken:
        return "broken"
    if all(not one.before and not one.after for one in left):
        return "look"
    over = any(has_footnote(one.before + one.after) or (one.before and noted(chapter.text, one.before)) for one in left)
    return "footnote" if over else "place"


def _sentence(one: Reshaped, say: Callable[..., str]) -> str:
    facts = {
        name: say(f"reshaped.kinds.{value}") if name in ("was_kind", "now_kind") else value
        for name, value in one.facts.items()
    }
    return say(f"reshaped.{one.code}", **facts)


def _visible(one: Proposed, now: Sequence[Piece]) -> bool:
    """Whether the chapter shows what was proposed: of several people's changes in one paragraph all are shown."""
    if has_footnote(one.before + one.after):
        return True
    texts = "\n".join(piece.text for piece in now)
    if all(plain(line) in texts for line in one.after.split("\n")):
        return True
    new = one.said.partition(" → ")[2] or one.said
    return one.kind is not CommentKind.edit and all(plain(part) in texts for part in new.split(" … "))


def _piecewise(
    source: str, own: Sequence[Proposed], fits: Callable[[str], bool], pictures: Mapping[str, Illustration]
) -> tuple[str, set[int], bool]:
    """The chapter with every change that has one place, which of them, and whether one would have broken it."""
    text, done, broken = source, set[int](), False
    # A paragraph with a footnote that is gone while new words came may be the same one, footnote and all.
    gone = [one for one in own if not one.after.strip() and noted(text, one.before)]
    held = {id(one) for one in (*gone, *(one for one in own if gone and not one.before.strip()))}
    # What is new stands behind what was there: it takes its place before that is changed.
    ordered = sorted(own, key=lambda one: bool(one.before.strip()))
    ordered = ordered if len(held) == len(gone) else [one for one in ordered if id(one) not in held]
    # A footnote is told with its paragraph as the file has it: first where that stood there, last where it is new.
    notes = [one for one in ordered if has_footnote(one.before + one.after)]
    for one in [*notes, *(one for one in ordered if one not in notes), *notes]:
        if id(one) in done:
            continue
        new = reworded(text, one.before, one.after, pictures=pictures) or _with(text, one)
        if new is not None and fits(new):
            text = new
            done.add(id(one))
        else:
            broken = broken or new is not None
    return text, done, broken


def _with(text: str, one: Proposed) -> str | None:
    """The chapter with one change made; None where there is no one place for it."""
    behind = one.behind.texts if one.behind else ()
    if has_footnote(one.before + one.after):
        return note_written(text, one.before, one.after)
    row = row_written(text, one.before, one.after, behind=behind)
    if row is not None:
        return row
    if not one.before.strip():
        return added(text, one.after, behind=behind, listed=one.behind.listed) if one.behind else None
    new, left = rewritten(text, [(one.before, one.after)])
    return None if left else new
