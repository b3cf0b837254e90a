"""How long writing Word takes against its floor: serialising and deflating the same finished XML.

Run: python -m tests.benchmarks.bench_word
The plan has 121 cards of measures with budgets and 300 comments in 165 threads, then four and sixteen times as much.
"""

import gc
import io
import os
import platform
import statistics
import sys
import time
import zipfile

from lxml import etree

from lifecycle.documents.blocks import Document, Note, Section, Thread
from lifecycle.documents.word.writer import write
from tests.documents.word.opened import BASE
from tests.documents.word.sample import COVER, SAID, TEXTS, measure

CARDS, THREADS, REPLIED = 121, 165, 135
"""135 threads with one reply and 30 without are 300 comments."""
ROUNDS = 5


def plan(times: int) -> Document:
    """A plan `times` the size of a real one."""
    count = CARDS * times
    cards = tuple(
        measure(f"{n // 100 + 1}.{n % 100 + 1}", f"Opatření číslo {n} pro obce a rodiny") for n in range(count)
    )
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
    print(f"{'size':>5} {'file kB':>8} {'XML MB':>7} {'write s':>8} {'floor s':>8} {'ratio':>6} {'ms a card':>10}")
    for times in (1, 4, 16):
        document = plan(times)
        data = write(document, texts=TEXTS, template=BASE, phrases=SAID)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            every = {name: package.read(name) for name in package.namelist()}
        trees = {name: etree.fromstring(part) for name, part in every.items() if name.endswith((".xml", ".rels"))}
        others = {name: part for name, part in every.items() if name not in trees}
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(clock(lambda d=document: write(d, texts=TEXTS, template=BASE, phrases=SAID)))
            theirs.append(clock(lambda t=trees, o=others: floor(t, o)))
        spent, least = statistics.median(ours), statistics.median(theirs)
        size = sum(map(len, every.values())) / 1e6
        print(
            f"×{times:<4} {len(data) / 1e3:8.0f} {size:7.1f} {spent:8.3f} {least:8.3f} {spent / least:6.2f}"
            f" {1000 * spent / (CARDS * times):10.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
