"""A Word file as PDF/A-2a: LibreOffice makes it, as a child process with a profile of its own and a limit of time.

PDF/A (ISO 19005-2) is what decree 259/2012 Sb., section 23, takes as the form of documents to be archived; level A
asks for a tagged file with its language, which EN 301 549, clause 10, asks for too. Private folders, no network.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from lifecycle.model.errors import Busy, Wrong

PATIENCE = 300.0
"""Seconds a conversion may take; a plan of ninety pages takes two."""
NAMES = ("soffice", "libreoffice", "soffice.com")
FOLDERS = (
    r"%ProgramFiles%\LibreOffice\program",
    r"%ProgramFiles(x86)%\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/libreoffice/program",
)
"""Where LibreOffice puts itself when it does not stand among the commands of the system."""
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportNotes":{"type":"boolean","value":"false"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"UseLosslessCompression":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
_LEVEL = re.compile(rb"<pdfaid:conformance>([ABU])</pdfaid:conformance>")
_STRUCTURE = (rb"/StructTreeRoot\s+\d+ \d+ R", rb"/MarkInfo\s*<<\s*/Marked true\s*>>", rb"/Lang\s*\([^)]+\)")
"""What level A asks of the catalogue beyond level B (ISO 19005-2, 6.7.2 and 6.8)."""


def program() -> str:
    """The LibreOffice of this computer; Wrong, with what to do, where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    folders = os.pathsep.join(os.path.expandvars(folder) for folder in FOLDERS)
    for name in NAMES:
        if found := shutil.which(name, path=folders):
            return found
    raise Wrong("pdf.no_libreoffice")


def pdf(docx: bytes, *, patience: float = PATIENCE) -> bytes:
    """The file as PDF/A-2a; Wrong without LibreOffice, Busy where it fails or takes longer than `patience` seconds."""
    office = program()
    with tempfile.TemporaryDirectory(prefix="lifecycle-pdf-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "document.docx"), Path(folder, "document.pdf")
        source.write_bytes(docx)
        # Without a profile of its own it hands the work to an office that is already open and answers at once.
        command = [
            office,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", _FILTER, "--outdir", folder, str(source)),
        ]
        code, told = _run(command, folder, patience)
        if code or not target.is_file():
            raise Busy("pdf.failed", why=told or str(code))
        return _of_level_a(target.read_bytes())


def _run(command: list[str], folder: str, patience: float) -> tuple[int, str]:
    """The code the command ended with and the last line it said; Busy where it cannot start or takes too long."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is ours, the names of the files too
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )
    except OSError as failed:
        raise Busy("pdf.failed", why=failed) from failed
    try:
        said, _ = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        _end(process)
        raise Busy("pdf.too_slow", seconds=round(patience)) from None
    lines = said.decode(errors="replace").strip().splitlines()
    return process.returncode, lines[-1] if lines else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with what it started itself: the command is a launcher, the office is its child."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _of_level_a(data: bytes) -> bytes:
    """The file under the level its structure has: LibreOffice tags it as level A asks, and writes level B."""
    lacking = [mark for mark in _STRUCTURE if not re.search(mark, data)]
    if lacking or not _LEVEL.search(data):
        raise Busy("pdf.untagged")
    # One letter for another: the places of objects in the file stay what they are.
    return _LEVEL.sub(b"<pdfaid:conformance>A</pdfaid:conformance>", data)
