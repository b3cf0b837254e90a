"""The common road of the invented plans, so that a journey writes down only what its own town promised.

A book holds the rows a town records in each stage; what it does not say is filled with plain, invented rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.cli.clerk import Clerk

DATA = Path(__file__).parent / "data"
STAGES = ("evaluation", "analysis", "swot", "priorities", "consultation", "approval")
Keep = Callable[[str, Clerk], None]
"""Called at each named moment with the clerk as the office stands then."""


@dataclass(frozen=True)
class Book:
    """One plan to be walked: how it is opened, on which day each stage ends, the rows of each stage by form."""

    key: str
    title: str
    territory: Path
    years: tuple[int, int]
    days: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]
    approving: tuple[str, ...]
    follows: str | None = None


def opens(clerk: Clerk, book: Book, day: str) -> Clerk:
    """The plan just opened; the office is made first where there is none."""
    now = clerk.on(day).about(None)
    if not (now.office / "lifecycle.toml").exists():
        made = now.types("init", str(now.office), "--sandbox")
        assert made.code == 0, made.err
    after = ["--follows", book.follows] if book.follows else []
    now.reads(
        "plan", "create", book.key, "--title", book.title, "--territory", str(book.territory),
        "--from", str(book.years[0]), "--to", str(book.years[1]), *after,
    )  # fmt: skip
    return now.about(book.key)


def walks(clerk: Clerk, book: Book, keep: Keep, stages: tuple[str, ...] = STAGES) -> Iterator[dict[str, Any]]:
    """The steps out of `stages`; `keep` sees each of them when its rows are in, before the step."""
    for stage in stages:
        now = _CARE[stage](clerk, book) if stage in _CARE else clerk.on(book.days[stage])
        for kind, rows in book.rows.get(stage, {}).items():
            now.records(kind, rows)
        keep(stage, now)
        yield now.reads("advance")


def _consulted(clerk: Clerk, book: Book) -> Clerk:
    """The round of consultation with its hearing, opened on the day the priorities were done."""
    start = date.fromisoformat(book.days["priorities"])
    hearing, until = start + timedelta(days=16), start + timedelta(days=32)
    now = clerk.on(start.isoformat())
    now.reads("consultation", "open", "--until", until.isoformat(), "--hearing", hearing.isoformat())
    now.records("meetings", f"key,group,kind,date,place,starts_at\nVP,RS,hearing,{hearing},Velký sál radnice,17:00\n")
    now = clerk.on((until + timedelta(days=1)).isoformat())
    now.records("attendance", "meeting,name,side\nVP,Občanka,public\nVP,Ředitel domova,provider\n")
    now.reads("consultation", "close")
    return now


def _approved(clerk: Clerk, book: Book) -> Clerk:
    """Councils enough for the towns' rule approve the newest edition of the plan."""
    now = clerk.on(book.days["approval"])
    edition = max(e["number"] for e in now.reads("document", "list") if e["name"] == "plan")
    now.records("resolutions", resolutions(book.approving, on=book.days["approval"], edition=f"plan@{edition}"))
    return now


_CARE = {"consultation": _consulted, "approval": _approved}
"""What a stage takes beside rows of the book."""


def findings(*own: str) -> str:
    """One finding of each kind, with the town's own rows after them."""
    kinds = ("demography", "survey", "services", "needs", "finance", "phenomenon")
    rows = [f"Z-{kind.upper()[:3]},{kind},Zjištění {kind},Smyšlený údaj.,Smyšlený zdroj,,,,," for kind in kinds]
    return "\n".join(["key,kind,title,text,source,date,target_group,value,unit,origin", *rows, *own, ""])


def swot(*groups: str) -> str:
    """Two items in each quadrant of each group, tied to findings."""
    rows = [
        f"{group}-{quadrant}{n},{group},{quadrant},Položka {quadrant}{n} skupiny {group},{n},Z-NEE"
        for group in groups
        for quadrant in "SWOT"
        for n in (1, 2)
    ]
    return "\n".join(["key,group,quadrant,text,points,evidence", *rows, ""])


def approvals(meeting: str, *groups: str) -> str:
    """The steering group's meeting approves the SWOT of each group."""
    return "\n".join(["meeting,subject,verb", *(f"{meeting},swot:{group},approves" for group in groups), ""])


def resolutions(codes: tuple[str, ...], *, on: str, edition: str) -> str:
    """One resolution of each council: seven members, six there, five for."""
    rows = [f"{code},council,approves,{n}/{on[:4]},{on},7,6,5,1,0,{edition}" for n, code in enumerate(codes, start=1)]
    return "\n".join(["code,body,verb,number,on,members,present,for,against,abstained,edition", *rows, ""])


def codes(territory: Path) -> list[str]:
    """The codes of the territory, the largest municipality first."""
    lines = [line.split(",") for line in territory.read_text(encoding="utf-8").splitlines()[1:]]
    return [line[0] for line in sorted(lines, key=lambda line: -int(line[3]))]
