"""Chapters edited in Word and taken back: the next edition shows what the file showed, or a proposal is told."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import new_points, opened, takes, w

WORDS = (
    "senioři",
    "služba",
    "obec",
    "péče",
    "doma",
    "klub",
    "2.",
    "+",
    "#",
    "_dům_",
    "*",
    "|",
    "a&b",
    "<c>",
    "1)",
    "–",
)


def chapter(chance: Random) -> str:
    """A random chapter: headings, paragraphs, lists in lists, a table, links, bold and italic words, footnotes."""
    parts, notes = list[str](), list[str]()
    for number in range(chance.randint(3, 7)):
        match chance.choice(("text", "text", "bullets", "numbers", "table", "heading", "quote")):
            case "text":
                mark = ""
                if chance.random() < 0.3:
                    notes.append(f"[^{len(notes) + 1}]: Pramen {number}.")
                    mark = f"[^{len(notes)}]"
                parts.append(f"Odstavec {number} {dressed(chance)} konec.{mark}")
            case "bullets":
                parts.append("\n".join(f"{'  ' * (n % 2)}- položka {number}.{n} {dressed(chance)}" for n in range(4)))
            case "numbers":
                parts.append("\n".join(f"{n}. krok {number}.{n} {dressed(chance)}" for n in range(1, 4)))
            case "table":
                rows = "\n".join(f"| {n} | {words(chance)} | {number} |" for n in range(3))
                parts.append(f"| Rok | Co | Kde |\n|---|:-:|--:|\n{rows}")
            case "heading":
                parts.append(f"## Nadpis {number}")
            case "quote":
                parts.append(f"> Citát {number} {words(chance)}")
    return "\n\n".join(["Úvod kapitoly.", *parts, *notes])


def words(chance: Random) -> str:
    return " ".join(chance.choices([one for one in WORDS if one.isalpha()], k=3))


def dressed(chance: Random) -> str:
    told = words(chance)
    return chance.choice(
        (told, told, f"**{told}**", f"*{told}*", f"[{told}](https://example.cz/{chance.randint(1, 9)})")
    )


def of_chapter(root: Any) -> Any:
    """The control of the chapter."""
    tag = next(one for one in root.iter(w("tag")) if "introduction" in str(one.get(w("val"))))
    return tag.getparent().getparent().find(w("sdtContent"))


def spoken(root: Any) -> list[tuple[object, ...]]:
    """The chapter as the file shows it: each paragraph's style, level, row, and letters with their look."""
    found = []
    above: list[int] = []
    for p in of_chapter(root).iter(w("p")):
        style = p.find(f"{w('pPr')}/{w('pStyle')}")
        named = "" if style is None else str(style.get(w("val")))
        level = p.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
        letters = []
        for run in p.iter(w("r")):
            looks = tuple(run.find(f"{w('rPr')}/{w(n)}") is not None for n in ("b", "i"))
            linked = run.getparent().tag == w("hyperlink")
            text = "".join(t.text or "" for t in run.iter(w("t"))).replace("\u00a0", " ")
            styled = named.startswith(("Heading", "TableHeading"))  # their look is the template's
            letters += [(sign, () if sign == " " or styled else (linked or looks)) for sign in text]
            letters += [("¹", ()) for _ in run.iter(w("footnoteReference"))]
        told = "".join(sign for sign, _ in letters)
        if told.strip():
            start, end = len(told) - len(told.lstrip()), len(told.rstrip())
            cell = p.getparent().tag == w("tc")
            # A list never begins below its first level: an item whose parent is gone moves up.
            above = (
                [] if level is None else [*(n for n in above if n < int(level.get(w("val")))), int(level.get(w("val")))]
            )
            found.append((named, len(above), cell, tuple(letters[start:end])))
    return found


