"""Chapters with footnotes and pictures: taken in with their file, printed, and known again by `document verify`."""

import io
import json
import os
import re
import zipfile

import docx
import pytest
from PIL import Image

from tests.cli.clerk import Answer, Clerk

CHAPTER = 'Úvod s poznámkou[^1].\n\n![Mapa tří obcí](mapa.png "Území plánu")\n\n[^1]: Zdroj: vlastní šetření.\n'


def a_picture(kind: str = "PNG", colour: str = "#2f6690", size: tuple[int, int] = (300, 150)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def rows(text: str, section: str = "organisation") -> str:
    return 'section,text\n{},"{}"\n'.format(section, text.replace('"', '""'))


@pytest.fixture
def drawn(clerk: Clerk) -> Clerk:
    """A clerk who has a map beside her files and a chapter that shows it."""
    clerk.paper("mapa.png", a_picture())
    clerk.records("texts", rows(CHAPTER))
    return clerk


def refused(clerk: Clerk, text: str) -> list[tuple[str, int]]:
    """The rules a chapter breaks, with their lines; the plan stays as it was."""
    head = clerk.head
    answer: Answer = clerk.asks("record", "texts", str(clerk.paper("texts.csv", rows(text))))
    assert (answer.code, clerk.head) == (2, head)
    return [(fault["rule"], int(re.findall(r"Řádek (\d+)", fault["text"])[0])) for fault in answer.json["errors"]]


def issued(clerk: Clerk) -> bytes:
    return (clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]).read_bytes()


def test_a_picture_is_taken_in_with_the_chapter_that_calls_it(clerk: Clerk):
    clerk.paper("mapa.png", a_picture())

    told = clerk.records("texts", rows(CHAPTER))

    assert [(one["kind"], one["added"]) for one in (told, *told["also"])] == [("texts", 1), ("illustration", 1)]


def test_the_same_file_again_changes_nothing(drawn: Clerk):
    head = drawn.head

    assert (drawn.records("texts", rows(CHAPTER))["entry"], drawn.head) == (None, head)


def test_another_map_under_the_same_name_is_a_change(drawn: Clerk):
    drawn.paper("mapa.png", a_picture(colour="#a03030"))

    told = drawn.records("texts", rows(CHAPTER))

    assert (told["unchanged"], told["also"][0]["changed"]) == (1, 1)


def test_a_workbook_that_travels_alone_keeps_the_picture(drawn: Clerk):
    (drawn.papers / "mapa.png").unlink()

    told = drawn.records("texts", rows(CHAPTER.replace("Úvod", "Nový úvod")))

    assert (told["changed"], "also" in told) == (1, False)


def test_a_picture_no_chapter_calls_any_more_is_taken_out(drawn: Clerk):
    told = drawn.records("texts", rows("Jen slova."))

    assert told["also"][0]["removed"] == 1


def test_a_chapter_that_goes_takes_its_pictures_along(drawn: Clerk):
    told = drawn.records("texts", rows("Jen slova.", "economic"), "--replace")

    assert (told["removed"], told["also"][0]["removed"]) == (1, 1)


def test_the_history_vouches_for_the_bytes_of_pictures(drawn: Clerk):
    assert drawn.reads("history", "verify")["ok"] is True


def test_the_edition_shows_the_picture_and_the_footnote(drawn: Clerk):
    with zipfile.ZipFile(io.BytesIO(issued(drawn))) as package:
        picture, notes = package.read("word/media/picture1.png"), package.read("word/footnotes.xml").decode()

    assert Image.open(io.BytesIO(picture)).size == (300, 150)
    assert "Zdroj: vlastní šetření." in notes


def test_the_edition_is_ours_and_another_picture_in_it_is_told(drawn: Clerk):
    file, target = issued(drawn), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as package, zipfile.ZipFile(target, "w") as forged:
        for name in package.namelist():
            forged.writestr(name, a_picture() if name.endswith("picture1.png") else package.read(name))

    answer = drawn.asks("document", "verify", str(drawn.paper("podvrh.docx", target.getvalue())))

    assert (answer.code, [one["kind"] for one in answer.json["differences"]]) == (3, ["changed"])


def test_the_rendering_as_markdown_names_the_picture_and_tells_the_note(drawn: Clerk):
    issued(drawn)
    target = drawn.papers / "plan.md"
    drawn.reads("document", "issue", "plan", "-o", str(target))
    told = target.read_text(encoding="utf-8")

    assert '![Mapa tří obcí](<mapa.png> "Území plánu")' in told
    assert "[^1]: Zdroj: vlastní šetření." in told


def test_two_chapters_keep_pictures_of_one_name_apart(drawn: Clerk):
    drawn.paper("mapa.png", a_picture(colour="#a03030"))

    told = drawn.records("texts", rows(CHAPTER, "economic"))

    assert (told["also"][0]["added"], told["also"][0]["changed"]) == (1, 0)


