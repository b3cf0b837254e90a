"""The same gestures as a hand in Word, written down for LibreOffice, which does them all in one run."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.returned.issued import SAID, Issued, plain, w, words_of
from tests.returned.spots import Spot
from tests.returned.truth import Changed, Said, Truth

PYTHON = "/usr/bin/python3"
_DAY = [2015, 4, 2, 8, 15]
_LONGEST = 60


@cache
def scripted() -> bool:
    """Whether LibreOffice is here and the system's Python can script it."""
    if not shutil.which("soffice") or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@dataclass
class OfficeHand:
    """A file to be opened in LibreOffice: its steps, and the truth of them."""

    edition: Issued
    register: Mapping[str, str]
    steps: list[list[Any]] = field(default_factory=list)
    truth: Truth = field(default_factory=lambda: Truth(threads_lost=True))

    def comment(self, spot: Spot, text: str, *, by: str, words: str = "", resolved: bool = False) -> None:
        """A comment on the beginning of the paragraph of the spot, or on some of its words."""
        heading, shown = self._place(spot)
        self.steps.append(["comment", heading, words or shown, text, by, _DAY])
        if resolved:
            self.steps.append(["resolve", text])
        self.truth.said.append(Said(by, text, spot.item, spot.field, resolved=resolved))

    def reply(self, to: str, text: str, *, by: str) -> None:
        """An answer to the comment that begins with `to`."""
        told = next((words for one in self._said if (words := words_of(one)).startswith(to)), to)
        self.steps.append(["reply", to, text, by, _DAY])
        self.truth.said.append(Said(by, text, answers=self.register.get(told, told)))

    def flag(self, to: str, *, resolved: bool) -> None:
        """The thread of the comment resolved; this office knows no way back for a thread."""
        if resolved:
            told = next(words for one in self._said if (words := words_of(one)).startswith(to))
            self.steps.append(["resolve", to])
            self.truth.flags[self.register[told]] = True

    def track(self, spot: Spot, gone: str, new: str, *, by: str) -> None:
        """Words replaced, deleted or (`gone` begins with +) followed by new ones, with tracking."""
        after = gone.startswith("+")
        self.steps.append(["track", *self._place(spot), gone.removeprefix("+"), f"+{new}" if after else new, by])
        kind = "insertion" if after else "replacement" if new else "deletion"
        self.truth.changed.append(Changed(kind, spot.item, spot.field, "" if after else gone, new, by))

    def edit(self, spot: Spot, was: str, now: str) -> None:
        """Words typed over without tracking."""
        self.steps.append(["edit", *self._place(spot), was, now])
        self.truth.changed.append(Changed("edit", spot.item, spot.field, was, now))

    def remove_row(self, spot: Spot) -> None:
        """The row of the spot gone without tracking."""
        self.steps.append(["unrow", *self._place(spot)])
        self.truth.changed.append(Changed("edit", spot.item, None, spot.text, ""))

    def _place(self, spot: Spot) -> list[str]:
        shown = self.edition.shown(spot)
        heading = next((one for one in self._headings if plain(one) == plain(spot.heading)), "")
        if plain(shown.text) == plain(spot.heading):
            return [heading, shown.text]
        return [heading, shown.text[: min(_LONGEST, len(spot.text))]]

    @property
    def _headings(self) -> list[str]:
        return self.edition.headings

    @property
    def _said(self) -> list[Any]:
        return list(self.edition.trees[SAID].iter(w("comment")))


def done(hands: Sequence[tuple[OfficeHand, bool]], folder: Path) -> list[bytes]:
    """What LibreOffice saved for each hand; True sends the file through OpenDocument first."""
    jobs = []
    for number, (hand, through) in enumerate(hands):
        source = folder / f"{hand.edition.name.replace('@', '_')}.docx"
        source.write_bytes(hand.edition.data)
        job = {"source": str(source), "steps": hand.steps, "target": str(folder / f"{number}.docx")}
        jobs.append(job | ({"through": str(folder / f"{number}.odt")} if through else {}))
    (folder / "jobs.json").write_text(json.dumps(jobs), "utf-8")
    script = Path(__file__).with_name("libreoffice.py")
    ran = subprocess.run(
        [PYTHON, str(script), str(folder / "jobs.json"), str(folder / "profile")],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    faults = [fault for fault in json.loads(ran.stdout.splitlines()[-1]) if fault]
    assert not faults, faults
    return [Path(job["target"]).read_bytes() for job in jobs]
