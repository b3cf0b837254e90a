"""The way back at the command line: an edition goes out to towns, comes home from their editors, and is answered.

The story is lived once: what each step printed is kept, and each test looks at one of the steps. One file because it
is one story.
"""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import pytest
from docx_comments import CommentManager

from tests.cli.clerk import Clerk
from tests.cli.returning import Paper
from tests.documents.word.made import a_word_file
from tests.returned.editors import google, only_office, preview, strict, word, word_online
from tests.returned.hand import Hand
from tests.returned.issued import Issued
from tests.returned.library import LibraryHand
from tests.returned.office_hand import OfficeHand, done, scripted
from tests.returned.spots import Spot

pytestmark = pytest.mark.slow
ASKED = "Kolik to bude obce stát?"
HOME = "Opatření 1.1 – Pečovatelská služba ve všech obcích"
CARE = "Opatření 1.2 – Odlehčovací služba"
DEBT = "Opatření 2.1 – Dluhová poradna"
DAILY = Spot(HOME, "Terén denně.", "measure:1.1", "description")
WEEKEND = Spot(CARE, "Víkend doma.", "measure:1.2", "description")
ADVICE = Spot(DEBT, "Poradna jednou týdně v Kněžmostě.", "measure:2.1", "description")
VISION = Spot("Vize", "Kdo potřebuje pomoc, najde ji ve své obci.", "text:vision")
SUNDAY = "Přidejte i nedělní rozvoz obědů."
LOST = "Tohle se nám nelíbí."
EDITORS = {
    "Kněžmost": word,
    "Žďár": word_online,
    "Ptýrov": google,
    "Loukovec": only_office,
    "Boseň": strict,
    "Klášter Hradiště nad Jizerou": preview,
}


@dataclass
class Story:
    """What was done and what each step answered."""

    clerk: Clerk
    files: dict[str, Path] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    first: list[dict[str, Any]] = field(default_factory=list)
    settled: dict[str, Any] = field(default_factory=dict)
    applied: dict[str, Any] = field(default_factory=dict)
    newest: Path = Path()
    again: dict[str, dict[str, Any]] = field(default_factory=dict)

    def rows(self) -> list[dict[str, Any]]:
        """The register as it stands at the end."""
        return self.clerk.reads("comment", "list")


@pytest.fixture(scope="module")
def story(lived, tmp_path_factory) -> Story:
    """Eight towns answer one edition; their files are taken back, settled, answered, and taken back once more."""
    folder = tmp_path_factory.mktemp("cesta zpět")
    clerk = lived.at("round runs").moves_to(folder)
    story = Story(clerk)
    thread = clerk.reads("comment", "add", "measure:1.1", ASKED)["id"]
    clerk.reads("document", "issue", "plan")
    sent = Issued("plan", edition_of(clerk).read_bytes())
    for town, data in returned(sent, {ASKED: thread}, folder).items():
        story.files[town] = clerk.paper(f"plán – {town}.docx", data)
        story.told[town] = clerk.reads("take-back", str(story.files[town]), "--from", town)["files"][0]
    story.first = clerk.reads("comment", "list")

    (orphan,) = [row for row in story.first if row["text"] == LOST]
    clerk.reads("comment", "place", orphan["id"], "measure:2.1", "--field", "description")
    clerk.reads("comment", "settle", orphan["id"], "noted")
    same = next(row for row in story.first if row["text"] == SUNDAY)
    story.settled = clerk.reads("comment", "settle", same["id"], "rejected", "--reason", "Není řidič.")
    proposal = next(row for row in story.first if row["kind"] == "replacement" and row["item"] == "measure:1.2")
    story.applied = clerk.reads(
        "comment", "settle", proposal["id"], "accepted", "--change", "1.2", "--apply", "--reason", "Obec má pravdu."
    )
    clerk.reads("document", "issue", "plan")
    story.newest = edition_of(clerk)
    for town, file in story.files.items():
        story.again[town] = clerk.reads("take-back", str(file), "--from", town)
    return story


