"""How long writing Word takes, and how much memory, against its floor and against the libraries people use for it.

Run: python -m tests.benchmarks.bench_word [--alone]      (--alone leaves the libraries out, which take minutes)
The floor serialises and deflates the same finished XML. The plan has 121 cards of measures with budgets and 300
comments in 165 threads, then four and sixteen times as much. Every card has a text of its own: equal texts would
deflate in no time and make the floor lower than it is in life.

`write` is given the content hash, which an edition needs whatever its writer; `alone` makes it as well. The libraries
write the same headings, tables and texts, python-docx the comments too (it has no replies), neither anchors, contents
or numbered captions; docxtpl is measured where it is installed, nothing else here needs it.
Memory is what one call adds at its peak to a process of its own that holds what the call begins with: ours the
document as a value, the floor the finished trees. It is read from Linux's own account, which sees libxml2 too.
"""

import ctypes
import gc
import importlib.util
import io
import os
import platform
import random
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx
from lxml import etree

from lifecycle.documents.blocks import Card, Table, text
from lifecycle.documents.document import Document, Note, Section, Thread, content_sha256
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE
from tests.documents.word.sample import COVER, SAID, TEXTS, measure

CARDS, THREADS, REPLIED = 121, 165, 135
"""135 threads with one reply and 30 without are 300 comments."""
ROUNDS = 7
SIZES = (1, 4, 16)


WORDS = (
    *("pečovatelská", "služba", "terénní", "odlehčovací", "senioři", "rodina", "děti", "obec", "město", "Dačice"),
    *("Slavonice", "Studená", "dostupnost", "kapacita", "pracovník", "uživatel", "potřeba", "podpora", "bydlení"),
    *("zaměstnání", "dluhy", "poradenství", "spolupráce", "doprava", "dobrovolník", "víkend", "domácnost", "pomoc"),
    *("zajistit", "rozšířit", "udržet", "zlepšit", "do", "roku", "a", "v", "k", "s", "pro", "při", "podle", "nový"),
)


def a_card(code: str, luck: random.Random) -> Card:
    """A measure whose texts are its own."""
    card = measure(code, " ".join(luck.choices(WORDS, k=6)))
    fields = tuple(replace(field, runs=text(" ".join(luck.choices(WORDS, k=12)))) for field in card.fields[1:])
    return replace(card, fields=(replace(card.fields[0], runs=text(" ".join(luck.choices(WORDS, k=60)))), *fields))


def plan(times: int) -> Document:
    """A plan `times` the size of a real one."""
    count = CARDS * times
    luck = random.Random(times)
    cards = tuple(a_card(f"{n // 100 + 1}.{n % 100 + 1}", luck) for n in range(count))
    threads = tuple(
        Thread(
            cards[n % count].item,
            "responsible" if n % 3 else None,
            n % 2 == 0,
            tuple(
                Note(f"C-{n}-{k}", "Obec Slavonice", "2014-10-08", "Doplňte prosím termín a odpovědnou osobu.")
                for k in range(2 if n % THREADS < REPLIED else 1)
            ),
        )
        for n in range(THREADS * times)
    )
    return Document(COVER, (Section("strategy", "Strategická část", True, cards),), threads)


Trees = tuple[dict[str, etree._Element], dict[str, bytes]]


def ours(document: Document, content: str | None = None) -> bytes:
    """The file as the program writes it."""
    return write(document, texts=TEXTS, template=BASE, phrases=SAID, content=content)


def finished(data: bytes) -> Trees:
    """The parts of a file: the XML as trees, the others as they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        every = {name: package.read(name) for name in package.namelist()}
    trees = {name: etree.fromstring(part) for name, part in every.items() if name.endswith((".xml", ".rels"))}
    return trees, {name: part for name, part in every.items() if name not in trees}


def floor(trees: dict[str, etree._Element], others: dict[str, bytes]) -> bytes:
    """Serialise the finished trees and deflate them with everything else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, tree in trees.items():
            archive.writestr(name, etree.tostring(tree, encoding="UTF-8"))
        for name, data in others.items():
            archive.writestr(name, data)
    return target.getvalue()


def every_card(document: Document) -> list[Card]:
    """The cards of the plan, each followed by those inside it."""
    found = []
    for card in document.sections[0].blocks:
        assert isinstance(card, Card)
        found += [card, *(inner for inner in card.blocks if isinstance(inner, Card))]
    return found


def tables_of(card: Card) -> list[tuple[str, list[list[str]]]]:
    """The style and the texts of a card's tables: its fields, its budget."""
    fields = [[field.label, said(field.runs)] for field in card.fields]
    budgets = [
        [[said(cell) for cell in row] for row in (block.header, *(row.cells for row in block.rows))]
        for block in card.blocks
        if isinstance(block, Table)
    ]
    return [("card table", fields), *(("plan table", rows) for rows in budgets)]


def said(runs: tuple) -> str:
    """The text of some runs."""
    return "".join(run.text for run in runs)


