"""What of a sentence is covered (▇), what is told as doubtful (?…?) and what stays: words and numbers."""

import pytest

from lifecycle.documents.covering import masked
from lifecycle.documents.personal_data import Known, Sure

NAMES = (
    "Jan Nový", "Petr Malý", "Eva Černá", "Karel Zima", "Josef Pokorný", "Anna Králová", "Pavel Svoboda", "Petr Ryba",
    "Jan Švec", "Martin Kůň", "Zdeněk Havel", "Marie Nováková", "Hynek Mácha", "Ivana Novotná", "Jana Veselá",
    "Karel Dlouhý, Dlouhá 12, Dačice",
)  # fmt: skip
BODIES = ("Kůňovice", "Charita Studánka")
TITLES = ("Nový denní stacionář", "Pečovatelská služba Zima", "Podpora rodin a Malá škola")
PEOPLE = Known(NAMES, BODIES, TITLES)


def shown(text: str) -> str:
    """The text with what is covered under a sign and what is doubtful between question marks."""
    for one in reversed(PEOPLE.doubtful(text)):
        text = f"{text[: one.start]}?{text[one.start : one.end]}?{text[one.end :]}"
    return masked(text, [(one.start, one.end) for one in PEOPLE.found(text)], "▇")


COVERED = [
    ("Panu Novému bylo sděleno.", "Panu ▇ bylo sděleno."),
    ("Odpověď: J. Nový.", "Odpověď: ▇."),
    ("S panem Novým a Karlem Zimou nesouhlasím.", "S panem ▇ a ▇ nesouhlasím."),
    ("Řekl to Nový a odešel.", "Řekl to ▇ a odešel."),
    ("Myslím, že Nový souhlasí.", "Myslím, že ▇ souhlasí."),
    ("Nový Jan souhlasí.", "▇ souhlasí."),
    ("Ing. Černá souhlasí.", "Ing. ▇ souhlasí."),
    ("Paní ředitelka Černá souhlasí.", "Paní ředitelka ▇ souhlasí."),
    ("Sousedka Ryba souhlasí.", "Sousedka ▇ souhlasí."),
    ("Mluvím za Rybovi i Rybu.", "Mluvím za ▇ i ▇."),
    ("Rybovi se to nelíbí.", "▇ se to nelíbí."),
    ("Dali to Malému, nikoli nám.", "Dali to ▇, nikoli nám."),
    ("Zimovi to neřekli.", "▇ to neřekli."),
    ("Bez Zimy to nejde.", "Bez ▇ to nejde."),
    ("Mluvil jsem se Ševcem.", "Mluvil jsem se ▇."),
    ("S Janem Ševcem jsem mluvil.", "S ▇ jsem mluvil."),
    ("Švec, Jan", "▇, ▇"),
    ("Švec J.", "▇."),
    ("Od pana Koně a Martina Koně.", "Od pana ▇ a ▇."),
    ("Karla Zimu a Pavla Svobodu znám.", "▇ a ▇ znám."),
    ("Zdeňka Havla i Zdeňkovi.", "▇ i ▇."),
    ("Nováková souhlasí s Novákovou.", "▇ souhlasí s ▇."),
    ("Hynkovi a Máchovi, o Máše", "▇ a ▇, o ▇"),
    ("J. P. Pokorný souhlasí.", "▇ souhlasí."),
    ("U pana Pokorného. J.P. souhlasí", "U pana ▇. J.P. souhlasí"),
    ("Od Pokorného. J. P. souhlasí", "Od ▇. J. P. souhlasí"),
    ("J. P. souhlasí", "J. P. souhlasí"),
    ("Děkuji.\nNovotná", "Děkuji.\n▇"),
    ("Jaroslav Nový je můj bratr.", "Jaroslav ▇ je můj bratr."),
    ("Bydlím v Dlouhé 12.", "Bydlím v ▇."),
    ("PAN NOVÝ SOUHLASÍ", "PAN ▇ SOUHLASÍ"),
    ("Podepsán: Nový, Dačice", "Podepsán: ▇, ▇"),
    ("Volejte mou sousedku Novotnou na úřad.", "Volejte mou sousedku ▇ na úřad."),
]
DOUBTFUL = [
    ("Nový stacionář je potřeba.", "?Nový? stacionář je potřeba."),
    ("Černá skládka u lesa.", "?Černá? skládka u lesa."),
    ("Zima byla tuhá.", "?Zima? byla tuhá."),
    ("Svoboda bývá drahá.", "?Svoboda? bývá drahá."),
    ("Malé obce nemají dost.", "?Malé? obce nemají dost."),
    ("Bydlím v Nové ulici.", "Bydlím v ?Nové? ulici."),
    ("Píši. Nové lavičky chybí.", "Píši. ?Nové? lavičky chybí."),
    ("Jezdím na Veselé Kopce.", "Jezdím na ?Veselé? Kopce."),
    ("Bydlím v Kůňovicích a Zima nad Labem.", "Bydlím v Kůňovicích a ?Zima? nad Labem."),
    ("Dlouhá doba čekání", "?Dlouhá? doba čekání"),
    ("- Malý byt nestačí", "- ?Malý? byt nestačí"),
]
FREE = [
    "Hradec Králové i Králova Lhota, v Hradci Králové.",
    "Veselí nad Lužnicí a Černý Most.",
    "Na Černém Mostě a v Nové Včelnici.",
    "Nový denní stacionář má otevřít.",
    "Pečovatelská služba Zima nestačí.",
    "v zimě, malé děti, svoboda slova, nový chodník",
    "Zimní stadion a rybník.",
    "Pokorně žádám o odpověď.",
    "Svoboda projevu je zaručena, i Svoboda slova.",
    "Karlovy Vary",
    "O Novinkách a Malování.",
]
CALLED = [
    ("604 123 456/605 123 456", "▇/▇"),
    ("604 123 456 605 123 456", "▇ ▇"),
    ("604–123–456", "▇"),
    ("604 – 123 – 456", "▇"),
    ("77 71 23 456", "▇"),
    ("(+420) 777 123 456", "(▇"),
    ("+48 12 345 67 89", "▇"),
    ("Tel. 604 123 456, dále", "Tel. ▇, dále"),
    ("účet 234567890/0800", "účet ▇"),
    ("číslo účtu 19-2000145399/0800.", "číslo účtu ▇."),
    ("CZ65 0800 0000 1920 0014 5399", "▇"),
    ("r. č. 750612-1230", "r. č. ▇"),
    ("RČ 7506121236", "RČ ▇"),
    ("rč:7506121230", "rč:▇"),
    ("RČ 750612 1230", "RČ ▇"),
    ("750612-1230", "▇"),
    ("jan.novak @ seznam.cz", "▇"),
    ("jan.novak zavináč seznam.cz", "▇"),
    ("jan.novak zavináč seznam tečka cz", "▇"),
    ("jan.novak@seznam.cz, o'neil@x.cz", "▇, ▇"),
]
NUMBERS = [
    "Stálo to 250 000 000 v roce 2025.",
    "604 123 456,- Kč",
    "Kč 250 500 200",
    "parc. č. 234 567 890",
    "č. j. 384 401 211",
    "ve výši 250 500 200",
    "V letech 2015 2016 2017 a 2018–2020",
    "IČO 274 123 456",
    "spis 123456/2010",
    "č. j. 750612/1230",
    "č. j. 123456789/2010",
]


