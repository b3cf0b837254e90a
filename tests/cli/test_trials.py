"""A trial (`--dry-run`) of whatever writes a file or a folder: nothing is made, and nothing is said to be there."""

from pathlib import Path

import pytest

from tests.cli.clerk import Clerk

LINES = {
    "form": ("form", "findings", "-o", "{}/f.xlsx"),
    "issue": ("document", "issue", "plan", "-o", "{}/p.docx"),
    "render": ("document", "render", "plan@1", "-o", "{}/p.md"),
    "redline": ("document", "redline", "plan@1", "plan@2", "-o", "{}/r.docx"),
    "changes": ("document", "changes", "plan@1", "plan@2", "-o", "{}/z.csv"),
    "trace": ("trace", "-o", "{}/t.csv"),
    "picture": ("workflow", "picture", "community_plan", "-o", "{}/w.svg"),
    "past": ("history", "as-of", "2025-03-03", "-o", "{}/tehdy"),
    "receipt": ("history", "receipt", "2", "-o", "{}/p.json"),
    "export": ("history", "export", "-o", "{}/v.zip"),
    "stamp": ("history", "stamp", "-o", "{}/z.tsq"),
    "backup": ("backup", "{}/z.backup"),
    "office": ("init", "{}/jinde", "--sandbox"),
    "advance": ("advance",),
}


@pytest.fixture(scope="module")
def issued(made: Clerk, tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk with two editions of her plan; nothing may change."""
    clerk = made.moves_to(tmp_path_factory.mktemp("nanečisto")).about("tri-obce")
    clerk.reads("document", "issue", "plan")
    clerk.reads("document", "issue", "plan")
    return clerk


@pytest.mark.parametrize("name", LINES)
def test_a_trial_makes_nothing_and_says_so(issued: Clerk, name: str, tmp_path: Path):
    before = issued.head

    told = issued.types("--office", str(issued.office), "--dry-run", *(word.format(tmp_path) for word in LINES[name]))

    assert (told.code, "Jen nanečisto" in told.err, list(tmp_path.iterdir()), issued.head == before) == (
        0,
        True,
        [],
        True,
    )


@pytest.mark.parametrize("name", LINES)
def test_a_trial_claims_no_file_and_suggests_nothing_about_it(issued: Clerk, name: str, tmp_path: Path):
    out = issued.types(
        "--office", str(issued.office), "--dry-run", *(word.format(tmp_path) for word in LINES[name])
    ).out

    assert [phrase for phrase in ("je v souboru", "je ve složce", "je uloženo", "Co dál") if phrase in out] == []


@pytest.mark.parametrize("name", LINES.keys() - {"changes"})
def test_for_scripts_a_trial_is_marked(issued: Clerk, name: str, tmp_path: Path):
    words = (word.format(tmp_path) for word in LINES[name])

    told = issued.types("--office", str(issued.office), "--dry-run", "--json", *words).json

    assert (told["dry_run"], told.get("next", [])) == (True, [])


def test_a_trial_refuses_the_name_the_command_would_refuse(issued: Clerk, tmp_path: Path):
    (tmp_path / "w.svg").write_text("moje", encoding="utf-8")
    words = (word.format(tmp_path) for word in LINES["picture"])

    assert issued.types("--office", str(issued.office), "--dry-run", *words).code == 2
