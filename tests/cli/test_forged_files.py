"""Whoever changes an issued file together with its record, which another version made, is betrayed by the text kept."""

import contextlib
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.model.history import chained, sha256
from tests.cli.clerk import Clerk
from tests.cli.test_history import PLAN, edited

Change = Callable[[bytes], bytes]


def forged(clerk: Clerk, change: Change) -> Path:
    """The newest edition's file changed, and its digest and renderer with it, in table, history and chain alike."""
    edition = clerk.reads("document", "issue", "plan")["edition"]
    file = clerk.office / edition["file"]
    copy = file.with_suffix(".new")
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(copy, "w") as kept:
        for name in parts.namelist():
            part = parts.read(name)
            kept.writestr(name, change(part) if name == "word/document.xml" else part)
    data = copy.replace(file).read_bytes()
    was, now = edition["sha256"], sha256(data)
    other = edition["renderer"].replace("plan-lifecycle", "plan-LIFECYCLE")
    edited(clerk, f"update edition set sha256 = '{now}', renderer = '{other}'")
    with contextlib.closing(sqlite3.connect(clerk.office / "office.db")) as raw:
        raw.execute("update blob set sha256 = ?, bytes = ?, size = ? where sha256 = ?", (now, data, len(data), was))
        last = "from act where plan = ? and number ="
        (head,) = raw.execute(f"select hash {last} 4", (PLAN,)).fetchone()
        (body,) = raw.execute(f"select body {last} 5", (PLAN,)).fetchone()
        body = body.replace(was.encode(), now.encode()).replace(edition["renderer"].encode(), other.encode())
        hash_ = chained(head, body)
        raw.execute("update act set body = ?, hash = ? where plan = ? and number = 5", (body, hash_, PLAN))
        raw.execute("update chain set head = ? where plan = ?", (hash_, PLAN))
        raw.commit()
    return file


def as_it_is(data: bytes) -> bytes:
    return data


def other_words(data: bytes) -> bytes:
    return data.replace(b"Slavonice", b"Slavonyce")


def struck(data: bytes) -> bytes:
    return data.replace(b"<w:r><w:t", b"<w:r><w:rPr><w:strike/></w:rPr><w:t")


@pytest.mark.parametrize("change", [other_words, struck])
def test_a_file_changed_together_with_its_record_is_found(clerk: Clerk, change: Change):
    forged(clerk, change)

    told = clerk.asks("history", "verify")

    assert (told.code, [one["code"] for one in told.json["problems"]]) == (3, ["verify.edition_words"])


def test_such_a_file_is_not_said_to_be_unchanged(clerk: Clerk):
    told = clerk.says("document", "verify", str(forged(clerk, other_words)))

    assert (told.code, "ale neříká to, co je k tomuto vydání zapsáno" in told.out) == (3, True)


def test_a_file_that_was_made_unreadable_with_its_record_is_not_unchanged_either(clerk: Clerk):
    file = forged(clerk, lambda _: b"<broken")

    assert (clerk.asks("history", "verify").code, clerk.asks("document", "verify", str(file)).code) == (3, 3)


def test_but_a_file_that_only_another_version_made_holds(clerk: Clerk):
    file = forged(clerk, as_it_is)

    assert clerk.asks("history", "verify").code == 0
    assert clerk.asks("document", "verify", str(file)).code == 0


def test_a_file_with_passages_struck_through_is_not_called_the_same_text(clerk: Clerk, tmp_path: Path):
    file = clerk.office / clerk.reads("document", "issue", "plan")["edition"]["file"]
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(tmp_path / "a.docx", "w") as kept:
        for name in parts.namelist():
            data = parts.read(name)
            kept.writestr(name, struck(data) if name == "word/document.xml" else data)

    told = clerk.says("document", "verify", str(tmp_path / "a.docx"))

    assert (told.code, "přeškrtnutý text" in told.out, "text je stejný" in told.out) == (3, True, False)
