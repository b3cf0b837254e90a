"""Control codes: as they are typed from paper or read by a phone, and what one code alone finds out."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from lifecycle.model.history import GENESIS, chained, control_code, read_control_code
from lifecycle.model.thing import canonical
from tests.cli.clerk import Clerk
from tests.cli.test_history import edited
from tests.cli.three_towns import PLAN


@pytest.fixture
def code(clerk: Clerk) -> str:
    """The code of the plan's first edition, issued by entry 5 of an office that went on after it."""
    code: str = clerk.reads("document", "issue", "plan")["edition"]["code"]
    clerk.reads("comment", "add", "measure:1.1", "Později.")
    return code


def in_groups(code: str, between: str) -> str:
    """The code with other signs between its groups of five."""
    start = len(f"{PLAN}-5-")
    return code[:start] + code[start:].replace("-", between)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: in_groups(code, " "),
        lambda code: in_groups(code, ""),
        lambda code: in_groups(code, "\u00a0"),
        lambda code: code.replace("-", "\u2013"),
        lambda code: code.replace("-", "\u2011"),
        lambda code: f"  {code}\n",
        lambda code: code.replace("-", " "),
        lambda code: f"Kontrolní kód: {code}",
        lambda code: "Kontrolní kód: " + code.replace("-", " "),
        lambda code: code.replace("0", "O").replace("1", "I") if PLAN not in code else code,
        lambda code: code[:11] + code[11:].replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_found_however_it_was_typed(clerk: Clerk, code: str, typed):
    assert clerk.reads("history", "verify", "--code", typed(code))["edition"] == "plan@1"


@pytest.mark.parametrize(("number", "ended"), [("50", 3), ("0", 2), ("5" * 30, 2)])
def test_a_miscopied_entry_number_is_asked_about_before_anybody_is_suspected(
    clerk: Clerk, code: str, number: str, ended: int
):
    told = clerk.says("history", "verify", "--code", code.replace(f"{PLAN}-5-", f"{PLAN}-{number}-"))

    assert (told.code, "číslo zápisu" in told.err) == (ended, True)


def test_a_history_whose_entries_are_gone_is_broken_and_not_older(clerk: Clerk, code: str):
    edited(clerk, f"delete from act where plan = '{PLAN}'")

    told = clerk.asks("history", "verify", "--code", code)

    assert (told.code, told.json["error"]["code"]) == (3, "code.broken")


def test_what_a_phone_reads_from_the_square_is_a_code_too(clerk: Clerk, code: str):
    log, edition = clerk.reads("history", "log"), clerk.reads("document", "list")[0]
    square = f"lifecycle:1:{PLAN}:5:{log[3]['hash']}:{edition['content_sha256']}"

    assert clerk.reads("history", "verify", "--code", square)["edition"] == "plan@1"


def test_a_square_of_another_history_is_not_found(clerk: Clerk, code: str):
    content = clerk.reads("document", "list")[0]["content_sha256"]
    square = f"lifecycle:1:{PLAN}:5:{'0' * 64}:{content}"

    assert clerk.asks("history", "verify", "--code", square).code == 3


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6), st.data())
def test_any_single_wrong_character_is_a_typing_error(head: bytes, number: int, data: st.DataObject):
    code = control_code("p", number, head, head.hex())
    start = len(f"p-{number}-")
    at = data.draw(st.integers(start, len(code) - 1).filter(lambda at: code[at] != "-"))
    other = data.draw(st.sampled_from([one for one in "23456789ABCDEFGHJKMNPQRSTVWXYZ" if one != code[at]]))
    wrong = code[:at] + other + code[at + 1 :]

    with pytest.raises(ValueError, match="code_"):
        read_control_code(wrong)


@given(st.binary(min_size=32, max_size=32), st.data())
def test_two_neighbours_swapped_are_a_typing_error(head: bytes, data: st.DataObject):
    code = control_code("p", 7, head, head.hex())
    tail = code[4:].replace("-", "")
    at = data.draw(st.integers(0, 25))
    swapped = tail[:at] + tail[at + 1] + tail[at] + tail[at + 2 :]

    if swapped != tail:
        with pytest.raises(ValueError, match="code_"):
            read_control_code(f"p-7-{swapped}")


@pytest.fixture(scope="session")
def papers_of_a_life(lived, tmp_path_factory: pytest.TempPathFactory) -> tuple[Clerk, list[dict]]:
    """An office in force whose files may be changed, and every edition any town has on paper."""
    clerk = lived.at("in force").moves_to(tmp_path_factory.mktemp("kódy"))
    return clerk, clerk.reads("document", "list")


def _entries(raw: sqlite3.Connection, plan: str) -> list[tuple[int, bytes]]:
    return raw.execute("select number, body from act where plan = ? order by number", (plan,)).fetchall()


