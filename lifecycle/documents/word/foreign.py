"""Two Word files that are not editions of ours as one with tracked changes, by the optional `compare` extra.

The engine (python-redlines with Docxodus, MIT) is a program of its own and slow: it is for files that have no structure
of ours. Both files pass the gate before it sees them.
"""

from lifecycle.documents.word.gate import opened
from lifecycle.model.errors import Wrong


def compared(before: bytes, after: bytes, *, author: str) -> bytes:
    """`after` against `before`; Wrong where a file is not safe to read, or the extra is not installed."""
    for data in (before, after):
        opened(data)
    try:
        from python_redlines.engines import DocxodusEngine, EngineExecutionError, EngineNotInstalledError
    except ImportError:
        raise Wrong("redline.no_engine") from None
    try:
        made, _, _ = DocxodusEngine().run_redline(author, before, after)
    except EngineNotInstalledError:
        raise Wrong("redline.no_engine") from None
    except EngineExecutionError as failed:
        raise Wrong("redline.engine_failed", reason=str(failed.stderr or failed.returncode).strip()[:200]) from None
    return bytes(made)
