"""Every sentence a person may read has its phrase, in both languages and with the same facts; none is left over."""

import ast
import re

import pytest

from lifecycle.actions.changes import COLUMNS as CHANGED
from lifecycle.actions.chapters_home import REASONS as KEPT_FOR
from lifecycle.actions.trace import COLUMNS as MATRIX
from lifecycle.app import catalogue
from lifecycle.cli.drawings import DRAWINGS
from lifecycle.cli.points import PROPOSALS
from lifecycle.cli.root import root
from lifecycle.documents.phrases import Phrases, read
from lifecycle.documents.reshaped import CHANGES, KINDS
from lifecycle.documents.returned import NOTICES
from lifecycle.documents.returned import REVISIONS as KINDS_OF_REVISIONS
from lifecycle.intake.rows import _RULES
from lifecycle.model.approval import Body
from lifecycle.model.citation import STRATEGIES
from lifecycle.model.comment import CommentKind
from lifecycle.model.consultation import SettlementDecision
from lifecycle.model.edition import EditionLabel
from lifecycle.model.evidence import Carry, FindingKind, Result
from lifecycle.model.forms import FORMS, filled_in
from lifecycle.model.people import MeetingKind, Side
from lifecycle.model.practice import LAW_PARTS, QUALITY_AREAS
from lifecycle.model.proposal import FORMS as PROPOSED_FORMS
from lifecycle.model.quorum import COUNTED
from lifecycle.model.system_errors import REASONS
from lifecycle.model.trace import LINKS
from lifecycle.stages.common import CHAPTERS
from lifecycle.stages.scoring import KINDS as SCORED
from lifecycle.stages.scoring import WIDE
from lifecycle.stages.tracing import COLUMNS as TRACE
from tests.laws.codes import arguments, errors_of_the_model, heads_of_tables, literals, spoken
from tests.laws.repository import ROOT, modules, tree
from tests.laws.test_names import commands, shipped

CS, EN = Phrases.of("cs"), Phrases.of("en")
CODES = {"cs": CS, "en": EN}
PLAN, COUNCIL = shipped("community_plan"), shipped("council_resolution")
ISSUED = {name for state in PLAN.states for name in (*state.opens_with, *state.closes_with)}
TRIED = {
    "init",
    "form",
    "trace",
    "document.render",
    "document.redline",
    "workflow.picture",
    "history.as_of",
    "history.receipt",
    "history.export",
    "history.stamp",
    "history.stamped",
}
"""Commands whose result is a file or a folder, which a trial must not claim to be there."""
PYDANTIC = {
    "missing",
    "enum",
    "int_parsing",
    "string_too_short",
    "string_too_long",
    "string_pattern_mismatch",
    "greater_than_equal",
    "less_than_equal",
}
"""How the kinds of the command line's own options may complain (errors of pydantic-core)."""


def verbs_of_acts() -> set[str]:
    told = arguments("commit") | arguments("commit", keyword="verb") | arguments("enter", keyword="verb")
    return {verb for verb in told if "." in verb or verb == "undo"}


def sentences_of_rules() -> set[str]:
    """Rules a row breaks stand in `actions/rules.py` as (rule, column, value)."""
    rows = [
        [part.value if isinstance(part, ast.Constant) else None for part in node.elts]
        for file in modules("lifecycle/actions")
        if file.name == "rules.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Tuple) and len(node.elts) == 3
    ]
    return {f"fault.{rule}" for rule, _, value in rows if isinstance(rule, str) and not value}


def done_commands() -> set[str]:
    """Commands whose result is a sentence."""
    told = arguments("run", place=1) | arguments("show", place=1)
    return {f"done.{code}" for code in told if re.fullmatch(r"[a-z.]+", code) and code not in DRAWINGS}


