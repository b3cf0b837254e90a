"""What a person sees of each command's result; one file because every drawing stands in one table of them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from lifecycle.cli import verified
from lifecycle.cli.inspected import inspected
from lifecycle.cli.kept import backed_up, erased, examined, restored
from lifecycle.cli.points import drawn as points
from lifecycle.cli.redlined import redlined
from lifecycle.cli.screen import day, heads_of, moment, refusal_lines, say, table
from lifecycle.cli.taken import drawn as take_back
from lifecycle.cli.trees import trace
from lifecycle.documents.phrases import Phrases

Draw = Callable[[Any, Phrases], None]
SHOWN_CHANGES = 20
"""How many keys and changed fields of a recorded form a person is shown; `--json` tells all."""
OF_ITSELF = ("backup", "restore", "people.erase")
"""Results whose drawing itself says of a trial what would be."""
DETAILED = ("history.as_of", "document.redline", "trace")
"""Results that a trial tells in full, below the sentence on the file that would be made."""
SAID_WHOLE = {
    "saved_again": "verify.saved_again",
    "recorded_otherwise": "verify.recorded_otherwise",
    "remade": "verify.remade",
    "remade_otherwise": "verify.remade_otherwise",
    "same_words": "verify.same_words",
    "not_comparable": "verify.not_comparable",
    "made_again": "verify.made_again",
}
"""Differences of a file that stand at no place in it, and their sentences."""
LONGEST = 120
"""Letters of a value that a changed field shows; `--json` tells the whole."""


def draw(code: str, result: Any, phrases: Phrases) -> None:
    """`result` of command `code` on stdout."""
    drawing = DRAWINGS.get(code) or (_rows if code.startswith("show.") else _done)
    if isinstance(result, Mapping) and result.get("dry_run") and code not in OF_ITSELF:
        would = f"would.{code}"
        say(phrases.say(would if phrases.has(would) else "screen.dry", **result))
        if phrases.has(would) and code not in DETAILED:
            return
    if drawing is _done:
        _said(code, result, phrases)
    else:
        drawing(result, phrases)


def _done(result: Any, phrases: Phrases) -> None:
    """Marks commands whose result is one sentence and what to do next."""


def _said(code: str, result: Mapping[str, Any], phrases: Phrases) -> None:
    nothing = "entry" in result and result["entry"] is None and not (result.keys() & {"dry_run", "settings_again"})
    done = f"done.{code}.editions" if result.get("withdrawn") else f"done.{code}"
    facts = {**result, "count": len(result["withdrawn"])} if result.get("withdrawn") else result
    if "at" in result:
        facts = {**facts, "at": moment(result["at"], phrases)}
    say(phrases.say("done.nothing_new" if nothing else done, **facts))
    for edition in result.get("editions", ()):
        say("  " + _edition_line(edition, phrases))
    for gone in result.get("keys", {}).get("removed", ()):
        say("  – " + gone)
    if result.get("next"):
        say(phrases.say("screen.next"))
        for command in result["next"]:
            say(f"  {command}")


def _edition_line(edition: Mapping[str, Any], phrases: Phrases) -> str:
    return phrases.say(
        "screen.edition",
        name=phrases.say(f"document.{edition['name']}") + (f" ({about})" if (about := edition.get("about")) else ""),
        number=edition["number"],
        label=phrases.say(f"label.{edition['label']}"),
        file=edition["file"],
    )


def _plans(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    if not result:
        say(phrases.say("plan.none"))
        return
    heads = ("key", "title", "stage", "period", "follows")
    table(
        heads_of(phrases, heads),
        [(p["key"], p["title"], p["stage_title"], f"{p['from']}–{p['to']}", p["follows"]) for p in result],
    )


def _plan(result: Mapping[str, Any], phrases: Phrases) -> None:
    _plans([result], phrases)
    workflow = result["workflow"]
    say(phrases.say("screen.workflow", id=workflow["id"], version=workflow["version"], digest=workflow["digest"][:12]))
    table(
        [phrases.say(f"column.{name}") for name in ("municipality_code", "municipality", "population")],
        [(t["code"], t["name"], t["population"]) for t in result["territory"]],
    )


def _status(result: Mapping[str, Any], phrases: Phrases) -> None:
    say(f"{result['title']} ({result['plan']})")
    say(phrases.say("screen.stage_is", stage=result["stage_title"]))
    if result["missing"]:
        say(phrases.say("screen.missing", count=len(result["missing"])))
        _refusals(result["missing"], phrases)
    for deadline in result["deadlines"]:
        say(phrases.say("screen.deadline", event=_event(deadline["event"], phrases), due=day(deadline["due"], phrases)))
    comments, councils = result["comments"], result["approval"]
    say(phrases.say("screen.comments", **{name: comments[name] for name in ("open", "settled", "orphaned")}))
    if comments["grouped"]:
        facts = {"count": comments["grouped"], "groups": comments["groups"]}
        say("  " + phrases.say("screen.comments_grouped", **facts))
    if comments["rivals"]:
        say("  " + phrases.say("screen.comments_rivals", count=comments["rivals"]))
    say(phrases.say("screen.councils", **councils))
    if result["editions"]:
        say(phrases.say("screen.editions"))
        for edition in result["editions"][-5:]:
            say("  " + _edition_line(edition, phrases))
    if result["warnings"]:
        say(phrases.say("screen.warnings", count=len(result["warnings"])))
        for warning in result["warnings"][:10]:
            say(f"  ! {warning['text']}")
        if (more := len(result["warnings"]) - 10) > 0:
            say("  " + phrases.say("screen.more_warnings", count=more))


def _event(name: str, phrases: Phrases) -> str:
    return phrases.say(f"event.{name}") if phrases.has(f"event.{name}") else name


def _refusals(refusals: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    for refusal in refusals:
        for line in refusal_lines(refusal, phrases):
            say(f"  {line}")


def _why(result: Mapping[str, Any], phrases: Phrases) -> None:
    say(phrases.say("screen.stage_is", stage=result["stage_title"]))
    for step in result["steps"]:
        verdict = phrases.say(
            "screen.allowed" if step["allowed"] else "screen.not_allowed", count=len(step["refusals"])
        )
        say(f"{_event(step['event'], phrases)} → {step['to_title']}: {verdict}")
        _refusals(step["refusals"], phrases)
    if result["warnings"]:
        say(phrases.say("screen.warnings_stop_nothing", count=len(result["warnings"])))
        for warning in result["warnings"]:
            for line in refusal_lines(warning, phrases, mark="!"):
                say(f"  {line}")


def _moved(result: Mapping[str, Any], phrases: Phrases) -> None:
    say(phrases.say("done.advance", from_=result["titles"][0], to=result["titles"][1]))
    for edition in result["editions"]:
        say("  " + _edition_line(edition, phrases))
    if result["next"]:
        say(phrases.say("screen.next"))
    for command in result["next"]:
        say(
            f"  {command}" + (f"   ({phrases.say('stamp.at_stage_end')})" if command.endswith(" history stamp") else "")
        )


def _recorded(result: Mapping[str, Any], phrases: Phrases) -> None:
    for sheet in result.get("sheets", [result, *result.get("also", ())]):
        facts = {name: sheet[name] for name in ("added", "changed", "unchanged", "removed")}
        say(phrases.say("done.record", kind=sheet["kind"], **facts))
        keys = sheet.get("keys", {})
        for mark, name in (("+", "added"), ("~", "changed")):
            if keys.get(name):
                say(f"  {mark} " + ", ".join(keys[name][:SHOWN_CHANGES]) + _more(len(keys[name]), phrases))
        for change in sheet.get("changes", ())[:SHOWN_CHANGES]:
            values = {name: _short(_plain(change[name])) for name in ("before", "after")}
            say("    " + phrases.say("screen.record_change", key=change["key"], column=change["column"], **values))
        if more := _more(len(sheet.get("changes", ())), phrases):
            say("   " + more)
        for gone in keys.get("removed", ()):
            say(f"  – {gone}")
    if result["entry"] is None and not result.get("dry_run"):
        say(phrases.say("done.nothing_new"))


def _more(count: int, phrases: Phrases) -> str:
    """How many of `count` are not shown; nothing where all are."""
    left = count - SHOWN_CHANGES
    return " " + phrases.say("screen.record_more", count=left) if left > 0 else ""


def _plain(value: Any) -> Any:
    """A value of a row as a cell of the form has it."""
    return "; ".join(str(part) for part in value) if isinstance(value, list) else value


def _short(value: Any) -> Any:
    """Of a long text its beginning."""
    return f"{value[: LONGEST - 1].rstrip()}…" if isinstance(value, str) and len(value) > LONGEST else value


def _rows(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    if not result:
        say(phrases.say("screen.no_rows"))
        return

    table(list(result[0]), [[_plain(value) for value in row.values()] for row in result])


def _documents(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    heads = ("edition", "label", "stage", "issued_on", "file", "on_disk")
    table(
        heads_of(phrases, heads),
        [
            (
                e["edition"] + (f" ({e['about']})" if e.get("about") else ""),
                phrases.say(f"label.{e['label']}"),
                e["stage_title"],
                day(e["issued_on"], phrases),
                e["file"],
                phrases.say(f"on_disk.{e['on_disk']}"),
            )
            for e in result
        ],
        whole=heads.index("file"),
    )


def _verified(result: Mapping[str, Any], phrases: Phrases) -> None:
    if not result["ours"]:
        say(phrases.say("verify.not_readable" if result.get("refusal") else "verify.not_ours"))
        if result.get("refusal"):
            say("  " + result["refusal"]["text"])
        return
    facts = {"plan": result["plan"], "edition": result["edition"], "code": result["code"]}
    if back := result["withdrawn"]:
        say(phrases.say("verify.withdrawn", edition=result["edition"], plan=result["plan"], **back))
    say(phrases.say("verify.unchanged" if result["unchanged"] else "verify.changed", **facts))
    chapter = None
    for difference in result["differences"]:
        if said := SAID_WHOLE.get(difference["kind"]):
            say("  " + phrases.say(said))
            continue
        place = difference.get("place")
        where = phrases.say("verify.place", reason=place) if place else difference.get("chapter")
        if where != chapter:
            chapter = where
            say(f"  {where or '–'}")
        if difference["was"]:
            say(f"  − {difference['was']}")
        if difference["now"]:
            say(f"  + {difference['now']}")


def _changes(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    from lifecycle.documents.compare import gist

    if not result:
        say(phrases.say("changes.same"))
    for (chapter, item), rows in groupby(result, key=lambda one: (one["chapter"], one["item"])):
        found = list(rows)
        say(f"{chapter} · {item}" if item else chapter)
        for number, one in enumerate(found, 1):
            before, after = gist(one["before"] or "", one["after"] or "")
            facts = {"label": one["label"] or phrases.say("changes.field.text"), "before": before, "after": after}
            if item and one["field"] is None:
                say("  " + phrases.say(f"changes.item_{one['kind']}") + f": {before or after}")
            else:
                say("  " + phrases.say(f"changes.{one['kind']}", **facts))
            if one["cause"] and (number == len(found) or found[number]["cause"] != one["cause"]):
                say("  " + phrases.say("changes.cause", cause=one["cause"]))


def _consultation(result: Mapping[str, Any], phrases: Phrases) -> None:
    for each in result["rounds"]:
        facts = {name: day(each[name], phrases) for name in ("opens", "hearing", "until")}
        say(phrases.say("screen.round", number=each["number"], edition=each["edition"] or "–", **facts))
        if each["closed_on"]:
            say("  " + phrases.say("screen.round_closed", day=day(each["closed_on"], phrases)))
    points = result["submissions"]
    say(phrases.say("screen.submissions", all=points["all"], settled=points["settled"], open=len(points["open"])))
    _refusals(result["missing"], phrases)


def _councils(result: Mapping[str, Any], phrases: Phrases) -> None:
    if result["rule"]:
        say(result["rule"])
    say(phrases.say("screen.reached" if result["reached"] else "screen.not_reached", **result))
    heads = ("code", "name", "state", "resolution", "on", "votes", "edition", "valid")
    table(
        heads_of(phrases, heads),
        [
            (
                m["code"],
                m["name"],
                phrases.say(f"council.{m['state']}"),
                m["resolution"],
                day(m["on"], phrases),
                f"{m['for']}/{m['against']}/{m['abstained']} z {m['members']}" if m["for"] is not None else "–",
                m["edition"],
                phrases.say("screen.yes") if m["valid"] else "–",
            )
            for m in result["municipalities"]
        ],
    )


def _log(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    say(phrases.say("screen.log_note"))
    heads = ["number", "on", "who", "role", "what", "hash"]
    rows = [[e["number"], day(e["on"], phrases), e["who"], e["role"], e["what"], e["hash"][:12]] for e in result]
    if any(entry["stamped"] for entry in result):
        heads.append("stamped")
        rows = [[*row, moment(e["stamped"], phrases)] for row, e in zip(rows, result, strict=True)]
    table(heads_of(phrases, heads), rows)


def _entry(result: Mapping[str, Any], phrases: Phrases) -> None:
    import json

    for name in ("number", "at", "on", "who", "role", "login", "verb", "note", "previous", "hash"):
        say(f"{heads_of(phrases, [name])[0]}: {result[name] if result[name] is not None else '–'}")
    for change in result["changes"]:
        say(json.dumps(change, ensure_ascii=False))


def _workflows(result: Sequence[Mapping[str, Any]], phrases: Phrases) -> None:
    heads = ("key", "title", "version", "digest")
    table(
        heads_of(phrases, heads),
        [(w["name"], w["title"], w["version"], w["digest"][:12]) for w in result],
    )


def _workflow(result: Mapping[str, Any], phrases: Phrases) -> None:
    if result.get("ok"):
        say(phrases.say("workflow.sound", file=result["file"]))
    say(f"{result['title']} ({result['id']} {result['version']})")
    titles = {state["name"]: state["title"] for state in result["states"]}
    for edge in result["transitions"]:
        say(f"{titles[edge['from']]} → {titles[edge['to']]}: {_event(edge['event'], phrases)}")
        for need in edge["needs"]:
            say(f"    {need}" if "any" in need else f"    {_need(need)}")


def _need(need: Mapping[str, Any]) -> str:
    arguments = ", ".join(f"{name}={value}" for name, value in need.items() if name != "check")
    return f"{need['check']}({arguments})"


def _picture(result: Mapping[str, Any], phrases: Phrases) -> None:
    say(phrases.say("done.workflow.picture", file=result["file"]) if result["file"] else result["picture"])


DRAWINGS: Mapping[str, Draw] = {
    "plan.list": _plans,
    "plan.show": _plan,
    "status": _status,
    "why": _why,
    "advance": _moved,
    "return": _moved,
    "withdraw": _moved,
    "record": _recorded,
    "trace": trace,
    "document.list": _documents,
    "document.redline": redlined,
    "document.changes": _changes,
    "document.verify": _verified,
    "inspect": inspected,
    "comment.list": points,
    "take_back": take_back,
    "consultation.status": _consultation,
    "approval.status": _councils,
    "history.log": _log,
    "history.show": _entry,
    "history.verify": verified.verified,
    "history.code": verified.code,
    "history.files": verified.files,
    "history.as_of": verified.past,
    "workflow.list": _workflows,
    "workflow.show": _workflow,
    "workflow.check": _workflow,
    "workflow.picture": _picture,
    "backup": backed_up,
    "restore": restored,
    "people.erase": erased,
    "doctor": examined,
}
