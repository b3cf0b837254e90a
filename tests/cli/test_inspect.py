"""`inspect`: any Word file without an office, for a person and as the contract's JSON."""

from pathlib import Path

import pytest

from tests.cli.clerk import Clerk
from tests.documents.word.made import a_word_file, gone, ins, on, p, r

KEYS = {"file", "refused", "notes", "engine", "text", "comments", "revisions"}
COMMENT = {"id", "parent", "author", "date", "text", "resolved", "quoted"}
RETURNED = (
    a_word_file(p(on(0, on(1, r("péče o seniory ")))), p(r("kapacita "), gone("10", "Eva"), ins("20", "Eva")))
    .with_comment(0, "Doplňte termín.\nDěkujeme.", author="Obec Peč", done=True)
    .with_comment(1, "Doplněno.", author="Jitka", answers=0)
    .saved_by("LibreOffice/7.4.7.2$Linux", "15.0000")
)


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A clerk who has no office, only files."""
    return Clerk(tmp_path / "není", tmp_path / "papíry")


def test_a_file_is_told_in_the_shape_of_the_contract(clerk: Clerk):
    file = clerk.paper("vráceno z obce.docx", RETURNED.data)
    answer = clerk.types("--json", "inspect", str(file))
    (told,) = answer.json

    assert (answer.code, KEYS - set(told), told["refused"], told["engine"]) == (0, set(), None, "LibreOffice 7.4")
    assert told["text"] == "péče o seniory \nkapacita 20"
    assert [{key: one[key] for key in COMMENT} for one in told["comments"]] == [
        {
            "id": "0",
            "parent": None,
            "author": "Obec Peč",
            "date": "2026-03-02T10:00:00Z",
            "text": "Doplňte termín.\nDěkujeme.",
            "resolved": True,
            "quoted": "péče o seniory",
        },
        {
            "id": "1",
            "parent": "0",
            "author": "Jitka",
            "date": "2026-03-02T10:00:00Z",
            "text": "Doplněno.",
            "resolved": True,
            "quoted": "péče o seniory",
        },
    ]
    assert [(one["kind"], one["author"], one["text"]) for one in told["revisions"]] == [
        ("deletion", "Eva", "10"),
        ("insertion", "Eva", "20"),
    ]


def test_a_refused_file_stops_no_other_and_ends_with_success(clerk: Clerk):
    files = [clerk.paper("a.docx", b"%PDF-1.7"), clerk.paper("b.docx", RETURNED.data)]
    answer = clerk.types("--json", "inspect", *map(str, files))

    assert [(one["refused"] or {}).get("code") for one in answer.json] == ["word.refused.pdf", None]
    assert answer.code == 0


def test_a_person_sees_threads_changes_and_what_to_mind(clerk: Clerk):
    file = clerk.paper("b.docx", RETURNED.saying(p(r("skryté", "<w:vanish/>"))).data)
    said = clerk.types("inspect", str(file)).out

    for words in ("je bezpečné číst", "LibreOffice 7.4", "↳ Jitka", "vyřešeno", "smazáno", "skrytý text (1 úsek)"):
        assert words in said


def test_a_refused_file_says_what_to_do(clerk: Clerk):
    said = clerk.types("inspect", str(clerk.paper("a.docx", b"%PDF-1.7"))).out

    assert "Nečte se. Soubor je ve formátu PDF." in said


def test_missing_files_and_folders_are_all_told_before_anything_is_read(clerk: Clerk):
    file = clerk.paper("b.docx", RETURNED.data)
    answer = clerk.types("inspect", str(file), str(clerk.papers / "není.docx"), str(clerk.papers))

    assert (answer.code, answer.out) == (2, "")
    assert "není.docx neexistuje" in answer.err
    assert "je složka" in answer.err


def test_a_wildcard_the_shell_left_is_spread(clerk: Clerk):
    for name in ("b.docx", "a.docx", "c.txt"):
        clerk.paper(name, RETURNED.data)
    told = clerk.types("--json", "inspect", str(clerk.papers / "*.docx")).json

    assert [Path(one["file"]).name for one in told] == ["a.docx", "b.docx"]


def test_the_day_of_a_sandbox_does_not_matter(clerk: Clerk):
    assert clerk.on("2014-01-01").types("inspect", str(clerk.paper("b.docx", RETURNED.data))).code == 0


STEERING = a_word_file(p(on(0, r("x")))).with_comment(0, "ahoj \u009b31m", author="=cmd|' /C calc'!A0 \u202egnp.exe")


def test_a_strangers_name_does_nothing_to_the_screen(clerk: Clerk):
    file = clerk.paper("b.docx", STEERING.data)
    answers = [clerk.types(*words, str(file)) for words in (["inspect"], ["--json", "inspect"])]

    assert [sign for answer in answers for sign in "\x1b\u009b\u202e" if sign in answer.out] == []
    assert answers[1].json[0]["comments"][0]["text"] == "ahoj \u009b31m"
