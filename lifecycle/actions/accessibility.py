"""No document that keeps a reader out leaves the office: every barrier of one about to be issued is a refusal."""

from collections.abc import Collection

from lifecycle.documents import accessibility
from lifecycle.documents.document import Document
from lifecycle.documents.word import accessibility as of_files
from lifecycle.model.errors import Refused


def refuse_barriers(document: Document, file: bytes, *, standing: Collection[str] = ()) -> None:
    """Refused with every barrier of the document and of the file written of it (act 99/2019 Sb.; EN 301 549, 10).

    Chapters named in `standing` were approved by the councils word for word: they stay as they stand.
    """
    if found := [*accessibility.barriers(document, standing=standing), *of_files.barriers(file)]:
        raise Refused(found)
