"""Chains from evidence to measures, for the stories of citation, trace, matrix and gaps."""

from lifecycle.model.consultation import Submission
from lifecycle.model.content import Content
from lifecycle.model.evidence import Evaluation, Finding, SwotItem, Tows
from lifecycle.model.strategy import Activity, Indicator, Measure, Priority, Progress
from lifecycle.model.thing import Thing
from tests.model.kinds import a_content

NEED = Finding(key="F1", kind="needs", title="Potřeba péče doma", text="T.", source="průzkum")
EVALUATED = Evaluation(code="3.2", title="Dovoz obědů", result="partly", carry="change")


def an_item(key: str, quadrant: str | None = None, **more: object) -> SwotItem:
    whole = {"key": key, "group": "SEN", "quadrant": quadrant or key[0], "text": f"Text {key}", **more}
    return SwotItem.model_validate(whole)


def a_pair(internal: str = "W1", external: str = "T1", key: str = "P1") -> Tows:
    return Tows(key=key, internal=internal, external=external, text="Spojit síly\nobcí")


def a_measure(code: str = "1.1", *evidence: str) -> Measure:
    days = {"starts": "2015-01-01", "ends": "2017-12-31"}
    whole = {"code": code, "title": "Pomoc", "description": "P.", "kind": "keep", "responsible": "město", **days}
    return Measure.model_validate({**whole, "evidence": evidence})


def a_chain(*more: Thing) -> Content:
    """A finding, a weakness and a threat, their pair, a measure that cites it, and all that hangs on it."""
    return a_content(
        [
            NEED,
            an_item("W1", evidence=("F1",)),
            an_item("T1"),
            a_pair("W1", "T1"),
            EVALUATED,
            Priority(code="1", title="Pomoc doma"),
            a_measure("1.1", "P1").replaced(carried_from="3.2"),
            Activity(code="1.1.1", title="Nákup vozu"),
            Indicator(code="1.1", name="Klienti", unit="osob", target="20", year=2015),
            Indicator(code="1.1", name="Klienti", unit="osob", target="30", year=2016),
            Progress(code="1.1", on="2015-06-30", state="running"),
            Submission(
                key="P-1",
                received="2014-10-20",
                channel="web",
                submitter="Charita",
                submitter_kind="provider",
                item="activity:1.1.1",
                text="Doplnit.",
            ),
            *more,
        ]
    )
