"""A rich plan for the Word writer: everything a document can hold, with what a real town would write in it."""

from dataclasses import replace

from lifecycle.documents.blocks import (
    Block,
    Card,
    Field,
    Heading,
    Listing,
    Paragraph,
    Passage,
    Row,
    Run,
    Table,
    text,
)
from lifecycle.documents.document import Cover, Document, Note, Section, Thread
from lifecycle.documents.phrases import Phrases
from tests.documents.word.figures import CAPACITY, INDEX, JOINT, MONEY, PYRAMID

AUTHOR = "vault:" + "a1" * 32
SUBMITTER = "vault:" + "b2" * 32
ERASED = "vault:" + "c3" * 32
TEXTS = {AUTHOR: "Mgr. Jitka Nováková", SUBMITTER: "Občanka ze Slavonic & okolí <seniorka>"}

SAID = Phrases(
    "cs",
    {
        "document.erased": {"text": "vymazáno na žádost"},
        "document.working": {"text": "Pracovní verze"},
        "document.edition": {"text": "{label} · vydání {number}"},
        "document.stage": {"text": "Stav: {stage} · {day}"},
        "document.code": {"text": "Kontrolní kód {code}"},
        "document.qr": {"text": "QR kód s kontrolním kódem {code}; ověří se jím, že dokument nikdo nezměnil."},
        "document.contents": {"text": "Obsah"},
        "document.table": {"text": "Tabulka"},
        "document.chart": {"text": "Graf"},
        "document.picture": {"text": "Obrázek"},
        "document.page": {"text": "Strana {page} z {pages}"},
        "document.orphan": {"text": "Připomínka patřila k položce „{item}“, která v tomto vydání není."},
    },
    strict=True,
)

COVER = Cover(
    title="Komunitní plán sociálních služeb správního obvodu Dačice",
    subtitle="na období 2015–2017",
    name="plan",
    number=3,
    label="consultation",
    stage="veřejné připomínkování",
    day="2014-10-06",
    language="cs",
    plan="dacice-2015",
    plan_title="Komunitní plán sociálních služeb Dačice",
    code="PLAN-214-7K3QX-M2V9T-0ABCD-EFGHJ-KMNPQ-R4",
    sealed="plan-lifecycle:1:dacice-2015:214:" + "5d" * 32 + ":" + "8e" * 32,
    lines=(
        ("Pořizovatel", "Město Dačice, odbor sociálních věcí"),
        ("Území", "23 obcí správního obvodu obce s rozšířenou působností Dačice"),
        ("Připomínky do", "27. 10. 2014, na formuláři nebo přímo v tomto dokumentu"),
        ("Veřejné projednání", "20. 10. 2014 v 16.00, zasedací síň městského úřadu, Krajířova 27/I"),
    ),
    publicity=(
        "Projekt „Komunitní plánování sociálních služeb“ (CZ.1.04/3.1.03/97.00012) je financován z Evropského "
        "sociálního fondu prostřednictvím Operačního programu Lidské zdroje a zaměstnanost a ze státního rozpočtu ČR.",
    ),
    working=True,
)

PRIORITIES = (
    "Udržení stávající sítě sociálních služeb",
    "Zkvalitnění a rozvoj terénních a ambulantních služeb",
    "Dostupné bydlení a podpora zaměstnávání",
    "Informovanost a spolupráce obcí, poskytovatelů a uživatelů",
    "Reakce na nové jevy: dluhy, závislosti, osamělost",
)
MEASURES = (
    "Pečovatelská služba ve všech 23 obcích",
    "Odlehčovací služba pro pečující rodiny",
    "Sociálně aktivizační služby pro rodiny s dětmi",
)
_DESCRIPTION = (
    "Opatření zajistí, aby se o pomoc mohli opřít i lidé v obcích bez vlastní služby. V Českém Rudolci, "
    "Budíškovicích a v Písečném dnes služba dojíždí jen dvakrát týdně; do konce roku 2017 bude dostupná každý všední "
    "den od 7 do 19 hodin."
)


def activity(code: str) -> Card:
    """An activity nested in its measure."""
    return Card(
        item=f"activity:{code}",
        level=4,
        label="Aktivita",
        code=code,
        title=text("Společný rozpis výjezdů a sdílený dispečink pečovatelek"),
        fields=(
            Field("responsible", "Odpovídá", text("Pečovatelská služba Dačice")),
            Field("term", "Termín", text("1. 1. 2015 – 31. 12. 2017")),
        ),
    )


