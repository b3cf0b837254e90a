"""Check an export or a receipt that comes back, without any office: each fault with its member and entry (decision 52).

The auditors' `verify_history.py` was written apart from this file; tests hold their answers equal. It is one file
for the same reason as that one: whoever checks the checker reads it in one sitting.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lifecycle.actions.agreement import Agreement, Told
from lifecycle.actions.checkpoints import put_in
from lifecycle.actions.codes import read_code
from lifecycle.actions.export import EXPORT, READERS, VERIFIER, code_row, history_of, readers_digest
from lifecycle.actions.export import HEADS as CODE_HEADS
from lifecycle.actions.receipts import RECEIPT
from lifecycle.delivery.archive import Broken, names, unpacked
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.shipped import shipped, version
from lifecycle.model.checkpoint import Mark, read_checkpoint
from lifecycle.model.errors import Unverified, Wrong
from lifecycle.model.history import GENESIS, chained, control_code, read_control_code, sha256
from lifecycle.model.plan import OFFICE
from lifecycle.model.thing import canonical
from lifecycle.model.tree import climbed, roots
from lifecycle.store.replay import Problem

LARGEST = 1 << 30
"""Bytes of the largest file that is read."""
_TELLING = ("export.json", "history/office.jsonl")
"""Members by which an export is known, also one that lost another."""
_FIELDS = ["at", "changes", "format", "login", "note", "number", "on", "plan", "role", "verb", "who"]
_RECEIPT = ["body", "checkpoint", "format", "hash", "number", "office", "path", "plan", "previous", "type"]
_MISSHAPEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)


@dataclass
class Chain:
    """One history of an export: its entries, its hashes from the zero before the first, its control codes."""

    member: str
    values: list[Mapping[str, Any]] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=lambda: [GENESIS])
    codes: list[tuple[str, ...]] = field(default_factory=list)


def check_files(files: Sequence[Path], codes: Sequence[str], phrases: Phrases) -> dict[str, Any]:
    """Whether each export or receipt holds and they agree with each other; with `codes`, which editions they are of.

    Wrong where a file is neither or a code is mistyped.
    """
    read = [(file, _checked(_read(file), file.name)) for file in files]
    together, problems = Agreement(), [problem for _, told in read for problem in told.problems]
    # Receipts are held against all exports, wherever they stand among them.
    for file, told in sorted(read, key=lambda one: one[1].receipt_of is not None):
        problems += together.joined(file.name, told)
    known = [row for _, told in read for row in told.codes]
    ends = {key: len(chain) - 1 for key, chain in together.chains.items()}
    found = []
    for code in codes:
        try:
            found.append(_edition_of(code, known, ends, together.taken_back))
        except Unverified:
            if not problems:
                raise
            # What is wrong with the files is told first: it may be why the edition is not found.
            problems.append(Problem(None, code, "", "verify.code_lost"))
    lines = []
    for problem in problems:
        facts = {"entry": problem.entry, "table": problem.table, "row": problem.row, "column": problem.column}
        lines.append(facts | {"code": problem.what, "what": phrases.say(problem.what, **facts)})
    receipts = [(file, told.marks, *told.receipt_of) for file, told in read if told.receipt_of]
    plans = {plan: size for plan, size in ends.items() if plan != OFFICE}
    for _, _, plan, number in receipts:
        plans[plan] = plans[plan] if plan in ends else max(plans.get(plan, 0), number)
    return {
        "ok": not problems and all(one["withdrawn_by"] is None for one in found),
        "files": [str(file) for file in files],
        "plans": [{"plan": plan, "entries": size, "whole": plan in ends} for plan, size in plans.items()],
        "receipts": [
            {"file": str(file), "plan": plan, "entry": number, "size": marks[plan].size}
            | {"alone": plan not in (ends or [plan])}
            for file, marks, plan, number in receipts
        ],
        "problems": lines,
        "codes": found,
    }


def _read(file: Path) -> bytes | Mapping[str, bytes]:
    """The bytes of a file, or the files of a folder by their names as members."""
    try:
        folder = file.is_dir()
        if folder and not any((file / name).is_file() for name in _TELLING):
            raise Wrong("history.neither", file=str(file))
        found = {one.relative_to(file).as_posix(): one for one in file.rglob("*") if one.is_file()} if folder else {}
        if sum(one.stat().st_size for one in found.values() or [file]) > LARGEST:
            raise Wrong("file.too_large", file=file.name, limit=LARGEST >> 20)
        return {name: one.read_bytes() for name, one in found.items()} if folder else file.read_bytes()
    except OSError as missing:
        raise Wrong("file.missing", file=str(file)) from missing


def _checked(data: bytes | Mapping[str, bytes], name: str) -> Told:
    if not isinstance(data, bytes):
        return _export(data, name, packed=False)
    if data[:4] == b"PK\x03\x04":
        return _archive(data, name)
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError) as wrong:
        raise Wrong("history.neither", file=name) from wrong
    if type(value) is not dict or value.get("type") != RECEIPT:
        raise Wrong("history.neither", file=name)
    found = Told()
    try:
        if canonical(value) + b"\n" != data:
            raise ValueError(name)
        found.problems += _receipt(value, name, found)
    except RecursionError as wrong:
        raise Wrong("history.neither", file=name) from wrong
    except _MISSHAPEN:
        found.problems.append(Problem(None, name, "", "verify.receipt"))
    return found


def _receipt(value: Mapping[str, Any], name: str, found: Told) -> Iterator[Problem]:
    """What is wrong with a receipt; misshapen ones raise."""
    office, plan, number = value["office"], value["plan"], value["number"]
    digests = [value["previous"], value["hash"], office["previous"], office["hash"], *value["path"]]
    shaped = sorted(value) == _RECEIPT and sorted(office) == ["body", "hash", "number", "previous"]
    if not shaped or repr(value["format"]) != "1" or any(bytes.fromhex(one).hex() != one for one in digests):
        raise ValueError(name)
    before = bytes.fromhex(office["previous"])
    _entry(canonical(value["body"]), plan, number)
    _entry(canonical(office["body"]), OFFICE, office["number"])
    made = chained(bytes.fromhex(value["previous"]), canonical(value["body"]))
    above = chained(before, canonical(office["body"]))
    if made.hex() != value["hash"]:
        yield Problem(number, name, plan, "verify.hash")
    if above.hex() != office["hash"]:
        yield Problem(office["number"], name, OFFICE, "verify.hash")
    (put,) = put_in(office["body"], "checkpoint")
    marks = read_checkpoint(put["number"], put["text"])
    mark, last = marks[plan], marks[OFFICE]
    point = {"number": put["number"], "size": mark.size, "head": mark.head.hex(), "root": mark.root.hex()}
    newest = 0 < number < mark.size or (number == mark.size and mark.head == made)
    placed = newest and (last.size, last.head) == (office["number"] - 1, before)
    if not placed or canonical(value["checkpoint"]) != canonical(point):
        yield Problem(office["number"], name, str(put["number"]), "verify.checkpoint")
    steps = [bytes.fromhex(one) for one in value["path"]]
    if climbed(made, steps, place=number - 1, size=mark.size) != mark.root:
        yield Problem(number, name, plan, "verify.path")
    found.hashes |= {(plan, number): made, (OFFICE, office["number"]): above}
    found.hashes |= {(plan, number - 1): bytes.fromhex(value["previous"])}
    found.marks, found.place = marks, office["number"]
    found.receipt_of = (plan, number)
    found.codes += _codes(plan, value["body"], bytes.fromhex(value["previous"]))


def _archive(data: bytes, name: str) -> Told:
    try:
        if names(data).isdisjoint(_TELLING):
            raise Wrong("history.neither", file=name)
    except Broken:
        return Told([Problem(None, name, "", "verify.archive")])
    try:
        return _export(unpacked(data), name)
    except Broken:
        return Told([Problem(None, name, "", "verify.repacked")])


def _export(members: Mapping[str, bytes], name: str, *, packed: bool = True) -> Told:
    found = Told()
    if "export.json" not in members:
        found.problems.append(Problem(None, "export.json", "", "verify.member_missing"))
        return found
    try:
        told = json.loads(members["export.json"].decode())
        shaped = sorted(told) == ["blobs", "format", "plans", "program", "type"] and repr(told["format"]) == "1"
        if not shaped or told["type"] != EXPORT or canonical(told) + b"\n" != members["export.json"]:
            raise TypeError(told)
        found.problems += _histories(told, members, found)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise Wrong("history.neither", file=name) from wrong
    except _MISSHAPEN:
        found.problems.append(Problem(None, "export.json", "", "verify.export"))
    if not packed:
        # Whoever unpacked an export may keep other files beside.
        found.problems = [one for one in found.problems if one.what != "verify.member_extra"]
    return found


def _histories(told: Mapping[str, Any], members: Mapping[str, bytes], found: Told) -> Iterator[Problem]:
    chains: dict[str, Chain] = {}
    for plan in (OFFICE, *told["plans"]):
        chain = chains[plan] = Chain(history_of(plan))
        broken = _chain(chain, members.get(chain.member, b""), plan)
        if broken:
            yield broken
            return  # what follows a broken entry says nothing
        found.hashes |= {(plan, number): one for number, one in enumerate(chain.hashes)}
    expected = {"export.json": members["export.json"], **{one.member: members[one.member] for one in chains.values()}}
    expected |= {name: members.get(name, b"") for name in READERS}
    found.chains = {plan: chain.hashes for plan, chain in chains.items()}
    last = chains[OFFICE].values[-1]
    found.place = len(chains[OFFICE].values)
    found.every_plan = any(put["form"] == "export" and not put["of"] for put in put_in(last, "handout"))
    found.taken_back = {
        (plan, issued, edition): back for plan in told["plans"] for issued, edition, back in _taken_back(chains[plan])
    }
    yield from _checkpoints(told, chains, expected)
    found.marks = next((read_checkpoint(put["number"], put["text"]) for put in put_in(last, "checkpoint")), {})
    yield from _readers(told, chains, members)
    digests = {f"blobs/{digest}": digest for digest in told["blobs"]}
    for value in chains[OFFICE].values:
        for put in put_in(value, "stamp"):
            for ending, digest in (("tsq", put["request"]), ("tsr", put["response"])):
                digests |= {f"stamps/{put['number']:06d}.{ending}": digest} if digest else {}
    found.codes += [row for plan in told["plans"] for row in chains[plan].codes]
    expected["codes.csv"] = "".join(",".join(row) + "\n" for row in (CODE_HEADS, *found.codes)).encode()
    for name in sorted((set(expected) | set(digests)) - set(members)):
        yield Problem(None, name, "", "verify.member_missing")
    for name, data in sorted(members.items()):
        if name not in expected and name not in digests:
            yield Problem(None, name, "", "verify.member_extra")
        elif data != expected.get(name, data) or sha256(data) != digests.get(name, sha256(data)):
            yield Problem(None, name, "", "verify.member")


def _readers(told: Mapping[str, Any], chains: Mapping[str, Chain], members: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is for the reader is what the act says that was given out; acts of older programs do not say it."""
    said = next((put.get("readers") for put in put_in(chains[OFFICE].values[-1], "handout")), None)
    if said is None:
        return
    other = members.get(VERIFIER) != shipped("document_templates", f"auditors/{VERIFIER}")
    mine = told["program"].startswith(f"plan-lifecycle {version()} (")
    if said != readers_digest(told["program"], members) or (mine and other):
        yield Problem(None, ", ".join(READERS), told["program"], "verify.readers")


