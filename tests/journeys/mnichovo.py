"""A second case, invented for the tests: the district of Mnichovo Hradiště and its 22 municipalities plan together.

The municipalities, their codes and people are facts (source: Český statistický úřad); everything else is made up.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cli.clerk import Clerk

TOWNS = Path(__file__).parent / "data" / "mnichovo_hradiste.csv"
PLAN = "mnichovo-2026"
SEAT = "536326"

GROUPS = """key,name,kind,target_group
RS,Řídicí skupina,steering,
SEN,Senioři a pečující,working,senioři
ROD,Rodiny s dětmi,working,rodiny
INF,Starostové obcí,information,
"""
PEOPLE = """name,group,side,role,organisation,email
Vedoucí odboru,RS,commissioner,chair,Město Mnichovo Hradiště,
Ředitelka charity,SEN,provider,member,Charita – smyšlená,reditelka@charita.example
Uživatel stacionáře,SEN,user,member,,
"""
MEETINGS = """key,group,kind,date,place
RS-1,RS,meeting,2025-02-10,"Městský úřad, zasedací místnost"
RS-2,RS,meeting,2025-04-14,"Městský úřad, zasedací místnost"
W-1,SEN,workshop,2025-02-19,Klub s příběhem
W-2,ROD,workshop,2025-02-20,Klub s příběhem
VP-1,RS,hearing,2025-06-04,Klub s příběhem
"""
RULES = """section,text
evaluation_rules,"Hodnotí skupina, která za opatření odpovídá; řídicí skupina hodnocení schvaluje."
"""
EVALUATION = """code,title,result,reason,spent_czk,carry,new_code
1.1,Pečovatelská služba ve městě,fulfilled,,1 200 000,continue,1.1
1.2,Dům s chráněnými byty,unfulfilled,Nenašel se pozemek.,0,drop,
"""
FINDINGS = """key,kind,title,text,source
F-DEM,demography,Obyvatel přibývá,Ve 22 obcích žije přes osmnáct tisíc lidí.,Český statistický úřad
F-PRU,survey,Lidé chtějí zůstat doma,Tři ze čtyř odpovědí chtějí pomoc doma.,Dotazník 2025 (smyšlený)
F-SLU,services,Terén končí ve městě,Pečovatelky jezdí jen do pěti obcí.,Popis služeb (smyšlený)
F-POT,needs,Odlehčení pečujícím,Rodiny nemají víkend bez péče.,Rozhovory (smyšlené)
F-JEV,phenomenon,Dluhy mladých,Exekuce mají i dvacetiletí.,Kulatý stůl (smyšlený)
"""
FINANCE = """key,kind,title,text,source
F-FIN,finance,Obce platí málo,Podíl obcí na rozpočtu služeb je desetina.,Rozpočty 2024 (smyšlené)
"""
TARGET_GROUPS = """name,new,description
senioři,,
rodiny,,
pečující osoby,ano,Starají se doma o blízké.
mladí lidé s dluhy,ano,
lidé s duševním onemocněním,ano,
cizinci,ano,Přicházejí za prací.
"""
SERVICES = """key,provider,name,kind,target_groups,form,capacity,municipality,contact
S-1,Město Mnichovo Hradiště,Pečovatelská služba,40,senioři,T,60,536326,sluzba@mnichovo.example
S-2,Charita – smyšlená,Poradna pro pečující,37,pečující osoby,A,40,536041,
"""
FUNDING = """recipient,year,source,amount_czk,note
S-1,2023,municipality,1900000,Rozpočty (smyšlené)
S-1,2024,municipality,2000000,Rozpočty (smyšlené)
S-1,2024,state,2500000,Rozpočty (smyšlené)
S-2,2024,region,400000,Rozpočty (smyšlené)
"""
POPULATION = """municipality,year,age_from,age_to,sex,count,source
536326,2019,0,14,total,1400,Smyšlené rozdělení
536326,2019,15,64,total,5600,Smyšlené rozdělení
536326,2019,65,,total,1600,Smyšlené rozdělení
536326,2021,0,14,total,1450,Smyšlené rozdělení
536326,2021,15,64,total,5608,Smyšlené rozdělení
536326,2021,65,,total,1800,Smyšlené rozdělení
"""
DATA_SOURCES = """key,title,content,provider,method,period,due,responsible,use,form
D-1,Karta potřeby,"Potřeba, místo, skupina.",Kdokoli,karta na úřadě,continuous,,Koordinátor,aktualizace plánu,findings
"""
NEEDS_LATER = """key,kind,title,text,source,date,target_group
F-POT-2,needs,Tlumočení u lékaře,Cizinci se nedomluví.,Karta potřeby (smyšlená),2026-05-11,cizinci
F-JEV-2,phenomenon,Podvody po telefonu,Senioři přicházejí o úspory.,Karta potřeby (smyšlená),2026-09-07,senioři
"""
ROD_LAST_THREAT = "key,group,quadrant,text\nROD-T2,ROD,T,Odchod mladých rodin do Prahy\n"
DECISIONS = """meeting,subject,verb,text
RS-2,swot:SEN,approves,
RS-2,swot:ROD,approves,
"""
PRIORITIES = """code,title,description,evidence
1,Pomoc doma,Služba přijede do každé obce.,F-PRU;SEN-W1
2,Rodiny a mladí,Pomoc přijde dřív než dluh.,F-JEV
"""
MEASURES = """code,title,description,kind,responsible,starts,ends,municipalities,evidence
1.1,Pečovatelská služba ve všech obcích,Terén denně.,improve,Město Mnichovo Hradiště,2026-01-01,2028-12-31,,F-SLU
1.2,Odlehčovací služba,Víkend doma.,new,Charita – smyšlená,1. 7. 2026,31. 12. 2028,536326;536041,F-POT
2.1,Dluhová poradna,Poradna jednou týdně v Kněžmostě.,new,Obec Kněžmost,2026-01-01,2027-12-31,536041,
"""
ACTIVITIES = """code,title,responsible
1.1.1,Druhé auto a dvě pečovatelky,Město Mnichovo Hradiště
2.1.1,Smlouva s poradnou,Obec Kněžmost
"""
BUDGET = """code,year,source,amount_czk
1.1,2026,municipality,2 400 000
1.1,2026,state,3100000
2.1.1,2026,municipality,180000
"""
INDICATORS = """code,name,unit,baseline,target,year
1.1,Obce s denním výjezdem,obec,5,22,2028
"""
TEXTS = 'section,text\nvision,"Kdo potřebuje pomoc, najde ji ve své obci."\n'
ATTENDANCE = """meeting,name,side,organisation
VP-1,Starosta obce Ptýrov,commissioner,Obec Ptýrov
VP-1,Pečující dcera,public,
"""
SUBMISSIONS = """key,letter,received,channel,submitter,submitter_kind,item,text,proposed_change,weight,nature
P-1,L-1,2025-06-04,hearing,občanka Ptýrova,citizen,measure:1.1,Přijede i k nám?,Doplnit Ptýrov.,recommended,content
P-2,L-2,2025-06-10,data_box,Obec Žďár,municipality,2.1,Poradnu chceme i ve Žďáru.,,essential,content
P-3,L-2,2025-06-10,data_box,Obec Žďár,municipality,plan,Chválíme přehlednost.,,recommended,formal
"""
SETTLEMENTS = """id,decision,reason,change
P-1,accepted,Služba je pro všechny obce; text to nyní říká.,measure:1.1
P-2,rejected,Poradkyně má jediný den v týdnu.,
"""
SMALL_TOWNS = (
    "529605", "535516", "535567", "535711", "535834", "535923",
    "535974", "536261", "565750", "565822", "570770",
)  # fmt: skip


def swot() -> str:
    """Two items in each quadrant of each group but one: the second threat of the families is still missing."""
    rows = [
        f"{group}-{quadrant}{n},{group},{quadrant},Položka {quadrant}{n} skupiny {group}"
        for group in ("SEN", "ROD")
        for quadrant in "SWOT"
        for n in (1, 2)
        if (group, quadrant, n) != ("ROD", "T", 2)
    ]
    return "\n".join(["key,group,quadrant,text", *rows, ""])


def resolutions(codes: tuple[str, ...], *, on: str, verb: str = "approves") -> str:
    """One resolution of each council: seven members, six there, five for."""
    rows = [f"{code},council,{verb},{place}/2025,{on},7,6,5,1,0" for place, code in enumerate(codes, start=1)]
    return "\n".join(["code,body,verb,number,on,members,present,for,against,abstained", *rows, ""])


def opened(clerk: Clerk) -> Clerk:
    """A new sandbox office on 13 January 2025 with the plan just opened."""
    clerk = clerk.on("2025-01-13")
    made = clerk.types("init", str(clerk.office), "--sandbox")
    assert made.code == 0, made.err
    clerk.reads(
        "plan", "create", PLAN, "--title", "Plán služeb Mnichovohradišťska", "--territory", str(TOWNS),
        "--from", "2026", "--to", "2028",
    )  # fmt: skip
    return clerk


def life(clerk: Clerk, keep: Callable[[str, Clerk], None]) -> Iterator[dict]:
    """The plan's life from its opening to its first year in force; the JSON of each step is given.

    `keep` is called at each named moment. The clerk goes on to the next day only after what is missing on the last one
    was kept.
    """
    now = opened(clerk)
    for kind, rows in (("groups", GROUPS), ("people", PEOPLE), ("meetings", MEETINGS), ("evaluation", EVALUATION)):
        now.records(kind, rows)
    now.records("texts", RULES)
    now = now.on("2025-02-10")
    keep("evaluated", now)
    yield now.reads("advance", "--note", "Schválila řídicí skupina.")

    now = now.on("2025-03-03")
    keep("nothing found", now)
    now.records("findings", FINDINGS)
    keep("finance missing", now)
    now = now.on("2025-03-10")
    now.records("findings", FINANCE)
    for kind, rows in (("target_groups", TARGET_GROUPS), ("services", SERVICES), ("funding", FUNDING)):
        now.records(kind, rows)
    now.records("population", POPULATION)
    yield now.reads("advance")

    now = now.on("2025-04-07")
    now.records("swot", swot())
    keep("swot thin", now)
    now = now.on("2025-04-14")
    now.records("swot", ROD_LAST_THREAT)
    keep("swot not approved", now)
    now.records("decisions", DECISIONS)
    yield now.reads("advance")

    now = now.on("2025-05-12")
    keep("no measures", now)
    for kind, rows in (("priorities", PRIORITIES), ("measures", MEASURES), ("activities", ACTIVITIES)):
        now.records(kind, rows)
    for kind, rows in (("budget", BUDGET), ("indicators", INDICATORS), ("texts", TEXTS)):
        now.records(kind, rows)
    keep("measures incomplete", now)
    now = now.on("2025-05-19")
    now.records("budget", "code,year,source,amount_czk\n1.2,2026,region,900000\n")
    now.records("measures", "code,evidence\n2.1,F-JEV;ROD-W1\n")
    yield now.reads("advance")

    keep("round not opened", now)
    now.reads("consultation", "open", "--until", "2025-06-20", "--hearing", "2025-06-04")
    keep("round runs", now)
    now = now.on("2025-06-10")
    now.records("attendance", ATTENDANCE)
    now.records("submissions", SUBMISSIONS)
    now.records("settlements", SETTLEMENTS)
    now.records("measures", "code,description\n1.1,Terén denně i o víkendu a ve všech obcích včetně Ptýrova.\n")
    now = now.on("2025-06-21")
    now.reads("consultation", "close")
    keep("one point open", now)
    now.reads("comment", "settle", "P-3", "noted")
    now = now.on("2025-06-23")
    keep("consulted", now)
    yield now.reads("advance")

    keep("packets to send", now)
    now.reads("approval", "send")
    keep("packets sent", now)
    now = now.on("2025-09-01")
    now.records("resolutions", resolutions(SMALL_TOWNS, on="2025-08-25"))
    keep("eleven small towns", now)
    now.records("resolutions", resolutions(("536041",), on="2025-08-29"))
    keep("seat missing", now)
    now = now.on("2025-09-15")
    now.reads(
        "approval", "record", SEAT, "--body", "council", "--verb", "approves_with_condition", "--resolution", "12/2025",
        "--on", "2025-09-11", "--for", "11", "--against", "2", "--abstained", "4", "--present", "17",
        "--members", "21", "--condition", "Podíl města nejvýše 2 400 000 Kč ročně.",
    )  # fmt: skip
    keep("rule met", now)
    yield now.reads("advance")
    keep("in force", now)

    now = now.on("2026-11-02")
    now.records("data_sources", DATA_SOURCES)
    now.records("findings", NEEDS_LATER)
    for name in ("catalogue", "methodology", "monitoring"):
        now.reads("document", "issue", name)
    keep("a year later", now)