def measure(code: str, title: str) -> Card:
    """A measure with all its fields, its budget and its activities."""
    return Card(
        item=f"measure:{code}",
        level=3,
        label="Opatření",
        code=code,
        title=text(title),
        fields=(
            Field("description", "Popis", text(_DESCRIPTION)),
            Field("kind", "Druh", text("zkvalitnění")),
            Field("target_group", "Cílová skupina", text("senioři a osoby se zdravotním postižením")),
            Field("responsible", "Odpovídá", text("Město Dačice, odbor sociálních věcí")),
            Field("partners", "Partneři", text("Oblastní charita Jindřichův Hradec\nDiakonie ČCE")),
            Field("term", "Termín", text("1. 1. 2015 – 31. 12. 2017")),
            Field("evidence", "Doklady", text("F-03, F-07, S-SEN-2")),
        ),
        blocks=(
            Table(
                header=(text("Rok"), text("Zdroj"), text("Kč")),
                rows=(
                    Row((text("2015"), text("obec"), text("1 250 000"))),
                    Row((text("2016"), text("kraj"), text("980 000"))),
                    Row((text("Celkem"), (), text("2 230 000")), total=True),
                ),
                widths=(20, 50, 30),
                align="llr",
                caption=f"Financování {code}",
            ),
            activity(f"{code}.1"),
            activity(f"{code}.2"),
        ),
    )


def priority(number: int, title: str) -> Card:
    """A priority with a sentence and three measures."""
    return Card(
        item=f"priority:{number}",
        level=2,
        label="Priorita",
        code=str(number),
        title=text(title),
        blocks=(
            Paragraph(text("Priorita vychází ze SWOT analýz pracovních skupin a ze zjištění o potřebách uživatelů.")),
            *(measure(f"{number}.{place}", name) for place, name in enumerate(MEASURES, 1)),
        ),
    )


def swot(group: str, key: str) -> tuple[Block, ...]:
    """The four quadrants of one group, each a table of anchored rows."""
    quadrants = (("S", "Silné stránky"), ("W", "Slabé stránky"), ("O", "Příležitosti"), ("T", "Hrozby"))
    return (
        Heading(2, text(group)),
        *(
            Table(
                header=(text("Klíč"), text(title), text("Body")),
                rows=tuple(
                    Row(
                        (
                            text(f"{key}-{letter}{place}"),
                            text("Zkušení pracovníci s dobrou znalostí místních rodin a ochotou dojíždět i k samotám."),
                            text(str(9 - place)),
                        ),
                        item=f"swot:{key}-{letter}{place}",
                    )
                    for place in (1, 2)
                ),
                widths=(16, 70, 14),
                align="llr",
                caption=f"{title} – {group}",
                fields=("key", "text", "points"),
            )
            for letter, title in quadrants
        ),
    )