def _checkpoints(told: Mapping[str, Any], chains: Mapping[str, Chain], expected: dict[str, bytes]) -> Iterator[Problem]:
    """What is wrong between the office's checkpoints and the histories; their texts are expected as members."""
    office = chains[OFFICE]
    points = [(value["number"], put) for value in office.values for put in put_in(value, "checkpoint")]
    given = [put["of"] for put in put_in(office.values[-1], "handout") if put["form"] == "export"]
    if len(given) != 1 or not points or points[-1][0] != len(office.values):
        yield Problem(len(office.values), office.member, "", "verify.export_end")
        return
    marks = [(entry, read_checkpoint(put["number"], put["text"])) for entry, put in points]
    whole = given if given[0] in marks[-1][1] else sorted(set(marks[-1][1]) - {OFFICE})
    if told["plans"] != whole:
        yield Problem(None, "export.json", ", ".join(whole), "verify.export_plans")
    for place, (entry, rows) in enumerate(marks, start=1):
        expected[f"checkpoints/{place:06d}.txt"] = points[place - 1][1]["text"].encode() + b"\n"
        lost = set() if given[0] else set(rows) - set(chains)
        if lost or points[place - 1][1]["number"] != place or rows[OFFICE].size != entry - 1:
            yield Problem(entry, office.member, str(place), "verify.checkpoint")
    for plan, chain in chains.items():
        told_of = [(entry, rows[plan]) for entry, rows in marks if plan in rows]
        tops = roots(chain.hashes[1:], {mark.size for _, mark in told_of})
        for entry, mark in told_of:
            if not _stood(mark, chain, tops):
                yield Problem(entry, chain.member, str(mark.size), "verify.checkpoint")
        if plan != OFFICE and told_of[-1][1].size != len(chain.values):
            yield Problem(len(chain.values), chain.member, str(told_of[-1][1].size), "verify.export_length")


