"""The look: what a town's own template may change, and what it is told when something is missing."""

import io
import re
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

    assert (told.value.code, [fault.value for fault in told.value.faults]) == ("template.unfit", ["lead"])


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


def told(template):
    """What is said of a template that does not fit: each rule with its value."""
    with pytest.raises(Wrong) as found:
        look_of(template, "cs")
    return [(fault.rule, fault.value) for fault in found.value.faults]


def styled(name, before, after):
    """The shipped template with `before` replaced in the style called `name`."""
    styles = parts(BASE)["word/styles.xml"].decode()
    [style] = [one for one in re.findall(r"<w:style .*?</w:style>", styles) if f'<w:name w:val="{name}"/>' in one]
    assert before in style
    return changed("word/styles.xml", style.encode(), style.replace(before, after, 1).encode())


def paged(size="", margins=""):
    """The shipped template with other measures of its page."""
    page = re.search(rb"<w:pgSz[^>]*/><w:pgMar[^>]*/>", parts(BASE)["word/document.xml"])[0]
    size = size or 'w:w="11906" w:h="16838"'
    margins = margins or 'w:top="1701" w:right="1247" w:bottom="1361" w:left="1247"'
    return changed("word/document.xml", page, f"<w:pgSz {size}/><w:pgMar {margins}/>".encode())


@pytest.mark.parametrize("name", ["Working Mark", "Body Text"])
def test_a_style_with_hidden_text_is_told_because_nobody_would_see_the_mark_or_the_text(name):
    hidden = styled(name, "</w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>")
    if name == "Working Mark":
        hidden = styled(name, "<w:rPr>", "<w:rPr><w:vanish/>")

    assert ("template.style_hidden", name.lower()) in told(hidden)


def test_a_style_based_on_a_hidden_one_is_told_too():
    hidden = styled("Table Text", "<w:rPr>", "<w:rPr><w:vanish/>")

    assert {name for _, name in told(hidden)} >= {"table text", "table heading", "table total"}


@pytest.mark.parametrize(
    ("name", "kind", "other", "rule"),
    [
        ("heading 1", "paragraph", "character", "template.style_of_paragraph"),
        ("Hyperlink", "character", "paragraph", "template.style_of_character"),
        ("Plan Table", "table", "paragraph", "template.style_of_table"),
    ],
)
def test_a_style_of_another_kind_is_told(name, kind, other, rule):
    wrong = styled(name, f'w:type="{kind}"', f'w:type="{other}"')

    assert told(wrong) == [(rule, name.lower())]


def test_two_styles_of_one_identifier_are_told():
    styles = parts(BASE)["word/styles.xml"]
    lead = re.search(rb'<w:style [^>]*w:styleId="Lead">.*?</w:style>', styles)[0]

    assert told(changed("word/styles.xml", lead, lead * 2)) == [("template.style_twice", "Lead")]


def test_a_colour_written_before_the_font_is_told_as_a_fault_of_its_style():
    wrong = styled("Lead", "<w:rPr>", '<w:rPr><w:color w:val="CCCCCC"/>')

    assert told(wrong) == [("template.disorder", "Lead")]


def test_default_properties_out_of_order_are_told_as_a_fault_of_their_part():
    before = b"<w:rPrDefault><w:rPr>"

    assert told(changed("word/styles.xml", before, before + b'<w:color w:val="CCCCCC"/>')) == [
        ("template.disorder_part", "styles")
    ]


def test_charts_are_drawn_in_the_colour_of_the_templates_theme():
    red = changed("word/theme/theme1.xml", b'"1F4E79"', b'"7A1F1F"')

    assert look_of(red, "cs").accent == "7A1F1F"


@pytest.mark.parametrize(
    "template",
    [
        paged(margins='w:top="1417" w:right="7000" w:bottom="1361" w:left="7000"'),
        paged(margins='w:top="8000" w:right="1247" w:bottom="8000" w:left="1247"'),
        paged(size='w:w="0" w:h="0"', margins='w:top="0" w:right="0" w:bottom="0" w:left="0"'),
    ],
)
def test_a_page_without_room_for_text_is_told(template):
    assert told(template) == [("template.page", None)]


@pytest.mark.parametrize("measure", ["9" * 20, "21cm", "-1", "٣٠٠٠"])
def test_a_measure_word_does_not_take_is_told(measure):
    assert told(paged(size=f'w:w="{measure}" w:h="16838"')) == [("template.measure", measure)]


def test_everything_wrong_with_a_template_is_told_at_once():
    faulty = changed("word/styles.xml", b'w:name w:val="Lead"', b'w:name w:val="Perex"')
    page = parts(paged(size='w:w="x" w:h="16838"'))["word/document.xml"]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(faulty)) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            made.writestr(name, page if name == "word/document.xml" else package.read(name))

    assert told(target.getvalue()) == [("template.style", "lead"), ("template.measure", "x")]


def test_a_template_without_the_style_of_footnotes_is_told_it():
    poor = changed("word/styles.xml", b'w:name w:val="footnote text"', b'w:name w:val="x"')

    with pytest.raises(Wrong) as told:
        look_of(poor, "cs")

    assert [fault.value for fault in told.value.faults] == ["footnote text"]


def test_the_page_of_the_template_is_the_page_of_the_plan():
    wide = changed("word/document.xml", b'w:w="11906"', b'w:w="16838"')

    assert look_of(wide, "cs").width == 16838 - 2 * 1247


@pytest.mark.parametrize(
    ("margins", "top"),
    [("", "1701"), ('<w:pgMar w:top="1417" w:header="708"/>', "1785"), ('<w:pgMar w:top="3000"/>', "3000")],
)
def test_no_heading_sticks_to_the_line_of_the_running_head(margins: str, top: str):
    given = re.search(rb"<w:pgMar[^>]*/>", parts(BASE)["word/document.xml"])
    assert given is not None
    look = look_of(changed("word/document.xml", given[0], margins.encode()), "cs")

    assert [re.findall(r'w:top="(\d+)"', page.xml) for page in (look.page, look.wide)] == [[top], [top]]


def test_a_template_without_margins_has_those_of_the_shipped_one():
    given = re.search(rb"<w:pgMar[^>]*/>", parts(BASE)["word/document.xml"])
    assert given is not None

    assert look_of(changed("word/document.xml", given[0], b""), "cs").page == look_of(BASE, "cs").page


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
