"""The workflow files: which there are, what one says, whether one is sound, how it looks as a picture."""

from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.given_files import contents
from lifecycle.model.errors import Wrong
from lifecycle.workflow.definition import AnyOf, Definition, Need
from lifecycle.workflow.picture import mermaid, svg
from lifecycle.workflow.reading import read
from lifecycle.workflow.vocabulary import Vocabulary

LARGEST = 1 << 20


def workflows(desk: Desk) -> list[dict[str, Any]]:
    """Every workflow a plan can be opened with: the town's own files before the shipped ones."""
    found = []
    for name in desk.workflow_names():
        definition, _ = desk.workflow(name)
        found.append(
            {
                "name": name,
                "id": definition.id,
                "version": definition.version,
                "title": definition.title.in_(desk.screen),
                "subject": definition.subject,
                "digest": definition.digest,
            }
        )
    return found


def workflow(desk: Desk, name: str) -> dict[str, Any]:
    """One workflow: its states in order, its steps and what each needs."""
    definition, _ = desk.workflow(name)
    return shown(definition, desk.screen)


def shown(definition: Definition, language: str) -> dict[str, Any]:
    """A definition as JSON types with titles in `language`."""
    return {
        "id": definition.id,
        "version": definition.version,
        "title": definition.title.in_(language),
        "digest": definition.digest,
        "initial": definition.initial,
        "params": dict(definition.params),
        "states": [
            {"name": state.name, "title": state.title.in_(language), "final": state.final}
            for state in definition.states
        ],
        "transitions": [
            {
                "event": edge.event,
                "from": edge.source,
                "to": edge.to,
                "by": list(edge.by),
                "reason": edge.reason,
                "needs": [_need(need) for need in edge.needs],
            }
            for edge in definition.transitions
        ],
        "warns": [_need(check) for check in definition.warns],
        "deliverables": [
            {
                "name": one.name,
                "title": one.title.in_(language),
                "sections": [use.name for use in definition.sections_of(one.name, definition.initial)],
                "final": one.final,
            }
            for one in definition.deliverables
        ],
    }


def _need(need: Need) -> dict[str, Any]:
    if isinstance(need, AnyOf):
        return {"any": [_need(option) for option in need.options]}
    return {"check": need.name, **{name: _listed(value) for name, value in need.arguments.items()}}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def check(file: Path, vocabulary: Vocabulary, language: str) -> dict[str, Any]:
    """The workflow in `file`, when it is sound; Wrong lists every fault with its line."""
    try:
        text = contents(file, largest=LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Wrong("workflow.not_utf8", file=str(file)) from broken
    definition = read(text, vocabulary, file=file.name)
    return {"ok": True, "file": str(file)} | shown(definition, language)


def picture(desk: Desk, name: str, *, form: str) -> str:
    """The workflow as a drawing: `svg`, or `mmd` for Mermaid."""
    definition, _ = desk.workflow(name)
    return svg(definition, desk.screen) if form == "svg" else mermaid(definition, desk.screen)
