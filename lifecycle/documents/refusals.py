"""A refusal or a fault said: its sentence, who can fix it, by which command. It imports no pydantic and no database."""

from typing import Any

from lifecycle.documents.phrases import Phrases
from lifecycle.model.errors import Fault
from lifecycle.model.verdict import Refusal


def refusal_json(refusal: Refusal, phrases: Phrases) -> dict[str, Any]:
    """A refusal as JSON types: code, text, facts, who, command, earliest."""
    facts = worded(refusal.facts, phrases)
    return {
        "code": refusal.code,
        "text": phrases.say(refusal.code, **facts),
        "facts": plain(refusal.facts),
        "who": phrases.who(refusal.code, **facts),
        "command": phrases.command(refusal.code, **facts),
        "earliest": refusal.earliest.isoformat() if refusal.earliest else None,
    }


def fault_sentence(fault: Fault, phrases: Phrases) -> str:
    """What is wrong at one place of a file, with what was probably meant."""
    facts = dict(fault.facts)
    code = fault.rule if phrases.has(fault.rule) else f"fault.{fault.rule}"
    said = {"value": fault.value, "column": fault.column, "suggestion": fault.suggestion, "line": fault.line} | facts
    text = phrases.say(code, **said)
    if fault.suggestion and "{suggestion}" not in text and "suggestion" not in phrases.needs(code):
        text += " " + phrases.say("fault.suggestion", suggestion=fault.suggestion)
    return text


def worded(facts: Any, phrases: Phrases) -> dict[str, Any]:
    """The facts of a sentence with the names of states in words, where they have any."""
    return {
        name: phrases.say(f"state.{value}") if name in ("state", "to") and phrases.has(f"state.{value}") else value
        for name, value in facts.items()
    }


def plain(value: Any) -> Any:
    """Facts as JSON types."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) or value is None:
        return value
    if isinstance(value, OSError):
        return value.strerror or type(value).__name__
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