SECTIONS = (
    Section(
        "course",
        "Organizace a průběh plánování",
        False,
        (
            Passage(
                "text:course",
                (
                    Paragraph(text("Plán vznikal od ledna 2014 ve třech pracovních skupinách."), "lead"),
                    Paragraph(
                        (
                            Run("Podrobnosti jsou na "),
                            Run("stránkách města", link="https://www.dacice.cz/komunitní plánování?a=1&b=2"),
                            Run(" a u "),
                            Run("koordinátorky", bold=True),
                            Run(": "),
                            Run(AUTHOR, italic=True),
                            Run("; dřívější kontakt: "),
                            Run(ERASED),
                            Run("."),
                        )
                    ),
                    Heading(2, text("Kdo plán tvořil")),
                    Listing(
                        (
                            (0, text("zadavatelé: 23 obcí")),
                            (1, text("města Dačice a Slavonice")),
                            (1, text("21 menších obcí")),
                            (0, text("poskytovatelé sociálních služeb")),
                            (0, text("uživatelé a jejich blízcí 👵🏻")),
                        )
                    ),
                    Heading(3, text("Postup krok za krokem")),
                    Listing(((0, text("sběr podnětů")), (1, text("dotazníky")), (0, text("projednání"))), ordered=True),
                    Paragraph(text("Následovalo připomínkování:")),
                    Listing(((0, text("zveřejnění návrhu")), (0, text("veřejné projednání"))), ordered=True),
                    Paragraph(text("„Nejvíc nám chybí někdo, kdo by s maminkou pobyl aspoň dvě hodiny.“"), "quote"),
                ),
            ),
        ),
    ),
    Section(
        "analysis",
        "Analytická část",
        True,
        (
            Heading(2, text("Zjištění o potřebách & zdrojích")),
            Table(
                header=(text("Klíč"), text("Zjištění"), text("Hodnota"), text("Zdroj")),
                rows=(
                    Row(
                        (
                            text("F-03"),
                            text("Podíl obyvatel ve věku 65+ roste; do roku 2017 přesáhne pětinu"),
                            text("20,4 %"),
                            text("ČSÚ, stav k 31. 12. 2013"),
                        ),
                        item="finding:F-03",
                    ),
                    Row(
                        (
                            text("F-07"),
                            text("Nejneobhospodařovávatelnějšíhospodářskosprávnějednotky <a> & „b“"),
                            text("12"),
                            text("Dotazník obcí\n(21 z 23 odpovědělo)"),
                        ),
                        item="finding:F-07",
                    ),
                ),
                widths=(12, 46, 14, 28),
                align="llrl",
                caption="Hlavní zjištění",
                fields=("key", "text", "value", "source"),
            ),
            Paragraph(text("Zdroj: ČSÚ, veřejná databáze; vlastní šetření 2014."), "note"),
            PYRAMID,
            CAPACITY,
            MONEY,
            *swot("Pracovní skupina Senioři", "SEN"),
            *swot("Pracovní skupina Rodina a děti", "ROD"),
            JOINT,
        ),
    ),
    Section(
        "strategy",
        "Strategická část",
        True,
        (
            Passage("text:vision", (Paragraph(text("Nikdo nezůstane na pomoc sám."), "lead"),)),
            *(priority(number, title) for number, title in enumerate(PRIORITIES, 1)),
        ),
    ),
    Section(
        "money",
        "Rozpočet a indikátory",
        True,
        (
            Table(
                header=(text("Opatření"), text("2015"), text("2016"), text("2017"), text("Celkem Kč")),
                rows=(
                    *(
                        Row(
                            (text(f"{n}.1"), text("1 250 000"), text("980 000"), text("0"), text("2 230 000")),
                            item=f"measure:{n}.1",
                        )
                        for n in range(1, 6)
                    ),
                    Row(
                        (text("Celkem"), text("6 250 000"), text("4 900 000"), text("0"), text("11 150 000")),
                        total=True,
                    ),
                ),
                widths=(24, 18, 18, 18, 22),
                align="lrrrr",
                caption="Souhrnný rozpočet",
            ),
            Table(
                header=(text("Indikátor"), text("Cíl")),
                rows=(Row((text("Obsloužené obce"), text("23"))),),
                widths=(3, 1),
            ),
        ),
    ),
    Section("index", "Rejstřík opatření", False, (INDEX,)),
)

THREADS = (
    Thread(
        "measure:2.1",
        None,
        False,
        (
            Note("C-1", "Obec Slavonice", "2014-10-08", "Doplňte prosím i víkendy.\nJinak souhlasíme."),
            Note("C-2", AUTHOR, "2014-10-09T10:15:00+02:00", "Víkendy projedná pracovní skupina 15. 10."),
            Note("C-3", "Obec Slavonice", "2014-10-10", "Děkujeme."),
        ),
    ),
    Thread(
        "measure:2.1",
        "responsible",
        True,
        (
            Note("C-4", SUBMITTER, "2014-10-08", "Kdo je to „odbor“? Uveďte <telefon> & jméno."),
            Note("C-5", AUTHOR, "2014-10-09", "Doplněno do adresáře služeb."),
        ),
    ),
    Thread("swot:SEN-S1", "points", False, (Note("C-6", "Diakonie ČCE", "2014-10-11", "Body neodpovídají zápisu."),)),
    Thread("finding:F-03", None, False, (Note("C-7", "systém", "2014-10-06", "Zjištění je starší než jeden rok."),)),
    Thread("text:vision", None, False, (Note("C-8", "Městys Studená", "2014-10-12", "Vize je pěkná."),)),
    Thread(None, None, False, (Note("C-9", "Krajský úřad", "2014-10-13", "Plán je v souladu s plánem kraje."),)),
    Thread("swot:SPO-W1", None, False, (Note("C-11", "Obec Peč", "2014-10-12", "Ani k nám."),)),
    Thread("swot:SPO-S2", "text", False, (Note("C-12", "Charita", "2014-10-12", "Děkujeme za uznání."),)),
    Thread("measure:9.9", None, False, (Note("C-10", "Obec Budeč", "2014-10-13", "Nesouhlasíme se zrušením."),)),
)

PLAN = Document(COVER, SECTIONS, THREADS)
FINAL = Document(replace(COVER, label="final", working=False, stage="plán v platnosti"), SECTIONS)
