"""New paragraphs of a returned file: behind which one of the edition's they stand, and whether they are of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lifecycle.documents.placement import Placer
from lifecycle.documents.returned import ReturnedParagraph, ReturnedRevision
from lifecycle.documents.typography import plain

_ADDS = ("insertion", "move_to")
_MOST = 20
"""New paragraphs in a row that are told with what stands before them."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a new paragraph stands behind, the nearest one first, the last one as the edition and the file word it.

    Those between them are new too: whichever of them is accepted before, the order stays.
    """

    texts: tuple[str, ...]
    listed: bool = False
    """Whether the new paragraph is an item of a list."""


def behind(placer: Placer, number: int, item: str | None) -> Behind | None:
    """What the new paragraph stands behind in a chapter; None where that is not sure, or it is a heading."""
    new = placer.paragraphs[number]
    shown = placer.lines.items.get(item or "")
    if shown is None or shown.label or item not in placer.lines.wholes or new.heading_level or new.spot.cell >= 0:
        return None
    texts: list[str] = []
    for at in range(number, -1, -1):
        one = placer.paragraphs[at]
        if not placer.matching.stands(one) or one.spot.part != new.spot.part or one.spot.cell >= 0:
            return None
        line = placer.matching.line(at) if plain(one.before) else None
        if line is not None:
            # The paragraph itself: Enter was pressed at the end of one that stood there.
            fits = at == number or _fits(placer, number, one)
            known = (placer.lines.all[line].text, plain(one.before), plain(one.text) if at < number else "")
            own = placer.lines.all[line].item == item
            return Behind(tuple(dict.fromkeys((*texts, *filter(None, known)))), new.listed) if own and fits else None
        if len(texts) == _MOST:
            return None
        if at < number and plain(one.text):
            texts.append(plain(one.text))
    return None


def parted(placer: Placer, number: int, inside: Mapping[int, Sequence[ReturnedRevision]]) -> list[ReturnedParagraph]:
    """The paragraphs that the paragraph was one with when every change is rejected: Enter was pressed in it.

    `inside` are the changes of each paragraph.
    """
    paragraphs, first = placer.paragraphs, number
    while first > 0 and number - first < _MOST and not paragraphs[first - 1].was and paragraphs[first - 1].kept:
        before = paragraphs[first - 1]
        new = "".join(one.text for one in inside.get(first - 1, ()) if one.kind in _ADDS)
        if plain(new) == plain(before.text):
            break  # a paragraph that is wholly new
        first -= 1
    return list(paragraphs[first : number + 1])


def _fits(placer: Placer, number: int, before: ReturnedParagraph) -> bool:
    """Whether a new item goes on with a list, and a new paragraph cuts none in two."""
    new = placer.paragraphs[number]
    if not new.listed:
        after = placer.paragraphs[number + 1] if number + 1 < len(placer.paragraphs) else None
        return not (before.listed and after is not None and after.listed)
    return before.listed
