"""The smallest plan: three invented towns, two groups, a meeting to come."""

from tests.cli.clerk import Clerk

PLAN = "tri-obce"
TODAY = "2025-03-03"
TOWNS = """code,name,population,seat,council_size
546127,Dačice,7300,yes,21
547166,Slavonice,2300,,15
547263,Studená,2250,,15
"""
GROUPS = """key,name,kind,target_group
RS,Řídicí skupina,steering,
SEN,Senioři,working,senioři
"""
MEASURES = """code,title,description,kind,responsible,starts,ends
1.1,Pečovatelská služba,Denní výjezdy.,improve,Město Dačice,2026-01-01,2027-12-31
"""
PRIORITIES = "code,title\n1,Pomoc doma\n"


def opened(clerk: Clerk) -> Clerk:
    """A new sandbox office with the plan opened and its groups, one priority and one measure recorded."""
    clerk = clerk.on(TODAY)
    clerk.types("init", str(clerk.office), "--sandbox")
    towns = clerk.paper("obce.csv", TOWNS)
    clerk.reads(
        "plan", "create", PLAN, "--title", "Tři obce", "--territory", str(towns), "--from", "2026", "--to", "2027"
    )
    clerk.records("groups", GROUPS)
    clerk.records("priorities", PRIORITIES)
    clerk.records("measures", MEASURES)
    return clerk
