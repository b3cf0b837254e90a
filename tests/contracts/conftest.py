"""What the contracts hold things against: a plan with nothing recorded, and the demo's plan, in either language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.documents.phrases import Phrases
from lifecycle.model.content import Content
from lifecycle.model.history import GENESIS
from lifecycle.model.plan import Plan
from tests.store.databases import postgresql, where

if TYPE_CHECKING:
    from tests.contracts.papers import Files, Paper

__all__ = ["postgresql", "where"]


def an_empty_plan() -> Content:
    """A plan on the day it is opened, before anybody records anything."""
    plan = Plan.model_validate(
        {
            "key": "prazdny",
            "title": "Prázdný plán",
            "kind": "community_plan",
            "from": 2026,
            "to": 2028,
            "state": "evaluation",
            "entered_on": "2025-03-01",
            "entered_by": 1,
            "workflow": "community_plan",
            "workflow_version": 1,
            "workflow_digest": "0" * 64,
        }
    )
    return Content("prazdny", 1, GENESIS, dt.date(2025, 3, 1), things={"plan": {("prazdny",): plan}})


def in_(language: str, content: Content) -> Content:
    """`content` of a plan that speaks `language`; a sentence without its fact is an error."""
    plan = content.plan.replaced(language=language)
    things = {**content.things, "plan": {(content.key,): plan}}
    return replace(content, things=things, say=Phrases.of(language, strict=True).say)


@pytest.fixture(params=["cs", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language a plan may speak."""
    return str(request.param)


@pytest.fixture(params=["empty", "demo"])
def content(request: pytest.FixtureRequest, language: str) -> Content:
    """The empty plan and the demo's, in each language."""
    found = an_empty_plan() if request.param == "empty" else request.getfixturevalue("demo_content")
    return in_(language, found)


@pytest.fixture(scope="session")
def files(demo_desk: Desk, demo_content: Content) -> "Files":
    """Every paper the office gives out, in the language asked for."""
    from tests.contracts.papers import papers

    @cache
    def written(language: str) -> "Mapping[Paper, bytes]":
        return papers(demo_desk, demo_content, language)

    return written
