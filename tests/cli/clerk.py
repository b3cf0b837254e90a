"""A clerk at the command line: types commands in process and reads what comes back, as a person or a script would."""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lifecycle.cli.doorman import obey
from lifecycle.cli.root import root

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What one command printed and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Clerk:
    """One person in one office; `today` is what the sandbox is told, `plan` the plan meant."""

    office: Path
    papers: Path
    today: str | None = None
    plan: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    def on(self, today: str | None) -> "Clerk":
        return replace(self, today=today)

    def about(self, plan: str | None) -> "Clerk":
        return replace(self, plan=plan)

    def told(self, **extra: str) -> "Clerk":
        """The same clerk with more variables in the environment."""
        return replace(self, extra={**self.extra, **extra})

    def types(self, *words: str) -> Answer:
        """The command line as it stands: no office is named unless the words name one."""
        out, err = io.StringIO(), io.StringIO()
        with _environment(self.environment), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = obey(root, list(words))
        return Answer(code, out.getvalue(), err.getvalue())

    def says(self, *words: str) -> Answer:
        """The command in this office and plan, on the screen."""
        return self.types(*self._before, *words)

    def asks(self, *words: str) -> Answer:
        """The command in this office and plan, with `--json`."""
        return self.types(*self._before, "--json", *words)

    def reads(self, *words: str) -> Any:
        """The JSON of a command that is known to succeed."""
        answer = self.asks(*words)
        assert answer.code == 0, f"{words}: {answer.code}\n{answer.out}\n{answer.err}"
        return answer.json

    def records(self, kind: str, rows: str, *options: str) -> Any:
        """The JSON of recording `rows` (CSV) that are known to be right."""
        return self.reads("record", kind, str(self.paper(f"{kind}.csv", rows)), *options)

    def paper(self, name: str, text: str | bytes) -> Path:
        """A file on the clerk's own disk, outside the office."""
        self.papers.mkdir(parents=True, exist_ok=True)
        file = self.papers / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def in_a_process(self, *words: str, timeout: float = 120) -> Answer:
        """The command in a process of its own, started as `python -m lifecycle`."""
        self.papers.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "lifecycle", *self._before, *words],
            env={**self.environment, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"},
            cwd=self.papers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    @property
    def head(self) -> list[tuple[str, int, str]]:
        """The heads of every chain of the office, as the database holds them: nothing changed while they stay."""
        file = f"file:{self.office / 'office.db'}?mode=ro"
        with contextlib.closing(sqlite3.connect(file, uri=True)) as connection:
            return connection.execute("select plan, rev, hex(head) from chain order by plan").fetchall()

    def moves_to(self, folder: Path) -> "Clerk":
        """The same clerk with a copy of the office, where anything may be changed."""
        shutil.copytree(self.office, folder / self.office.name, ignore=shutil.ignore_patterns("*-shm"))
        return replace(self, office=folder / self.office.name, papers=folder / "papíry")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIFECYCLE_", "LC_", "LANG"))}
        today = {"LIFECYCLE_TODAY": self.today} if self.today else {}
        return {**kept, "LANG": "C.UTF-8", **today, **self.extra}

    @property
    def _before(self) -> list[str]:
        return ["--office", str(self.office), *(["--plan", self.plan] if self.plan else [])]


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
