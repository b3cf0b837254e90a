"""Text that is hard to print: what a clerk records is what the issued file says, or it is refused with its cell."""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.cli.clerk import Clerk

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FINDINGS = "key,kind,title,text,source\n"
HOSTILE = [
    "<w:p/>&lt;&amp;&#0;&nbsp;]]><![CDATA[x]]>",
    "</w:t></w:r><!-- x --><?xml version='1.0'?>",
    "👵🏽👨‍👩‍👧‍👦 rodina 🇨🇿 ❤️",
    "𝒟𝓐čice \U0010fffd \U00020000",
    "שלום עולם — مرحبا بالعالم",
    "\u202ezadem\u202c pozpátku \u2067a\u2069",
    "Z̷̢̛a̴͠l̵g̶o̵ a\u0301 A\u030a ﬁ Ǆ",
    "a\u200bb\u00adc\u2060d\ufeffe",
    "nbsp\u00a0a\u202fúzká\u2009tenká",
    "řádek\u2028oddělovač\u2029odstavec\u0085NEL",
    "{{ jinja }} {% x %} ${dolar} %s {0} {text}",
    '=HYPERLINK("http://a") +1 -1 @cmd',
    "_Toc123456789 _GoBack _Hlk1 PAGEREF HYPERLINK SEQ",
    "'uvozovky' \"dvojité\" „české“ «»",
    "\\ \\\\ \\u0000 \\n",
    "\ue000\uf8ff soukromé",
    "\u202e﷽𒐫⸻\u202c",
]
NAMES = [
    *("Normal", "heading 1", "_GoBack", "_Toc1", "Hyperlink", "Caption", "CON", "NUL", "..", "../x", "a/b", "a\\b"),
    *("<b>", "&amp", "'", '"', "1", "-", "#", "%", "?", "👵", "שלום", "č" * 60, "0" * 60, "a b", "A B", "lc_x", "__"),
]
TURNS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Marks of direction that another mark has to end."""
HARD = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff" + TURNS)
    | st.sampled_from("<>&\"'\n\t 👵ש"),
    min_size=1,
    max_size=60,
).filter(lambda text: any(unicodedata.category(sign)[0] in "LNP" for sign in text))


def table(header: str, lines: Sequence[Sequence[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(lines)
    return header + target.getvalue()


def letters(text: str) -> str:
    """`text` without white space of any kind: lines are set, and words of one letter never end them."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def issued(clerk: Clerk, name: str) -> Path:
    return clerk.office / clerk.reads("document", "issue", name)["edition"]["file"]


def read_back(file: Path) -> str:
    """All the body says, as python-docx opens it."""
    return letters("".join(part.text or "" for part in docx.Document(str(file)).element.body.iter(f"{W}t")))


def findings(texts: Sequence[str]) -> str:
    return table(FINDINGS, [(f"F-{n}", "needs", f"Zjištění {n}", text, "vlastní") for n, text in enumerate(texts, 1)])


def refusals(clerk: Clerk, form: str, rows: str) -> list[tuple[str, str]]:
    """The rules and columns of the refused cells."""
    answer = clerk.asks("record", form, str(clerk.paper("zlé.csv", rows)))
    return [(fault["rule"], fault["column"]) for fault in answer.json["errors"]]


def test_every_hard_text_is_printed_as_it_was_recorded(clerk: Clerk):
    clerk.records("findings", findings(HOSTILE))
    told = read_back(issued(clerk, "analysis"))

    assert [text for text in HOSTILE if letters(text) not in told] == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(HARD, min_size=25, max_size=25))
def test_any_text_is_printed_as_it_was_recorded(clerk: Clerk, texts: list[str]):
    clerk.records("findings", findings(texts), "--replace")
    told = read_back(issued(clerk, "analysis"))

    assert [text for text in texts if letters(text) not in told] == []


def test_a_chapter_prints_every_hard_text_behind_the_escapes_of_markdown(clerk: Clerk):
    written = [re.sub(r"([\\`*_{}\[\]()#+\-.!|<>&~$\"':=@])", r"\\\1", text) for text in HOSTILE]
    clerk.records("texts", table("section,text\n", [("introduction", "\n\n".join(f"A {text}" for text in written))]))
    told = read_back(issued(clerk, "plan"))

    assert [text for text in HOSTILE if letters(text) not in told] == []


def test_keys_named_like_parts_of_word_anchor_their_items(clerk: Clerk, tmp_path: Path):
    rows = [(name, "needs", f"Název {n}", f"Text {n}", "vlastní") for n, name in enumerate(NAMES)]
    clerk.records("findings", table(FINDINGS, rows))
    file = issued(clerk, "analysis")
    names = [mark.get(f"{W}name") for mark in docx.Document(str(file)).element.body.iter(f"{W}bookmarkStart")]

    assert Counter(name.lower() for name in names).most_common(1)[0][1] == 1
    assert [name for name in names if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name)] == []
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_a_hundred_thousand_letters_are_printed_to_the_last(clerk: Clerk):
    text = "Dlouhá věta o péči. " * 5_000 + "Konec."
    clerk.records("findings", findings([text]))

    assert letters(text) in read_back(issued(clerk, "analysis"))


def test_a_chapter_of_a_hundred_thousand_letters_is_printed_to_the_last(clerk: Clerk):
    text = "Dlouhá věta o péči. " * 5_000 + "Konec."
    clerk.records("texts", table("section,text\n", [("introduction", text)]))

    assert letters(text) in read_back(issued(clerk, "plan"))


@pytest.mark.parametrize(
    "sign", ["\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\ufffe", "\uffff", "\u202e"]
)
def test_a_character_no_document_can_carry_is_refused_at_its_cell(clerk: Clerk, sign: str):
    assert refusals(clerk, "findings", findings([f"a{sign}b"])) == [("control_character", "text")]


@pytest.mark.parametrize("blank", [" ", "   ", "\u00a0", "\u2003\u3000", "\n\n", "\t"])
def test_a_text_of_spaces_alone_is_no_text(clerk: Clerk, blank: str):
    assert refusals(clerk, "findings", findings([blank])) == [("required", "text")]


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\ufeff", "\u00ad", "\u202e\u202c", "\u2800", "\u3164", "\u115f"])
def test_a_text_nobody_sees_is_no_text(clerk: Clerk, blank: str):
    assert refusals(clerk, "findings", findings([blank])) == [("invisible", "text")]


def test_a_text_that_looks_like_a_private_one_is_refused(clerk: Clerk):
    reference = "vault:" + "0" * 64

    assert refusals(clerk, "findings", findings([reference])) == [("reserved_text", "text")]
    assert refusals(clerk, "texts", f"section,text\nvision,A **{reference}**\n") == [("narrative.reserved", "text")]


def test_the_cover_and_the_properties_carry_a_hard_title(clerk: Clerk):
    title = "Plán <&> 👵 „obcí“ שלום"
    towns = clerk.paper("obce2.csv", "code,name,seat\n546127,Dačice,yes\n")
    clerk.about(None).reads(
        *("plan", "create", "druhy", "--title", title, "--territory", str(towns), "--from", "2026", "--to", "2027")
    )
    other = clerk.about("druhy")
    other.records("groups", "key,name,kind,target_group\nRS,Řídicí <&> skupina,steering,\n")
    file = issued(other, "plan")
    with zipfile.ZipFile(file) as package:
        core = package.read("docProps/core.xml").decode()

    assert letters(title) in read_back(file)
    assert docx.Document(str(file)).core_properties.title == title
    assert "<&>" not in core
