"""The body of a Word file without what tracked changes cannot carry; the list is the one of decision 0040."""

import re
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from posixpath import join

from lxml import etree

from lifecycle.documents.word.tracked import COPY, copied_name
from tests.documents.word.opened import NS, W, find, parts

_POINTS_AT = re.compile(r"\b(_Toc|plz_t|plz_|plx?_)\w+")
R = f"{{{NS['r']}}}"


def body_of(data):
    """The body of the file, its pictures, addresses and footnotes named by what they are."""
    every = parts(data)
    root = _resolved(every, "document")
    notes = {}
    if "word/footnotes.xml" in every:
        for note in _resolved(every, "footnotes"):
            number = note.attrib.pop(f"{W}id")
            notes[number] = etree.tostring(note, method="c14n", exclusive=True).hex()
    for mark in root.iter(f"{W}footnoteReference"):
        mark.set(f"{W}id", notes[mark.get(f"{W}id")])
    return root[0]


def _resolved(every, name):
    """A part with its relationships named by what they lead to."""
    root = etree.fromstring(every[f"word/{name}.xml"])
    relations = every.get(f"word/_rels/{name}.xml.rels")
    targets = {}
    for relation in () if relations is None else etree.fromstring(relations):
        target = relation.get("Target")
        inside = every.get(join("word", target))
        targets[relation.get("Id")] = target if inside is None else sha256(inside).hexdigest()
    for element in root.iter():
        for key in ("id", "embed"):
            if element.get(R + key):
                element.set(R + key, targets[element.get(R + key)])
    return root


def canonical(body):
    """The canonical XML (exclusive C14N) of `body` as it is compared."""
    body = deepcopy(body)
    _drop(find(body, ".//w:sectPr/w:headerReference | .//w:sectPr/w:footerReference"))
    for path in (".//w:sdtPr/w:alias", ".//w:sdtPr/w:id", ".//w:commentRangeStart", ".//w:commentRangeEnd"):
        _drop(find(body, path))
    _drop(find(body, ".//w:r[w:commentReference]"))
    _names(body)
    _lists(body)
    for element in find(body, ".//w:gridCol | .//w:tcW"):
        element.attrib.clear()
    for element in body.xpath(".//*[local-name() = 'docPr' or local-name() = 'cNvPr']"):
        element.attrib.pop("id", None)
        element.attrib.pop("name", None)
    for cell in find(body, ".//w:tc"):
        while len(cell) > 2 and cell[-1].tag == f"{W}p" and not find(cell[-1], ".//w:r"):
            cell.remove(cell[-1])
    for paragraph in body.iter(f"{W}p"):
        _cached(paragraph)
        _joined(paragraph)
    _drop(find(body, ".//w:rPr[not(*)] | .//w:trPr[not(*)]"))
    return etree.tostring(body, method="c14n", exclusive=True)


def _drop(elements):
    for element in elements:
        element.getparent().remove(element)


def _names(body):
    """Bookmarks without numbers, those of headings without names, copies under one name with what they copy."""
    for mark in find(body, ".//w:bookmarkStart | .//w:bookmarkEnd"):
        mark.attrib.pop(f"{W}id")
        name = mark.get(f"{W}name")
        if name:
            known = name if name.startswith("plz_") else copied_name(name)
            mark.set(f"{W}name", "_Toc" if known.startswith("plz_t") else known)
    for tag in find(body, ".//w:sdtPr/w:tag"):
        tag.set(f"{W}val", tag.get(f"{W}val").removesuffix(COPY))
    for link in find(body, ".//w:hyperlink[@w:anchor]"):
        link.set(f"{W}anchor", _POINTS_AT.sub(_pointed, link.get(f"{W}anchor")))
    for told in body.iter(f"{W}instrText"):
        told.text = _POINTS_AT.sub(_pointed, told.text)


def _pointed(found):
    """The place a link leads to: a heading, an item or the copy of one."""
    if found[1] in ("_Toc", "plz_t"):
        return "_Toc"
    return found[0] if found[1] == "plz_" else copied_name(found[0])


def _lists(body):
    """Lists by the order in which they begin."""
    order = {}
    for number in find(body, ".//w:numId"):
        number.set(f"{W}val", str(order.setdefault(number.get(f"{W}val"), len(order))))


def _cached(paragraph):
    """Fields without what they last showed."""
    result = False
    for run in list(paragraph.iter(f"{W}r")):
        kind = find(run, "w:fldChar/@w:fldCharType")
        if result and not kind:
            run.getparent().remove(run)
        result = kind == ["separate"] or (result and not kind)


def _joined(paragraph):
    """Neighbouring runs of one manner are one; a run of nothing is none; neighbouring links to one place are one."""
    for text in list(paragraph.iter(f"{W}t")):
        if not text.text:
            text.getparent().remove(text)
    for manner in find(paragraph, ".//w:r/w:rPr[not(*)]"):
        manner.getparent().remove(manner)
    _drop([run for run in paragraph.iter(f"{W}r") if not [part for part in run if part.tag != f"{W}rPr"]])
    _drop([link for link in paragraph.iter(f"{W}hyperlink") if not len(link)])
    for one, two in reversed(list(pairwise(paragraph))):
        if one.tag == two.tag == f"{W}hyperlink" and one.attrib == two.attrib:
            one.extend(list(two))
            paragraph.remove(two)
    for holder in (paragraph, *paragraph.iter(f"{W}hyperlink")):
        for one, two in reversed(list(pairwise(holder))):
            if one.tag == two.tag == f"{W}r" and _text_only(one) and _text_only(two) and _manner(one) == _manner(two):
                one.extend([part for part in two if part.tag != f"{W}rPr"])
                holder.remove(two)
        for run in holder.iter(f"{W}r"):
            for one, two in reversed(list(pairwise(run))):
                if one.tag == two.tag == f"{W}t":
                    one.text += two.text
                    run.remove(two)


def _text_only(run):
    return all(part.tag in (f"{W}rPr", f"{W}t", f"{W}br", f"{W}tab") for part in run)


def _manner(run):
    found = run.find(f"{W}rPr")
    return b"" if found is None else etree.tostring(found, method="c14n")