def workflow_rules() -> set[str]:
    noted = {f"workflow.{rule}" for rule in arguments("note") if re.fullmatch("[a-z_]+", rule)}
    noted |= {f"workflow.unknown_{kind}" for kind in arguments("_unknown") if re.fullmatch("[a-z_]+", kind)}
    noted |= {f"workflow.argument_{kind}" for kind in ("number", "text", "flag", "names")}
    noted |= {f"workflow.type_{kind}" for kind in ("text", "number", "flag", "list", "table")}
    return noted | {rule for rule in arguments("Finding") if re.fullmatch(r"workflow\.[a-z_]+", rule)}


# Families of codes that the program makes of a part it knows: each is listed with all its members.
FAMILIES: dict[str, set[str]] = {
    "help of commands": {f"help.{name}" for name, _ in commands()} | {"help.root"},
    "kinds": {f"kind.{kind}" for kind in (*catalogue().kinds, "secret")},
    "sections": {f"section.{name}" for name in catalogue().sections},
    "documents": {f"document.{name}" for name in ISSUED | {"packet"} | {one.name for one in PLAN.deliverables}},
    "states of a plan": {f"state.{state.name}" for state in PLAN.states},
    "states of an approval": {f"council.{state.name}" for state in COUNCIL.states},
    "events": {f"event.{edge.event}" for edge in PLAN.transitions},
    "labels of editions": {f"label.{label.value}" for label in EditionLabel},
    "kinds of proposals": {
        f"comment.proposes.{kind.value}" for kind in set(CommentKind) - {CommentKind.comment, CommentKind.submission}
    },
    "what a proposal would do": {f"proposal.{one}" for one in PROPOSED_FORMS},
    "proposals on the screen": {f"screen.proposes.{one}" for one in PROPOSALS},
    "decisions": {f"settled.{decision.value}" for decision in SettlementDecision},
    "verbs that count": {f"verb.{verb}" for verb in COUNTED},
    "items by their labels": {
        f"item.{kind}" for kind in ("priority", "measure", "activity", "finding", "group", "service", "text", "stage")
    },
    "chapters": {f"chapter.{name}" for name in CHAPTERS},
    "parts of the law": {f"law_part.{part}" for part in LAW_PARTS},
    "areas of quality": {f"quality_area.{area}" for area in QUALITY_AREAS},
    "sorts of cells": {f"cell.{column.type}" for kind in FORMS.values() for column in filled_in(kind)},
    "results of an evaluation": {f"result_means.{result.value}" for result in Result},
    "fates of an item": {f"carry_means.{carry.value}" for carry in Carry},
    "kinds of meetings": {f"meeting_to.{kind.value}" for kind in MeetingKind},
    "sides": {f"{family}.{side.value}" for family in ("side", "side_short") for side in Side},
    "bodies": {f"approval.body_{body.value}" for body in Body},
    "acts": {f"act.{verb.partition('.{')[0]}" for verb in verbs_of_acts()},
    "results of commands": done_commands(),
    "trials of what writes a file": {f"would.{code}" for code in TRIED},
    "refusals of the system": {f"system.{reason}" for reason in (*REASONS.values(), "other")},
    "kinds of findings": {f"analysis.{kind.value}" for kind in FindingKind},
    "papers of a packet": {
        f"packet.{paper}{part}" for paper in ("letter", "extract", "form", "reasons") for part in ("", "_file")
    },
    "what changed": {f"changes.{part}{kind}" for part in ("", "item_") for kind in ("added", "removed")}
    | {"changes.changed"},
    "heads of the table of changes": {f"changes.file.{column}" for column in CHANGED},
    "files on the disk": {f"on_disk.{state}" for state in ("ours", "edited", "missing", "erased")},
    "warnings of recording": {f"record.text_under_vote.{state}" for state in ("consultation", "approval")},
    "rules of resolutions": {"resolution.majority"},
    "reasons of the gate": {f"word.refused.{reason}" for reason in arguments("refuse")},
    "notices of returned files": {f"inspect.notice.{code}" for code in NOTICES},
    "changes of chapters besides words": {f"reshaped.{code}" for code in CHANGES},
    "kinds of paragraphs": {f"reshaped.kinds.{kind}" for kind in KINDS},
    "why changes of chapters stay proposals": {f"screen.take_back_texts_kept.{reason}" for reason in KEPT_FOR},
    "kinds of revisions": {f"inspect.kind.{kind}" for kind in (*KINDS_OF_REVISIONS, "row")},
    "changes of a redline": {f"redline.{change}" for change in ("added", "removed", "moved", "changed")},
    "rules of actions": sentences_of_rules(),
    "complaints of pydantic": {f"fault.{rule}" for rule in PYDANTIC},
    "faults of workflows": workflow_rules(),
    "links of a trace": {f"trace.kind.{kind}" for kind in set(LINKS) - set(PLAN.labels)},
    "directions of a trace": {f"trace.{lead}{side}" for lead in ("", "nothing_") for side in ("before", "after")},
    "heads of the matrix": {f"trace.file.{column}" for column in MATRIX},
    "columns of the trace": {f"trace.column.{column}" for column in TRACE},
    "strategies of TOWS": {f"tows.{strategy}" for strategy in STRATEGIES},
    "rows of SWOT": {"swot.inside", "swot.outside"},
    "tables of scores": {f"scores.by_{by}" for by in WIDE} | {f"scores.kind.{kind}" for kind in SCORED},
    "problems of a verification": {text for text in literals() if re.fullmatch(r"verify\.[a-z_]+", text)},
    "findings of the doctor": {text for text in literals() if re.fullmatch(r"doctor\.[a-z_]+", text)},
    "faults of a backup": {text for text in literals() if re.fullmatch(r"(backup|restore)\.[a-z_]+", text)}
    - {"backup.json"},
    "failures of the store": {text for text in literals() if re.fullmatch(r"store\.[a-z_]+", text)}
    | {"store.busy.held"},
}
# Families of which a code is known by its part that stands in the program as a text: heads of tables, rows of cards.
PARTS = ("column", "screen", "trace.file", "field.measure", "example", "option", "packet.form")
# Codes that are there where a member has a sentence of its own; without it the family's sentence is said.
OWN = {f"act.step.{edge.event}" for edge in PLAN.transitions} | {f"act.record.{form}" for form in catalogue().forms}
# Codes chosen by a fact: by its `reason`, by the form of a code, by the paragraph of the law.
VARIANTS = (
    "fault.stale",
    "office.none",
    "doctor.clock",
    "document.lost",
    "erase.nobody",
    "store.absent",
    "office.exists",
    "erase.unknown_scan",
    "undo.handout",
    "undo.packets",
    "undo.consultation",
    "returned.stale",
    "stamp.uncovered",
    "store.waiting",
    "done.undo",
    "file.not_writable",
    "changes.field",
    "edition.unknown",
    "verify.place",
    "law.part_missing",
    "document.of_year",
    "document.of_meeting",
    "document.empty",
    "pattern",
    "range",
    "register.value",
    "missing_column",
    "intake.wrong_extension",
    "service_kind",
)
# The cure of one stands in the refusals told after it; of an end there is none.
WITHOUT_A_CURE = {"engine.any_of", "engine.ended"}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("language", CODES)
def test_every_member_of_a_family_has_its_phrase(family: str, language: str):
    assert sorted(code for code in FAMILIES[family] if not CODES[language].has(code)) == []