def edit(chance: Random) -> Callable[[Any], None]:
    """One thing a person does to a chapter in Word without tracking."""

    def done(root: Any) -> None:
        inside = of_chapter(root)
        every = [p for p in inside.iter(w("p")) if "".join(t.text or "" for t in p.iter(w("t"))).strip()]
        blocks = [p for p in every if p.getparent().tag != w("tc")]
        one = chance.choice(blocks)
        match chance.choice(("delete", "insert", "reword", "swap", "join", "bold", "unbold", "row", "cell", "first")):
            case "delete" if len(blocks) > 2:
                one.getparent().remove(one)
            case "insert" | "first" as where:
                new = copy.deepcopy(one)
                for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
                    mark.getparent().remove(mark)
                for run in [r for r in new.iter(w("r")) if r.find(w("footnoteReference")) is not None]:
                    run.getparent().remove(run)
                typed(new, f"Nové {chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randint(1, 99)}")
                one.addprevious(new) if where == "first" else one.addnext(new)
            case "reword":
                typed(
                    chance.choice(every), f"{chance.choice(WORDS)} {chance.choice(WORDS)} jinak {chance.randint(1, 99)}"
                )
            case "swap":
                other = chance.choice(blocks)
                if other is not one:
                    one.addprevious(other)
            case "join" if (after := one.getnext()) is not None and after.tag == w("p") and len(blocks) > 2:
                for run in [each for each in after if each.tag in (w("r"), w("hyperlink"))]:
                    one.append(run)
                after.getparent().remove(after)
            case "bold" | "unbold" as how:
                for run in chance.choice(every).iter(w("r")):
                    properties = run.find(w("rPr"))
                    if properties is None:
                        properties = etree.Element(w("rPr"))
                        run.insert(0, properties)
                    for mark in properties.findall(w("b")):
                        properties.remove(mark)
                    if how == "bold" and run.find(w("footnoteReference")) is None:
                        properties.insert(0, etree.Element(w("b")))
            case "row" if rows := [*inside.iter(w("tr"))][1:]:
                row = chance.choice(rows)
                if chance.random() < 0.5:
                    row.addprevious(copy.deepcopy(row))
                else:
                    row.getparent().remove(row)
            case "cell" if rows := [*inside.iter(w("tr"))]:
                typed(next(chance.choice(rows).iter(w("p"))), f"Buňka {chance.choice(WORDS)}")

    return done


def typed(paragraph: Any, text: str) -> None:
    """Other words in the paragraph's first run."""
    texts = [*paragraph.iter(w("t"))]
    for one in texts[1:]:
        one.text = ""
    if texts:
        texts[0].text = text
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def travelled(desk: Clerk, seed: int) -> tuple[dict[str, Any], list[dict[str, Any]], bool]:
    """What take-back told of a random chapter with random edits, its proposals, whether the next edition shows it."""
    chance = Random(seed)
    text = chapter(chance).replace('"', '""')
    desk.records("texts", f'section,text\nintroduction,"{text}"\n')
    desk.reads("document", "issue", "plan")
    paper = opened(desk)
    for _ in range(chance.randint(1, 4)):
        paper = paper.changed(edit(chance))
    before = {one["id"] for one in new_points(desk)}
    told = takes(desk, paper, "--apply-texts", name=f"v{seed}.docx")
    new = [one for one in new_points(desk) if one["id"] not in before]
    desk.reads("document", "issue", "plan")
    now, wanted = (spoken(etree.fromstring(one.parts["word/document.xml"])) for one in (opened(desk), paper))
    return told, new, now == wanted


@pytest.mark.parametrize("seed", range(3))
def test_a_chapter_edited_in_word_comes_home_as_the_file_shows_it_or_a_proposal_is_told(taken_up, seed: int):
    told, new, same = travelled(taken_up("round runs"), seed)

    assert same or (new and told["texts_kept"])


@pytest.mark.slow
def test_forty_chapters_edited_in_word_come_home_or_are_told(taken_up):
    desk = taken_up("round runs")
    every = [travelled(desk, seed) for seed in range(100, 140)]

    assert [n for n, (told, new, same) in enumerate(every, 100) if not same and not (new and told["texts_kept"])] == []
