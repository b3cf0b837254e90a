"""Give a refused file back: the same rows in a workbook with every fault marked and said, or the reason why not."""

import dataclasses
from pathlib import Path
from typing import Any

from lifecycle.actions.desk import Desk
from lifecycle.actions.placing import write_new
from lifecycle.actions.record import record
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.refusals import fault_sentence
from lifecycle.intake.returned import Told, returned
from lifecycle.intake.workbooks import as_written
from lifecycle.model.errors import Busy, Fault, Wrong


def record_or_return(
    desk: Desk,
    plan: str,
    form: str,
    file: Path,
    *,
    replace: bool = False,
    year: int | None = None,
    errors: Path | None = None,
) -> dict[str, Any]:
    """What `record` tells; where faults refuse the file, Wrong, and `errors` holds its rows with the faults marked."""
    if errors is not None and errors.resolve() == file.resolve():
        raise Wrong("record.errors_over_file", file=file.name)
    try:
        return record(desk, plan, form, file, replace=replace, year=year)
    except Wrong as wrong:
        if errors is None or not wrong.faults:
            raise
        raise _told(desk, plan, form, file, wrong=wrong, target=errors) from None


def _told(desk: Desk, plan: str, form: str, file: Path, *, wrong: Wrong, target: Path) -> Wrong:
    """`wrong` with where its workbook is (`errors_file`), None where there is none, and the sentence that tells it."""
    if desk.dry_run:
        return _with(wrong, "record.errors_in_dry_run", errors_file=None, target=str(target))
    if file.suffix.lower() == ".json" or any(fault.line is not None for fault in wrong.faults):
        # Open data have lines and elements, not cells of a form; nobody mends them by hand.
        return _with(wrong, "record.errors_of_open_data", errors_file=None)
    language = desk.store.content(plan, desk.on).plan.language
    phrases = desk.phrases(language)
    try:
        opened = as_written(file, file.name, kinds=desk.catalogue.forms, form=form)
        # Nothing but what others wrote stands against the file, and the workbook shows all of it: it is up to date.
        weighed = wrong.facts.get("revision")
        if weighed is not None:
            opened = dataclasses.replace(opened, told={**opened.told, "revision": str(weighed)})
        faults = [_listed(fault, phrases, weighed=weighed is not None) for fault in wrong.faults]
        write_new(target, returned(opened, faults, language=language, say=phrases.say))
    except (Busy, Wrong) as failed:
        why = desk.phrases(desk.screen).say(failed.code, **failed.facts)
        return _with(wrong, "record.errors_unwritten", errors_file=None, target=str(target), why=why)
    return _with(wrong, "record.errors_file", errors_file=str(target))


def _with(wrong: Wrong, code: str, **facts: Any) -> Wrong:
    return Wrong(wrong.code, wrong.faults, **wrong.facts, **facts, errors_told=code)


def _listed(fault: Fault, phrases: Phrases, *, weighed: bool) -> Told:
    """The fault as the list says it: its column by the heading the clerk gave it.

    Of a field that others wrote (all of them `weighed`) it shows what stands, and the clerk decides what is to hold.
    """
    facts = dict(fault.facts)
    if weighed:
        text, suggestion = phrases.say("returned.stale", **facts), str(facts.get("theirs") or "") or None
    else:
        text, suggestion = fault_sentence(fault, phrases), fault.suggestion
    return Told(
        sheet=fault.sheet,
        cell=fault.cell,
        column=str(facts.get("header") or fault.column or ""),
        value=fault.value,
        text=text,
        suggestion=suggestion,
        lacks_column=fault.rule == "missing_column",
    )
