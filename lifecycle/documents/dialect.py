"""The Markdown that chapters are written in, read into a tree of nodes: CommonMark with tables, footnotes and days.

A line that starts with a day (`1. 7. 2015`) is no numbered list, an indented line is a paragraph, `[^name]` is the
mark of a footnote and `[^name]: text` its text. A picture's file may have spaces in its name, and its caption quotes.
`[name]: text` is a line of text as any other: addresses stand in their links. Whether the document can carry what was
read is not decided here.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

BREAKS = ("softbreak", "hardbreak")
"""The tokens that end a line of running text."""
LABEL = "label"
"""Where the mark and the text of a footnote keep its name, in `meta`."""
_INLINE = "inline"
"""Where a node that holds running text keeps its tokens, in `meta`."""
_MONTHS = "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
_DAY = re.compile(
    rf"\d{{1,2}}\.[ \u00a0]*(?:\d{{1,2}}\.(?=[ \u00a0]*\d{{4}}|[ \u00a0]|$)|(?:{_MONTHS})\b)", re.IGNORECASE
)
_MARK = re.compile(r"\[\^([^\s\[\]^]{1,40})\]")
_DEFINED = re.compile(_MARK.pattern + r":[ \t]*")
_SPACED = re.compile(
    r"""\]\([ \t]*(?=\S)((?:[^()<>\[\]"\n]|\([^()<>\[\]"\n]*\))+?(?<=\S))"""
    r"""(?:[ \t]+(?:"([^\n]{0,1000}?)"|'([^\n]{0,1000}?)'))?[ \t]*\)"""
)
"""The address of a picture with spaces, and its caption, which may hold the quotes it stands in."""


class _Markdown(MarkdownIt):
    """The reader that takes every link as a link, so that a wrong one is told and not printed as it was typed."""

    def validateLink(self, url: str) -> bool:
        return True


def tree_of(text: str) -> SyntaxTreeNode:
    """The tree of a text with `\\n` line ends; running text is kept flat beside it, in the `meta` of its node.

    Footnotes are `footnote_text` nodes with one node of running text, their marks are `footnote` tokens.
    """
    return SyntaxTreeNode(_blocks_only(_markdown().parse(text)))


def line_of(node: SyntaxTreeNode) -> int:
    """The line of the text, from 1, on which the node begins."""
    return node.map[0] + 1 if node.map else 1


def tokens_of(node: SyntaxTreeNode) -> Sequence[Token]:
    """The running text of a node."""
    return node.children[0].meta[_INLINE] if node.children else ()


def lines_of(tokens: Iterable[Token]) -> list[str]:
    """The lines of running text, in words alone."""
    lines = [""]
    for token in tokens:
        if token.type in BREAKS:
            lines.append("")
        else:
            lines[-1] += token.content
    return lines


def reads_as_day(item: str) -> bool:
    """Whether the first item of a list with these words reads as a day, as `1. ledna` does, and is none."""
    return bool(_DAY.match(f"1. {item}"))


def address_of(token: Token) -> str:
    """What the text calls a picture."""
    return unquote(str(token.attrs.get("src", "")))


@cache
def _markdown() -> _Markdown:
    # html stays on so that a tag is seen and refused; the library's own depth limit would drop text silently.
    reader = _Markdown("commonmark", {"html": True, "maxNesting": 100})
    reader.enable("table").disable(["code", "reference", "text_join"])  # `text_special`, the escaped, stays apart
    reader.block.ruler.at("list", _list_but_no_day, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.block.ruler.before("reference", "footnote_text", _footnote_text, {"alt": ["paragraph", "reference"]})
    reader.inline.ruler.before("link", "footnote", _footnote)
    reader.inline.ruler.after("image", "image_spaced", _image_spaced)
    return reader


def _list_but_no_day(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _DAY.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    return list_block(state, start, end, silent)


def _footnote_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The text of a footnote: what follows its name, up to an empty line or whatever else ends a paragraph."""
    found = _DEFINED.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    stop = start + 1
    while stop < end and not state.isEmpty(stop) and not _ends(state, stop, end):
        stop += 1
    state.line = stop
    opening = state.push("footnote_text_open", "", 1)
    opening.map, opening.meta = [start, stop], {LABEL: found[1]}
    inline = state.push("inline", "", 0)
    inline.content = state.src[found.end() : state.eMarks[stop - 1]].strip()
    inline.map, inline.children = [start, stop], []
    state.push("footnote_text_close", "", -1)
    return True


def _ends(state: StateBlock, line: int, end: int) -> bool:
    """Whether another block begins on the line, as it would end a paragraph."""
    if state.sCount[line] - state.blkIndent > 3:
        return False
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _footnote(state: StateInline, silent: bool) -> bool:
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found or silent:  # a link whose text is being looked for holds it as text, and is told of afterwards
        return False
    token = state.push("footnote", "", 0)
    token.content, token.meta = found[0], {LABEL: found[1]}
    state.pos = found.end()
    return True


def _image_spaced(state: StateInline, silent: bool) -> bool:
    """A picture as clerks name files: nothing else could be meant by it."""
    if not state.src.startswith("![", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    found = _SPACED.match(state.src, end, state.posMax) if end >= 0 else None
    if not found:
        return False
    if not silent:
        inner: list[Token] = []
        content = state.src[state.pos + 2 : end]
        state.md.inline.parse(content, state.md, state.env, inner)
        token = state.push("image", "img", 0)
        token.attrs = {"src": quote(unescapeAll(found[1])), "alt": ""}
        token.children, token.content = inner or None, content
        if title := found[2] or found[3]:
            token.attrSet("title", unescapeAll(title))
    state.pos = found.end()
    return True


def _blocks_only(tokens: list[Token]) -> list[Token]:
    """The tokens with running text kept flat beside the tree: emphasis may nest deeper than a program may recurse."""
    for token in tokens:
        if token.type == "inline":
            token.meta[_INLINE], token.children = token.children or [], None
    return tokens
