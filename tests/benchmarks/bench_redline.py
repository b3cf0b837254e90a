"""How long a redline takes against writing the clean newer edition, and against the library people use for redlines.

Run: python -m tests.benchmarks.bench_redline [--alone]      (--alone leaves the library out, which takes minutes)
The plan is that of bench_word (121 cards of measures), then four and sixteen times as large, without comments. In the
newer edition a tenth of the cards has other words, one card is gone, one has moved. Ours is measured in the time of the
processor, which other work on the machine does not lengthen; the library, a process of its own, by the clock. It is
python-redlines with Docxodus on the same two files, where it is installed, once at each size up to four.
"""

import gc
import importlib.util
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from lifecycle.documents.blocks import Card, text
from lifecycle.documents.document import Document, content_sha256
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.signatures import Signature
from lifecycle.documents.word.redline import Redline, redline
from tests.benchmarks.bench_word import clock, ours, plan
from tests.documents.word.opened import BASE
from tests.documents.word.sample import TEXTS

ROUNDS, SIZES = 7, (1, 4, 16)
CZECH = Phrases.of("cs")


def edited(document: Document) -> Document:
    """The plan as its next edition."""
    luck = random.Random(5)
    cards = [block for block in document.sections[0].blocks if isinstance(block, Card)]
    for place in range(0, len(cards), 10):
        first, *rest = cards[place].fields
        words = first.runs[0].text.split()
        words[luck.randrange(len(words))] = "změněné"
        words[9:11] = ["slovo"]
        cards[place] = replace(cards[place], fields=(replace(first, runs=text(" ".join(words))), *rest))
    del cards[3]
    cards.insert(7, cards.pop(20))
    section = replace(document.sections[0], blocks=tuple(cards))
    return replace(document, cover=replace(document.cover, number=4), sections=(section,))


def marked(before: Document, after: Document, content: str) -> Redline:
    """Ours."""
    return redline(
        before,
        after,
        texts=TEXTS,
        template=BASE,
        phrases=CZECH,
        causes={},
        otherwise=Signature("Vydání plan@4", "2014-11-03"),
        content=content,
    )


def by_library(before: bytes, after: bytes) -> None:
    """The same pair by python-redlines."""
    from python_redlines.engines import DocxodusEngine

    DocxodusEngine().run_redline("Vydání plan@4", before, after)


def spent_on(work: Callable[[], object]) -> float:
    """Seconds of the processor `work` takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a line a size, interleaving the rounds."""
    load = "/".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}")
    print(f"{ROUNDS} rounds, medians\nsize   redline s  clean s  ratio  file kB  library s")
    library = "--alone" not in sys.argv and importlib.util.find_spec("python_redlines")
    for times in SIZES:
        before = replace(plan(times), threads=())
        after = edited(before)
        digest = content_sha256(after.sections)
        spent, least = [], []
        for _ in range(ROUNDS):
            spent.append(spent_on(partial(marked, before, after, digest)))
            least.append(spent_on(partial(ours, after, digest)))
        made, clean = statistics.median(spent), statistics.median(least)
        size = len(marked(before, after, digest).data) / 1e3
        other = "–"
        if library and times < 16:
            other = f"{clock(partial(by_library, ours(before), ours(after))):.1f}"
        print(f"×{times:<4} {made:10.3f} {clean:8.3f} {made / clean:6.2f} {size:8.0f}  {other:>9}", flush=True)


if __name__ == "__main__":
    main()
