"""How long reading a returned file takes and how much memory, against a bare parse of the same parts.

Run: python -m tests.benchmarks.bench_returned [--alone]      (--alone leaves the other readers out)
The bare parse is lxml's own of the very parts the reader reads, inflated beforehand. Time is that of the processor, the
best of several rounds. `read` is the gate and the reader; `process` is the same through the child process, with the
values carried over; `first` also starts it. Memory is the most the child held. Other readers are measured where they
are installed, on what they can read: docx2python and pandoc read comments without replies, docx-comments no text.
The returned files are of 23 towns: the plan of 205 pages with 300 comments, one after another through one process.
"""

import gc
import importlib.util
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from lifecycle.documents.quarantine import Quarantine
from lifecycle.documents.word.reader import read_returned
from lifecycle.documents.word.writer import write
from tests.benchmarks.bench_word import BASE, SAID, TEXTS, plan
from tests.documents.word.made import DAY, RELEASED, a_word_file, on, p, r

SIZES = (1_000, 4_000, 16_000)
ROUNDS = 5
TOWNS = 23
READ = ("word/document.xml", "word/comments.xml", "word/commentsExtended.xml")
WORDS = ("terénní", "pečovatelská", "služba", "dostupnost", "obec", "senioři", "kapacita", "doplnit", "termín", "proč")


def commented(count: int) -> bytes:
    """A file of `count` paragraphs with a comment each, every fourth one an answer."""
    body = "".join(p(r(f"Odstavec {n} o péči "), on(n, r(f"{WORDS[n % 10]} {n}")), r(" a dál")) for n in range(count))
    said = "".join(
        f'<w:comment w:id="{n}" w:author="Obec {n % TOWNS}" w:date="{DAY}" w:initials="O">'
        f'<w:p w14:paraId="{n + 1:08X}">'
        f"{r(f'Připomínka {n}: {WORDS[n % 10]} {WORDS[n % 7]}')}</w:p></w:comment>"
        for n in range(count)
    )
    threads = "".join(
        f'<x:commentEx x:paraId="{n + 1:08X}"{f""" x:paraIdParent="{n:08X}" """ if n % 4 == 1 else ""} x:done="0"/>'
        for n in range(count)
    )
    return (
        a_word_file(body)
        .with_part("comments.xml", f"comments:{said}", "comments")
        .with_part(
            "commentsExtended.xml", f'<x:commentsEx xmlns:x="{RELEASED}">{threads}</x:commentsEx>', "commentsExtended"
        )
        .data
    )


def parsed(data: bytes) -> Callable[[], object]:
    """A bare parse of the parts the reader reads."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name) for name in READ if name in package.namelist()]
    return lambda: [etree.fromstring(part) for part in parts]


def took(work: Callable[[], object], *, rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the fastest round; the collector rests meanwhile, as it does in the process that reads files."""
    best = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        started = clock()
        work()
        best.append(clock() - started)
        gc.enable()
    return min(best)


def sizes() -> None:
    """Time and ratio at each size."""
    print(f"{'comments':>9} {'parse s':>8} {'read s':>8} {'ratio':>6} {'µs each':>8} {'process s':>10} {'first s':>8}")
    for count in SIZES:
        data = commented(count)
        floor, ours = took(parsed(data)), took(lambda data=data: read_returned(data))
        with Quarantine() as door:
            first = took(lambda data=data, door=door: door.read_bytes(data), rounds=1, clock=time.perf_counter)
            again = took(lambda data=data, door=door: door.read_bytes(data), clock=time.perf_counter)
        print(
            f"{count:>9} {floor:>8.3f} {ours:>8.3f} {ours / floor:>6.1f} {ours / count * 1e6:>8.0f}"
            f" {again:>10.3f} {first:>8.3f}"
        )


def towns() -> None:
    """A whole plan from every town through one process: time of each, memory after the first and after the last."""
    data = write(plan(1), texts=TEXTS, template=BASE, phrases=SAID)
    times, held = [], []
    with Quarantine() as door:
        for _ in range(TOWNS):
            started = time.perf_counter()
            answer = door.read_bytes(data)
            times.append(time.perf_counter() - started)
            held.append(memory_of(door))
    floor = took(parsed(data))
    comments = len(answer.returned.comments) if answer.returned else 0
    print(f"{TOWNS} plans of {len(data) // 1024} kB with {comments} comments: {sum(times):.2f} s in all,")
    print(f"  median {statistics.median(times):.3f} s a file, bare parse {floor:.3f} s; memory of the process:")
    print(f"  {held[0] / 1024:.0f} MiB after the first, {held[-1] / 1024:.0f} MiB after the last")


def memory_of(door: Quarantine) -> int:
    """The most the child has held, in KiB, by Linux's own account; 0 elsewhere."""
    process = door._process
    status = Path(f"/proc/{process.pid}/status") if process else None
    if status is None or not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def others() -> None:
    """What else reads comments, and how much of them."""
    data = commented(1000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "vráceno.docx"
        file.write_bytes(data)
        print(f"{'ours':>14} {took(lambda: read_returned(data)):>8.3f} s   1000 comments, 250 replies")
        for name, reads in (("docx_comments", _docx_comments), ("docx2python", _docx2python)):
            if importlib.util.find_spec(name) is None:
                print(f"{name:>14}   left out: not installed")
            else:
                found: list[Any] = []
                try:
                    spent = took(lambda reads=reads, found=found: found.append(reads(file)), rounds=2)
                except Exception as failed:  # what others cannot read is part of the comparison
                    print(f"{name:>14}   cannot read it: {type(failed).__name__} {failed}")
                    continue
                print(f"{name:>14} {spent:>8.3f} s   {found[-1]}")
        if shutil.which("pandoc") is None:
            print(f"{'pandoc':>14}   left out: not installed")
        else:
            spent = took(lambda: _pandoc(file), rounds=2, clock=time.perf_counter)
            print(f"{'pandoc':>14} {spent:>8.3f} s   {_pandoc(file)}")


def _docx_comments(file: Path) -> str:
    import docx_comments

    try:
        import docx

        manager = docx_comments.CommentManager(docx.Document(str(file)))
        found = list(manager.list_comments())
    except Exception as error:  # whatever another library raises is its result here
        return f"raises {type(error).__name__}: {error}"
    return f"{len(found)} comments"


def _docx2python(file: Path) -> str:
    from docx2python import docx2python

    with docx2python(file) as found:
        return f"{len(found.comments)} comments"


def _pandoc(file: Path) -> str:
    done = subprocess.run(
        ["pandoc", "--track-changes=all", "-t", "json", str(file)], capture_output=True, text=True, check=True
    )
    return f"{json.dumps(json.loads(done.stdout)).count('comment-start')} comments"


if __name__ == "__main__":
    sizes()
    towns()
    if "--alone" not in sys.argv:
        others()
