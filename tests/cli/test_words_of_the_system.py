"""No English in Czech answers: whatever is wrong on the line, and whatever the system says of a file."""

import re
from pathlib import Path

import click
import pytest

from lifecycle.cli.root import root
from lifecycle.documents.phrases import Phrases
from lifecycle.model.system_errors import REASONS
from tests.cli.clerk import Clerk
from tests.cli.test_usage import COMMANDS

ENGLISH = re.compile(
    r"\b(the|is|not|no|such|invalid|unexpected|argument|directory|requires|value|failed|error|cannot|must|range|got|valid"
    r"|integer|does|exist|take|too|long|file|option|given)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"„[^“]*“|--[\w-]+|\S*/\S*|lifecycle( [\w-]+)*|[Úú]daj \S+")
LONG = "a" * 300


def english(answer: str) -> list[str]:
    """The English words of an answer, besides what it quotes."""
    return ENGLISH.findall(QUOTED.sub("", answer))


def command(path: tuple[str, ...]) -> click.Command:
    found: click.Command = root
    for word in path:
        assert isinstance(found, click.Group)
        found = found.commands[word]
    return found


def lines(path: tuple[str, ...]) -> list[list[str]]:
    """Lines of a command that are wrong: too much, an option without its value, with one too many, of a wrong kind."""
    options = [one for one in command(path).params if isinstance(one, click.Option)]
    many = [["x"] * 9]
    bare = [[one.opts[0]] for one in options if not one.is_flag]
    flags = [[f"{one.opts[0]}=x"] for one in options if one.is_flag]
    kinds = [[one.opts[0], word] for one in options if not one.is_flag for word in ("tři", "-5", ".", LONG)]
    return [[*path, *words] for words in (*many, *bare, *flags, *kinds)]


WRONG = [path for path in COMMANDS if not isinstance(command(path), click.Group)]


@pytest.mark.parametrize("path", WRONG, ids=" ".join)
def test_what_is_wrong_on_a_line_is_said_in_czech(newcomer: Clerk, path: tuple[str, ...]):
    told = [newcomer.types("--dry-run", *line) for line in lines(path)]

    assert [one.err for one in told if english(one.err)] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["history", "show", "abc"], "Údaj NUMBER má být celé číslo, ne „abc“."),
        (["history", "receipt", "abc", "-o", "p.json"], "Údaj NUMBER má být celé číslo, ne „abc“."),
        (["history", "stamp", "--response", "."], "Údaj --response: . je složka."),
        (["history", "log", "5"], "Na řádku je navíc „5“."),
        (["advance", "--note"], "Za volbou --note chybí údaj."),
        (["--json=1", "status"], "Za volbu --json se žádný údaj nepíše."),
        (["record", "counts", "f.csv", "--year", "3"], "Údaj --year nemůže být 3: musí být od 1990 do 2200."),
        (["approval", "record", "1", "--members", "0"], "Údaj --members nemůže být 0: nejméně 1."),
    ],
)
def test_a_wrong_value_is_named_with_what_it_should_be(newcomer: Clerk, typed: list[str], said: str):
    answer = newcomer.types(*typed)

    assert (answer.code, said in answer.err) == (2, True)


@pytest.mark.parametrize(
    "typed",
    [
        ["history", "stamp", "--response", "{}"],
        ["history", "verify", "{}"],
        ["document", "verify", "{}"],
        ["document", "redline", "{}.docx", "x.docx", "-o", "y.docx"],
        ["take-back", "{}", "--from", "SEN"],
        ["inspect", "{}"],
        ["record", "findings", "{}.csv"],
        ["restore", "{}", "jinam"],
        ["workflow", "check", "{}"],
        ["backup", "{}"],
        ["history", "as-of", "2025-03-03", "-o", "{}"],
        ["form", "findings", "-o", "{}.xlsx"],
        ["--office", "{}", "status"],
        ["init", "{}", "--sandbox"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["není.nic", LONG, "soubor/pod-ním"])
def test_a_name_no_file_can_have_is_no_failure_of_the_program(
    clerk: Clerk, typed: list[str], name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "soubor").write_text("x", encoding="utf-8")

    answer = clerk.says("--dry-run", *(word.format(name) for word in typed))

    assert (answer.code in (0, 1, 2), english(answer.err.replace(name, ""))) == (True, [])


@pytest.mark.parametrize("number", [*REASONS, 9999])
def test_every_refusal_of_the_system_is_a_czech_sentence(number: int):
    said = Phrases.of("cs", strict=True).say("file.unreadable", file="a.tsr", why=OSError(number, "No such file"))

    assert english(said) == []
