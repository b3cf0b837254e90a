"""What was said of items that change their code goes with them by title, where one title is one item."""

from lifecycle.actions.renumbered import followed
from lifecycle.model.comment import Placement
from lifecycle.model.history import Drop, Put
from lifecycle.model.strategy import Activity
from tests.model.kinds import a_content
from tests.model.test_register import a_comment


def an_activity(code: str, title: str) -> Activity:
    return Activity(code=code, title=title)


def outcome(*changes: Put | Drop, twin: str = "Smlouva") -> tuple[list[tuple], list[str]]:
    """Where the comment on activity 1.1.1 (Příprava) goes, and what is said; 1.1.2 is the `twin`."""
    placed = Placement(comment="K1", item="activity:1.1.1", field="title", tier="bookmark")
    before = a_content([an_activity("1.1.1", "Příprava"), an_activity("1.1.2", twin), a_comment(), placed])
    made, said = followed(before, changes)
    rows = [one.thing for one in made if isinstance(one, Put) and isinstance(one.thing, Placement)]
    return [(one.item, one.field, one.tier.value, one.state.value) for one in rows], [one["code"] for one in said]


def test_a_comment_goes_with_an_item_whose_code_is_gone():
    told = outcome(Drop("activity", ("1.1.1",)), Put(an_activity("1.1.3", "PŘÍPRAVA ")))

    assert told == ([("activity:1.1.3", "title", "bookmark", "moved")], ["record.comments_moved"])


def test_a_title_that_two_items_had_leads_nowhere():
    told = outcome(
        Put(an_activity("1.1.1", "Nábor")), Put(an_activity("1.1.3", "Příprava")), Drop("activity", ("1.1.2",)),
        twin="Příprava",
    )  # fmt: skip

    assert told == ([], ["record.comments_stay"])


def test_a_title_that_two_items_have_now_leads_nowhere():
    new = [an_activity("1.1.1", "Nábor"), an_activity("1.1.3", "Příprava"), an_activity("1.1.4", "Příprava")]

    assert outcome(*map(Put, new)) == ([], ["record.comments_stay"])


def test_an_item_that_keeps_its_title_keeps_its_comment():
    assert outcome(Put(an_activity("1.1.1", "příprava")), Put(an_activity("1.1.3", "Příprava"))) == ([], [])
