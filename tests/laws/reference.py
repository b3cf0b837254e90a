"""Reference pages made from the program: `python -m tests.laws.reference` writes them, a law test compares them."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from lifecycle.app import KITS, catalogue, vocabulary
from lifecycle.cli.root import root
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.shipped import shipped
from lifecycle.model import errors
from lifecycle.model.thing import Column
from lifecycle.workflow.definition import Definition
from lifecycle.workflow.reading import read
from tests.laws.codes import spoken

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
CS, EN = Phrases.of("cs"), Phrases.of("en")
EXIT = {"Refusal": 1, "Wrong": 2, "Fault": 2, "Unverified": 3, "Busy": 4}


def pages() -> dict[str, str]:
    """File name → text of every generated page."""
    made = {"commands": _commands, "forms": _forms, "guards": _guards, "sections": _sections, "errors": _errors}
    return {f"{name}.md": _page(make) for name, make in made.items()}


def write() -> None:
    """Every page stands in `docs/reference/` as the program gives it."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


def _page(make: Callable[[], Iterable[str]]) -> str:
    title, *lines = make()
    note = "*Made from the program by `python -m tests.laws.reference`; a test fails when it differs. Do not edit.*"
    return "\n".join([f"# {title}", "", note, "", *lines]).rstrip() + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(heads)
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return [*lines, *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows), ""]


def _cell(text: str) -> str:
    return text.replace("\u00a0", " ").replace("|", "\\|").replace("\n", "<br>") or "–"


