"""Footnotes of a returned file beside those of its edition: what came, what reads otherwise, what is gone."""

from collections.abc import Iterator, Sequence

from lifecycle.documents.alignment import common
from lifecycle.documents.footnoted import footnote
from lifecycle.documents.placement import Place, Placer
from lifecycle.documents.proposed import Proposed
from lifecycle.documents.returned import Returned, ReturnedFootnote, ReturnedParagraph, ReturnedRevision
from lifecycle.documents.typography import plain
from lifecycle.model.comment import CommentKind, Tier


def tracked_notes(placer: Placer, returned: Returned) -> list[Proposed]:
    """Footnotes that came, went or changed with tracking on, at the paragraph that refers to them."""
    return list(_Seen(placer, returned).tracked())


def untracked_notes(placer: Placer, returned: Returned) -> list[Proposed]:
    """Footnotes that the edition does not have so, every tracked change rejected; none is passed over."""
    return list(_Seen(placer, returned).untracked())


def beside_notes(returned: Returned) -> list[ReturnedRevision]:
    """The tracked changes that stand in no footnote: what is tracked there is told with its note."""
    inside = {number for one in returned.footnotes for number in one.paragraphs}
    return [one for one in returned.revisions if one.spot.paragraph not in inside]


class _Seen:
    def __init__(self, placer: Placer, returned: Returned) -> None:
        self._placer = placer
        self._returned = returned
        own: dict[str | None, list[ReturnedFootnote]] = {}
        for one in returned.footnotes:
            own.setdefault(self._place(one).item, []).append(one)
        self._own = own

    def tracked(self) -> Iterator[Proposed]:
        """Marks that came or went with tracking on, and tracked words in a note that stays."""
        for one in self._returned.footnotes:
            was, now = self._text(one, before=True), self._text(one, before=False)
            if one.was and not one.kept:
                yield self._gone(self._place(one), was, CommentKind.deletion, one)
            elif one.kept and not one.was:
                yield self._new(one, now, CommentKind.insertion)
            elif one.was and one.kept and plain(was) != plain(now):
                kind = CommentKind.replacement
                if not plain(was) or not plain(now):
                    kind = CommentKind.deletion if plain(was) else CommentKind.insertion
                change = next(r for r in self._returned.revisions if r.spot.paragraph in one.paragraphs)
                place, said = self._place(one), f"{plain(was)} → {plain(now)}"
                yield Proposed(kind, place, footnote(was), footnote(now), said, change.author, change.date)

    def untracked(self) -> Iterator[Proposed]:
        """What differs with every tracked change rejected, chapter by chapter."""
        items = dict.fromkeys([*self._placer.lines.notes, *self._own])
        shown = {self._placer.of(one.spot).item for one in self._returned.paragraphs}
        for item in items:
            ours = list(self._placer.lines.notes.get(item or "", ()))
            theirs = [one for one in self._own.get(item, []) if one.was and plain(self._text(one, before=True))]
            texts = [plain(self._text(one, before=True)) for one in theirs]
            start_our = start_their = 0
            for our, their in [*common(ours, texts), (len(ours), len(texts))]:
                yield from self._between(item, ours[start_our:our], theirs[start_their:their], gone=item in shown)
                start_our, start_their = our + 1, their + 1

    def _between(
        self, item: str | None, ours: Sequence[str], theirs: Sequence[ReturnedFootnote], *, gone: bool
    ) -> Iterator[Proposed]:
        """Notes between two that stayed: as many as before are the same ones, written otherwise."""
        kind = CommentKind.edit
        if len(ours) == len(theirs):
            for was, one in zip(ours, theirs, strict=True):
                now = plain(self._text(one, before=True))
                yield Proposed(kind, self._place(one), footnote(was), footnote(now), f"{was} → {now}")
            return
        yield from (self._new(one, self._text(one, before=True), kind) for one in theirs)
        if gone:  # of a chapter that is gone its notes are not told one by one
            yield from (self._gone(Place(item, tier=Tier.similarity), was, kind, None) for was in ours)

    def _new(self, one: ReturnedFootnote, text: str, kind: CommentKind) -> Proposed:
        host = self._returned.paragraphs[one.paragraph]
        tracked = kind is not CommentKind.edit and not plain(host.before)
        told, at = (host.text, one.at) if tracked else (host.before, one.was_at)
        after = told[:at].rstrip() + footnote(text) + told[at:]
        return Proposed(kind, self._place(one), plain(told), after, plain(text), one.author, one.date)

    def _gone(self, place: Place, was: str, kind: CommentKind, one: ReturnedFootnote | None) -> Proposed:
        told = (one.author, one.date) if one else ("", None)
        return Proposed(kind, place, footnote(was), "", plain(was), *told)

    def _place(self, one: ReturnedFootnote) -> Place:
        return self._placer.of(self._returned.paragraphs[one.paragraph].spot)

    def _text(self, one: ReturnedFootnote, *, before: bool) -> str:
        """The note as one paragraph."""
        told: list[ReturnedParagraph] = [self._returned.paragraphs[n] for n in one.paragraphs]
        return " ".join(plain(each.before if before else each.text) for each in told).strip()
