"""Chapters that come home from Word with more than other words: looks, links, order, kinds of paragraphs, places."""

import copy
import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper, new_points, opened, takes, w

TEXT = """Naše **zásady** zní:

- Pomoc přijde k lidem.
- O pomoci rozhodují sami.
- Obce se o náklady dělí.

Postup je [na webu](https://www.example.cz/plan) a tady:

1. Koordinátorka sbírá údaje.
2. Skupiny je projednají.
3. Zastupitelstva rozhodnou."""
CHAPTER = f'section,text\nintroduction,"{TEXT}"\n'


@pytest.fixture
def desk(taken_up: Callable[[str], Clerk]) -> Clerk:
    """A clerk of Mnichovo Hradiště whose draft has a chapter with lists, a link and a bold word."""
    clerk = taken_up("round runs")
    clerk.records("texts", CHAPTER)
    clerk.reads("document", "issue", "plan")
    return clerk


def at(root: Any, words: str) -> Any:
    """The last paragraph with the words."""
    texts = ((p, "".join(t.text or "" for t in p.iter(w("t"))).replace("\u00a0", " ")) for p in root.iter(w("p")))
    return [p for p, text in texts if words in text][-1]


def like(paragraph: Any, words: str) -> Any:
    """Another paragraph of the same kind."""
    new = copy.deepcopy(paragraph)
    for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    first, *rest = new.iter(w("t"))
    first.text = words
    for one in rest:
        one.text = ""
    return new


def without_first_number(root: Any) -> None:
    one = at(root, "Koordinátorka sbírá")
    one.getparent().remove(one)


def joined(root: Any) -> None:
    first, second = at(root, "Koordinátorka sbírá"), at(root, "Skupiny je")
    for run in second.findall(w("r")):
        first.append(run)
    second.getparent().remove(second)


def unbold(root: Any) -> None:
    for mark in [*at(root, "Naše").iter(w("b"))]:
        mark.getparent().remove(mark)


def bold(root: Any) -> None:
    run = at(root, "přijde k lidem").find(w("r"))
    run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{w("x")[1:-2]}"><w:b/></w:rPr>'))


def swapped(root: Any) -> None:
    at(root, "přijde k lidem").addprevious(at(root, "Obce se o"))


def unlisted(root: Any) -> None:
    properties = at(root, "rozhodují sami").find(w("pPr"))
    for one in list(properties):
        properties.remove(one)


def linked_elsewhere(paper: Paper) -> Paper:
    name = "word/_rels/document.xml.rels"
    parts = {**paper.parts, name: paper.parts[name].replace(b"example.cz/plan", b"example.cz/jinam")}
    return Paper(parts)


def before(words: str, new: str, kind: str = "") -> Callable[[Any], None]:
    """A new paragraph of the `kind` of another one before the one with the words."""
    return lambda root: at(root, words).addprevious(like(at(root, kind or words), new))


def text(clerk: Clerk) -> str:
    return next(row["text"] for row in clerk.reads("show", "texts") if row["section"] == "introduction")


