"""A comment keeps its identity across editions and has a placement in each."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from lifecycle.model.thing import (
    Blob,
    EditionKey,
    Hidden,
    Item,
    Key,
    Label,
    Line,
    Private,
    Ref,
    Sha256,
    Text,
    Thing,
    Word,
)

LIVING = "-"
"""In place of an edition: the placement on the text as it stands in the office."""


class CommentKind(Word):
    """What a comment came from."""

    comment = "comment", "připomínka", "comment"
    insertion = "insertion", "vložení", "insertion"
    deletion = "deletion", "vypuštění", "deletion"
    replacement = "replacement", "nahrazení", "replacement"
    edit = "edit", "úprava bez sledování", "edit"
    submission = "submission", "podání", "submission"


class Tier(Word):
    """How the place of a comment was found."""

    control = "control", "značka obsahu", "content control"
    bookmark = "bookmark", "záložka", "bookmark"
    code = "code", "kód v nadpisu", "code in the heading"
    similarity = "similarity", "podobnost textu", "similarity"
    none = "none", "neurčeno", "none"


class PlacementState(Word):
    """Whether a comment knows its place."""

    placed = "placed", "umístěno", "placed"
    moved = "moved", "přesunuto", "moved"
    orphaned = "orphaned", "bez místa", "orphaned"


class Comment(Thing):
    """One comment or reply (připomínka, odpověď); `thread` is the root's id, `parent` the comment it answers."""

    KIND: ClassVar[str] = "comment"
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    TITLE: ClassVar[Label] = Label("připomínky", "comments")

    id: Annotated[Key, Label("číslo", "id")]
    thread: Annotated[Key, Ref("comment", "submission"), Label("vlákno", "thread")]
    parent: Annotated[Key | None, Ref("comment", "submission"), Label("odpověď na", "parent")] = None
    author: Annotated[Line, Private("author", when="personal"), Label("autor", "author")]
    personal: Annotated[bool, Hidden(), Label("autor je osoba", "author is a person")] = True
    on_behalf_of: Annotated[
        Line | None, Private("on_behalf_of", when="from_person"), Label("za koho", "on behalf of")
    ] = None
    from_person: Annotated[bool, Hidden(), Label("poslala osoba", "sent by a person")] = False
    date: Annotated[
        str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2})?)?$"), Label("datum", "date")
    ]
    text: Annotated[Text, Private("author", when="personal_words"), Label("text", "text")]
    late: Annotated[bool, Label("po termínu", "late")] = False
    internal: Annotated[bool, Label("interní", "internal")] = False
    resolved: Annotated[bool, Label("vyřešeno", "resolved")] = False
    kind: Annotated[CommentKind, Label("druh", "kind")] = CommentKind.comment
    source_file: Annotated[Line | None, Private("on_behalf_of"), Label("soubor", "file")] = None
    source_sha256: Annotated[Sha256 | None, Blob(), Label("otisk souboru", "digest of the file")] = None
    source_edition: Annotated[EditionKey | None, Label("verze", "edition")] = None
    quoted: Annotated[Text | None, Label("k jakým slovům", "quoted")] = None
    before: Annotated[Text | None, Label("dosavadní znění", "text before")] = None
    proposed_change: Annotated[Text | None, Label("navržené znění", "proposed text")] = None
    behind: Annotated[Text | None, Hidden(), Label("za čím stojí nový odstavec", "what a new paragraph follows")] = None
    """Paragraphs, a line each, of which a new one of a chapter follows the first that is there."""
    listed: Annotated[bool, Hidden(), Label("nová položka seznamu", "new item of a list")] = False

    @property
    def proposes(self) -> bool:
        """Whether it proposes a text: tracked, or written without tracking."""
        return self.kind not in (CommentKind.comment, CommentKind.submission)

    @property
    def personal_words(self) -> bool:
        """Whether the text is a person's own words; what is proposed for the plan is the plan's matter."""
        return self.personal and not self.proposes


class ReturnedFile(Thing):
    """One returned file (vrácený dokument) as it was taken in from `sender`; its bytes are kept as they came."""

    KIND: ClassVar[str] = "returned_file"
    KEY: ClassVar[tuple[str, ...]] = ("sha256", "sender")
    TITLE: ClassVar[Label] = Label("vrácené dokumenty", "returned files")

    sha256: Annotated[Sha256, Blob(), Label("otisk souboru", "digest of the file")]
    sender: Annotated[Line, Private("sender", when="from_person"), Label("od koho", "from")]
    file: Annotated[Line, Private("sender"), Label("soubor", "file")]
    edition: Annotated[EditionKey | None, Label("verze", "edition")] = None
    stale: Annotated[bool, Label("starší verze", "stale")] = False
    engine: Annotated[Line, Label("program", "engine")]
    from_person: Annotated[bool, Hidden(), Label("poslala osoba", "sent by a person")] = False


class Placement(Thing):
    """Where a thread stands in one edition (umístění), or in the living text where `edition` is `-`."""

    KIND: ClassVar[str] = "placement"
    KEY: ClassVar[tuple[str, ...]] = ("comment", "edition")
    TITLE: ClassVar[Label] = Label("umístění připomínek", "placements")

    comment: Annotated[Key, Ref("comment", "submission"), Label("připomínka", "comment")]
    edition: Annotated[Key, Label("verze", "edition")] = LIVING
    item: Annotated[Item | None, Label("k čemu", "item")] = None
    field: Annotated[Key | None, Label("pole", "field")] = None
    tier: Annotated[Tier, Label("nalezeno podle", "tier")] = Tier.none
    state: Annotated[PlacementState, Label("umístění", "placement")] = PlacementState.placed
