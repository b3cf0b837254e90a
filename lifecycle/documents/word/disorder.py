"""Whether the properties in a template's parts stand as Word's schema has them: each once, and in its order.

Word writes them so; a part that another hand has changed may not, and every document written with it would be invalid.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

from lifecycle.documents.word.template import W
from lifecycle.model.errors import Fault

_W = f"{{{W}}}"
_REPEATED = "tblStylePr"
"""The one of these elements that may stand several times."""
_ORDERS: Mapping[str, tuple[str, ...]] = {
    # ISO 29500-1, 17.7.4.17
    "style": (
        *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden"),
        *("unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid"),
        *("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
    ),
    "tblStylePr": ("pPr", "rPr", "tblPr", "trPr", "tcPr"),
    # 17.3.1.26
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
        *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind"),
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    # 17.3.2.28
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
        *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
        *("em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"),
    ),
    # 17.4.60
    "tblPr": (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW"),
        *("jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
        *("tblDescription", "tblPrChange"),
    ),
    # 17.4.70
    "tcPr": (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection"),
        *("tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange"),
    ),
}
_PLACES = {kind: {name: place for place, name in enumerate(order)} for kind, order in _ORDERS.items()}


def faults_of_order(roots: Mapping[str, etree._Element]) -> list[Fault]:
    """What stands twice or out of its order in the parts: the style it belongs to, else the part; each told once."""
    found = (
        Fault("template.disorder" if style else "template.disorder_part", value=style or part, facts=(("name", name),))
        for part, root in roots.items()
        for style, name in _found(root)
    )
    return list(dict.fromkeys(found))


def _found(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The name of the style (empty where there is none) and the element that is out of order."""
    for element in root.iter(*(f"{_W}{kind}" for kind in _ORDERS)):
        kind = str(element.tag).removeprefix(_W)
        places = _PLACES[kind]
        # What is not of this namespace is an extension, which stands where it likes.
        names = [name for child in element if (name := str(child.tag).removeprefix(_W)) in places]
        stand = [(places[name], name) for name in names]
        for (before, _), (place, name) in pairwise(stand):
            if place < before or (place == before and name != _REPEATED):
                yield _style_of(element), f"w:{kind}/w:{name}"
                break


def _style_of(element: etree._Element) -> str:
    """The name of the style the element belongs to."""
    for above in (element, *element.iterancestors()):
        if above.tag == f"{_W}style":
            name = above.find(f"{_W}name")
            return (name.get(f"{_W}val") if name is not None else None) or above.get(f"{_W}styleId") or ""
    return ""