def edition_of(clerk: Clerk) -> Path:
    """The newest edition of the plan."""
    return clerk.office / [one["file"] for one in clerk.reads("document", "list") if one["name"] == "plan"][-1]


def returned(sent: Issued, register: dict[str, str], folder: Path) -> dict[str, bytes]:
    """What eight towns made of the edition, each in its own editor."""
    found = {}
    for n, (town, saved) in enumerate(EDITORS.items()):
        hand = Hand(sent, register)
        by = f"Starosta obce {town}"
        hand.comment(DAILY, SUNDAY, by=by)
        hand.reply(ASKED, f"Obec {town} dá sto tisíc.", by=by)
        if n == 0:
            hand.track(WEEKEND, "Víkend", "Dva víkendy", by=by)
        if n == 1:
            hand.track(WEEKEND, "Víkend", "Žádný víkend", by=by)
        if n == 2:
            hand.edit(ADVICE, "jednou", "dvakrát")
        if n == 3:
            hand.comment(VISION, LOST, by=by)
            _unanchored(hand)
        found[town] = saved(hand.saved())
    library = LibraryHand(sent, register)
    library.comment(WEEKEND, "Pro koho to bude?", by="Ing. Věra Dlouhá")
    library.reply(ASKED, "Také bychom to rádi věděli.", by="Ing. Věra Dlouhá")
    found["Dolní Krupá"] = library.saved()
    last = OfficeHand(sent, register) if scripted() else Hand(sent, register)
    last.comment(ADVICE, "Poradna chybí u nás.", by="Karel Novotný")
    last.track(DAILY, "denně", "každý den", by="Karel Novotný")
    found["Březina"] = done([(last, False)], folder)[0] if isinstance(last, OfficeHand) else word(last.saved())
    return found


def _unanchored(hand: Hand) -> None:
    """The last comment loses its place in the text."""
    id = next(iter(hand.comments[-1].attrib.values()))
    for one in list(hand.body.iter()):
        if "comment" in str(one.tag) and id in one.attrib.values():
            one.getparent().remove(one)


