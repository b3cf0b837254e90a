"""Mutants of a returned file through the whole of take-back: taken or refused with a reason, the office whole after."""

import io
import random
import zipfile

import pytest

from lifecycle.actions.take_back import take_back
from lifecycle.app import Wishes, desk
from lifecycle.documents.quarantine import Quarantine
from lifecycle.model.errors import Wrong
from tests.cli.clerk import Clerk
from tests.journeys.mnichovo import PLAN
from tests.returned.editors import packed
from tests.returned.hand import Hand
from tests.returned.issued import Issued
from tests.returned.spots import Spot

MUTANTS = 150
HEAD = "Opatření 1.1 – Pečovatelská služba ve všech obcích"
WORDS = ("ins ", "del ", "p ", "tc>", "tr>", "sdt>", "fldChar ", "comment ", "moveTo ", "bookmarkStart ")
NASTY = (
    "",
    "-1",
    "99999999999999999999",
    "\u202e",
    "vault:" + "0" * 64,
    "=1+1",
    "K1",
    "0000-99-99T99:99:99Z",
    "\ufffe",
)


@pytest.fixture(scope="module")
def clerk(lived, tmp_path_factory) -> Clerk:
    """An office in consultation with a commented edition sent out."""
    now = lived.at("round runs").moves_to(tmp_path_factory.mktemp("mutanti"))
    now.reads("comment", "add", "measure:1.1", "Kolik to bude stát?")
    now.reads("document", "issue", "plan")
    return now


@pytest.fixture(scope="module")
def file(clerk: Clerk) -> bytes:
    """What came back: an answer, a comment, a replacement, an edit."""
    newest = [one for one in clerk.reads("document", "list") if one["name"] == "plan"][-1]
    edition = Issued(f"plan@{newest['number']}", (clerk.office / newest["file"]).read_bytes())
    hand = Hand(edition, {})
    place = Spot(HEAD, "Terén denně.", "measure:1.1", "description")
    hand.comment(Spot(HEAD, HEAD, "measure:1.1"), "Proč?", by="Jana Malá")
    hand.reply("Kolik to", "Nevíme.", by="Petr Dvořák")
    hand.track(place, "denně", "každý den", by="Jana Malá")
    hand.edit(Spot(HEAD, "Město Mnichovo Hradiště", "measure:1.1", "responsible", row="Odpovídá"), "Město", "Obec")
    return hand.saved()


def mutant(data: bytes, luck: random.Random) -> bytes:
    """The file with elements dropped, doubled, moved and renamed, values changed, parts exchanged or gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.startswith(("word/c", "word/document.xml", "docProps", "word/_rels"))]
    for _ in range(luck.randint(1, 5)):
        name = luck.choice(names)
        text = parts.get(name, b"").decode("utf-8", "replace")
        pieces = text.split("<w:") if "<w:" in text else text.split('"')
        joint = "<w:" if "<w:" in text else '"'
        at = luck.randrange(1, len(pieces)) if len(pieces) > 1 else 0
        match luck.choice(["drop", "double", "move", "word", "value", "value", "gone", "swap"]):
            case "drop":
                del pieces[at]
            case "double":
                pieces.insert(at, pieces[at])
            case "move":
                pieces.insert(luck.randrange(len(pieces)), pieces.pop(at))
            case "word":
                pieces[at] = luck.choice(WORDS) + pieces[at]
            case "value":
                values = pieces[at].split('"')
                values[luck.randrange(len(values)) // 2 * 2 + 1 : None] = [luck.choice(NASTY), *values[2:]]
                pieces[at] = '"'.join(values)
            case "gone":
                parts.pop(name, None)
                continue
            case "swap":
                other = luck.choice(names)
                parts[name], parts[other] = parts.get(other, b""), parts.get(name, b"")
                continue
        parts[name] = joint.join(pieces).encode("utf-8", "replace")
    return packed(parts)


@pytest.mark.slow
def test_no_mutant_of_a_returned_file_breaks_take_back_or_the_office(clerk: Clerk, file: bytes):
    at_work = desk(Wishes(office=clerk.office))
    outcomes = []
    with Quarantine() as quarantine:

        def read(files):
            for one in files:
                answer = quarantine.read(one)
                yield one, answer.data, answer.returned or Wrong(str(answer.refused), **answer.facts)

        for seed in range(MUTANTS):
            paper = clerk.paper(f"{seed}.docx", mutant(file, random.Random(seed)))
            (told,) = take_back(at_work, PLAN, [paper], whom=f"Obec {seed}", read=read)["files"]
            outcomes.append(bool(told["refused"]))

    verified = clerk.reads("history", "verify")
    assert verified["ok"], verified["problems"]
    assert 0.2 < sum(outcomes) / MUTANTS < 0.9  # both ways are walked


@pytest.mark.slow
def test_what_a_mutant_brought_can_be_listed_and_issued(clerk: Clerk, file: bytes):
    for seed in range(1000, 1020):
        paper = clerk.paper(f"{seed}.docx", mutant(file, random.Random(seed)))
        clerk.asks("take-back", str(paper), "--from", "Žďár")

    issued = clerk.asks("document", "issue", "plan")

    assert issued.code == 0, issued.err
    assert clerk.asks("comment", "list").code == 0