def _commands() -> Iterator[str]:
    yield "Příkazy / Commands"
    yield "Volby před příkazem / Options before the command:"
    yield ""
    yield from _options(root, ())
    for path, command in commands(root):
        if isinstance(command, click.Group):
            continue
        code = ".".join(path)
        arguments = " ".join(_argument(one) for one in command.params if isinstance(one, click.Argument))
        yield f"## `lifecycle {' '.join(path)}`"
        yield ""
        yield CS.say(f"help.{code}")
        yield ""
        yield f"*{EN.say(f'help.{code}')}*"
        yield ""
        yield "```text"
        yield f"lifecycle {' '.join(path)} {arguments}".rstrip()
        yield from CS.say(f"example.{code}").splitlines() if CS.has(f"example.{code}") else ()
        yield "```"
        yield ""
        yield from _options(command, path)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """(path, command) of every command, groups before what they hold."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def _argument(argument: click.Argument) -> str:
    name = (argument.metavar or (argument.name or "").upper()).strip("[]")
    return name if argument.required else f"[{name}]"


def _options(command: click.Command, path: tuple[str, ...]) -> list[str]:
    rows = [_option(one, path) for one in command.params if isinstance(one, click.Option)]
    return _table(("volba / option", "", "česky", "English"), rows) if rows else []


def _option(option: click.Option, path: tuple[str, ...]) -> tuple[str, str, str, str]:
    codes = (f"option.{'.'.join(path)}.{option.name}", f"option.{option.name}")
    code = next((code for code in codes if CS.has(code)), codes[-1])
    words = " · ".join(option.type.choices) if isinstance(option.type, click.Choice) else ""
    form = f" {option.metavar}" if option.metavar and not option.is_flag else ""
    marks = ["*povinné*"] if option.required else []
    names = ", ".join(f"`{name}`" for name in option.opts)
    return names + form, " ".join([*marks, words]).strip(), CS.say(code), EN.say(code)


def _forms() -> Iterator[str]:
    yield "Formuláře / Forms"
    yield (
        "A header of a file may be the column's key, its Czech or its English label. `;` separates lists. **Bold**"
        " columns are the key of a row, `*` is obligatory, *personal* text lives in the vault."
    )
    yield ""
    for name, kind in catalogue().forms.items():
        yield f"## `{name}`: {kind.TITLE.cs} / {kind.TITLE.en}"
        yield ""
        yield _first(kind)
        yield ""
        yield from _table(
            ("sloupec / column", "česky", "English", "hodnoty / values", "poznámka / note"),
            [_column(column) for column in kind.columns() if not column.hidden],
        )


def _column(column: Column) -> tuple[str, str, str, str, str]:
    name = f"**{column.name}**" if column.in_key else column.name
    values = " · ".join(f"`{word.value}` {word.cs}" for word in column.words) if column.words else column.type
    notes = [column.label.hint_cs, column.label.hint_en]
    notes += [f"→ {', '.join(column.refs)}"] if column.refs else []
    notes += ["personal" + (" (of a person)" if column.private.when else "")] if column.private else []
    return name + "*" * column.required, column.label.cs, column.label.en, values, "; ".join(n for n in notes if n)


def _first(thing: object) -> str:
    return (inspect.getdoc(thing) or "").splitlines()[0]


def _workflow() -> Definition:
    text = shipped("workflows", "community_plan.toml").decode()
    return read(text, vocabulary(), file="community_plan.toml")


def _guards() -> Iterator[str]:
    yield "Podmínky a upozornění / Guards and warnings"
    yield (
        "A guard is a `check` of a workflow file. Among the `needs` of a transition it refuses the step with every "
        "reason; among the `warns` of the file it is told at all times and stops nothing."
    )
    yield ""
    uses: dict[str, list[str]] = {}
    for edge in _workflow().transitions:
        for check in edge.checks():
            uses.setdefault(check.name, []).append(f"{edge.source} → {edge.to}")
    for check in _workflow().warns:
        uses.setdefault(check.name, []).append("warns")
    rows = [
        (f"`{name}`", stage.kit.name, _arguments(guard), _first(guard), ", ".join(uses.get(name, [])))
        for stage in KITS
        for name, guard in stage.kit.guards.items()
    ]
    yield from _table(("check", "kit", "arguments", "what it demands", "in `community_plan`"), rows)


def _arguments(guard: Callable[..., object]) -> str:
    given = list(inspect.signature(guard).parameters.values())[1:]
    return ", ".join(f"{one.name}: {inspect.formatannotation(one.annotation)}" for one in given)


def _sections() -> Iterator[str]:
    yield "Kapitoly dokumentů / Sections of documents"
    yield "A section yields the blocks of one chapter. *Voted* chapters make the content hash the councils approve."
    yield ""
    used = {use.name: (state.name, use.voted) for state in _workflow().states for use in state.sections}
    rows = []
    for stage in KITS:
        for name, section in stage.kit.sections.items():
            state, voted = used.get(name, ("", False))
            title = f"{CS.say(f'section.{name}')} / {EN.say(f'section.{name}')}"
            rows.append((f"`{name}`", stage.kit.name, title, _first(section), state, "yes" if voted else "no"))
    yield from _table(("section", "kit", "title", "what it prints", "since state", "voted"), rows)


def _errors() -> Iterator[str]:
    yield "Chyby a odmítnutí / Errors and refusals"
    yield "```text"
    yield from (inspect.getdoc(errors) or "").splitlines()[2:]
    yield "```"
    yield ""
    yield "Every sentence stands under its code in `document_templates/phrases/`; an office may say it otherwise."
    yield ""
    raised = {one.code: one.call for one in spoken() if one.call in EXIT}
    # What is left with a cure is the answer of a guard; the rest of the store's codes come of locks, disks and servers.
    rest = {code: "Busy" if code.startswith("store.") else "Refusal" for code in CS.codes() if _cured(code)}
    rows = [
        (f"`{code}`", str(EXIT[kind]), _text(CS, code), _text(EN, code), _cure(code))
        for code, kind in sorted({**rest, **raised}.items())
        if CS.has(code)
    ]
    heads = ("code", "exit", "česky", "English", "who and command")
    yield from _table(heads, rows)
    yield "## Faults of a file"
    yield ""
    yield "A fault names its file, sheet, cell and column (or file and line); the command ends with 2."
    yield ""
    rules = [code for code in CS.codes() if code.startswith("fault.")]
    faults = [(f"`{code.removeprefix('fault.')}`", _text(CS, code), _text(EN, code)) for code in rules]
    yield from _table(("rule", "česky", "English"), faults)


def _cured(code: str) -> bool:
    return code.startswith("store.") or bool(_cure(code))


def _text(phrases: Phrases, code: str) -> str:
    """The sentence with its facts as they are named in the phrase."""
    return phrases.say(code, **{name: f"{{{name}}}" for name in phrases.needs(code) - {"count"}}, count=5)


def _cure(code: str) -> str:
    who = CS.who(code, **{name: f"{{{name}}}" for name in CS.needs(code)})
    command = CS.command(code, **{name: name.upper() for name in CS.needs(code)})
    return "; ".join(part for part in (who, f"`{command}`" if command else None) if part)


if __name__ == "__main__":
    write()