def _lay(raw: sqlite3.Connection, plan: str, bodies: list[bytes]) -> None:
    """The plan's history is `bodies`, chained anew without a flaw."""
    raw.execute("delete from act where plan = ?", (plan,))
    head = GENESIS
    for number, body in enumerate(bodies, start=1):
        head = chained(head, body)
        raw.execute("insert into act values (?, ?, ?, ?)", (plan, number, body, head))
    raw.execute("update chain set rev = ?, head = ? where plan = ?", (len(bodies), head, plan))
    raw.commit()


def _changed(body: bytes) -> bytes:
    value = json.loads(body)
    return canonical({**value, "note": (value["note"] or "") + "!"})


@pytest.mark.parametrize("forgery", ["cut", "rechained"])
def test_one_code_on_paper_finds_any_history_cut_or_rewritten_before_it(papers_of_a_life, tmp_path: Path, forgery: str):
    made, papers = papers_of_a_life
    clerk = made.moves_to(tmp_path)
    issued = sorted({read_control_code(paper["code"])[1]: paper["code"] for paper in papers}.items())
    plan = read_control_code(issued[0][1])[0]
    edited(clerk, f"update chain set rev = rev where plan = '{plan}'")
    missed = []
    with closing(sqlite3.connect(clerk.office / "office.db")) as raw:
        whole = [body for _, body in _entries(raw, plan)]
        for at in range(1, len(whole) + 1):
            after = [(entry, code) for entry, code in issued if entry >= at]
            if not after:
                continue
            # Each forgery is held against the first code printed after it, and against the last one.
            _lay(
                raw,
                plan,
                whole[: at - 1] if forgery == "cut" else [*whole[: at - 1], _changed(whole[at - 1]), *whole[at:]],
            )
            for entry, code in {after[0], after[-1]}:
                own = forgery == "rechained" and entry == at  # the note of the issuing act itself is not in its code
                if clerk.asks("history", "verify", "--code", code).code != (0 if own else 3):
                    missed.append((at, entry))

    assert missed == []


def test_a_body_changed_under_its_old_hash_is_found_by_a_later_code(clerk: Clerk, code: str):
    edited(clerk, "update act set body = cast(replace(cast(body as text), 'Pomoc', 'pomoc') as blob) where number = 3")

    answer = clerk.asks("history", "verify", "--code", code)

    assert (answer.code, answer.json["error"]["code"]) == (3, "code.broken")


def test_every_paper_of_a_whole_life_is_found_by_its_own_code(papers_of_a_life):
    clerk, papers = papers_of_a_life
    found = {paper["code"]: clerk.reads("history", "verify", "--code", paper["code"]) for paper in papers}

    assert all(one["content_sha256"] == paper["content_sha256"] for paper in papers for one in [found[paper["code"]]])
    assert all(re.fullmatch(r".+-\d+(-[0-9A-Z*~$=]{5}){5}-[0-9A-Z*~$=]{2}", code) for code in found)


def _papers_in(office: Path, paper: dict) -> dict[str, bytes]:
    """The Word files of an edition: itself, or those made for one town in its packet."""
    data = (office / paper["file"]).read_bytes()
    if not paper["file"].endswith(".zip"):
        return {paper["file"]: data}
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        return {name: packet.read(name) for name in packet.namelist() if not name.startswith("0_")}


def test_every_paper_that_left_the_office_has_its_code_in_words_and_as_a_square(papers_of_a_life):
    clerk, papers = papers_of_a_life
    heads = ["0" * 64, *(entry["hash"] for entry in clerk.reads("history", "log"))]
    without = []
    for paper in papers:
        plan, entry, _ = read_control_code(paper["code"])
        square = io.BytesIO()
        told = f"lifecycle:1:{plan}:{entry}:{heads[entry - 1]}:{paper['content_sha256']}"
        segno.make_qr(told, error="m").save(square, kind="png", scale=8, border=4)
        for name, data in _papers_in(clerk.office, paper).items():
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                seen = "".join(re.sub("<[^>]+>", "", parts.read(n).decode()) for n in parts.namelist() if _is_seen(n))
                pictures = [parts.read(one) for one in parts.namelist() if one.startswith("word/media/")]
            if paper["code"] not in seen or square.getvalue() not in pictures:
                without.append((paper["name"], name))

    assert {paper["name"] for paper in papers} >= {"plan", "packet", "swot"}
    assert without == []


def _is_seen(part: str) -> bool:
    """Whether the part is printed: the document, its headers and footers."""
    return re.fullmatch(r"word/(document|header\w*|footer\w*)\.xml", part) is not None


def test_the_draft_resolution_names_the_code_of_the_edition_voted_on(papers_of_a_life):
    clerk, papers = papers_of_a_life
    codes = {f"{paper['name']}@{paper['number']}": paper["code"] for paper in papers}
    packets = [paper for paper in papers if paper["name"] == "packet"]
    letters = [
        (codes[paper["of"]], data)
        for paper in packets
        for name, data in _papers_in(clerk.office, paper).items()
        if name.startswith("1_")
    ]
    told = [(code, _body(data)) for code, data in letters]

    assert len(told) == len(packets) > 0
    assert all(code in text[text.index("Návrh usnesení") :] for code, text in told)


def _body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