def with_python_docx(document: Document) -> None:
    """The plan as people write it with python-docx: a heading, a table, cell after cell."""
    file = docx.Document()
    headings = {}
    for card in every_card(document):
        heading = file.add_heading(f"{card.label} {card.code} – {said(card.title)}", min(card.level, 9))
        headings[card.item] = heading
        for _, rows in tables_of(card):
            table = file.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    table.cell(place, column).text = cell
    for thread in document.threads:
        for note in thread.notes:
            file.add_comment(headings[thread.item].runs, text=note.text, author=note.author, initials="OS")
    file.save(io.BytesIO())


def with_docxtpl(document: Document) -> None:
    """The plan as people write it with docxtpl: a template with loops over cards, their tables and rows."""
    from docxtpl import DocxTemplate

    cards = [
        {"title": f"{card.label} {card.code} – {said(card.title)}", "fields": tables[0][1], "budget": tables[1:]}
        for card in every_card(document)
        for tables in [tables_of(card)]
    ]
    file = DocxTemplate(io.BytesIO(looped()))
    file.render({"cards": cards}, autoescape=True)
    file.save(io.BytesIO())


def looped() -> bytes:
    """The template of docxtpl."""
    file = docx.Document()
    file.add_paragraph("{%p for card in cards %}")
    file.add_heading("{{ card.title }}", 3)
    for before, loop, cells in (
        ("", "row in card.fields", ("{{ row[0] }}", "{{ row[1] }}")),
        ("for one in card.budget", "row in one[1]", ("{{ row[0] }}", "{{ row[1] }}", "{{ row[2] }}")),
    ):
        if before:
            file.add_paragraph(f"{{%p {before} %}}")
        table = file.add_table(rows=3, cols=len(cells), style="Table Grid")
        table.cell(0, 0).text, table.cell(2, 0).text = f"{{%tr for {loop} %}}", "{%tr endfor %}"
        for column, cell in enumerate(cells):
            table.cell(1, column).text = cell
        if before:
            file.add_paragraph("{%p endfor %}")
    file.add_paragraph("{%p endfor %}")
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def clock(work: Callable[[], object]) -> float:
    """Seconds `work` takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def resident(name: str) -> int:
    """Kilobytes of memory this process has (VmRSS) or has had at most (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def grown(who: str, times: int) -> float:
    """Megabytes one call adds at its peak to what this process held before it."""
    document = plan(times)
    data = ours(document)
    work = partial(ours, document)
    if who == "floor":
        work = partial(floor, *finished(data))
    del document, data
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = resident("VmRSS")
    kept = work()
    return (resident("VmHWM") - before) / 1e3 if kept else 0.0


def child(who: str, times: int) -> float:
    """`grown` in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_word", "--memory", who, str(times)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print a line a size, interleaving the rounds; then memory; then the libraries, one round each."""
    load = "/".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}")
    print(f"{ROUNDS} rounds, medians")
    print("size   file kB  XML MB  write s  alone s  floor s  write/floor  alone/floor  ms a card")
    least = {}
    for times in SIZES:
        document = plan(times)
        digest = content_sha256(document.sections)
        data = ours(document, digest)
        trees, others = finished(data)
        given, alone, floors = [], [], []
        for _ in range(ROUNDS):
            given.append(clock(partial(ours, document, digest)))
            floors.append(clock(partial(floor, trees, others)))
            alone.append(clock(partial(ours, document)))
        spent, whole, least[times] = map(statistics.median, (given, alone, floors))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist()) / 1e6
        print(
            f"×{times:<4} {len(data) / 1e3:8.0f} {size:7.1f} {spent:8.3f} {whole:8.3f} {least[times]:8.3f}"
            f" {spent / least[times]:12.2f} {whole / least[times]:12.2f} {1000 * spent / (CARDS * times):10.2f}"
        )
    if Path("/proc/self/clear_refs").exists():
        print("size   write MB  floor MB  ratio")
        for times in SIZES:
            added, lowest = child("ours", times), child("floor", times)
            print(f"×{times:<4} {added:9.1f} {lowest:9.1f} {added / lowest:6.2f}")
    if "--alone" not in sys.argv:
        libraries(least)


def libraries(least: dict[int, float]) -> None:
    """Print what the same plan costs with the libraries people use."""
    print("size   library       s      /floor")
    works: dict[str, Callable[[Document], None]] = {"python-docx": with_python_docx}
    if importlib.util.find_spec("docxtpl"):
        works["docxtpl"] = with_docxtpl
    for times in SIZES:
        document = plan(times)
        for name, work in works.items():
            spent = clock(partial(work, document))
            print(f"×{times:<4} {name:12} {spent:7.2f} {spent / least[times]:8.1f}", flush=True)


if __name__ == "__main__":
    if "--memory" in sys.argv:
        print(grown(sys.argv[-2], int(sys.argv[-1])))
    else:
        main()
