"""A third case, invented for the tests: Pardubice orders a plan for its district and lives by it from year to year.

The municipalities, their codes and people are facts (source: Český statistický úřad); everything else is made up.
"""

from collections.abc import Iterator
from typing import Any

from tests.cli.clerk import Clerk
from tests.journeys.road import DATA, Book, Keep, approvals, codes, findings, opens, swot, walks

TOWNS = DATA / "pardubice.csv"
SEAT = "555134"

GROUPS = """key,name,kind,target_group
RS,Řídicí skupina,steering,
KS-P,Péče,coordination,senioři
KS-R,Rodiny a lidé v nouzi,coordination,rodiny s dětmi
"""
MEETINGS = """key,group,kind,date,place
RS-1,RS,meeting,2013-09-10,Pardubická radnice
"""
NEEDS = (
    "P-SEN,needs,Večer chybí pečovatelka,Senioři jsou po osmnácté hodině sami.,Rozhovory (smyšlené),,senioři,,,",
    "P-DUS,needs,Návrat z léčebny,Lidé po hospitalizaci nemají podporu.,Rozhovory (smyšlené),,lidé s duševní nemocí,,,",
)
TARGET_GROUPS = """name,new,description
senioři,,
rodiny s dětmi,,
lidé s duševní nemocí,ano,Dosud se o nich neplánovalo.
"""
SERVICES = """key,provider,name,kind,target_groups,form,capacity,municipality
P-1,Domov – smyšlený,Pečovatelská služba Pardubice,40,senioři,T,120,555134
P-2,Domov – smyšlený,Domov pro seniory,49,senioři,P,95,555134
P-3,Spolek – smyšlený,Terénní pomoc rodinám,65,rodiny s dětmi,T,40,575640
"""
PRIORITIES = """code,title,description,evidence
1,Dostupná a udržitelná síť služeb,Síť odpovídá potřebám.,Z-SER
2,Lepší plánování,Role a data jsou jasné.,Z-SUR
"""
MEASURES = """code,title,description,kind,responsible,starts,ends,evidence,target_group
1.1,Večerní pečovatelská služba,Terén do 21 hodin.,improve,Domov – smyšlený,2014-01-01,2016-12-31,P-SEN,senioři
1.2,Podpora bydlení po návratu z léčebny,Nová služba.,new,Spolek – smyšlený,2014-03-01,2015-12-31,P-DUS,lidé s duševní nemocí
2.1,Sdílená databáze potřeb,Poskytovatelé předávají součty.,new,Magistrát města Pardubic,2015-01-01,2016-12-31,Z-SUR,
"""  # noqa: E501 - a row of a table
ACTIVITIES = """code,title,responsible,starts,ends
1.1.1,Dvě pečovatelky na večer,Domov – smyšlený,2014-01-01,2014-12-31
1.1.2,Vyhodnocení večerní služby,Magistrát města Pardubic,2015-01-01,2015-06-30
"""
BUDGET = """code,year,source,amount_czk
1.1,2014,municipality,800000
1.1.1,2014,municipality,800000
1.1,2015,municipality,820000
1.2,2014,region,450000
1.2,2015,region,460000
2.1,2015,municipality,90000
"""
INDICATORS = """code,name,unit,baseline,target,year
1.1,Uživatelé večer,osob,0,30,2014
1.2,Podpoření lidé,osob,0,8,2014
2.1,Poskytovatelé v databázi,poskytovatelů,0,12,2016
"""
RESPONSIBILITIES = """task,who,part,note
Roční akční plán,Koordinátorka plánování,does,do konce listopadu
Roční akční plán,Řídicí skupina,decides,
Sběr dat o službách,Poskytovatelé,does,do 31. ledna
Sběr dat o službách,Koordinátorka plánování,consulted,
"""
DATA_SOURCES = """key,title,content,provider,method,period,due,responsible,use,form
D-1,Karta služby,Počet uživatelů a odmítnutých žadatelů.,Poskytovatelé,sešit services.xlsx,yearly,do 31. ledna,Koordinátorka plánování,síť služeb,services
D-2,Podněty občanů,Potřeba a místo.,Občané,podnět ústně i písemně,continuous,,Koordinátorka plánování,akční plán,findings
"""  # noqa: E501 - a row of a table
TEXTS = """section,text
vision,"Kdo potřebuje pomoc, najde ji ve městě i v okolních obcích."
methodology,"Sbíráme jen to, co se při rozhodování použije; údaje o osobách nikdy."
"""
PROGRESS = """code,on,state,spent_czk,value,note
1.1,2014-12-15,running,760000,34,Služba jezdí do 21 hodin.
1.1.1,2014-12-15,fulfilled,760000,,Dvě pečovatelky nastoupily v únoru.
1.2,2014-12-15,unfulfilled,40000,0,Nenašel se byt.
"""
PROGRESS_2015 = """code,on,state,spent_czk,value,note
1.2,2015-11-20,partly,300000,3,První tři lidé bydlí s podporou.
"""

BOOK = Book(
    key="pardubice-2014",
    title="Komunitní plán sociálních služeb Pardubicka",
    territory=TOWNS,
    years=(2014, 2016),
    days={
        "evaluation": "2013-05-20",
        "analysis": "2013-07-15",
        "swot": "2013-09-10",
        "priorities": "2013-10-01",
        "approval": "2013-12-16",
    },
    rows={
        "evaluation": {"groups": GROUPS, "meetings": MEETINGS},
        "analysis": {"findings": findings(*NEEDS), "services": SERVICES, "target_groups": TARGET_GROUPS},
        "swot": {"swot": swot("KS-P", "KS-R"), "decisions": approvals("RS-1", "KS-P", "KS-R")},
        "priorities": {
            "priorities": PRIORITIES,
            "measures": MEASURES,
            "activities": ACTIVITIES,
            "budget": BUDGET,
            "indicators": INDICATORS,
            "texts": TEXTS,
            "responsibilities": RESPONSIBILITIES,
            "data_sources": DATA_SOURCES,
        },
    },
    approving=tuple(codes(TOWNS)[:29]),
)


def life(clerk: Clerk, keep: Keep) -> Iterator[dict[str, Any]]:
    """The plan from its opening through two years in force."""
    now = opens(clerk, BOOK, "2013-04-08")
    yield from walks(now, BOOK, keep)
    now = now.on("2013-12-20")
    now.reads("document", "issue", "action_plan", "--year", "2014")
    now.reads("document", "issue", "methodology")
    keep("first year", now)
    now = now.on("2014-12-19")
    now.records("progress", PROGRESS)
    now.reads("document", "issue", "monitoring", "--year", "2014")
    now.reads("document", "issue", "action_plan", "--year", "2015")
    keep("second year", now)
    now = now.on("2015-11-25")
    now.records("progress", PROGRESS_2015)
    now.reads("document", "issue", "monitoring", "--year", "2015")
    keep("end of the second year", now)
