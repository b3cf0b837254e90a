"""Names that help shows without opening the catalogue; a law test compares them with it."""

FORMS = (
    "territory",
    "groups",
    "people",
    "meetings",
    "attendance",
    "decisions",
    "evaluation",
    "findings",
    "services",
    "swot",
    "priorities",
    "measures",
    "activities",
    "budget",
    "indicators",
    "texts",
    "submissions",
    "settlements",
    "resolutions",
    "progress",
)
DELIVERABLES = ("evaluation", "analysis", "swot", "plan")
DECISIONS = ("accepted", "partly", "rejected", "explained", "noted", "irrelevant")
VERBS = (
    "approves",
    "approves_with_condition",
    "takes_note",
    "refuses",
    "returns",
    "not_adopted",
    "not_discussed",
)
BODIES = ("council", "board", "assembly")
