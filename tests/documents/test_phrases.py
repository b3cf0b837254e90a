"""Sentences for people: plurals, facts as people read them, commands as scripts type them, a town's own wording."""

import datetime as dt
import subprocess
import sys
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.phrases import Phrases, Unsaid, argument, merged, read
from lifecycle.documents.typography import NBSP
from lifecycle.model.errors import Wrong

CZECH = """
["swot.thin"]
text = "Skupina {group} má {has} z {needs} položek."
who = "vedoucí skupiny {group}"
command = "lifecycle record swot SOUBOR"

[comments.open]
text_one = "Zbývá {count} připomínka."
text_few = "Zbývají {count} připomínky."
text_many = "Zbývá {count} připomínek."

["fact"]
text = "{it}"

["cost"]
text = "Stojí {cost_czk}."

["hearing.early"]
text = "Projednání může být nejdříve {first}."
command = "lifecycle consultation open --hearing {first} --until {until} --by {town}"

["braces"]
text = "Závorky {{takto}} zůstanou."

["file.refused"]
text = "Soubor nelze přečíst ({reason})."
command = "lifecycle inspect {file}"

["file.refused.macros"]
text = "Soubor {file} obsahuje makra."
"""


class Side(StrEnum):
    provider = "provider"

    @property
    def cs(self) -> str:
        return "poskytovatel"

    @property
    def en(self) -> str:
        return "provider (en)"


def czech(strict=True):
    return Phrases("cs", read(CZECH.encode(), "cs.toml"), strict=strict)


def fact(value):
    return czech().say("fact", it=value).replace(NBSP, "~")


def test_a_sentence_tells_its_facts():
    assert czech().say("swot.thin", group="SEN", has=1, needs=2) == "Skupina SEN má 1 z 2 položek."


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Zbývá 0 připomínek."),
        (1, "Zbývá 1 připomínka."),
        (2, "Zbývají 2 připomínky."),
        (4, "Zbývají 4 připomínky."),
        (5, "Zbývá 5 připomínek."),
        (22, "Zbývá 22 připomínek."),
    ],
)
def test_czech_counts_one_few_and_many(count, sentence):
    assert czech().say("comments.open", count=count) == sentence


@pytest.mark.parametrize(("count", "sentence"), [(0, "0 towns"), (1, "1 town"), (2, "2 towns")])
def test_english_counts_one_and_other(count, sentence):
    english = Phrases("en", {"towns": {"text_one": "{count} town", "text_other": "{count} towns"}}, strict=True)

    assert english.say("towns", count=count) == sentence


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (dt.date(2015, 7, 1), "1.~7.~2015"),
        (dt.datetime(2015, 7, 1, 9, 5), "1.~7.~2015 09:05"),
        (14500, "14~500"),
        ("2015", "2015"),
        (True, "ano"),
        (None, "–"),
        ((), "–"),
        (("Budeč",), "Budeč"),
        (("Dačice", "Budeč", "Studená"), "Dačice, Budeč a Studená"),
        (frozenset({"Chlumec", "Hříšice", "Cizkrajov"}), "Cizkrajov, Hříšice a Chlumec"),
        (Side.provider, "poskytovatel"),
    ],
)
def test_a_fact_is_shown_as_people_read_it(value, read_as):
    assert fact(value) == read_as


def test_a_fact_in_crowns_is_money():
    assert czech().say("cost", cost_czk=1250000).replace(NBSP, "~") == "Stojí 1~250~000~Kč."


def test_a_refusal_tells_who_can_cure_it_where_the_phrase_does():
    assert czech().who("swot.thin", group="SEN") == "vedoucí skupiny SEN"
    assert czech().who("cost") is None


def test_a_command_is_ready_to_paste():
    command = czech().command(
        "hearing.early", first=dt.date(2015, 3, 2), until=dt.date(2015, 3, 16), town="Český Rudolec"
    )

    assert command == 'lifecycle consultation open --hearing 2015-03-02 --until 2015-03-16 --by "Český Rudolec"'


@given(st.text())
def test_no_fact_breaks_out_of_its_place_in_a_command(text):
    placed = argument(text)

    assert (placed[0] == placed[-1] and placed[0] in "\"'") or not set(placed) & set(" \"'$`;&|<>()\\\n")


