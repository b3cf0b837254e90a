"""How long taking back takes: 23 files of some 200 pages in one command, with flat memory; and who else reads what.

Run: python -m tests.benchmarks.bench_take_back [--alone]      (--alone leaves the other readers out)
The office is a journey's, its plan grown to some 200 pages; each file carries 30 comments, 10 answers, 10 tracked
changes and 5 edits without tracking. Time is on the wall; memory is the most this process and its child have held.
Other readers read one file of the corpus, which says in many ways what people can say; what they find is counted, not
judged: docx2python and pandoc know no threads, docx-comments no text and no revisions, none of them a place.
"""

import contextlib
import importlib.util
import itertools
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from lifecycle.actions.take_back import take_back
from lifecycle.app import Wishes, desk
from lifecycle.documents.quarantine import Quarantine
from lifecycle.documents.word.reader import read_returned
from lifecycle.model.errors import Wrong
from tests.benchmarks.bench_returned import memory_of
from tests.cli.clerk import Clerk
from tests.journeys import mnichovo
from tests.returned.editors import word
from tests.returned.hand import Hand
from tests.returned.issued import Issued
from tests.returned.spots import Spot

TOWNS = 23
MEASURES = 160
PATIENCE = 60
"""Seconds another reader may take."""
WORDS = (
    "Opatření číslo {n} zachovává službu v obci {n} a jejím okolí v rozsahu {n} úvazků; pomáhá s hygienou, stravou,"
    " péčí o domácnost a doprovodem k lékaři a umožňuje lidem zůstat doma. Podmínkou je stabilní tým o {n} lidech."
)


class Enough(Exception):
    """The office is far enough on its way."""


def grown(folder: Path) -> Clerk:
    """An office in consultation whose plan has some 200 pages."""
    found: list[Clerk] = []

    def keep(name: str, now: Clerk) -> None:
        if name == "round runs":
            found.append(now)
            raise Enough

    with contextlib.suppress(Enough):
        list(mnichovo.life(Clerk(folder / "úřad", folder / "papíry"), keep))
    clerk = found[0]
    numbers = range(10, 10 + MEASURES)
    clerk.records(
        "measures",
        "code,title,description,kind,responsible,starts,ends,evidence\n"
        + "".join(
            f'1.{n},Služba číslo {n},"{WORDS.format(n=n)}\n\n{WORDS.format(n=n * 1000)}",improve,Obec {n},'
            "2026-01-01,2028-12-31,F-SLU\n"
            for n in numbers
        ),
    )
    clerk.records(
        "activities",
        "code,title,responsible,starts,ends\n"
        + "".join(
            f"1.{n}.{m},Krok {m} opatření {n},Obec {n},2026-01-01,2028-12-31\n" for n in numbers for m in range(1, 7)
        ),
    )
    clerk.records(
        "budget", "code,year,source,amount_czk\n" + "".join(f"1.{n},2026,municipality,{n}000\n" for n in numbers)
    )
    clerk.records(
        "indicators", "code,name,unit,target,year\n" + "".join(f"1.{n},Počet lidí,osob,{n},2028\n" for n in numbers)
    )
    for n in range(1, 11):
        clerk.reads("comment", "add", f"measure:1.{n + 9}", f"Otázka číslo {n}: kdo to zaplatí a odkud?")
    clerk.reads("document", "issue", "plan")
    return clerk


def returned(edition: Issued, town: int) -> bytes:
    """What one town wrote into it."""
    hand = Hand(edition, {})
    by = f"Starosta obce {town}"
    for step in range(45):
        n = 10 + (town * 7 + step * 3) % MEASURES
        head = f"Opatření 1.{n} – Služba číslo {n}"
        place = Spot(head, f"Krok {1 + step % 6} opatření {n}", f"activity:1.{n}.{1 + step % 6}", "title")
        if step < 30:
            hand.comment(Spot(head, head, f"measure:1.{n}"), f"Obec {town} se ptá po {step}.", by=by)
        elif step < 40:
            hand.track(place, "Krok", f"Úkol {town}", by=by)
        else:
            hand.edit(place, "Krok", f"Stupeň {town}")
    for n in range(1, 11):
        hand.reply(f"Otázka číslo {n}:", f"Obec {town} dá sto tisíc.", by=by)
    return word(hand.saved())


