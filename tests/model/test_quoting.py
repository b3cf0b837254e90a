"""A suggested command can be pasted as it stands: in sh, and in cmd.exe, which knows no single quotes."""

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.quoting import quoted
from tests.laws.repository import modules


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
def test_sh_reads_back_the_word_that_was_quoted(text: str):
    assert shlex.split(quoted(text, windows=False)) == [text]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("výpis.zip", "výpis.zip"),
        ("moje žádosti/žádost.tsr", '"moje žádosti/žádost.tsr"'),
        ("", '""'),
        ("a; rm -r b", '"a; rm -r b"'),
        ("za $5", "'za $5'"),
        ('tzv. "plán"', "'tzv. \"plán\"'"),
        ("konec\\", "'konec\\'"),
    ],
)
def test_double_quotes_stand_wherever_they_do(text: str, typed: str):
    assert quoted(text, windows=False) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (r"C:\Plány\výpis.zip", r"C:\Plány\výpis.zip"),
        (r"C:\Moje plány\výpis.zip", r'"C:\Moje plány\výpis.zip"'),
        ("C:\\Moje plány\\", '"C:\\Moje plány\\\\"'),
        ("a & calc", '"a & calc"'),
        ("a&calc", '"a&calc"'),
        ("za $5", '"za $5"'),
        ('tzv. "plán"', '"tzv. ""plán"""'),
    ],
)
def test_on_windows_no_word_stands_in_single_quotes(text: str, typed: str):
    assert quoted(text, windows=True) == typed


def test_no_other_room_quotes_for_a_shell():
    quoting = [file.name for file in modules("lifecycle") if re.search(r"\bimport shlex\b", file.read_text("utf-8"))]

    assert quoting == ["quoting.py"]
