"""The door for files from outside: five ordinary answers, and one bad file costs the others nothing."""

import time
from pathlib import Path

import pytest

from lifecycle.documents.quarantine import Limits, Quarantine
from lifecycle.documents.word.worker import Watch, used
from lifecycle.model.errors import Wrong
from tests.documents.word.made import a_word_file, on, p, r

GOOD = a_word_file(p(on(0, r("péče")))).with_comment(0, "Doplňte.").data
WILD = "tests.documents.wild"
SHORT = Limits(memory=512, cpu=1, wall=20)


@pytest.fixture(scope="module")
def door():
    """One process for the files that do it no harm."""
    with Quarantine() as quarantine:
        yield quarantine


def test_a_file_is_read_with_all_it_holds(door):
    answer = door.read_bytes(GOOD)

    assert (answer.refused, answer.data) == (None, GOOD)
    assert [(one.text, one.quoted) for one in answer.returned.comments] == [("Doplňte.", "péče")]


def test_a_refused_file_says_why_and_the_next_one_is_read_by_the_same_process(door):
    assert [door.read_bytes(data).refused for data in (b"%PDF-1.7", GOOD)] == ["word.refused.pdf", None]


def test_what_is_seen_of_a_file_comes_with_the_edition_it_names(door):
    sight = door.see(GOOD).sight

    assert (sight.edition, sight.texts) == ("", ("péče",))


@pytest.mark.parametrize(
    ("data", "limits", "refused"),
    [
        (b"sleep", Limits(wall=1), "word.refused.timeout"),
        (b"spin", SHORT, "word.refused.timeout"),
        (b"grow", SHORT, "word.refused.out_of_memory"),
        (b"abort", SHORT, "word.refused.crash"),
        (b"bug", SHORT, "word.refused.crash"),
        (b"lie", SHORT, "word.refused.crash"),
        (b"close", SHORT, "word.refused.crash"),
    ],
)
def test_a_file_that_ends_its_process_is_an_answer_and_the_next_one_is_read(data, limits, refused):
    with Quarantine(limits, worker=WILD) as quarantine:
        bad, good = quarantine.read_bytes(data), quarantine.read_bytes(GOOD)

    assert (bad.refused, good.refused, len(good.returned.comments)) == (refused, None, 1)


def test_a_crash_tells_the_kind_of_error_and_nothing_of_the_file():
    with Quarantine(SHORT, worker=WILD) as quarantine:
        answer = quarantine.read_bytes(b"bug")

    assert dict(answer.facts) == {"what": "KeyError"}


def test_what_a_library_prints_does_not_get_between_the_answers():
    with Quarantine(SHORT, worker=WILD) as quarantine:
        assert [quarantine.read_bytes(data).refused for data in (b"chatter", GOOD)] == ["word.refused.not_word", None]


def test_the_share_of_time_is_each_files_own():
    with Quarantine(Limits(cpu=2), worker=WILD) as quarantine:
        assert {quarantine.read_bytes(GOOD).refused for _ in range(40)} == {None}


def test_the_watch_holds_where_the_system_sets_no_limit():
    ended = []
    watch = Watch(used() - 1, 60, end=ended.append)
    watch.start()
    watch.join(5)

    assert ended == [71]


def test_the_watch_ends_who_spends_more_time_than_its_share():
    ended = []
    watch = Watch(used() * 2, 0, end=ended.append)
    watch.again()
    watch.start()
    until = time.monotonic() + 5
    while not ended and time.monotonic() < until:
        sum(range(1000))

    assert ended == [72]


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("~$plan.docx", "word.refused.lock_file"),
        (".~lock.plan.docx#", "word.refused.lock_file"),
        ("plan.docm", "word.refused.macros"),
        ("plan.dotx", None),
    ],
)
def test_a_name_may_be_enough_to_refuse(door, tmp_path: Path, name, refused):
    file = tmp_path / name
    file.write_bytes(GOOD)

    assert door.read(file).refused == refused


def test_a_file_too_large_is_refused_unread(door, tmp_path: Path):
    file = tmp_path / "plan.docx"
    with file.open("wb") as stream:
        stream.truncate(26 * 1024 * 1024)

    assert door.read(file).refused == "word.refused.too_large"


def test_a_file_an_editor_holds_is_refused_and_not_the_end_of_the_others(door, tmp_path: Path, monkeypatch):
    file = tmp_path / "plan.docx"
    file.write_bytes(GOOD)

    def held(_):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", held)

    assert door.read(file).refused == "word.refused.not_readable"


@pytest.mark.parametrize(("name", "code"), [("není.docx", "file.missing"), ("složka", "file.folder_given")])
def test_what_is_no_file_is_wrong_input(door, tmp_path: Path, name, code):
    (tmp_path / "složka").mkdir()
    with pytest.raises(Wrong) as caught:
        door.read(tmp_path / name)

    assert caught.value.code == code


def test_modules_beside_the_files_are_not_taken_for_ours(door, tmp_path: Path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Quarantine() as quarantine:
        assert quarantine.read_bytes(GOOD).refused is None


def test_what_the_program_itself_has_held_is_not_counted_to_the_file():
    held = b"\1" * (600 * 1024 * 1024)
    with Quarantine(SHORT) as quarantine:
        answer = quarantine.read_bytes(GOOD)

    assert (answer.refused, len(held) > SHORT.memory * 1024 * 1024) == (None, True)
