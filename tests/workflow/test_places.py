"""Every key and list member of a file is found at its line, however the file is laid out."""

from hypothesis import given
from hypothesis import strategies as st

from lifecycle.workflow.places import Places

TEXT = '''\
name = "x" # [not.a.table]
story = """
[not.a.table]
key = "not a key"
"""
[state.draft]
title.cs = "Návrh # a"
title.en = 'Draft ]'
sections = [ # the list
  { name = "a]", voted = true },

  { name = "b", list = [1, 2] }, { name = "c" },
  # a remark, with [brackets]
  { name = "d" },
]
[[state.draft.deadline]]
after = 1
[[state.draft.deadline]]
after = 2
[[ "transition" ]]
event = "go"
[[transition]]
event = "stop"
'''


def at(*path: str | int) -> int:
    return Places.of(TEXT).line(path)


def test_keys_stand_at_their_lines_and_texts_of_many_lines_hold_none():
    assert (at("name"), at("story")) == (1, 2)
    assert ("not", "a", "table") not in Places.of(TEXT).lines


def test_dotted_keys_stand_each_at_its_own_line():
    assert (at("state", "draft"), at("state", "draft", "title", "cs"), at("state", "draft", "title", "en")) == (6, 7, 8)


def test_members_of_a_list_are_counted_through_comments_brackets_and_shared_lines():
    assert [at("state", "draft", "sections", n) for n in range(4)] == [10, 12, 12, 14]


def test_repeated_tables_are_counted():
    assert (at("state", "draft", "deadline", 1, "after"), at("transition", 1, "event")) == (19, 23)


def test_a_missing_key_stands_at_its_table():
    assert at("transition", 1, "to") == 22


@given(st.lists(st.sampled_from(["k = 1", "k = [", "]", '"""', "[a]", "[[b]]", "# x", "{", "'", '"\\'])))
def test_no_text_stops_the_scan(lines: list[str]):
    assert all(1 <= line <= len(lines) for line in Places.of("\n".join(lines)).lines.values())
