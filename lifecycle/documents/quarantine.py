"""Where a file from outside is read: in a process of its own, held to limits of memory and time.

Five answers are ordinary: it was read, it was refused for a reason, it took too long, it took too much memory, the
reader broke. One process serves many files; a file that ends it costs the others nothing but its new start.
"""

import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from lifecycle.documents.returned import Returned
from lifecycle.model.errors import Wrong

LARGEST_FILE = 25 * 1024 * 1024
_WORKER = "lifecycle.documents.word.worker"
_LARGEST_ANSWER = 512 * 1024 * 1024
_OUT_OF_MEMORY, _OUT_OF_TIME = 71, 72
_KILLED, _OVERTIME = -9, -24
"""SIGKILL, by which Linux ends who takes the last memory, and SIGXCPU."""
_ERROR = re.compile(r"^([A-Za-z_][\w.]{0,80})(?::|$)")
_LOCKS = ("~$", ".~lock.")
_MACROS = (".docm", ".dotm")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: memory in MiB, seconds of the processor, seconds on the wall."""

    memory: int = 1024
    cpu: int = 20
    wall: float = 30


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a file: its visible paragraphs and the edition it says it is; empty names where it says none."""

    plan: str
    edition: str
    code: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one file: exactly one of `returned`, `sight` and `refused`, a code of the phrases, is there."""

    data: bytes = b""
    """The file's own bytes; empty where it was refused unread."""
    returned: Returned | None = None
    sight: Sight | None = None
    refused: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class Quarantine:
    """The door for files from outside; a context that ends its process. `worker` is the module the process runs."""

    def __init__(self, limits: Limits | None = None, *, worker: str = _WORKER) -> None:
        self._limits = limits or Limits()
        self._worker = worker
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, file: Path) -> Answer:
        """All of the file; Wrong (`file.…`) where there is no such file to read."""
        refused = refused_by_name(file)
        if refused is not None:
            return Answer(refused=refused)
        if file.is_dir():
            raise Wrong("file.folder_given", file=str(file))
        if not file.is_file():
            raise Wrong("file.missing", file=str(file))
        try:
            if file.stat().st_size > LARGEST_FILE:
                return Answer(refused="word.refused.too_large")
            data = file.read_bytes()
        except OSError:  # an editor holds it, or it belongs to somebody else
            return Answer(refused="word.refused.not_readable")
        return self.read_bytes(data)

    def read_bytes(self, data: bytes, *, settled: Sequence[str] = ()) -> Answer:
        """All of a file whose bytes are at hand; what the authors of `settled` tracked is seen as accepted."""
        told = self._ask(f"read {json.dumps(settled)}" if settled else "read", data)
        if isinstance(told, Answer):
            return told
        try:
            return Answer(data, returned=Returned.from_json(told["returned"]))
        except (KeyError, TypeError, ValueError, IndexError) as strange:  # a process a file took over may say anything
            self._end()
            return Answer(data, refused="word.refused.crash", facts={"what": type(strange).__name__})

    def see(self, data: bytes) -> Answer:
        """Which edition a file says it is and what is seen of it."""
        told = self._ask("see", data)
        if isinstance(told, Answer):
            return told
        plan, edition, code = told["named"] or ("", "", "")
        return Answer(data, sight=Sight(plan, edition, code, tuple(told["seen"])))

    def _ask(self, task: str, data: bytes) -> dict[str, Any] | Answer:
        """What the process answers; the Answer where it refuses or ends."""
        if len(data) > LARGEST_FILE:
            return Answer(refused="word.refused.too_large")
        if self._process is None or self._process.poll() is not None:
            self._start()
        line: list[bytes] = []
        asking = threading.Thread(target=self._exchange, args=(task, data, line), daemon=True)
        asking.start()
        asking.join(self._limits.wall)
        overtime = asking.is_alive()
        if overtime and self._process is not None:
            self._process.kill()
            asking.join()
        if line and line[0].endswith(b"\n"):
            told: dict[str, Any] = json.loads(line[0])
            if "refused" not in told:
                return told
            return Answer(data, refused=f"word.refused.{told['refused']}")
        return self._failed(data, overtime=overtime)

    def _exchange(self, task: str, data: bytes, line: list[bytes]) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.write(json.dumps({"task": task, "size": len(data)}).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            line.append(process.stdout.readline(_LARGEST_ANSWER))
        except OSError:  # the process has ended; how, its exit code tells
            return

    def _failed(self, data: bytes, *, overtime: bool) -> Answer:
        """The process did not answer: why, by the code it ended with; the next file starts another one."""
        code = self._process.wait() if self._process is not None else 0
        what = self._last_words()
        self._end()
        if overtime or code in (_OUT_OF_TIME, _OVERTIME):
            return Answer(data, refused="word.refused.timeout", facts={"seconds": int(self._limits.wall)})
        if code in (_OUT_OF_MEMORY, _KILLED):
            return Answer(data, refused="word.refused.out_of_memory", facts={"limit": self._limits.memory})
        return Answer(data, refused="word.refused.crash", facts={"what": what or str(code)})

    def _last_words(self) -> str:
        """The kind of error the process ended with; nothing of the file's own text."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").splitlines()
        found = _ERROR.match(lines[-1]) if lines else None
        return found[1] if found else ""

    def _start(self) -> None:
        self._end()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        # Isolated from the environment and the present folder, where a stranger's `json.py` may lie beside the files;
        # modules are found where this process found them.
        program = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {self._worker} import main; main()"
        limits = (str(self._limits.memory), str(self._limits.cpu))
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-I", "-c", program, json.dumps(sys.path), *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)
        if self._errors is not None:
            self._errors.close()
            self._errors = None


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was not yet sent has nobody to go to
        return


def refused_by_name(file: Path) -> str | None:
    """Why a file is refused for its name alone: a lock an editor keeps beside an open file, a file of macros."""
    if file.name.startswith(_LOCKS):
        return "word.refused.lock_file"
    return "word.refused.macros" if file.suffix.lower() in _MACROS else None
