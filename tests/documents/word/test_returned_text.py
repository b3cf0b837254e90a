"""The text of a returned file: seen through everything, in both views, with what is worth knowing of the file."""

import pytest

from lifecycle.documents.word.reader import read_returned
from lifecycle.model.errors import Wrong
from tests.documents.word.made import (
    TEMPLATE,
    a_word_file,
    by,
    complex_field,
    control,
    gone,
    ins,
    p,
    packed,
    r,
    tbl,
    tr,
)


def read(*blocks):
    return read_returned(a_word_file(*blocks).data)


def views(*blocks):
    """The paragraphs there are, with all changes accepted and with all rejected."""
    paragraphs = read(*blocks).paragraphs
    return [one.text for one in paragraphs if one.kept], [one.before for one in paragraphs if one.was]


@pytest.mark.parametrize(
    "inner",
    [
        control("a", control("b", p(r("text")))),
        p(control("a", r("text"))),
        p(f"<w:ins {by('Eva')}>{control('a', r('text'))}</w:ins>"),
        p(f"<w:smartTag><w:hyperlink>{r('te')}</w:hyperlink>{r('xt')}</w:smartTag>"),
        p(f"<w:fldSimple w:instr='REF x'>{r('text')}</w:fldSimple>"),
        p(complex_field(" REF x ", "text")),
        tbl(tr(tbl(tr(p(r("text")))))),
        p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('text'))}</w:txbxContent></v:textbox></w:pict></w:r>"),
        p(
            f"<mc:AlternateContent><mc:Choice>{r('text')}</mc:Choice><mc:Fallback>{r('t')}</mc:Fallback></mc:AlternateContent>"
        ),
        p(f"<mc:AlternateContent><mc:Fallback>{r('text')}</mc:Fallback></mc:AlternateContent>"),
    ],
)
def test_text_is_seen_through_everything_and_once(inner):
    assert read(inner).text == "text"


def test_page_numbers_and_dates_are_no_text():
    assert read(p(r("strana"), complex_field(" PAGE ", "7"))).text == "strana"


def test_a_field_that_never_ends_hides_nothing_that_follows():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    begun += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'

    assert read(p(begun, r("7")), "dál").text == "dál"


@pytest.mark.parametrize(
    ("blocks", "after", "before"),
    [
        ([p(r("a"), ins("b"), gone("c"))], ["ab"], ["ac"]),
        ([p(r("a"), mark=f"<w:del {by('Eva')}/>"), p(r("b"))], ["ab"], ["a", "b"]),
        ([p(r("a"), mark=f"<w:ins {by('Eva')}/>"), p(r("b"))], ["a", "b"], ["ab"]),
        ([p(ins("nový"), mark=f"<w:ins {by('Eva')}/>"), p(r("b"))], ["nový", "b"], ["b"]),
        ([p(gone("starý"), mark=f"<w:del {by('Eva')}/>"), p(r("b"))], ["b"], ["starý", "b"]),
        ([p(gone("a"), mark=f"<w:del {by('Eva')}/>")], [""], ["a"]),
        ([p(r("a"), mark=f"<w:del {by('Eva')}/>"), tbl(tr(p(r("b")))), p(r("c"))], ["a", "b", "c"], ["a", "b", "c"]),
        ([tbl(tr(p(ins("x")), tracked=f"<w:ins {by('Eva')}/>"), tr(p(r("y"))))], ["x", "y"], ["y"]),
        ([tbl(tr(p(gone("x")), tracked=f"<w:del {by('Eva')}/>"), tr(p(r("y"))))], ["y"], ["x", "y"]),
        (
            [p(f"<w:moveFrom {by('Eva')}>{r('x')}</w:moveFrom>", r("a"), f"<w:moveTo {by('Eva')}>{r('x')}</w:moveTo>")],
            ["ax"],
            ["xa"],
        ),
        ([p(r("a"), f"<w:ins {by('Eva')}>{gone('b', 'Petr')}</w:ins>")], ["a"], ["a"]),
    ],
)
def test_every_change_is_seen_accepted_and_rejected(blocks, after, before):
    assert views(*blocks) == (after, before)


def test_hidden_text_is_no_text_and_is_told():
    file = read(p(r("vidět"), r("skryté", "<w:vanish/>"), r(" dál", '<w:vanish w:val="0"/>')))

    assert file.text == "vidět dál"
    assert [(note.code, dict(note.facts)) for note in file.notes] == [("hidden_text", {"count": 1, "text": "skryté"})]


