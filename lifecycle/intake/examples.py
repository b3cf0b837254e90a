"""The example row of an empty form: a plausible value for each column, and the mark by which the row is left out."""

from collections.abc import Mapping

from lifecycle.intake.spelling import shown, words_of
from lifecycle.model.thing import Column, Thing

_MARKS = {"cs": "např. ", "en": "e.g. "}
_LEFT_OUT = ("např.", "napr.", "nap?.", "e.g.")  # also as programs write it that know no ř
Said = tuple[str, str]
"""An example in Czech and in English."""

_ANYWHERE: Mapping[str, Said] = {
    "key": ("SEN-1", "SEN-1"),
    "group": ("SEN", "SEN"),
    "meeting": ("SEN-1", "SEN-1"),
    "code": ("1.1", "1.1"),
    "title": ("Udržení pečovatelské služby", "Home care is kept"),
    "name": ("Jana Vzorová", "Jane Sample"),
    "description": ("Služba zůstane v dosavadní kapacitě.", "The service keeps its present capacity."),
    "text": ("Pečovatelská služba jezdí i o víkendu.", "Home care comes at weekends too."),
    "note": ("podle výroční zprávy", "from the annual report"),
    "target_group": ("senioři", "seniors"),
    "organisation": ("Charita", "a charity"),
    "responsible": ("odbor sociálních věcí", "department of social affairs"),
    "source": ("dotazníkové šetření obce", "the town's survey"),
    "email": ("jana.vzorova@example.cz", "jane.sample@example.cz"),
    "ico": ("12345679", "12345679"),
    "municipality": ("546127", "546127"),
    "evidence": ("F-1; SEN-W1", "F-1; SEN-W1"),
    "item": ("1.1", "1.1"),
    "unit": ("osoby", "people"),
    "year": ("2027", "2027"),
    "date": ("1. 7. 2026", "2026-07-01"),
    "on": ("30. 6. 2027", "2027-06-30"),
    "starts": ("1. 1. 2027", "2027-01-01"),
    "ends": ("31. 12. 2028", "2028-12-31"),
    "spent_czk": ("120000", "120000"),
    "amount_czk": ("250000", "250000"),
    "target": ("45", "45"),
    "value": ("40", "40"),
}
_OF: Mapping[str, Mapping[str, Said]] = {
    "territory": {
        "code": ("546127", "546127"),
        "name": ("Dačice", "Dačice"),
        "population": ("7300", "7300"),
        "council_size": ("21", "21"),
        "data_box": ("abc2def", "abc2def"),
        "email": ("urad@example.cz", "office@example.cz"),
    },
    "groups": {
        "key": ("SEN", "SEN"),
        "name": ("Pracovní skupina pro seniory", "Working group for seniors"),
        "kind": ("pracovní skupina", "working group"),
    },
    "meetings": {
        "place": ("městský úřad, zasedací místnost", "town hall, meeting room"),
        "agenda": ("1. SWOT, 2. různé", "1. SWOT, 2. other matters"),
        "minutes": ("Skupina sestavila SWOT.", "The group made its SWOT."),
        "starts_at": ("13:00", "13:00"),
        "ends_at": ("15:30", "15:30"),
    },
    "decisions": {"subject": ("swot:SEN", "swot:SEN"), "text": ("Skupina schvaluje SWOT.", "The SWOT is approved.")},
    "responsibilities": {
        "task": ("svolává pracovní skupiny", "calls the working groups"),
        "who": ("koordinátor", "coordinator"),
        "note": ("nejméně dvakrát ročně", "twice a year at least"),
    },
    "evaluation": {
        "reason": ("Služba funguje, kapacita stačí.", "The service works and its capacity is enough."),
        "new_code": ("1.1", "1.1"),
        "planned_czk": ("150000", "150000"),
        "indicator": ("počet klientů, osoby", "clients, people"),
    },
    "findings": {
        "key": ("F-1", "F-1"),
        "title": ("Lidí nad 65 let přibývá", "There are more people over 65"),
        "text": ("Za pět let přibylo 40 obyvatel nad 65 let.", "40 more people are over 65 than five years ago."),
        "origin": ("střednědobý plán 2021–2023", "the plan for 2021–2023"),
    },
    "population": {
        "year": ("2026", "2026"),
        "age_from": ("65", "65"),
        "age_to": ("69", "69"),
        "count": ("412", "412"),
        "source": ("ČSÚ", "Czech Statistical Office"),
    },
    "target_groups": {
        "name": ("senioři", "seniors"),
        "description": ("lidé od 65 let a jejich pečující", "people from 65 and those who care for them"),
    },
    "funding": {"recipient": ("PS-1", "PS-1"), "note": ("rozpočet města", "the town's budget")},
    "services": {
        "key": ("PS-1", "PS-1"),
        "provider": ("Charita", "a charity"),
        "name": ("Pečovatelská služba", "Home care"),
        "kind": ("40", "40"),
        "target_groups": ("senioři; osoby se zdravotním postižením", "seniors; people with disabilities"),
        "form": ("ambulantní; terénní", "outpatient; field"),
        "capacity": ("40", "40"),
        "contact": ("tel. 123 456 789", "phone 123 456 789"),
        "web": ("https://www.example.cz", "https://www.example.cz"),
        "since": ("1. 1. 2010", "2010-01-01"),
        "until": ("31. 12. 2028", "2028-12-31"),
    },
    "swot": {"key": ("SEN-S1", "SEN-S1"), "points": ("12", "12"), "evidence": ("F-1", "F-1")},
    "tows": {
        "key": ("SEN-ST1", "SEN-ST1"),
        "internal": ("SEN-S1", "SEN-S1"),
        "external": ("SEN-T1", "SEN-T1"),
        "text": ("Zkušený tým vyškolí nové pečovatelky.", "The experienced team trains new carers."),
    },
    "priorities": {
        "code": ("1", "1"),
        "title": ("Udržení dostupných služeb", "Services stay within reach"),
        "description": ("Služby, bez nichž se obce neobejdou.", "Services the towns cannot do without."),
    },
    "measures": {
        "partners": ("Charita, obce", "a charity, the towns"),
        "municipalities": ("546127; 547166", "546127; 547166"),
        "carried_from": ("3.4", "3.4"),
    },
    "activities": {
        "code": ("1.1.1", "1.1.1"),
        "title": ("Nákup vozu pro pečovatelky", "A car for the carers"),
    },
    "indicators": {"name": ("počet klientů", "clients"), "baseline": ("40", "40")},
    "texts": {
        "section": ("vision", "vision"),
        "text": ("Lidé u nás najdou pomoc tam, kde žijí.", "People find help where they live."),
    },
    "scores": {
        "criterion": ("naléhavost", "urgency"),
        "points": ("5", "5"),
        "voters": ("9", "9"),
    },
    "submissions": {
        "key": ("P-1", "P-1"),
        "letter": ("D-1", "D-1"),
        "received": ("15. 9. 2026", "2026-09-15"),
        "submitter": ("Jana Vzorová", "Jane Sample"),
        "text": ("Pečovatelská služba chybí o víkendu.", "There is no home care at weekends."),
        "proposed_change": ("Doplnit víkendový provoz.", "Add weekends."),
    },
    "settlements": {
        "id": ("P-1", "P-1"),
        "reason": ("Provoz byl doplněn do opatření 1.1.", "Measure 1.1 now speaks of weekends."),
        "change": ("measure:1.1", "measure:1.1"),
        "decided_by": ("RS-1", "RS-1"),
    },
    "resolutions": {
        "code": ("546127", "546127"),
        "number": ("12/3/2026", "12/3/2026"),
        "on": ("15. 12. 2026", "2026-12-15"),
        "members": ("21", "21"),
        "present": ("19", "19"),
        "for": ("17", "17"),
        "against": ("0", "0"),
        "abstained": ("2", "2"),
        "condition": ("", ""),
        "edition": ("plan@4", "plan@4"),
        "file": ("usneseni-12-3-2026.pdf", "resolution-12-3-2026.pdf"),
    },
    "progress": {"state": ("probíhá", "running")},
    "data_sources": {
        "key": ("D-1", "D-1"),
        "title": ("Počty klientů služeb", "Numbers of clients"),
        "content": ("klienti podle obce a věku", "clients by town and age"),
        "provider": ("poskytovatelé služeb", "providers of services"),
        "method": ("dotazník e-mailem", "a questionnaire by e-mail"),
        "due": ("do 31. března", "by 31 March"),
        "use": ("vyhodnocení plánu", "evaluation of the plan"),
        "form": ("findings", "findings"),
    },
    "requirements": {
        "key": ("1", "1"),
        "text": ("Popis způsobu zpracování plánu", "How the plan was made"),
        "evidence": ("text:organisation; 1.1", "text:organisation; 1.1"),
        "note": ("kapitola Organizace a průběh", "chapter Organisation and course"),
    },
}
_OF_TYPE: Mapping[str, Said] = {
    "int": ("10", "10"),
    "number": ("12,5", "12.5"),
    "date": ("1. 7. 2026", "2026-07-01"),
    "time": ("13:00", "13:00"),
    "bool": ("ano", "yes"),
}


def example(kind: type[Thing], language: str) -> Mapping[str, str]:
    """Column name → what the example row of the form shows; its first column begins with the mark."""
    values = {column.name: _value(kind, column, language) for column in shown(kind)}
    first = shown(kind)[0].name
    return values | {first: _MARKS["en" if language == "en" else "cs"] + values[first]}


def is_example(text: str) -> bool:
    """Whether a row whose key begins with `text` only shows how the form is filled in."""
    return text[:5].casefold().startswith(_LEFT_OUT)


def _value(kind: type[Thing], column: Column, language: str) -> str:
    said = _OF.get(str(kind.FORM), {}).get(column.name)
    if said is None and (words := words_of(kind, column)) is not None:
        return next(iter(words)).in_(language)
    said = said or _ANYWHERE.get(column.name) or _OF_TYPE.get(column.type)
    return column.label.in_(language) if said is None else said[language == "en"]