def test_a_command_with_an_unknown_fact_shows_where_it_belongs():
    assert czech(strict=False).command("hearing.early", first="x", until="y") == (
        "lifecycle consultation open --hearing FIRST --until UNTIL --by TOWN"
    )


def test_a_reason_with_its_own_sentence_is_said_by_it():
    assert czech().say("file.refused", reason="macros", file="a.docm") == "Soubor a.docm obsahuje makra."
    assert czech().say("file.refused", reason="damaged", file="a.docx") == "Soubor nelze přečíst (damaged)."
    assert czech().command("file.refused", reason="macros", file="a.docm") == "lifecycle inspect a.docm"


def test_double_braces_are_braces():
    assert czech().say("braces") == "Závorky {takto} zůstanou."


def test_a_clerk_sees_the_code_and_the_facts_where_a_sentence_is_missing():
    clerk = czech(strict=False)

    assert clerk.say("no.such", has=1, day=dt.date(2015, 7, 1)) == f"no.such (has=1, day=1.{NBSP}7.{NBSP}2015)"
    assert clerk.say("no.such") == "no.such"
    assert clerk.say("swot.thin", has=1) == "swot.thin (has=1)"
    assert clerk.say("comments.open", has=1) == "comments.open (has=1)"


@pytest.mark.parametrize(("code", "facts"), [("no.such", {}), ("swot.thin", {"has": 1}), ("comments.open", {})])
def test_a_test_fails_where_a_sentence_or_a_fact_is_missing(code, facts):
    with pytest.raises(Unsaid):
        czech().say(code, **facts)


@given(code=st.text(), facts=st.dictionaries(st.text(), st.integers() | st.none() | st.text() | st.dates()))
def test_saying_anything_never_crashes(code, facts):
    facts.pop("self", None)
    clerk = czech(strict=False)

    assert isinstance(clerk.say(code, **facts), str)
    assert isinstance(clerk.say("swot.thin", **facts), str)


def test_a_phrase_names_the_facts_it_needs():
    assert czech().needs("swot.thin") == {"group", "has", "needs"}
    assert czech().needs("comments.open") == {"count"}
    assert czech().needs("braces") == set()


def test_a_fact_cannot_be_looked_into():
    town = Phrases("cs", {"x": {"text": "{it.__class__} {it[0]}"}})

    assert town.say("x", it="ab") == "{it.__class__} {it[0]}"


def test_a_town_changes_one_sentence_and_keeps_the_rest():
    own = read('["comments.open"]\ntext = "Ještě {count}."\n["swot.thin"]\nwho = "metodik"'.encode(), "cs.toml")
    town = Phrases("cs", merged(read(CZECH.encode(), "cs.toml"), own), strict=True)

    assert town.say("comments.open", count=1) == "Ještě 1."
    assert town.who("swot.thin") == "metodik"
    assert town.say("swot.thin", group="SEN", has=1, needs=2) == "Skupina SEN má 1 z 2 položek."


def test_a_town_adds_a_sentence_in_its_office_folder(tmp_path):
    file = tmp_path / "document_templates" / "phrases" / "cs.toml"
    file.parent.mkdir(parents=True)
    file.write_text('["town.own"]\ntext = "Naše věta."', encoding="utf-8-sig")

    assert Phrases.of("cs", tmp_path).say("town.own") == "Naše věta."
    assert not Phrases.of("cs").has("town.own")


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [(b'[a]\ntext = "x"\n[a', "phrases.toml", 3), (b'[a]\ntext = "\xe8"', "phrases.encoding", 2)],
)
def test_a_broken_file_of_a_town_is_named_with_the_line(data, rule, line):
    with pytest.raises(Wrong) as caught:
        read(data, "cs.toml")

    assert [(fault.rule, fault.file, fault.line) for fault in caught.value.faults] == [(rule, "cs.toml", line)]


def test_both_shipped_languages_say_every_code_with_the_same_facts():
    cs, en = Phrases.of("cs"), Phrases.of("en")

    assert cs.codes() == en.codes()
    assert {code: cs.needs(code) for code in cs.codes()} == {code: en.needs(code) for code in en.codes()}


def test_what_refusals_import_knows_neither_pydantic_nor_a_database():
    program = "import sys, lifecycle.documents.phrases; print(*{m.partition('.')[0] for m in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert not {"pydantic", "sqlmodel", "sqlalchemy", "lxml", "babel"} & set(loaded.split())
