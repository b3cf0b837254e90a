"""A fifth case, invented for the tests: the second plan of Děčín ends, is evaluated, and the third follows it.

The municipalities, their codes and people are facts (source: Český statistický úřad); everything else is made up.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli.clerk import Clerk
from tests.journeys.road import DATA, STAGES, Book, Keep, approvals, codes, findings, opens, swot, walks

TOWNS = DATA / "decin.csv"
SEAT = "562335"
SECOND, THIRD = "decin-2", "decin-3"

GROUPS = """key,name,kind,target_group
RS,Řídicí skupina,steering,
KS-S,Koordinační skupina Senioři,coordination,senioři
KS-D,Koordinační skupina Děti a rodiny,coordination,rodiny s dětmi
"""
MEETINGS = "key,group,kind,date,place\nRS-1,RS,meeting,2010-05-12,Magistrát města Děčín\n"
PRIORITIES = "code,title,description,evidence\n1,Péče doma,Terén před ústavem.,Z-NEE\n2,Rodiny,Prevence.,Z-SUR\n"
MEASURES = """code,title,description,kind,responsible,starts,ends,evidence,municipalities
1.1,Pečovatelská služba,Denní provoz.,keep,Magistrát města Děčín,2011-01-01,2013-12-31,Z-NEE,562335
1.2,Denní stacionář,Nový dům.,new,Charita – smyšlená,2011-01-01,2013-12-31,Z-NEE,
2.1,Klub pro mládež,Tři odpoledne.,keep,Spolek – smyšlený,2011-01-01,2012-12-31,Z-SUR,
"""
ACTIVITIES = "code,title,responsible,starts,ends\n1.1.1,Druhé auto,Magistrát města Děčín,2011-01-01,2011-12-31\n"
BUDGET = """code,year,source,amount_czk
1.1,2011,municipality,1000000
1.1,2012,municipality,1100000
1.1.1,2011,municipality,1000000
1.2,2012,state,5000000
2.1,2011,municipality,300000
"""
INDICATORS = """code,name,unit,baseline,target,year
1.1,Uživatelé,osob,80,100,2012
1.2,Místa ve stacionáři,míst,0,15,2012
2.1,Návštěvy,návštěv,500,900,2011
"""
PROGRESS = """code,on,state,spent_czk,value,note
1.1,2013-06-28,running,2050000,104,Jezdí i do Jílového.
1.1.1,2013-06-28,fulfilled,1000000,,Auto jezdí od roku 2011.
1.2,2013-06-28,unfulfilled,200000,0,Stavba nezačala.
2.1,2013-06-28,cancelled,280000,610,Klub skončil.
"""
DECIDED = {"1.1": ("continue", "1.1"), "1.1.1": ("drop", None), "1.2": ("change", "1.2"), "2.1": ("drop", None)}
"""What the coordination groups decided of each item: what becomes of it, under which code."""

PEOPLE = """name,group,side,role,organisation,email
Náměstkyně primátora,RS,commissioner,chair,Statutární město Děčín,
Vedoucí terénu,KS-S,provider,member,Charita – smyšlená,
Úřednice magistrátu,KS-S,commissioner,chair,Statutární město Děčín,
Předsedkyně klubu,KS-S,user,member,,
Vedoucí klubu,KS-D,provider,chair,Spolek – smyšlený,
Úřednice OSPOD,KS-D,commissioner,member,Statutární město Děčín,
"""
EVENTS = """key,group,kind,date,place
KS-S-1,KS-S,meeting,2013-09-04,Magistrát města Děčín
KS-D-1,KS-D,meeting,2013-09-05,Magistrát města Děčín
W-1,KS-S,workshop,2013-09-18,Zámek Děčín
KUL-1,RS,round_table,2013-09-25,Zámek Děčín
KON-1,RS,conference,2013-10-02,Zámek Děčín
"""
ATTENDANCE = """meeting,name,side,organisation
KS-S-1,Vedoucí terénu,provider,Charita – smyšlená
KS-S-1,Úřednice magistrátu,commissioner,Statutární město Děčín
KS-S-1,Předsedkyně klubu,user,
KS-D-1,Vedoucí klubu,provider,Spolek – smyšlený
KS-D-1,Úřednice OSPOD,commissioner,Statutární město Děčín
W-1,Předsedkyně klubu,user,
W-1,Vedoucí terénu,provider,Charita – smyšlená
KUL-1,Náměstkyně primátora,commissioner,Statutární město Děčín
KON-1,Náměstkyně primátora,commissioner,Statutární město Děčín
KON-1,Vedoucí klubu,provider,Spolek – smyšlený
KON-1,Předsedkyně klubu,user,
KON-1,Občan,public,
"""
FIRST_MEASURE = """code,title,description,kind,responsible,starts,ends,evidence
1.1,Pečovatelská služba i o víkendu,Celý týden.,improve,Magistrát města Děčín,2015-01-01,2018-12-31,Z-NEE
"""
REST = """code,title,description,kind,responsible,starts,ends,evidence
1.2,Denní stacionář v nájmu,Bez stavby.,new,Charita – smyšlená,2015-01-01,2018-12-31,Z-NEE
2.1,Terénní práce s mládeží,Místo klubu.,new,Spolek – smyšlený,2015-01-01,2018-12-31,Z-SUR
"""
THIRD_BUDGET = """code,year,source,amount_czk
1.1,2015,municipality,1500000
1.2,2015,state,900000
2.1,2015,municipality,250000
"""

STRATEGY = {"priorities": PRIORITIES, "measures": MEASURES, "activities": ACTIVITIES, "budget": BUDGET}
BOOK = Book(
    key=SECOND,
    title="2. komunitní plán sociálních služeb města Děčína",
    territory=TOWNS,
    years=(2011, 2013),
    days={
        "evaluation": "2010-03-01",
        "analysis": "2010-04-01",
        "swot": "2010-05-12",
        "priorities": "2010-06-01",
        "approval": "2010-09-30",
    },
    rows={
        "evaluation": {"groups": GROUPS, "meetings": MEETINGS},
        "analysis": {"findings": findings()},
        "swot": {"swot": swot("KS-S", "KS-D"), "decisions": approvals("RS-1", "KS-S", "KS-D")},
        "priorities": {**STRATEGY, "indicators": INDICATORS},
    },
    approving=(SEAT,),
)
NEXT = replace(
    BOOK,
    key=THIRD,
    title="3. komunitní plán sociálních služeb města Děčína",
    follows=SECOND,
    years=(2015, 2018),
    days={
        "evaluation": "2013-10-07",
        "analysis": "2013-11-04",
        "swot": "2013-12-02",
        "priorities": "2014-02-03",
        "approval": "2014-05-30",
    },
    rows={
        "analysis": {"findings": findings()},
        "swot": {
            "meetings": "key,group,kind,date,place\nRS-3,RS,meeting,2013-12-02,Magistrát města Děčín\n",
            "swot": swot("KS-S", "KS-D"),
            "decisions": approvals("RS-3", "KS-S", "KS-D"),
        },
        "priorities": {"measures": REST, "budget": THIRD_BUDGET},
    },
    approving=tuple(codes(TOWNS)[:18]),
)


def life(clerk: Clerk, keep: Keep) -> Iterator[dict[str, Any]]:
    """The second plan to force and its last progress, then the third from its evaluation to force."""
    now = opens(clerk, replace(BOOK, territory=_town_alone(clerk)), "2010-02-01")
    yield from walks(now, BOOK, lambda _, __: None)
    now = now.on("2013-06-28")
    now.records("progress", PROGRESS)

    now = opens(now, NEXT, "2013-07-01")
    keep("third opened", now)
    now.records("groups", GROUPS)
    now.records("people", PEOPLE)
    now = now.on("2013-10-03")
    now.records("meetings", EVENTS)
    now.records("attendance", ATTENDANCE)
    now.reads("record", "evaluation", str(evaluated(now)))
    yield from walks(now, NEXT, keep, STAGES[:3])
    now = now.on("2014-01-13")
    keep("drafts", now)
    now.records("priorities", PRIORITIES)
    now.records("measures", FIRST_MEASURE)
    keep("first measure", now)
    yield from walks(now, NEXT, keep, STAGES[3:])
    now = now.on(NEXT.days["approval"])
    keep("third in force", now)
    now = now.about(SECOND)
    now.reads("advance", "supersede")
    keep("second superseded", now)


def _town_alone(clerk: Clerk) -> Path:
    """The territory of the second plan: the town without its district."""
    head, *rows = TOWNS.read_text(encoding="utf-8").splitlines()
    (town,) = [row for row in rows if row.startswith(SEAT)]
    return clerk.paper("mesto.csv", f"{head}\n{town}\n")


def evaluated(clerk: Clerk) -> Path:
    """The form of evaluation as the office gives it, with the decision on each item filled in by hand."""
    file = clerk.papers / "hodnoceni.xlsx"
    clerk.reads("form", "evaluation", "-o", str(file))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    column = {str(cell.value).split("\n")[0].rstrip(" *"): cell.column for cell in sheet[1] if cell.value}
    for row in range(2, sheet.max_row + 1):
        if code := sheet.cell(row, column["kód"]).value:
            carry, new_code = DECIDED[str(code)]
            sheet.cell(row, column["naložení"]).value = carry
            sheet.cell(row, column["nový kód"]).value = new_code
    book.save(file)
    return file
