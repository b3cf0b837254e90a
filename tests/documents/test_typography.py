"""Where a line must not break, and how days, numbers and money are written."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.typography import NBSP, day_text, money_text, number_text, plain, typeset

LANGUAGES = st.sampled_from(["cs", "en"])
CZECH = st.text(st.sampled_from("aAiksvzouKVč§.,0123 –-\u00a0\nKčSb%odstmilŽ"), max_size=60)


def shown(text: str) -> str:
    """Non-breaking spaces made visible."""
    return text.replace(NBSP, "~")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("péče v obci a u lidí", "péče v~obci a~u~lidí"),
        ("(s rodinou) K tomu i Z něj", "(s~rodinou) K~tomu i~Z~něj"),
        ("od 1. 7. 2015 do 31. 12. 2017", "od 1.~7.~2015 do 31.~12.~2017"),
        ("5. července, 3. komunitní plán", "5.~července, 3.~komunitní plán"),
        ("§ 3 odst. 2 písm. h) zákona č. 108/2006 Sb.", "§~3 odst.~2 písm.~h) zákona č.~108/2006~Sb."),
        ("celkem 1 250 000 Kč a 12 %", "celkem 1~250~000~Kč a~12~%"),
        ("asi 3 mil. Kč", "asi 3~mil.~Kč"),
        ("380 01 Dačice", "380~01 Dačice"),
        ("Domov, o. p. s.", "Domov, o.~p.~s."),
        ("Ing. J. Nováková", "Ing.~J.~Nováková"),
    ],
)
def test_a_czech_line_does_not_break_inside_what_belongs_together(written, printed):
    assert shown(typeset(written, "cs")) == printed


@pytest.mark.parametrize(
    "text",
    [
        "roku 2015 350 obcí",
        "e-shop, plán B.  Dvě mezery",
        "oddíl v1 2015",
        "vitamin-A je",
        "do konce roku 2015. Další rok",
        "na konci řádku v\nobci",
        "s.r.o. také",
    ],
)
def test_a_line_may_break_between_what_only_looks_alike(text):
    assert typeset(text, "cs") == text


def test_english_has_its_own_rules():
    assert (
        shown(typeset("a plan of 1 July 2015, No. 5, CZK 300, 12 %", "en"))
        == "a plan of 1~July 2015, No.~5, CZK~300, 12~%"
    )


@given(text=CZECH | st.text(), language=LANGUAGES)
def test_typesetting_changes_nothing_but_spaces(text, language):
    assert typeset(text, language).replace(NBSP, " ") == text.replace(NBSP, " ")


@given(text=CZECH, language=LANGUAGES)
def test_typesetting_twice_is_typesetting_once(text, language):
    once = typeset(text, language)

    assert typeset(once, language) == once


@pytest.mark.parametrize("piece", ["a ", "1. ", "123 ", "č. 5 ", " ", "slovo v domě dne 1. 7. 2015 za 5 Kč "])
def test_a_megabyte_is_typeset_in_a_moment(piece):
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    typeset(text, "cs")

    assert time.process_time() - started < 15


def test_a_day_is_written_as_people_write_it():
    assert shown(day_text(dt.date(2015, 7, 1), "cs")) == "1.~7.~2015"
    assert shown(day_text("2015-07-01T10:00:00Z", "en")) == "1~July~2015"


@pytest.mark.parametrize(
    ("number", "czech", "english"),
    [
        (1250000, "1~250~000", "1,250,000"),
        ("12.5", "12,5", "12.5"),
        ("-1250.75", "-1~250,75", "-1,250.75"),
        (0, "0", "0"),
        ("neuvedeno", "neuvedeno", "neuvedeno"),
    ],
)
def test_a_number_is_written_as_people_write_it(number, czech, english):
    assert (shown(number_text(number, "cs")), number_text(number, "en")) == (czech, english)


def test_money_is_whole_crowns():
    assert (shown(money_text(1250000, "cs")), shown(money_text(300, "en"))) == ("1~250~000~Kč", "CZK~300")


@given(st.integers())
def test_a_written_number_can_be_read_back(number):
    assert int(number_text(number, "cs").replace(NBSP, "")) == number


@given(st.text())
def test_texts_are_compared_without_regard_to_the_kind_of_space(text):
    assert plain(typeset(text, "cs")) == plain(text)