def _stood(mark: Mark, chain: Chain, tops: Mapping[int, bytes]) -> bool:
    return mark.size < len(chain.hashes) and (chain.hashes[mark.size], tops[mark.size]) == (mark.head, mark.root)


def _chain(chain: Chain, data: bytes, plan: str) -> Problem | None:
    """The history read into `chain`, up to the first entry that does not hold."""
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1] or [b""], start=1):
        body, hash_ = line[8:-75], line[-66:-2]
        if line != b'{"body":' + body + b',"hash":"' + hash_ + b'"}':
            return Problem(number, chain.member, plan, "verify.body")
        try:
            value = _entry(body, plan, number)
            made = chained(chain.hashes[-1], body)
            if made.hex().encode() != hash_:
                return Problem(number, chain.member, plan, "verify.hash")
            chain.codes += _codes(plan, value, chain.hashes[-1])
        except _MISSHAPEN:
            return Problem(number, chain.member, plan, "verify.body")
        chain.values.append(value)
        chain.hashes.append(made)
    if lines[-1]:
        return Problem(len(lines), chain.member, plan, "verify.body")
    return None


def _entry(body: bytes, plan: str, number: int) -> Mapping[str, Any]:
    value: Mapping[str, Any] = json.loads(body.decode())
    # By their written form: `true` equals 1 and is not the same.
    mine = repr((value["plan"], value["number"])) == repr((plan, number)) and value["format"] in range(1, 1000)
    if canonical(value) != body or sorted(value) != _FIELDS or not mine:
        raise ValueError(number)
    return value