@pytest.mark.parametrize(("text", "told"), COVERED)
def test_a_name_with_the_sign_of_a_person_is_covered_in_its_cases(text: str, told: str):
    assert shown(text) == told


@pytest.mark.parametrize(("text", "told"), DOUBTFUL)
def test_a_word_that_may_be_a_name_stays_and_is_doubtful(text: str, told: str):
    assert shown(text) == told


@pytest.mark.parametrize("text", FREE)
def test_a_place_a_title_and_a_word_of_every_day_are_nobodys_name(text: str):
    assert shown(text) == text


@pytest.mark.parametrize(("text", "told"), CALLED)
def test_a_number_of_a_person_is_covered_whole(text: str, told: str):
    assert shown(text) == told


@pytest.mark.parametrize("text", NUMBERS)
def test_a_sum_a_plot_and_a_file_are_nobodys_number(text: str):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Odpověď: J. Nový", Sure.whole),
        ("Panu Novému bylo sděleno.", Sure.by_itself),
        ("Nový denní stacionář", None),
        ("Nový chodník", Sure.doubtful),
    ],
)
def test_how_surely_a_text_names_somebody_is_told(text: str, sure: Sure | None):
    assert PEOPLE.named(text) == sure


@pytest.mark.parametrize(
    "piece",
    [
        "Nový ",
        "J. ",
        "Malý, ",
        "6",
        "604 ",
        "604/",
        "6 ",
        "a@a.",
        "zavináč ",
        "r. č. ",
        "\n ",
        "750612",
        "CZ65 ",
        "Ň\u030c",
    ],
)
def test_a_long_text_of_one_piece_is_read_at_once(piece: str):
    text = piece * (100_000 // len(piece))

    assert (PEOPLE.found(text), PEOPLE.doubtful(text)) is not None
