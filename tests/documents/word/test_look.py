"""The look: what a town's own template may change, and what it is told when something is missing."""

import io
import zipfile

import pytest

from lifecycle.documents.word.look import look_of
from lifecycle.model.errors import Wrong
from tests.documents.word.opened import BASE, find, of, parts, root, styles_of, written
from tests.documents.word.sample import measure


def changed(part, before, after):
    """The shipped template with `before` replaced in one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts(BASE).items():
            package.writestr(name, data.replace(before, after) if name == part else data)
    return target.getvalue()


def test_styles_are_found_by_name_because_a_czech_word_renames_their_ids():
    czech = changed("word/styles.xml", b'"BodyText"', b'"Zkladntext"')

    assert look_of(czech, "cs").style("body text") == "Zkladntext"


def test_a_template_without_styles_is_told_all_of_them_at_once():
    poor = changed("word/styles.xml", b'w:name w:val="Lead"', b'w:name w:val="Perex"')

    with pytest.raises(Wrong) as told:
        look_of(poor, "cs")

    assert (told.value.code, [fault.value for fault in told.value.faults]) == ("template.incomplete", ["lead"])


def test_a_list_style_without_a_list_is_told():
    broken = changed("word/numbering.xml", b'<w:num w:numId="3">', b'<w:num w:numId="33">')

    with pytest.raises(Wrong) as told:
        look_of(broken, "cs")

    assert [(fault.rule, fault.value) for fault in told.value.faults] == [("template.list", "list number")]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.7", BASE[:3000], changed("word/styles.xml", b"<w:", b"<")]
)
def test_a_file_that_is_no_template_is_told(data):
    with pytest.raises(Wrong) as told:
        look_of(data, "cs")

    assert told.value.code == "template.unreadable"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"document.main+xml", b"template.main+xml", "template.not_document"),
        (
            b"openxmlformats-officedocument.wordprocessingml.document",
            b"ms-word.document.macroEnabled",
            "template.macros",
        ),
    ],
)
def test_a_template_of_the_wrong_kind_is_told_apart(before, after, code):
    with pytest.raises(Wrong) as told:
        look_of(changed("[Content_Types].xml", before, after), "cs")

    assert told.value.code == code


def test_a_template_without_the_style_of_footnotes_is_told_it():
    poor = changed("word/styles.xml", b'w:name w:val="footnote text"', b'w:name w:val="x"')

    with pytest.raises(Wrong) as told:
        look_of(poor, "cs")

    assert [fault.value for fault in told.value.faults] == ["footnote text"]


def test_the_page_of_the_template_is_the_page_of_the_plan():
    wide = changed("word/document.xml", b'w:w="11906"', b'w:w="16838"')

    assert look_of(wide, "cs").width == 16838 - 2 * 1247


def test_what_ties_a_template_to_its_own_file_does_not_travel():
    tied = changed(
        "word/settings.xml",
        b"<w:defaultTabStop",
        b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        b' r:id="rId1"/>'
        b'<w:rsids><w:rsidRoot w:val="00AA"/></w:rsids><w:defaultTabStop',
    )
    settings = parts(written(of(measure("1.1", "P")), template=tied))["word/settings.xml"]

    assert (b"attachedTemplate" in settings, b"rsid" in settings) == (False, False)


def test_the_shipped_template_shows_a_sample_of_every_paragraph_style_a_town_may_change():
    shown = {style for style, _ in styles_of(root(BASE))}
    hidden = {"Header", "Footer", "CommentText", "CommentSubject", "BalloonText", "Normal"}

    assert set(find(root(BASE, "word/styles.xml"), "//w:style[@w:type='paragraph']/@w:styleId")) == shown | hidden
