"""The values of a returned file cross the border of a process as JSON and come back the same."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from lifecycle.documents.returned import (
    NOTICES,
    Notice,
    Returned,
    ReturnedComment,
    ReturnedParagraph,
    ReturnedRevision,
    Spot,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
SPOTS = st.builds(
    Spot,
    part=st.sampled_from(["body", "header", "textbox"]),
    paragraph=st.integers(0, 3),
    controls=st.lists(TEXT, max_size=2).map(tuple),
    bookmarks=st.lists(TEXT, max_size=2).map(tuple),
    heading=TEXT,
    row_label=TEXT,
    cell=st.integers(-1, 2),
)
DATES = st.none() | st.datetimes() | st.datetimes(timezones=st.timezones())
FILES = st.builds(
    Returned,
    engine=TEXT,
    plan=st.none() | TEXT,
    edition=st.none() | TEXT,
    code=st.none() | TEXT,
    text=TEXT,
    paragraphs=st.lists(st.builds(ReturnedParagraph, text=TEXT, before=TEXT, spot=SPOTS), max_size=2).map(tuple),
    comments=st.lists(
        st.builds(
            ReturnedComment,
            id=TEXT,
            parent=st.none() | TEXT,
            author=TEXT,
            initials=TEXT,
            date=DATES,
            text=TEXT,
            resolved=st.booleans(),
            quoted=TEXT,
            spot=st.none() | SPOTS,
            ends=st.none() | SPOTS,
        ),
        max_size=2,
    ).map(tuple),
    revisions=st.lists(
        st.builds(
            ReturnedRevision,
            kind=st.sampled_from(["insertion", "deletion", "move_from", "move_to"]),
            author=TEXT,
            date=DATES,
            text=TEXT,
            spot=SPOTS,
            replaces=st.none() | st.integers(0, 3),
            row=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    notes=st.lists(st.builds(Notice, st.sampled_from(NOTICES), st.dictionaries(TEXT, st.integers())), max_size=2).map(
        tuple
    ),
)


@settings(max_examples=60)
@given(FILES)
def test_a_file_comes_back_from_json_the_same(file):
    again = Returned.from_json(json.loads(json.dumps(file.as_json())))

    assert again.as_json() == file.as_json()
