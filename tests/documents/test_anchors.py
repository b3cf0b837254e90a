"""Anchors: the names of items inside issued files, which never change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.documents.anchors import bookmark_of, item_of_bookmark, item_of_tag, tag_of

KEYS = st.text(st.characters(exclude_characters=";\t\r\n"), min_size=1, max_size=60)
ITEMS = st.one_of(st.just("plan"), st.builds("{}:{}".format, st.from_regex(r"[a-z_]{1,12}", fullmatch=True), KEYS))
ANYTHING = st.one_of(ITEMS, st.text(max_size=80))


@pytest.mark.parametrize(
    ("item", "tag", "bookmark"),
    [
        ("measure:2.1", "pl:measure:2.1", "pl_measure_k2_p1"),
        ("plan", "pl:plan", "pl_plan"),
        ("text:vision", "pl:text:vision", "pl_text_kvision"),
        ("swot:Děti/S-1", "pl:swot:Děti/S-1", "pl_swot_k_44_c4_9bti_v_53_h1"),
        ("finding:dvě  mezery", "pl:finding:dvě %000020mezery", "pl_finding_kdv_c4_9b_s_smezery"),
        (
            "finding:Žďár nad Sázavou demografie 2014",
            "pl:finding:Žďár nad Sázavou demografie 2014",
            "plx_xyylq43vbegk55crgspwgj7dhsgeu4zgszyl",
        ),
    ],
)
def test_the_names_already_issued_stay_as_they_are(item, tag, bookmark):
    assert (tag_of(item), bookmark_of(item)) == (tag, bookmark)


@given(ANYTHING)
def test_a_tag_names_its_item(item):
    assert item_of_tag(tag_of(item), among=[item]) == item


@given(ANYTHING)
def test_a_bookmark_names_its_item_in_any_case(item):
    assert item_of_bookmark(bookmark_of(item).upper(), among=[item]) == item


@given(ANYTHING)
def test_a_tag_fits_into_word_with_four_characters_to_spare(item):
    assert len(tag_of(item).encode("utf-16-le")) // 2 <= 60


@given(ANYTHING)
def test_a_bookmark_is_a_name_word_takes(item):
    assert re.fullmatch(r"pl[a-z0-9_]{1,38}", bookmark_of(item))


@given(ANYTHING, ANYTHING)
def test_two_items_never_share_a_name(one, other):
    same = (tag_of(one) == tag_of(other), bookmark_of(one) == bookmark_of(other))

    assert same == (one == other, one == other)


def test_a_short_key_is_read_without_the_edition():
    assert item_of_bookmark("pl_activity_k2_p1_p3") == "activity:2.1.3"


def test_a_long_key_is_found_among_the_items_of_the_edition():
    item = "finding:" + "dlouhý klíč " * 4

    assert item_of_tag(tag_of(item), among=["plan", item]) == item


def test_a_long_key_of_another_plan_is_nobody():
    assert item_of_bookmark(bookmark_of("finding:" + "x" * 50), among=["plan"]) is None


@pytest.mark.parametrize(
    "name", ["_Toc123456", "OLE_LINK1", "pl_measure_", "pl_measure_zz", "pl_%", "", "pl_€", "pl__ff"]
)
def test_other_peoples_bookmarks_are_nobody(name):
    assert item_of_bookmark(name) is None


@pytest.mark.parametrize("tag", ["goog_rdk_1", "", "PL:measure:2.1", "pl:measure:2.1;del", "pl:%ffffff", "pl:%000041"])
def test_other_peoples_tags_are_nobody(tag):
    assert item_of_tag(tag) is None
