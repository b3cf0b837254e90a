"""What a Word file holds beside the text that is read in order: headers, footers, comments, addresses, struck words.

Words that are hidden or struck through say the opposite of what they say in a text.

What editors change by saving alone is left out: the number of header parts, page fields, the order of comments.
"""

from collections.abc import Iterator, Mapping
from posixpath import basename
from urllib.parse import unquote

from lxml import etree

from lifecycle.documents.typography import plain
from lifecycle.documents.word.gate import opened, tree
from lifecycle.documents.word.identity import differences
from lifecycle.documents.word.sight import Sight, attribute
from lifecycle.documents.word.struck import HIDDEN, STRUCK, Switches

PLACES = ("header", "footer", "link", "struck", "hidden", "comment")
_TEXTS = ("document", "footnotes", "header", "footer")


def beside(data: bytes) -> dict[str, list[str]]:
    """What stands at each of `PLACES`, in an order that an editor keeps."""
    parts = {name: part for name, part in opened(data).items() if name.startswith("word/")}
    found: dict[str, list[str]] = {place: [] for place in PLACES}
    switches = Switches(tree(parts["word/styles.xml"]) if "word/styles.xml" in parts else None)
    for name, part in sorted(parts.items(), key=lambda one: _order(one[0])):
        kind = _kind(name)
        if kind in _TEXTS:
            root = tree(part)
            if kind in ("header", "footer"):
                found[kind] += Sight().of(root)
            else:
                found["link"] += _links(root, parts.get(f"word/_rels/{basename(name)}.rels"))
            found["struck"] += switches.words(root, STRUCK)
            found["hidden"] += switches.words(root, HIDDEN)
        elif kind == "comments":
            found["comment"] += map(_comment, tree(part).iter("{*}comment"))
    for place in ("header", "footer", "comment"):
        found[place] = sorted(set(map(plain, found[place])))
    return {place: [text for text in texts if plain(text)] for place, texts in found.items()}


def further_differences(
    ours: Mapping[str, list[str]], theirs: Mapping[str, list[str]]
) -> Iterator[dict[str, str | None]]:
    """What differs beside the text, each with its `place`; a copy without any comment is the one to publish."""
    for place in PLACES:
        if place == "comment" and not theirs[place]:
            continue
        for one in differences(ours[place], theirs[place]):
            yield {**one, "place": place, "chapter": None}


def _order(name: str) -> tuple[int, str]:
    kind = _kind(name)
    return (_TEXTS.index(kind) if kind in _TEXTS else len(_TEXTS)), name


def _kind(name: str) -> str:
    """`header` of `word/header2.xml`; nothing of other parts."""
    return basename(name).removesuffix(".xml").rstrip("0123456789") if name.endswith(".xml") else ""


def _links(root: etree._Element, relations: bytes | None) -> Iterator[str]:
    """The words and the address of each link that leads out, in reading order."""
    if relations is None:
        return
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in tree(relations).iter("{*}Relationship")
        if one.get("TargetMode") == "External"
    }
    last = ""
    for link in root.iter("{*}hyperlink"):
        address = unquote(targets.get(attribute(link, "id"), "")).rstrip("/")
        # An editor may write one link as several that stand side by side.
        if address and address != last:
            yield address
        last = address


def _comment(comment: etree._Element) -> str:
    told = " ".join("".join(text.text or "" for text in p.iter("{*}t")) for p in comment.iter("{*}p"))
    return f"{attribute(comment, 'author')}: {told}"