def roots(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The points that came in files, by their words."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["source"]["file"]:
            found.setdefault(row["text"], []).append(row)
    return found


def test_every_town_is_heard_and_no_file_is_refused(story: Story):
    counts = {town: (one["comments"], one["replies"]) for town, one in story.told.items()}

    assert [one["refused"] for one in story.told.values()] == [None] * 8
    assert counts == dict.fromkeys(EDITORS, (1, 1)) | {
        "Loukovec": (2, 1),
        "Dolní Krupá": (1, 1),
        "Březina": (1, 0),
    }


def test_every_answer_stands_in_the_thread_that_was_sent(story: Story):
    thread = next(row["id"] for row in story.first if row["text"] == ASKED)
    answers = [row["text"] for row in story.first if row["thread"] == thread and row["parent"]]

    assert len(answers) == 7


def test_every_point_knows_its_item_and_field(story: Story):
    found = roots(story.first)
    places = {text: {(row["item"], row["field"]) for row in rows if not row["parent"]} for text, rows in found.items()}

    assert {text: places[text] for text in (SUNDAY, "Pro koho to bude?", "Poradna chybí u nás.")} == {
        SUNDAY: {("measure:1.1", "description")},
        "Pro koho to bude?": {("measure:1.2", "description")},
        "Poradna chybí u nás.": {("measure:2.1", "description")},
    }


def test_the_same_point_of_six_towns_is_one_group_with_every_name(story: Story):
    rows = roots(story.first)[SUNDAY]

    assert {tuple(sorted(row["bodies"])) for row in rows} == {tuple(sorted(EDITORS))}
    assert sorted(story.settled["ids"]) == sorted(row["id"] for row in rows)


def test_proposals_that_contradict_each_other_name_each_other(story: Story):
    rivals = [row for row in story.first if row["kind"] == "replacement" and row["item"] == "measure:1.2"]

    assert [row["rivals"] for row in rivals] == [[rivals[1]["id"]], [rivals[0]["id"]]]


def test_an_edit_without_tracking_is_told_with_what_it_replaced(story: Story):
    (edit,) = [row for row in story.first if row["kind"] == "edit"]

    assert (edit["item"], edit["field"], edit["before"], edit["proposed_change"]) == (
        "measure:2.1", "description", ADVICE.text, ADVICE.text.replace("jednou", "dvakrát"),
    )  # fmt: skip


def test_the_applied_proposal_is_the_text_of_the_plan(story: Story):
    texts = {row["code"]: row["description"] for row in story.clerk.reads("show", "measures")}

    assert (story.applied["applied"], texts["1.2"]) == (["measure:1.2"], "Dva víkendy doma.")


def test_the_next_edition_carries_every_thread_with_its_answer_as_word_does(story: Story):
    (told,) = story.clerk.reads("inspect", str(story.newest))
    names = {one["id"]: one for one in told["comments"]}
    answers = {(names[one["parent"]]["text"], one["text"]) for one in told["comments"] if one["parent"]}

    assert {text.partition("\n")[0] for asked, text in answers if asked.startswith(SUNDAY)} == {
        "Vypořádání: nepřijato. Není řidič."
    }
    assert {one["resolved"] for one in told["comments"] if one["text"].startswith(SUNDAY)} == {True}


def test_an_independent_library_reads_the_answers_as_threads(story: Story):
    manager = CommentManager(docx.Document(str(story.newest)))
    found = {one.root.text.partition("\n")[0]: one for one in manager.get_comment_threads()}

    assert found[SUNDAY].root.is_resolved
    assert [one.text for one in found[SUNDAY].replies] == ["Vypořádání: nepřijato. Není řidič."]


def test_the_same_files_again_bring_nothing_new(story: Story):
    entries = {town: one["entry"] for town, one in story.again.items()}

    assert entries == dict.fromkeys(story.files)


def test_a_file_saved_once_more_after_the_next_edition_is_stale_and_brings_nothing_twice(story: Story, tmp_path):
    clerk = story.clerk.moves_to(tmp_path)
    file = clerk.paper("znovu uložený.docx", resaved(story.files["Kněžmost"].read_bytes()))
    (told,) = clerk.reads("take-back", str(file), "--from", "Kněžmost")["files"]

    assert (told["stale"], told["comments"], told["replies"], told["proposals"], told["untracked_edits"]) == (
        True, 0, 0, 0, 0,
    )  # fmt: skip


def resaved(data: bytes) -> bytes:
    """The same parts in another package: other bytes, the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(package.namelist()):
            new.writestr(name, package.read(name))
    return out.getvalue()


def test_files_that_cannot_be_taken_are_told_one_by_one_and_stop_no_other(story: Story, tmp_path):
    clerk = story.clerk.moves_to(tmp_path)
    good = story.files["Žďár"].read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    crowd = a_word_file("Text")
    flood = "".join(f'<w:comment w:id="{n}" w:author="A"><w:p/></w:comment>' for n in range(20_001))
    strangers = {
        "prázdný.docx": b"",
        "přejmenovaný.docx": b"%PDF-1.7\n%\xe2\xe3",
        "opendocument.docx": opendocument(),
        "jiná kancelář.docx": named(parts, "mnichovo-2026", "praha-2030"),
        "dvacet tisíc připomínek.docx": crowd.with_part("comments.xml", f"comments:{flood}", "comments").data,
        "dobrý.docx": good,
    }
    files = [str(clerk.paper(name, data)) for name, data in strangers.items()]
    answer = clerk.asks("take-back", *files, "--from", "Sovínky")

    refused = {Path(one["file"]).name: one["refused"]["code"] for one in answer.json["files"] if one["refused"]}
    assert answer.code == 0
    assert sorted(refused) == sorted(set(strangers) - {"dobrý.docx"})


def opendocument() -> bytes:
    """The beginning of an .odt."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office/>")
    return out.getvalue()


