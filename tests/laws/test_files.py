"""How files look: short, named in the town hall's words, opened by their purpose, free of machines' addresses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.repository import PACKAGE, ROOT, modules, named, own_files, tree

TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "lifecycle",
    "workflows",
    "document_templates",
    "tests",
    "docs",
}
NOT_NOUNS = {"utils", "util", "helpers", "helper", "core", "base", "manager", "managers", "services", "common_utils"}
LONG, LONGEST = 300, 400
SAYS_WHY = re.compile(r"\bone (file|thing|place)\b", re.IGNORECASE)
LATER = re.compile("|".join(("TO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b", "HA" + "CK\\b")))
ADDRESSES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/wo" + r"rk/",
            r"(?<![\w.])/ho" + r"me/\w",
            r"(?<![\w.])/Us" + r"ers/\w",
            r"(?<![\w.])/tm" + r"p/",
            r"\b[A-Z]:\\Us" + r"ers",
            r"--(extra-)?in" + r"dex-url",
            r"py" + r"pi\.org/simple",
            r"files\.python" + r"hosted\.org",
        )
    )
)
TEXTS = {".py", ".md", ".toml", ".sh", ".ps1", ".csv", ".lock", ".txt", ".cfg", ".yml", ".yaml", ""}


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def texts() -> list[Path]:
    return [file for file in own_files() if file.suffix in TEXTS]


@pytest.mark.parametrize("folder", ["lifecycle", "tests"])
def test_no_file_is_longer_than_a_person_reads(folder: str):
    too_long = {named(file): length(file) for file in modules(folder) if length(file) > LONGEST}

    assert too_long == {}


def test_a_long_file_says_in_its_docstring_why_it_is_one_file():
    silent = [
        named(file)
        for file in modules("lifecycle")
        if length(file) > LONG and not SAYS_WHY.search(ast.get_docstring(tree(file)) or "")
    ]

    assert silent == []


def test_every_file_opens_with_its_purpose():
    silent = [
        named(file)
        for file in modules("lifecycle", "tests")
        if file.name != "__init__.py" and not ast.get_docstring(tree(file))
    ]

    assert silent == []


def test_the_files_that_make_packages_are_empty():
    full = [named(file) for file in PACKAGE.rglob("__init__.py") if file.read_text(encoding="utf-8").strip()]

    assert full == []


def test_data_folders_are_not_packages():
    assert not list((PACKAGE / "examples").rglob("*.py"))


def test_no_name_stands_for_a_missing_noun():
    parts = {part for file in modules("lifecycle") for part in file.relative_to(ROOT).with_suffix("").parts}

    assert parts & NOT_NOUNS == set()


def test_everything_public_says_what_is_true_of_it():
    silent = [f"{named(file)}: {name}" for file in modules("lifecycle") for name in undocumented(tree(file))]

    assert silent == []


def undocumented(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[str]:
    """Public classes, functions and methods without a docstring; what stands inside a function is not public."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            if not (ast.get_docstring(child) or "").strip():
                yield within + child.name
            if isinstance(child, ast.ClassDef):
                yield from undocumented(child, f"{within}{child.name}.")


def test_the_first_line_of_a_docstring_is_a_whole_sentence():
    cut = [
        f"{named(file)}: {first}"
        for file in modules("lifecycle")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for first in (ast.get_docstring(node) or "").splitlines()[:1]
        if not first.rstrip("`)").endswith((".", "?", ":", "!", "…"))
    ]

    assert cut == []


def test_nothing_is_left_for_later():
    left = [named(file) for file in texts() if LATER.search(file.read_text(encoding="utf-8"))]

    assert left == []


def test_no_file_names_a_machine_a_folder_of_its_author_or_a_package_index():
    found = {
        f"{named(file)}: {hit[0]}"
        for file in texts()
        for hit in [ADDRESSES.search(file.read_text(encoding="utf-8"))]
        if hit
    }

    assert found == set()


def test_the_top_of_the_house_is_as_its_owner_fixed_it():
    top = {file.relative_to(ROOT).parts[0] for file in own_files()}

    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()