COMES = {
    "the first numbered item is gone": (
        without_first_number,
        ("1. Koordinátorka sbírá údaje.\n2. Skupiny je projednají.\n3.", "1. Skupiny je projednají.\n2."),
    ),
    "two numbered items are joined": (
        joined,
        ("údaje.\n2. Skupiny je projednají.\n3.", "údaje.Skupiny je projednají.\n2."),
    ),
    "a word is bold no more": (unbold, ("**zásady**", "zásady")),
    "words are bold": (bold, ("Pomoc přijde k lidem.", "**Pomoc přijde k lidem.**")),
    "items stand in another order": (
        swapped,
        ("- Pomoc přijde k lidem.\n- O pomoci rozhodují sami.\n- Obce se o náklady dělí.",
         "- Obce se o náklady dělí.\n- Pomoc přijde k lidem.\n- O pomoci rozhodují sami."),
    ),
    "an item is a plain paragraph": (unlisted, ("\n- O pomoci rozhodují sami.\n", "\n\nO pomoci rozhodují sami.\n\n")),
    "a list has a new first item": (before("přijde k lidem", "Nasloucháme."), ("- Pomoc", "- Nasloucháme.\n- Pomoc")),
    "numbers have a new first one": (
        before("Koordinátorka", "Obce začnou."),
        ("1. Koordinátorka sbírá údaje.\n2. Skupiny je projednají.\n3.",
         "1. Obce začnou.\n2. Koordinátorka sbírá údaje.\n3. Skupiny je projednají.\n4."),
    ),
    "the chapter has a new beginning": (
        before("Naše", "Úvodem.", "Postup je"),
        ("Naše **zásady**", "Úvodem.\n\nNaše **zásady**"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", COMES)
def test_what_the_coordinator_did_to_a_chapter_in_word_comes_home(desk: Clerk, what: str):
    change, (was, now) = COMES[what]
    told = takes(desk, opened(desk).changed(change), "--apply-texts")

    assert (told["texts_kept"], new_points(desk), text(desk)) == ([], [], TEXT.replace(was, now))


def test_a_link_that_leads_elsewhere_comes_home(desk: Clerk):
    takes(desk, linked_elsewhere(opened(desk)), "--apply-texts")

    assert text(desk) == TEXT.replace("example.cz/plan", "example.cz/jinam")


def test_a_document_prints_after_a_numbered_list_lost_its_first_item(desk: Clerk):
    takes(desk, opened(desk).changed(without_first_number), "--apply-texts")

    assert desk.reads("document", "issue", "plan")["entry"]


TOLD = {
    "bold_off": (unbold, "Zrušené zvýraznění (tučné písmo) v „Naše zásady zní:“: „zásady“."),
    "bold_on": (bold, "Nově zvýrazněná slova (tučné písmo) v „Pomoc přijde k lidem.“: „Pomoc přijde k lidem.“."),
    "order": (swapped, "Jiné pořadí: „Obce se o náklady dělí.“ stojí v souboru za „Naše zásady zní:“."),
    "kind": (
        unlisted,
        "Jiný druh odstavce: „O pomoci rozhodují sami.“ bylo v plánu: odrážka; v souboru: běžný odstavec.",
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_changed_besides_words_is_told_where_the_chapter_is_not_applied(desk: Clerk, what: str):
    change, sentence = TOLD[what]
    takes(desk, opened(desk).changed(change))

    assert [(one["item"], one["text"]) for one in new_points(desk)] == [("text:introduction", sentence)]


def test_a_file_nobody_changed_proposes_nothing(desk: Clerk):
    told = takes(desk, opened(desk).without_controls(), "--apply-texts")

    assert (told["texts"], told["untracked_edits"], text(desk)) == (0, 0, TEXT)


def test_an_edit_that_is_no_words_is_offered_to_be_written_by_hand(desk: Clerk):
    told = takes(desk, opened(desk).changed(unbold))

    assert told["by_hand_ids"] == told["proposal_ids"] != []


DRAWN = """Úvod.

![Mapa obcí](mapa.png "Území")

Konec."""


def a_picture(colour: str) -> bytes:
    """The bytes of a picture."""
    made = io.BytesIO()
    Image.new("RGB", (300, 150), colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def drawn(taken_up: Callable[[str], Clerk]) -> Clerk:
    """The same clerk, whose chapter shows a picture."""
    clerk = taken_up("round runs")
    clerk.paper("mapa.png", a_picture("#2f6690"))
    clerk.records("texts", 'section,text\nintroduction,"' + DRAWN.replace('"', '""') + '"\n')
    clerk.reads("document", "issue", "plan")
    return clerk


def drawing(root: Any) -> Any:
    return next(one for one in root.iter(w("drawing")) if b"Mapa obc" in etree.tostring(one, encoding="utf-8"))


def no_picture(root: Any) -> None:
    one = drawing(root)
    one.getparent().remove(one)


def other_words(root: Any) -> None:
    for one in drawing(root).iter():
        if one.get("descr"):
            one.set("descr", "Mapa tří obcí")


@pytest.mark.parametrize(
    ("change", "now"),
    [(no_picture, "Úvod.\n\nKonec."), (other_words, DRAWN.replace("Mapa obcí](mapa.png", "Mapa tří obcí](<mapa.png>"))],
    ids=["gone", "other words"],
)
def test_what_became_of_a_picture_comes_home(drawn: Clerk, change: Callable[[Any], None], now: str):
    takes(drawn, opened(drawn).changed(change), "--apply-texts")

    assert (text(drawn), new_points(drawn)) == (now, [])


def test_another_picture_is_told_to_be_taken_in_by_hand(drawn: Clerk):
    paper = opened(drawn)
    name = next(name for name in paper.parts if name.startswith("word/media/picture"))
    takes(drawn, Paper({**paper.parts, name: a_picture("#a03030")}), "--apply-texts")

    assert [one["text"] for one in new_points(drawn)] == [
        "Obrázek „Mapa obcí“ je v souboru vyměněný za jiný. "
        "Uložte ho, prosím, vedle formuláře textů a zapište kapitolu znovu."
    ]