def _codes(plan: str, value: Mapping[str, Any], head: bytes) -> list[tuple[str, ...]]:
    """The codes of the editions an entry puts; ValueError where one is not what the history gives."""
    found = []
    for put in put_in(value, "edition"):
        if put["code"] != control_code(plan, value["number"], head, put["content_sha256"]):
            raise ValueError(put["code"])
        found.append(code_row(plan, value["number"], put))
    return found


def _taken_back(chain: Chain) -> Iterator[tuple[int, str, int]]:
    """The editions that a later entry took away: the entry that issued each, its name and that later entry."""
    standing: dict[str, int] = {}
    for value in chain.values:
        for change in value["changes"]:
            if change.get("kind") == "edition" and "drop" in change:
                name = "@".join(map(str, change["drop"]))
                if name in standing:
                    yield standing.pop(name), name, value["number"]
        standing |= {f"{put['name']}@{put['number']}": value["number"] for put in put_in(value, "edition")}


def _edition_of(
    code: str, known: Sequence[tuple[str, ...]], ends: Mapping[str, int], taken_back: Mapping[tuple[str, int, str], int]
) -> dict[str, Any]:
    """The edition a control code was printed in; Wrong where it is mistyped, Unverified where no entry gives it.

    `withdrawn_by` is the entry that took the edition away again, where the exports hold one.
    """
    plan, number, body = read_code(code, {row[1] for row in known} | set(ends))
    for row in known:
        its_plan, its_number, its_body = read_control_code(row[0])
        if (its_plan.casefold(), its_number, its_body) == (plan.casefold(), number, body):
            told = {**dict(zip(CODE_HEADS, row, strict=True)), "entry": number}
            return told | {"withdrawn_by": taken_back.get((row[1], number, row[3]))}
    for key, end in ends.items():
        if key.casefold() == plan.casefold() and end < number:
            raise Unverified("code.past_export", code=code, plan=key, entry=number, last=end)
    raise Unverified("code.not_in_files", code=code)
