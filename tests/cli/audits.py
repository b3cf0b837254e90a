"""What an auditor and a forger do: ask both verifiers, change an export or a receipt, write a whole history anew."""

import contextlib
import importlib.util
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from lifecycle.actions.check_export import check_files
from lifecycle.delivery.archive import packed, unpacked
from lifecycle.documents.phrases import Phrases
from lifecycle.model.checkpoint import Mark, checkpoint_text
from lifecycle.model.errors import LifecycleError
from lifecycle.model.history import GENESIS, chained
from lifecycle.model.thing import canonical
from lifecycle.model.tree import root
from tests.cli.clerk import REPOSITORY

VERIFIER = REPOSITORY / "document_templates" / "auditors" / "verify_history.py"
Entries = list[dict[str, Any]]


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_history", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_AUDITOR = _loaded()


def ours(*files: Path, codes: tuple[str, ...] = ()) -> int:
    """The exit code of `lifecycle history verify FILE...`."""
    try:
        return 0 if check_files(files, codes, Phrases.of("cs"))["ok"] else 3
    except LifecycleError as failure:
        return failure.exit_code


def auditors(*files: Path, codes: tuple[str, ...] = ()) -> int:
    """The exit code of the auditors' verifier."""
    words = [*map(str, files), *(word for code in codes for word in ("--code", code))]
    before, sys.argv = sys.argv, ["verify_history.py", *words]
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
            code: int = _AUDITOR.main()
        return code
    finally:
        sys.argv = before


def both(*files: Path, codes: tuple[str, ...] = ()) -> tuple[int, int]:
    """The exit codes of our verifier and of the auditors'."""
    return ours(*files, codes=codes), auditors(*files, codes=codes)


def changed(export: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the export, its members changed and packed again."""
    members = dict(unpacked(export.read_bytes()))
    change(members)
    target.write_bytes(packed(members))
    return target


def entries_of(members: Mapping[str, bytes], member: str) -> Entries:
    """The bodies in one history of an export."""
    return [json.loads(line)["body"] for line in members[member].splitlines()]


def written_anew(plan: str, office: Entries, history: Entries) -> dict[str, bytes]:
    """Both histories with every number, hash and checkpoint computed again, as an office that forges would."""
    hashes = {"-": [GENESIS], plan: [GENESIS]}
    lines: dict[str, list[bytes]] = {"-": [], plan: []}

    def add(key: str, body: dict[str, Any]) -> None:
        data = canonical(body | {"number": len(hashes[key])})
        hashes[key].append(chained(hashes[key][-1], data))
        lines[key].append(b'{"body":%b,"hash":"%b"}\n' % (data, hashes[key][-1].hex().encode()))

    for body in history:
        add(plan, body)
    texts = {}
    for body in office:
        for change in body["changes"]:
            if change["kind"] == "checkpoint":
                marks = {key: Mark(len(one) - 1, one[-1], root(one[1:])) for key, one in hashes.items()}
                change["put"]["text"] = checkpoint_text(change["put"]["number"], marks)
                texts[f"checkpoints/{change['put']['number']:06d}.txt"] = change["put"]["text"].encode() + b"\n"
        add("-", body)
    return {"history/office.jsonl": b"".join(lines["-"]), f"history/plan_{plan}.jsonl": b"".join(lines[plan]), **texts}