def named(parts: dict[str, bytes], was: str, now: str) -> bytes:
    """The file with another word in its properties."""
    custom = parts["docProps/custom.xml"].replace(was.encode(), now.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in (parts | {"docProps/custom.xml": custom}).items():
            package.writestr(name, data)
    return out.getvalue()


def test_a_file_that_names_an_edition_nobody_knows_is_recognised_by_its_text(story: Story, tmp_path):
    clerk = story.clerk.moves_to(tmp_path)
    with zipfile.ZipFile(story.files["Boseň"]) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    file = clerk.paper("neznámé vydání.docx", named(parts, "plan@6", "plan@66"))
    (told,) = clerk.reads("take-back", str(file), "--from", "Sovínky")["files"]

    assert (told["recognised"], told["edition"], told["stale"], told["comments"], told["untracked_edits"]) == (
        "text", "plan@6", True, 1, 0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def packet(lived, tmp_path_factory) -> tuple[Clerk, dict[str, Path]]:
    """A clerk whose packets went to the councils, and the papers of Kněžmost as the town unpacked them."""
    clerk = lived.at("packets sent").moves_to(tmp_path_factory.mktemp("balíky"))
    (own,) = [one for one in clerk.reads("document", "list") if one["municipality"] == "536041"]
    with zipfile.ZipFile(clerk.office / own["file"]) as papers:
        return clerk, {name: clerk.paper(name, papers.read(name)) for name in papers.namelist()}


@pytest.mark.parametrize(
    ("begins", "at", "was", "now", "places"),
    [
        (
            "0_",
            "Opatření 1.1",
            "Víkend doma.",
            "Celý víkend doma.",
            {("measure:1.1", "control"), ("measure:1.2", "control")},
        ),
        ("1_", "Proč a jak plán vznikl", "prosím vraťte", "vraťte", {(None, "none")}),
        (
            "2_",
            "Pečovatelská služba ve všech",
            "Odlehčovací",
            "Úlevová",
            {("measure:1.1", "code"), ("measure:1.2", "code")},
        ),
        ("3_", "Číslo usnesení", "Ze dne", "Dne", {(None, "none")}),
        ("4_", "Proč plán vznikl", "Na plánu pracovaly", "Plán psaly", {(None, "none")}),
    ],
)
def test_each_paper_of_a_packet_comes_home_with_its_comments_and_changes(
    packet, tmp_path, begins, at, was, now, places
):
    clerk, papers = packet
    clerk = clerk.moves_to(tmp_path)
    name = next(name for name in papers if name.startswith(begins))
    file = Paper.of(papers[name]).commented(at, "Proč?").tracked(was, now).saved(clerk.paper(name, b""))
    (told,) = clerk.reads("take-back", str(file), "--from", "536041")["files"]

    rows = [row for row in clerk.reads("comment", "list") if row["source"]["file"] == name]
    assert (told["recognised"], told["stale"], told["comments"], told["proposals"]) == ("named", False, 1, 1)
    assert {(row["item"], row["tier"]) for row in rows} == places


def test_a_packet_as_it_was_sent_is_refused_in_words(packet, tmp_path):
    clerk = packet[0].moves_to(tmp_path)
    answer = clerk.says("take-back", str(clerk.paper("balík.zip", b"PK\x03\x04")), "--from", "536041")

    assert (answer.code, "balík.zip" in answer.out) == (1, True)


def test_the_history_of_it_all_is_whole(story: Story):
    verified = story.clerk.reads("history", "verify")

    assert (verified["ok"], verified["problems"]) == (True, [])
