"""The child process in which files from outside are read: it confines itself, reads one file after another, answers.

A request is a line of JSON (`task`, `size`) and the file's bytes; the answer is one line of JSON. Where the system can
hold a process to a limit (`resource`), it does; everywhere a thread looks at the clock and at memory as well, which on
Windows and macOS is all there is: it sees what has been used, twenty times a second, not what is asked for.
"""

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

OUT_OF_MEMORY, OUT_OF_TIME = 71, 72
"""Exit codes of a child that ended itself."""
MIB = 1024 * 1024
_LOOKS = 0.05

Task = Callable[[str, bytes], dict[str, Any]]
"""What is asked for and a file's bytes → the answer as JSON types."""


def main() -> None:
    """Answer until the input ends; the limits are the arguments: MiB of memory, seconds of CPU."""
    serve(answer)


def answer(task: str, data: bytes) -> dict[str, Any]:
    """What a file holds (`read`), or its edition and what is seen of it (`see`); or why it is refused.

    After `read` and a space stand the authors whose changes are settled, as JSON.
    """
    from lifecycle.documents.word.identity import identity, visible
    from lifecycle.documents.word.reader import read_returned
    from lifecycle.model.errors import Wrong

    try:
        if task == "see":
            named = identity(data)
            told = [named.plan, named.edition, named.code] if named else None
            return {"named": told, "seen": visible(data)}
        _, _, settled = task.partition(" ")
        return {"returned": read_returned(data, settled=json.loads(settled or "[]")).as_json()}
    except Wrong as refused:
        return {"refused": refused.facts["reason"]}


def serve(task: Task) -> None:
    """Confine this process, then do `task` with each file; a file that is too much for it ends it."""
    memory, seconds = int(sys.argv[-2]) * MIB, int(sys.argv[-1])
    # What libraries print must not get between the answers.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _confine(memory)
    # A file makes hundreds of thousands of values that all stay: looking for rubbish among them finds none.
    gc.disable()
    watch = Watch(memory, seconds)
    watch.start()
    requests: BinaryIO = sys.stdin.buffer
    while line := requests.readline():
        asked = json.loads(line)
        data = requests.read(asked["size"])
        watch.again()
        _spend(seconds)
        try:
            told = json.dumps(task(asked["task"], data)).encode("ascii") + b"\n"
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        watch.rest()
        replies.write(told)
        replies.flush()
        del data, told
        gc.collect()


class Watch(threading.Thread):
    """Ends the process that uses more than its share of memory, or of time since `again`."""

    def __init__(self, memory: int, seconds: float, end: Callable[[int], object] = os._exit) -> None:
        super().__init__(daemon=True)
        self._end = end
        self._memory = memory
        self._seconds = seconds
        self._until: float | None = None

    def again(self) -> None:
        """Another file begins."""
        self._until = time.process_time() + self._seconds

    def rest(self) -> None:
        """No file is being read."""
        self._until = None

    def run(self) -> None:
        """Look, and look again."""
        while True:
            time.sleep(_LOOKS)
            if used() > self._memory:
                self._end(OUT_OF_MEMORY)
                return
            if self._until is not None and time.process_time() > self._until:
                self._end(OUT_OF_TIME)
                return


def used() -> int:
    """The most memory this process has held, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _used_on_windows()
    if sys.platform == "linux":
        return _used_on_linux()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _used_on_linux() -> int:
    """VmHWM of proc(5); `ru_maxrss` would also count what the process that started this one has held."""
    with open("/proc/self/status", "rb") as status:
        lines = dict(line.split(b":", 1) for line in status if b":" in line)
    return int(lines.get(b"VmHWM", b"0 kB").split()[0]) * 1024


def _used_on_windows() -> int:
    """PeakWorkingSetSize of PROCESS_MEMORY_COUNTERS (psapi.h)."""
    import ctypes

    sizes = (ctypes.c_size_t * 8)()
    counters = (ctypes.c_byte * (8 + ctypes.sizeof(sizes)))()
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]  # there on Windows only
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    if not kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), len(counters)):
        return 0
    return ctypes.c_size_t.from_buffer(counters, 8).value


def _confine(memory: int) -> None:
    """Hold the process to `memory` of address space and to no file of its own, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, MIB)):
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):  # macOS takes no limit of the address space: the watch is left
            continue


def _spend(seconds: int) -> None:
    """Give the file that begins its own share of the processor's time."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, hard))


if __name__ == "__main__":
    main()
