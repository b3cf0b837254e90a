"""A fourth case, invented for the tests: Litoměřice evaluates its ending plan and makes a new one with its region.

The municipalities, their codes and people are facts (source: Český statistický úřad); everything else is made up.
"""

from collections.abc import Iterator
from typing import Any

from tests.cli.clerk import Clerk
from tests.journeys.road import DATA, Book, Keep, approvals, codes, findings, opens, swot, walks

TOWNS = DATA / "litomerice.csv"
PROJECT = "dřívější projekt OP LZZ (smyšlený)"

GROUPS = """key,name,kind,target_group
RS,Řídicí skupina,steering,
PS-S,Senioři,working,senioři
INF,Informativně-pracovní skupina spádových obcí,information,
"""
MEETINGS = """key,group,kind,date,place
SK-1,RS,training,2013-04-24,Dům kultury
SK-2,INF,training,2013-05-15,Radnice Litoměřice
INF-1,INF,meeting,2013-05-29,Radnice Litoměřice
RS-1,RS,meeting,2013-09-17,Radnice Litoměřice
FOTO,INF,competition,2013-10-01,Galerie na náměstí
"""
ATTENDANCE = """meeting,name,side,organisation
SK-1,Vedoucí odboru,commissioner,Město Litoměřice
SK-2,Starostka Ploskovic,commissioner,Obec Ploskovice
SK-2,Ředitel charity,provider,Charita – smyšlená
INF-1,Starostka Ploskovic,commissioner,Obec Ploskovice
INF-1,Starosta Terezína,commissioner,Město Terezín
INF-1,Uživatelka služby,user,
"""
EVALUATION = """code,title,result,reason,spent_czk,carry,new_code,planned_czk,indicator,target,value
A.1,Noclehárna,fulfilled,Otevřena v roce 2012.,2 400 000,continue,1.1,2500000,Lůžka,12,12
A.2,Osobní asistence,partly,Chybějí asistenti.,600000,change,1.2,900000,Uživatelé,20,14
A.3,Bezbariérová stezka,cancelled,Zakázku zrušilo zastupitelstvo.,0,drop,,300000,,,
"""
REUSED = (
    f"L-SEN,needs,Senioři v panelových domech,Výtah chybí v půlce domů.,Analýza 2011,2011-06-30,senioři,,,{PROJECT}",
    "L-DLU,phenomenon,Dluhy na nájemném,Přibývá výpovědí.,Kulatý stůl 2013,2013-05-29,lidé v nouzi,,,",
)
TARGET_GROUPS = "name,new,description\nsenioři,,\nlidé v nouzi,,\n"
SERVICES = """key,provider,name,kind,target_groups,form,capacity,municipality,contact
L-1,Charita – smyšlená,Noclehárna,63,lidé v nouzi,A,12,564567,nocleharna@charita.example
L-2,Charita – smyšlená,Osobní asistence,39,senioři,T,14,564567,asistence@charita.example
L-3,Domov – smyšlený,Domov pro seniory Terezín,49,senioři,P,60,565717,
"""
SERVICES_A_YEAR_LATER = """key,provider,name,kind,target_groups,form,capacity,municipality,since,until
L-2,Charita – smyšlená,Osobní asistence,39,senioři,T,22,564567,,
L-3,Domov – smyšlený,Domov pro seniory Terezín,49,senioři,P,60,565717,,2014-06-30
L-4,Poradna – smyšlená,Dluhová poradna,37,lidé v nouzi,A,200,564567,2014-03-01,
"""
PRIORITIES = "code,title,description,evidence\n1,Lidé zůstanou doma,Terén před ústavem.,L-SEN\n"
MEASURES = """code,title,description,kind,responsible,starts,ends,evidence
1.1,Noclehárna,Provoz po celý rok.,keep,Charita – smyšlená,2014-01-01,2017-12-31,L-DLU
1.2,Osobní asistence i pro seniory,Více asistentů.,improve,Charita – smyšlená,2014-01-01,2017-12-31,L-SEN
"""
BUDGET = "code,year,source,amount_czk\n1.1,2014,municipality,900000\n1.2,2014,state,700000\n"
INDICATORS = "code,name,unit,baseline,target,year\n1.1,Lůžka,lůžek,12,12,2014\n1.2,Uživatelé,osob,14,22,2014\n"
TEXTS = 'section,text\nvision,"Nikdo nezůstane venku a každý může zůstat doma."\n'
QUALITY = """source,key,text,grade,evidence,note
ministry,1,,met,plan,Zadání schválila rada města.
ministry,5,,partly,group:INF,Malé obce přicházejí zřídka.
ministry,7,,met,text:vision,
"""
CLOSING = """key,group,kind,date,place,minutes
KON,INF,conference,2014-09-17,Hrad Litoměřice,Obce i poskytovatelé převzali nový plán.
"""
CLOSED = """meeting,name,side,organisation
KON,Starosta Terezína,commissioner,Město Terezín
KON,Ředitel charity,provider,Charita – smyšlená
KON,Uživatelka služby,user,
"""

BOOK = Book(
    key="litomerice-2014",
    title="Komunitní plán sociálních služeb v Litoměřicích",
    territory=TOWNS,
    years=(2014, 2017),
    days={
        "evaluation": "2013-06-10",
        "analysis": "2013-06-24",
        "swot": "2013-09-17",
        "priorities": "2013-10-07",
        "approval": "2013-12-19",
    },
    rows={
        "evaluation": {
            "groups": GROUPS,
            "meetings": MEETINGS,
            "attendance": ATTENDANCE,
            "evaluation": EVALUATION,
        },
        "analysis": {"findings": findings(*REUSED), "services": SERVICES, "target_groups": TARGET_GROUPS},
        "swot": {"swot": swot("PS-S"), "decisions": approvals("RS-1", "PS-S")},
        "priorities": {
            "priorities": PRIORITIES,
            "measures": MEASURES,
            "budget": BUDGET,
            "indicators": INDICATORS,
            "texts": TEXTS,
        },
    },
    approving=tuple(codes(TOWNS)[:21]),
)


def life(clerk: Clerk, keep: Keep) -> Iterator[dict[str, Any]]:
    """The plan from its opening to the closing conference of its first year."""
    now = opens(clerk, BOOK, "2013-04-15")
    yield from walks(now, BOOK, keep)
    now = now.on("2014-01-10")
    now.reads("document", "issue", "catalogue")
    keep("first catalogue", now)
    now = now.on("2014-09-18")
    now.records("services", SERVICES_A_YEAR_LATER)
    now.records("meetings", CLOSING)
    now.records("attendance", CLOSED)
    now.reads("document", "issue", "minutes", "--meeting", "KON")
    now.records("requirements", QUALITY)
    now.reads("document", "issue", "catalogue")
    now.reads("document", "issue", "monitoring", "--year", "2014")
    keep("closing conference", now)