@pytest.mark.parametrize("language", CODES)
def test_every_code_the_program_names_has_its_phrase(language: str):
    phrases = CODES[language]
    silent = {
        f"{one.place}: {one.code}"
        for one in spoken()
        if not phrases.has(one.code) and not (one.call == "Fault" and phrases.has(f"fault.{one.code}"))
    }

    assert silent == set()


@pytest.mark.parametrize("language", CODES)
def test_every_head_of_a_table_is_a_word_that_needs_no_fact(language: str):
    phrases = CODES[language]
    known = set(phrases.codes())
    heads = {
        name: f"screen.{name}.head" if f"screen.{name}.head" in known else f"screen.{name}"
        for name in heads_of_tables()
    }

    assert {name for name, code in heads.items() if code not in known or phrases.needs(code)} == set()


@pytest.mark.parametrize("language", CODES)
def test_every_complaint_of_a_kind_has_its_phrase(language: str):
    phrases = CODES[language]

    assert {code for code in errors_of_the_model() if not heard(phrases, code)} == set()


def heard(phrases: Phrases, code: str) -> bool:
    """Whether a complaint has a sentence, also under the word by which intake calls it."""
    return any(phrases.has(form) for form in (code, f"fault.{code}", _RULES.get(code, code)))


@pytest.mark.parametrize("language", CODES)
def test_every_option_says_what_it_is(language: str):
    silent = {
        f"{path} {option.name}"
        for path, command in [("", root), *commands()]
        for option in command.params
        if option.param_type_name == "option"
        and not CODES[language].has(f"option.{option.name}")
        and not CODES[language].has(f"option.{path}.{option.name}")
    }

    assert silent == set()


