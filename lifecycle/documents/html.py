"""The third writer: a document as one HTML5 file that needs nothing from anywhere, for the town's pages and for print.

No script, no remote address: what the page may load is told to the browser as well (Content Security Policy, level 3).
Headings, tables, pictures and language as EN 301 549, clause 9, asks of the web.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

from lifecycle.documents.anchors import bookmark_of
from lifecycle.documents.blocks import Runs
from lifecycle.documents.document import Cover, Document, Note, Thread
from lifecycle.documents.hypertext import Words
from lifecycle.documents.markup import Headed, Markup
from lifecycle.documents.outline import names_of
from lifecycle.documents.phrases import Phrases
from lifecycle.documents.typography import day_text
from lifecycle.documents.word.places import places_of
from lifecycle.model.edition import EditionLabel

_LISTED = 3
"""Levels of the outline that the contents show."""


def write(
    document: Document,
    *,
    texts: Mapping[str, str],
    phrases: Phrases,
    style: str,
    pictures: Callable[[str], bytes],
) -> str:
    """The document as HTML; `texts` maps `vault:<digest>` to private text, `pictures` a digest to the bytes it names.

    `style` is the style sheet; it may load nothing, whatever it asks for.
    """
    cover = document.cover
    words = Words(texts, phrases, language=cover.language)
    names = names_of(document.sections)
    markup = Markup(
        words,
        language=cover.language,
        shown=names,
        wholes=places_of(document.sections).wholes,
        noted=_noted(document.threads, words),
        pictures=pictures,
    )
    chapters = "".join(markup.section(section) for section in document.sections)
    title = words.attribute(" – ".join(part for part in (cover.title, cover.subtitle) if part))
    style = "\n" + style.replace("</", "<\\/")
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if cover.language == "en" else "cs"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#text">{words.said("html.skip")}</a>\n'
        f"{_cover(cover, words)}{_contents(markup.headed, words) if cover.contents else ''}"
        f'<main id="text">\n{chapters}</main>\n'
        f"{_comments(document.threads, words, names)}</body>\n</html>\n"
    )


def _cover(cover: Cover, words: Words) -> str:
    known = {label.value: label for label in EditionLabel}.get(cover.label)
    label = cover.label if known is None else known.in_(cover.language)
    edition = words.said("document.edition", label=label[:1].upper() + label[1:], number=str(cover.number))
    stage = words.said("document.stage", stage=words.shown(cover.stage), day=day_text(cover.day, cover.language))
    facts = "".join(f"<dt>{words.line(name)}</dt><dd>{words.line(text)}</dd>\n" for name, text in cover.lines)
    lines = [
        f'<p class="working">{words.said("document.working")}</p>' if cover.working else "",
        f"<h1>{words.line(cover.title)}</h1>",
        f'<p class="subtitle">{words.line(cover.subtitle)}</p>' if cover.subtitle else "",
        f"<p>{edition}</p>" if cover.contents else "",
        f"<p>{stage}</p>" if cover.stage else "",
        f"<dl>\n{facts}</dl>" if facts else "",
        *(f'<p class="note">{words.line(text)}</p>' for text in cover.publicity),
        f'<p class="note">{words.said("document.code", code=cover.code)}</p>' if cover.code else "",
    ]
    return "<header>\n" + "\n".join(line for line in lines if line) + "\n</header>\n"


def _contents(headed: Iterable[Headed], words: Words) -> str:
    """The headings as nested lists of links."""
    listed = [one for one in headed if one.depth <= _LISTED]
    if not listed:
        return ""
    out: list[str] = []
    open_ = 0
    for one in listed:
        depth = min(one.depth, open_ + 1)
        out.append("<ul>" if depth > open_ else "</li>" + "</ul></li>" * (open_ - depth))
        number = f"{one.number} " if one.number else ""
        out.append(f'\n<li><a href="#{one.id}">{number}{one.text}</a>')
        open_ = depth
    name = words.said("document.contents")
    return f'<nav aria-label="{name}">\n<h2>{name}</h2>\n{"".join(out)}{"</li></ul>" * open_}\n</nav>\n'


def _noted(threads: Sequence[Thread], words: Words) -> dict[str, str]:
    """Item → the line under its heading that leads to its comments."""
    found: dict[str, list[str]] = {}
    for number, thread in enumerate(threads, 1):
        if thread.item:
            link = f'<a href="#comment{number}">{words.said("html.comment", number=str(number))}</a>'
            found.setdefault(thread.item, []).append(link)
    return {item: f'<p class="noted">{", ".join(links)}</p>\n' for item, links in found.items()}


def _comments(threads: Sequence[Thread], words: Words, names: Mapping[str, Runs]) -> str:
    """The threads beside the text, in one list: where each stands, whether it is settled, who said what and when."""
    if not threads:
        return ""
    items = "".join(_thread(thread, number, words, names) for number, thread in enumerate(threads, 1))
    head = words.said("html.comments")
    return f'<aside aria-labelledby="comments">\n<h2 id="comments">{head}</h2>\n<ol>\n{items}</ol>\n</aside>\n'


def _thread(thread: Thread, number: int, words: Words, names: Mapping[str, Runs]) -> str:
    if thread.item is None or thread.item == "plan":
        place = words.said("item.whole")
    elif thread.item in names:
        text = words.plain(names[thread.item]) or words.line(thread.item)
        place = f'<a href="#{bookmark_of(thread.item)}">{text}</a>'
    else:
        place = words.said("document.orphan", item=words.called(thread.item))
    state = words.said("html.resolved" if thread.resolved else "html.open")
    notes = "".join(_note(note, words) for note in thread.notes)
    return f'<li id="comment{number}"><p>{place} · {state}</p>\n<ul>\n{notes}</ul></li>\n'


def _note(note: Note, words: Words) -> str:
    day = f', <time datetime="{words.attribute(note.date[:10])}">{words.day(note.date)}</time>' if note.date else ""
    return f"<li><strong>{words.line(note.author)}</strong>{day}: {words.line(note.text)}</li>\n"