def test_a_photograph_below_the_folder_is_taken_in_as_a_photograph(clerk: Clerk):
    (clerk.papers / "léto").mkdir(parents=True)
    clerk.paper("léto/dům pomoci.jpg", a_picture("JPEG"))
    clerk.records("texts", rows("![Dům pomoci](<léto/dům pomoci.jpg>)"))

    with zipfile.ZipFile(io.BytesIO(issued(clerk))) as package:
        assert package.read("word/media/picture1.jpeg").startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("mapa.png", None, "narrative.image_missing"),
        ("mapa.png", b"GIF89a", "narrative.image_kind"),
        ("mapa.png", b"", "narrative.image_kind"),
        ("mapa.png", b"x" * 10_000_001, "narrative.image_large"),
        ("mapa.png", a_picture(size=(5001, 5000)), "narrative.image_large"),
        ("../mapa.png", None, "narrative.image_name"),
        ("/etc/passwd", None, "narrative.image_name"),
        ("https://a.cz/mapa.png", None, "narrative.image_name"),
        ("//a.cz/mapa.png", None, "narrative.image_name"),
        ("C:%5Cmapa.png", None, "narrative.image_name"),
        ("data:image/png;base64,AAAA", None, "narrative.image_name"),
        ("m" * 300, None, "narrative.image_missing"),
        ("", None, "narrative.image_name"),
        (".", None, "narrative.image_name"),
    ],
)
def test_a_picture_that_cannot_be_taken_in_is_told_with_its_line(
    clerk: Clerk, name: str, data: bytes | None, rule: str
):
    if data is not None:
        clerk.paper(name, data)

    assert refused(clerk, f"Úvod\n\n![Mapa]({name})") == [(rule, 3)]


def test_a_picture_is_taken_in_under_the_name_its_clerk_gave_it(clerk: Clerk):
    clerk.paper("Žluťoučký kůň a mapa.PNG", a_picture())

    told = clerk.records("texts", rows('![Mapa území obcí](Žluťoučký kůň a mapa.PNG "Mapa")'))

    assert told["also"][0]["keys"]["added"] == ["organisation/Žluťoučký kůň a mapa.PNG"]


def test_dashes_on_lines_are_told_when_recorded_and_stop_the_edition(clerk: Clerk):
    warned = clerk.records("texts", rows("– první\n– druhá"))["warnings"]
    stopped = clerk.asks("document", "issue", "plan")

    assert [one["code"] for one in warned if "typed" in one["code"]] == ["accessibility.typed_list"]
    assert (stopped.code, [one["code"] for one in stopped.json["refusals"]]) == (1, ["accessibility.typed_list"])


def test_the_cure_for_a_paragraph_that_starts_like_a_card_is_good_czech(clerk: Clerk):
    answer = clerk.says("record", "texts", str(clerk.paper("texts.csv", rows("Priorita 1 je prevence."))))

    assert "například „Také Priorita 1 …“" in answer.err


def test_a_picture_reached_by_a_detour_out_of_the_folder_is_not_taken(clerk: Clerk):
    clerk.paper("texts.csv", rows("x"))
    (clerk.office / "tajné.png").write_bytes(a_picture())
    os.symlink(clerk.office / "tajné.png", clerk.papers / "mapa.png")

    assert refused(clerk, "![Mapa](mapa.png)") == [("narrative.image_name", 1)]


def test_a_picture_whose_name_is_too_long_for_a_key_is_told(clerk: Clerk):
    name = "m" * 160 + ".png"
    clerk.paper(name, a_picture())

    assert refused(clerk, f"![Mapa]({name})") == [("narrative.image_name", 1)]


def test_every_fault_of_a_chapter_is_told_at_once(clerk: Clerk):
    text = "![](chybí.png)\n\nText[^x] ~~škrt~~"

    assert sorted(refused(clerk, text)) == [
        ("narrative.footnote_missing", 3),
        ("narrative.image_alt", 1),
        ("narrative.image_missing", 1),
        ("narrative.sign", 3),
    ]


def test_a_fault_is_said_with_its_cure(clerk: Clerk):
    answer = clerk.says("record", "texts", str(clerk.paper("texts.csv", rows("![Mapa](mapa.png)"))))

    assert "Řádek 1: obrázek mapa.png tu není. Uložte ho do stejné složky" in answer.err


def test_a_dry_run_takes_no_picture_in(clerk: Clerk):
    clerk.paper("mapa.png", a_picture())
    head = clerk.head
    told = json.loads(
        clerk.types(
            "--dry-run",
            "--office",
            str(clerk.office),
            "--json",
            "record",
            "texts",
            str(clerk.paper("texts.csv", rows(CHAPTER))),
        ).out
    )

    assert (told["also"][0]["added"], clerk.head) == (1, head)


def test_the_edition_opens_in_another_program(drawn: Clerk):
    opened = docx.Document(io.BytesIO(issued(drawn)))

    assert len(opened.inline_shapes) >= 2


def test_a_table_too_wide_for_any_page_is_told_when_it_is_recorded(clerk: Clerk):
    """Thirty columns were printed one letter to a line, and nobody was told."""
    cells = "|".join(f" ukazatel{n} " for n in range(30))
    table = f"|{cells}|\n|{'---|' * 30}\n|{cells}|"

    answer = clerk.asks("record", "texts", str(clerk.paper("t.csv", f'section;text\nvision;"{table}"\n')))

    assert (answer.code, [one["code"] for one in answer.json["warnings"]]) == (0, ["record.table_too_wide"])