def test_both_languages_know_the_same_codes():
    assert set(CS.codes()) ^ set(EN.codes()) == set()


def test_both_languages_speak_of_the_same_facts():
    differ = {code: (CS.needs(code), EN.needs(code)) for code in CS.codes() if CS.needs(code) != EN.needs(code)}

    assert differ == {}


def test_both_languages_say_who_and_which_command():
    def parts(language: str) -> dict[str, set[str]]:
        file = ROOT / "document_templates" / "phrases" / f"{language}.toml"
        return {code: set(phrase) & {"who", "command"} for code, phrase in read(file.read_bytes(), file.name).items()}

    czech, english = parts("cs"), parts("en")

    assert {code for code in czech if czech[code] != english.get(code)} == set()


def test_every_refusal_says_who_can_fix_it_and_by_which_command():
    refusals = {one.code for one in spoken() if one.call == "Refusal"} - WITHOUT_A_CURE
    silent = {code for code in refusals for facts in [dict.fromkeys(CS.needs(code), "x")] if lacks(code, facts)}

    assert silent == set()


def lacks(code: str, facts: dict[str, str]) -> bool:
    return not CS.who(code, **facts) or not CS.command(code, **facts)


def test_every_sentence_is_given_the_facts_it_speaks_of():
    lacking = {
        f"{one.place}: {one.code} lacks {', '.join(sorted(missing))}"
        for one in spoken()
        if one.facts is not None and CS.has(one.code)
        for missing in [CS.needs(one.code) - one.facts]
        if missing
    }

    assert lacking == set()


def test_no_phrase_is_left_over():
    members = {code for family in FAMILIES.values() for code in family} | OWN
    left = {code for code in CS.codes() if code not in members | literals() and not made_of_parts(code)}

    assert left == set()


def made_of_parts(code: str) -> bool:
    if any(code.startswith(f"{family}.") for family in VARIANTS):
        return True
    if code.startswith("fault."):
        return code.removeprefix("fault.") in literals()
    options = [("", root), *commands()]
    known = literals() | {path for path, _ in options} | {str(o.name) for _, command in options for o in command.params}
    known |= {f"{path}.{option.name}" for path, command in options for option in command.params}
    for family in PARTS:
        part = re.sub(r"\.head$", "", code.removeprefix(f"{family}."))
        if code != part and part.removesuffix("_label").lstrip("_") in known | {"help", "O", "S", "T", "W"}:
            return True
    return code.removesuffix("_label").startswith("packet.form_") and code.removesuffix("_label")[12:] in known


def test_the_phrases_are_in_the_two_files_that_are_read():
    folder = ROOT / "document_templates" / "phrases"

    assert sorted(file.name for file in folder.iterdir()) == ["cs.toml", "en.toml"]


@pytest.mark.parametrize("language", CODES)
def test_no_code_is_told_twice_in_one_file(language: str):
    text = (ROOT / "document_templates" / "phrases" / f"{language}.toml").read_text(encoding="utf-8")
    heads = re.findall(r'^\["?([\w.]+)"?\]', text, re.MULTILINE)

    assert len(heads) == len(set(heads))
