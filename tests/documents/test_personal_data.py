"""Personal data in running text: names in their cases, addresses and numbers, and what only looks like them."""

import pytest

from lifecycle.documents.covering import Opened, masked, partly
from lifecycle.documents.personal_data import Known
from lifecycle.model.personal import PersonalData

PEOPLE = Known(
    (
        "Jarmila Soukromá, Lípová 12, Kadaň",
        "Jan Hus",
        "Karel Procházka",
        "Petr Studený",
        "Josef Havlíček",
        "Odbor péče",
        "Kluby seniorů",
        "jana šťastná",
        "starší paní pro dospělé",
    ),
    ("Studená", "Dačice", "Charita Procházka a synové"),
)
REFERENCE = "vault:" + "a" * 64


def covered(text: str, *, contacts: bool = True) -> str:
    return masked(text, [(one.start, one.end) for one in PEOPLE.found(text, contacts=contacts)], "▇")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Já, Jarmila Soukromá, chci výjezdy.", "Já, ▇, chci výjezdy."),
        ("S Jarmilou Soukromou jsme mluvili.", "S ▇ jsme mluvili."),
        ("JARMILA SOUKROMÁ", "▇"),
        ("píše jarmila soukroma", "píše ▇"),
        ("Soukromá Jarmila", "▇"),
        ("Napsala J. Soukromá.", "Napsala ▇."),
        ("A Soukromá, O Soukromé", "A ▇, O ▇"),
        ("Paní Soukromé se to nelíbí.", "Paní ▇ se to nelíbí."),
        ("Bydlím v Lípové 12.", "Bydlím v ▇."),
        ("Havlíčkovi a Havlíčkem", "▇ a ▇"),
        ("pan Hus, kniha Jana Husa", "pan ▇, kniha ▇"),
        ("pan Procházka; Karlovi Procházkovi", "pan ▇; ▇"),
        ("Pan Studený a Petr Studený", "Pan ▇ a ▇"),
        ("Jana Šťastná a paní Šťastné", "▇ a paní ▇"),
        ("Soukroma\u0301 Jarmila", "▇"),
    ],
)
def test_a_known_name_is_found_however_it_is_written(text: str, shown: str):
    assert covered(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "soukromá firma",
        "Město Studená leží ve Studené.",
        "Charita Procházka a synové",
        "Odbor péče",
        "Kluby seniorů jsou připraveny.",
        "Asistence je jen pro dospělé.",
        "husa a jan",
        "Stojí to 125 000 000 Kč, dříve 1 250 000 Kč.",
        "Dne 30. 11. 2026 v 9.00, č. j. 123456/2026, IČO 12345678.",
        "Novela 108/2006 Sb., § 3 písm. h)",
        "150 200 300 osob",
    ],
)
def test_a_word_a_body_and_a_number_that_tell_nobody_stay(text: str):
    assert covered(text) == text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("777 123 456", PersonalData.phone),
        ("777123456", PersonalData.phone),
        ("+420777123456", PersonalData.phone),
        ("+420 777 123 456", PersonalData.phone),
        ("00421 905 123 456", PersonalData.phone),
        ("416 12 34 56", PersonalData.phone),
        ("jarmila@seznam.example", PersonalData.email),
        ("jarmila.soukroma (at) seznam.example", PersonalData.email),
        ("855512/1234", PersonalData.birth_number),
        ("510101/123", PersonalData.birth_number),
        ("7801233540", PersonalData.birth_number),
    ],
)
def test_an_address_or_a_number_is_found_whole(text: str, what: PersonalData):
    found = PEOPLE.found(f"Pište na {text}, děkuji.")

    assert [(one.start, one.end, one.what) for one in found] == [(9, 9 + len(text), what)]


def test_what_a_body_tells_of_itself_stays():
    assert covered("Pište na urad@dacice.example.", contacts=False) == "Pište na urad@dacice.example."


def test_a_text_made_to_take_long_is_read_at_once():
    assert covered("a.@1 " * 20_000 + "A" * 100_000 + "1 " * 50_000) != ""


def test_a_text_covered_in_part_is_opened_without_the_covered_letters():
    texts = Opened({REFERENCE: "Já, Jarmila"}, "▇")

    assert (texts[partly(REFERENCE, [(4, 11)])], texts[REFERENCE]) == ("Já, ▇", "Já, Jarmila")


def test_a_covered_text_that_was_erased_is_not_opened():
    assert Opened({}, "▇").get(partly(REFERENCE, [(4, 11)])) is None


def test_stretches_nobody_can_have_written_uncover_nothing():
    texts = Opened({REFERENCE: "Jarmila"}, "▇")

    assert texts[partly(REFERENCE, [(5, 2), (0, 4), (2, 9), (0, 9999999)])] == "▇"