def test_text_hidden_by_its_style_is_hidden():
    styles = (
        'styles:<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Tajné"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="Dítě"/><w:basedOn w:val="T"/></w:style>'
    )
    file = a_word_file(p(r("skryté"), style="D"), "vidět").with_part("styles.xml", styles, "styles")

    assert read_returned(file.data).text == "vidět"


def test_headings_are_known_by_outline_by_style_and_by_name():
    styles = (
        'styles:<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Kapitola"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="Pod"/><w:basedOn w:val="N"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="heading 3"/></w:style>'
    )
    direct = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    file = a_word_file(*(p(r("x"), style=one) for one in "NMK"), direct, p(r("x"), style="Nadpis4"), "x")

    assert [
        one.heading_level for one in read_returned(file.with_part("styles.xml", styles, "styles").data).paragraphs
    ] == [
        1,
        1,
        3,
        2,
        4,
        None,
    ]


def test_a_strict_file_is_read_and_told():
    file = a_word_file(p(r("přísné"), ins("nové"))).as_strict()
    found = read_returned(file.data)

    assert (found.text, [one.kind for one in found.revisions]) == ("přísnénové", ["insertion"])
    assert [note.code for note in found.notes] == ["strict"]


def test_the_main_part_is_found_wherever_it_lies():
    assert read_returned(a_word_file("x").lying_at("word/document2.xml").data).text == "x"


def test_a_template_is_read():
    assert read_returned(a_word_file("x").lying_at("word/document.xml", TEMPLATE).data).text == "x"


@pytest.mark.parametrize(
    ("application", "version", "engine"),
    [
        ("Microsoft Office Word", "16.0000", "Microsoft Word 16"),
        ("Microsoft Macintosh Word", "16.0000", "Microsoft Word 16 (Mac)"),
        ("Microsoft Word for the web", "16.0000", "Word Online"),
        ("LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40", "15.0000", "LibreOffice 7.4"),
        ("ONLYOFFICE/8.2.0.100", "", "OnlyOffice 8.2"),
        ("", "", "unknown"),
    ],
)
def test_the_program_that_saved_a_file_is_told(application, version, engine):
    assert read_returned(a_word_file("x").saved_by(application, version).data).engine == engine


def test_google_docs_is_known_by_its_controls():
    assert read(control("goog_rdk_0", p(r("x")))).engine == "Google Docs"


@pytest.mark.parametrize(
    ("kind", "code"),
    [("attachedTemplate", "remote_template"), ("image", "remote_image"), ("oleObject", "remote_content")],
)
def test_what_lies_outside_the_file_is_told_and_not_fetched(kind, code):
    file = a_word_file("x").with_link(kind, "https://example.org/x")

    assert [note.code for note in read_returned(file.data).notes] == [code]


@pytest.mark.parametrize(
    ("instruction", "code"), [("DDEAUTO cmd /c calc", "dde_field"), ('INCLUDETEXT "x.docx"', "include_field")]
)
def test_fields_that_reach_outside_are_told(instruction, code):
    assert [note.code for note in read(p(complex_field(instruction, "x"))).notes] == [code]


def test_changes_of_the_look_are_counted():
    look = f"<w:b/><w:rPrChange {by('Eva')}><w:rPr/></w:rPrChange>"

    assert [(note.code, note.facts["count"]) for note in read(p(r("a", look), r("b", look))).notes] == [
        ("formatting_changes", 2)
    ]


def test_a_broken_header_is_told_and_the_rest_is_read():
    file = a_word_file("tělo").with_part("header1.xml", "<w:hdr", "header")
    found = read_returned(file.data)

    assert (found.text, [dict(note.facts) for note in found.notes]) == ("tělo", [{"part": "word/header1.xml"}])


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m/>"}, "odt"),
        ({"fotky/a.jpg": b"x"}, "zip"),
        (
            a_word_file("x").files | {"word/document.xml": "<x/>", "[Content_Types].xml": "<T a='spreadsheetml'/>"},
            "other_office",
        ),
        (
            a_word_file("x")
            .lying_at("word/document.xml", "application/vnd.ms-word.template.macroEnabledTemplate")
            .files,
            "macros",
        ),
    ],
)
def test_another_kind_of_file_is_refused_by_its_name(files, reason):
    with pytest.raises(Wrong) as caught:
        read_returned(packed(files))

    assert caught.value.facts["reason"] == reason


@pytest.mark.parametrize(("data", "reason"), [(b"%PDF-1.7 x", "pdf"), (rb"{\rtf1 x}", "rtf"), (b"", "empty")])
def test_a_file_that_only_bears_the_name_is_refused_by_what_it_is(data, reason):
    with pytest.raises(Wrong) as caught:
        read_returned(data)

    assert caught.value.facts["reason"] == reason
