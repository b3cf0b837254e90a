"""An edition: one issued document, its text as a value and its bytes."""

import datetime as dt
from typing import Annotated, ClassVar

from lifecycle.model.thing import Blob, Count, EditionKey, Key, Label, Line, MunicipalityCode, Sha256, Thing, Word


class EditionLabel(Word):
    """What an edition is for."""

    working = "working", "pracovní verze", "working version"
    consultation = "consultation", "návrh k připomínkám", "draft for consultation"
    approval = "approval", "návrh ke schválení", "draft for approval"
    final = "final", "konečné znění", "final version"


class Edition(Thing):
    """An issued edition (vydání) of a deliverable; `blocks` is the document as a value, `sha256` its file."""

    KIND: ClassVar[str] = "edition"
    KEY: ClassVar[tuple[str, ...]] = ("name", "number")
    TITLE: ClassVar[Label] = Label("vydání dokumentů", "editions")

    name: Annotated[Key, Label("dokument", "document")]
    number: Annotated[Count, Label("číslo", "number")]
    label: Annotated[EditionLabel, Label("určení", "label")]
    stage: Annotated[Key, Label("stav", "stage")]
    municipality: Annotated[MunicipalityCode | None, Label("obec", "municipality")] = None
    of: Annotated[EditionKey | None, Label("obsahuje", "carries")] = None
    about: Annotated[Key | None, Label("týká se", "about", "jednání nebo rok", "a meeting or a year")] = None
    issued_on: Annotated[dt.date, Label("vydáno", "issued on")]
    file: Annotated[Line, Label("soubor", "file")]
    sha256: Annotated[Sha256, Blob(), Label("otisk souboru", "digest of the file")]
    blocks: Annotated[Sha256, Blob(), Label("otisk obsahu dokumentu", "digest of the document's value")]
    content_sha256: Annotated[Sha256, Label("otisk hlasovaného obsahu", "digest of the content voted on")]
    code: Annotated[Line, Label("kontrolní kód", "control code")]
    renderer: Annotated[Line, Label("vytvořil", "renderer")]
    template: Annotated[Sha256, Label("otisk šablony", "digest of template and phrases")]

    @property
    def name_at_number(self) -> str:
        """The edition as `NAME@N`."""
        return f"{self.name}@{self.number}"
