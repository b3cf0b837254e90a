"""In what order children stand in WordprocessingML, as a table of names of our own, and what a part does against it.

The sequences are those of the transitional schema (ISO/IEC 29500-4:2016, Annex A.1, `wml.xsd`; for pictures
ISO/IEC 29500-1:2016, A.4.1 and A.4.2), the clause beside each is the element's. Word refuses to open a file with some
of these orders broken and silently drops the element with others. A word of a line is one place: `name` stands there
at most once, `name+` as often as it likes, `one|two+` either in any order, `*` is everything else.
"""

from collections.abc import Iterator

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
# Positions of ranges and of revisions may stand between the children of any container (EG_RunLevelElements).
_MARKS = (
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart"
    " moveToRangeEnd ins del moveFrom moveTo proofErr permStart permEnd"
).replace(" ", "|")
_EDGES = "top left|start+ bottom right|end+"
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_STYLE = "pPr rPr tblPr trPr tcPr"

ORDERS: dict[str, str] = {
    "w:document": "background body",  # 17.2.3
    "w:body": "* sectPr",  # 17.2.2
    "w:p": "pPr *",  # 17.3.1.22
    "w:pPr": _PARAGRAPH,  # 17.3.1.26
    "w:numPr": "ilvl numId ins",  # 17.3.1.19
    "w:pBdr": "top left bottom right between bar",  # 17.3.1.24
    "w:r": "rPr *",  # 17.3.2.25
    "w:rPr": (  # 17.3.2.28; first what a paragraph's mark may say (17.3.1.29)
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
        " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
        " vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "w:tbl": f"{_MARKS}+ tblPr tblGrid tr|sdt|customXml|{_MARKS}+",  # 17.4.37
    "w:tblPr": (  # 17.4.59
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "w:tblGrid": "gridCol+ tblGridChange",  # 17.4.48
    "w:tblBorders": f"{_EDGES} insideH insideV",  # 17.4.38
    "w:tblCellMar": _EDGES,  # 17.4.42
    "w:tr": f"tblPrEx trPr tc|sdt|customXml|{_MARKS}+",  # 17.4.78
    "w:trPr": (  # 17.4.81
        "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden+"
        " ins del trPrChange"
    ),
    "w:tc": "tcPr *",  # 17.4.65
    "w:tcPr": (  # 17.4.69
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers"
        " cellIns|cellDel|cellMerge+ tcPrChange"
    ),
    "w:tcBorders": f"{_EDGES} insideH insideV tl2br tr2bl",  # 17.4.66
    "w:tcMar": _EDGES,  # 17.4.68
    "w:sdt": f"sdtPr sdtEndPr sdtContent {_MARKS}+",  # 17.5.2.29
    "w:sdtPr": (  # 17.5.2.38
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation|comboBox|date|"
        "docPartObj|docPartList|dropDownList|picture|richText|text|citation|group|bibliography+"
    ),
    "w:sectPr": (  # 17.6.17
        "headerReference|footerReference+ footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
        " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "w:footnotePr": "pos numFmt numStart numRestart footnote+",  # 17.11.12
    "w:endnotePr": "pos numFmt numStart numRestart endnote+",  # 17.11.5
    "w:numbering": "numPicBullet+ abstractNum+ num+ numIdMacAtCleanup",  # 17.9.16
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl+",  # 17.9.1
    "w:num": "abstractNumId lvlOverride+",  # 17.9.15
    "w:lvlOverride": "startOverride lvl",  # 17.9.8
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",  # 17.9.6
    "w:styles": "docDefaults latentStyles style+",  # 17.7.4.18
    "w:docDefaults": "rPrDefault pPrDefault",  # 17.7.5.1
    "w:style": (  # 17.7.4.17
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        f" personal personalCompose personalReply rsid {_STYLE} tblStylePr+"
    ),
    "w:tblStylePr": _STYLE,  # 17.7.6.6
    "w:settings": (  # 17.15.1.78, those of its hundred children a template of ours may hold
        "writeProtection view zoom removePersonalInformation removeDateAndTime embedTrueTypeFonts embedSystemFonts"
        " saveSubsetFonts mirrorMargins hideSpellingErrors hideGrammaticalErrors proofState attachedTemplate linkStyles"
        " stylePaneFormatFilter revisionView trackRevisions documentProtection defaultTabStop autoHyphenation"
        " consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders drawingGridHorizontalSpacing"
        " drawingGridVerticalSpacing characterSpacingControl updateFields hdrShapeDefaults footnotePr endnotePr compat"
        " docVars rsids mathPr themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator"
    ),
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",  # 20.4.2.8
    "wp:anchor": (  # 20.4.2.3
        "simplePos positionH positionV extent effectExtent wrapNone|wrapSquare|wrapTight|wrapThrough|wrapTopAndBottom+"
        " docPr cNvGraphicFramePr graphic"
    ),
    "pic:pic": "nvPicPr blipFill spPr",  # 20.2.2.5
}


def faults(part: bytes) -> list[str]:
    """What stands out of order in the part, an element a line; nothing where all is in its place."""
    return [fault for node in etree.fromstring(part).iter(etree.Element) for fault in _of(node)]


def _of(node: etree._Element) -> Iterator[str]:
    name = _name(node)
    children = [child for child in node if isinstance(child.tag, str)]
    if name in ORDERS:
        yield from _out_of_order(name, children)
    if name == "w:tc" and not _ends_with_a_paragraph(children):
        yield "w:tc: a cell ends with a paragraph"


def _ends_with_a_paragraph(children: list[etree._Element]) -> bool:
    """Whether the last block is a paragraph, in a control of its own or not (17.4.65, 17.5.2.29)."""
    last = children[-1] if children else None
    while last is not None and _name(last) == "w:sdt":
        content = last.find(f"{{{NAMESPACES['w']}}}sdtContent")
        last = content[-1] if content is not None and len(content) else None
    return last is not None and _name(last) == "w:p"


def _out_of_order(name: str, children: list[etree._Element]) -> Iterator[str]:
    places, at, taken = ORDERS[name].split(), 0, set[int]()
    for child in children:
        local = _name(child).split(":")[-1]
        found = next((n for n, place in enumerate(places) if n >= at and _fits(local, place, places)), None)
        if found is None:
            yield f"{name}: {local} does not stand here"
            continue
        if found in taken and not _many(places[found]):
            yield f"{name}: {local} stands twice"
        taken.add(found)
        at = found


def _fits(local: str, place: str, places: list[str]) -> bool:
    """Whether the child may stand at the place; `*` takes what no other place of its line names."""
    if place == "*":
        return not any(local in other.rstrip("+").split("|") for other in places if other != "*")
    return local in place.rstrip("+").split("|")


def _many(place: str) -> bool:
    return place == "*" or place.endswith("+")


def _name(node: etree._Element) -> str:
    tag = etree.QName(node)
    return f"{_PREFIXES.get(tag.namespace or '', '')}:{tag.localname}"