def towns(folder: Path) -> Path:
    """23 files in one command; the path of the last one."""
    clerk = grown(folder)
    newest = [one for one in clerk.reads("document", "list") if one["name"] == "plan"][-1]
    edition = Issued("plan", (clerk.office / newest["file"]).read_bytes())
    files = [clerk.paper(f"obec {town}.docx", returned(edition, town)) for town in range(TOWNS)]
    at_work = desk(Wishes(office=clerk.office))
    at_work.content(mnichovo.PLAN)
    times, own, child = [time.perf_counter()], [], []
    with Quarantine() as door:

        def read(given: Any) -> Any:
            for file in given:
                answer = door.read(file)
                yield file, answer.data, answer.returned or Wrong(str(answer.refused), **answer.facts)
                times.append(time.perf_counter())
                own.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
                child.append(memory_of(door) // 1024)

        told = take_back(at_work, mnichovo.PLAN, files, whom="Kraj", read=read)["files"]
    each = [after - before for before, after in itertools.pairwise(times)]
    sums = {name: sum(one[name] for one in told) for name in ("comments", "replies", "proposals", "untracked_edits")}
    print(
        f"{TOWNS} files of {len(files[0].read_bytes()) // 1024} kB, {pages(files[0])} pages: {sum(each):.1f} s in all"
    )
    print(f"  the first {each[0]:.2f} s, the middle one {each[TOWNS // 2]:.2f} s, the last {each[-1]:.2f} s")
    print(f"  {sums}, orphaned {sum(one['orphaned'] for one in told)}")
    print(
        f"  own memory {own[0]} MiB after the first, {own[TOWNS // 2]} after the middle one, {own[-1]} after the last"
    )
    print(f"  the child's {child[0]} MiB after the first, {child[-1]} after the last")
    return files[-1]


def pages(file: Path) -> str:
    """How many pages LibreOffice lays it out on."""
    if not (shutil.which("soffice") and shutil.which("pdfinfo")):
        return "some 200"
    profile = f"-env:UserInstallation={(file.parent / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)],
        check=True,
        capture_output=True,
    )
    told = subprocess.run(["pdfinfo", str(file.with_suffix(".pdf"))], check=True, capture_output=True, text=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:"))


def others(file: Path) -> None:
    """What each reader finds in one file, each in a process of its own."""
    print(f"{'reader':>14} {'s':>6} {'comments':>9} {'replies':>8} {'resolved':>9} {'tracked':>8} {'places':>7}")
    for name in READERS:
        missing = shutil.which(name) is None if name == "pandoc" else importlib.util.find_spec(MODULES[name]) is None
        if missing:
            print(f"{name:>14}   left out: not installed")
            continue
        command = [sys.executable, "-m", __spec__.name, "--read", name, str(file)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
            print(done.stdout.rstrip() or f"{name:>14} raises {done.stderr.strip().splitlines()[-1][:90]}")
        except subprocess.TimeoutExpired:
            print(f"{name:>14}   not done after {PATIENCE} s")


def reads(name: str, file: Path) -> None:
    """One reader's line."""
    started = time.perf_counter()
    found = READERS[name](file)
    spent = time.perf_counter() - started
    cells = " ".join(f"{'–' if one is None else one:>{wide}}" for one, wide in zip(found, (9, 8, 9, 8, 7), strict=True))
    print(f"{name:>14} {spent:>6.2f} {cells}")


def _ours(file: Path) -> tuple[int | None, ...]:
    found = read_returned(file.read_bytes())
    answers = sum(one.parent is not None for one in found.comments)
    done = sum(one.resolved for one in found.comments)
    placed = sum(one.spot is not None for one in found.comments)
    return len(found.comments), answers, done, len(found.revisions), placed


def _docx_comments(file: Path) -> tuple[int | None, ...]:
    import docx
    from docx_comments import CommentManager

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = list(CommentManager(docx.Document(str(file))).list_comments())
    return len(found), sum(bool(one.parent_para_id) for one in found), sum(one.is_resolved for one in found), None, None


def _docx2python(file: Path) -> tuple[int | None, ...]:
    from docx2python import docx2python

    with docx2python(file) as found:
        return len(found.comments), None, None, None, None


def _pandoc(file: Path) -> tuple[int | None, ...]:
    done = subprocess.run(
        ["pandoc", "--track-changes=all", "-t", "json", str(file)], capture_output=True, text=True, check=True
    )
    told = json.dumps(json.loads(done.stdout))
    tracked = told.count('["insertion"]') + told.count('["deletion"]')
    return told.count('"comment-start"'), None, None, tracked, None


READERS = {"ours": _ours, "docx-comments": _docx_comments, "docx2python": _docx2python, "pandoc": _pandoc}
MODULES = {"ours": "lifecycle", "docx-comments": "docx_comments", "docx2python": "docx2python"}


if __name__ == "__main__":
    if "--read" in sys.argv:
        reads(sys.argv[-2], Path(sys.argv[-1]))
        sys.exit()
    with tempfile.TemporaryDirectory() as made:
        last = towns(Path(made))
        if "--alone" not in sys.argv:
            others(last)
