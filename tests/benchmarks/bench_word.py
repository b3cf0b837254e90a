"""How long writing Word takes against its floor: serialising and deflating the same finished XML.

Run: python -m tests.benchmarks.bench_word
The plan has 121 cards of measures with budgets and 300 comments in 165 threads, then four and sixteen times as much.
Every card has a text of its own: equal texts would deflate in no time and make the floor lower than it is in life.
`hash` is the part of `write` that is the content hash, which an edition needs whatever its writer.
"""

import gc
import io
import os
import platform
import random
import statistics
import sys
import time
import zipfile
from dataclasses import replace

from lxml import etree

from lifecycle.documents.blocks import Card, text
from lifecycle.documents.document import Document, Note, Section, Thread, content_sha256
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE
from tests.documents.word.sample import COVER, SAID, TEXTS, measure

CARDS, THREADS, REPLIED = 121, 165, 135
"""135 threads with one reply and 30 without are 300 comments."""
ROUNDS = 5


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


def floor(trees: dict[str, etree._Element], others: dict[str, bytes]) -> None:
    """Serialise the finished trees and deflate them with everything else."""
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, tree in trees.items():
            archive.writestr(name, etree.tostring(tree, encoding="UTF-8"))
        for name, data in others.items():
            archive.writestr(name, data)


def clock(work: object) -> float:
    """Seconds `work` takes."""
    gc.collect()
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def main() -> None:
    """Print one line a size, interleaving the runs."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {ROUNDS} rounds, medians")
    print("size   file kB  XML MB  write s  hash s  floor s  ratio  without hash  ms a card")
    for times in (1, 4, 16):
        document = plan(times)
        data = write(document, texts=TEXTS, template=BASE, phrases=SAID)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            every = {name: package.read(name) for name in package.namelist()}
        trees = {name: etree.fromstring(part) for name, part in every.items() if name.endswith((".xml", ".rels"))}
        others = {name: part for name, part in every.items() if name not in trees}
        ours, theirs, hashes = [], [], []
        for _ in range(ROUNDS):
            ours.append(clock(lambda d=document: write(d, texts=TEXTS, template=BASE, phrases=SAID)))
            hashes.append(clock(lambda d=document: content_sha256(d.sections)))
            theirs.append(clock(lambda t=trees, o=others: floor(t, o)))
        spent, least, hashed = map(statistics.median, (ours, theirs, hashes))
        size = sum(map(len, every.values())) / 1e6
        print(
            f"×{times:<4} {len(data) / 1e3:8.0f} {size:7.1f} {spent:8.3f} {hashed:7.3f} {least:8.3f}"
            f" {spent / least:6.2f} {(spent - hashed) / least:13.2f} {1000 * spent / (CARDS * times):10.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
