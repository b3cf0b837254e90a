"""Signs in a folder that an office was once made there, also where its database is lost or is on another computer.

The settings name the hash of the office's first entry (`origin`); issued documents lie in `documents/` under the key
of their plan.
"""

import re
from pathlib import Path

from lifecycle.model.edition import EditionLabel

_ISSUED = re.compile(rf"[a-z_]+_\d{{2,}}_({'|'.join(EditionLabel)})\.docx")
"""How the Word file of an edition is called."""
_BOM = b"\xef\xbb\xbf"


def issued_files(folder: Path) -> list[Path]:
    """The files in `documents/` that are called as editions are, in order."""
    found = (folder / "documents").glob("*/*.docx")
    return sorted(one for one in found if _ISSUED.fullmatch(one.name) and one.is_file())


def with_origin(settings: bytes, origin: str, *, heading: str) -> bytes:
    """The settings file with the hash of the office's first entry before everything else, so that it is in no table."""
    return f'{heading}\norigin = "{origin}"\n\n'.encode() + settings.removeprefix(_BOM)
