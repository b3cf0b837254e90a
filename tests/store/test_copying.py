"""A whole office in one file of one moment, from either database and back, while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lifecycle.model.errors import Wrong
from lifecycle.store.commit import Store
from lifecycle.store.copying import copy, laying, standing
from lifecycle.store.verify import verify
from tests.store.offices import SHIPPED, a_clock, a_group, a_measure, a_person, a_priority, write

PLAN = "dacice"


def filled(store: Store) -> Store:
    write(store, "-", a_group("UR", "Úřad"))
    write(store, PLAN, a_group(), a_person("Jana Nová"))
    write(store, PLAN, a_priority(), a_measure())
    return store


def opened(file: Path) -> Store:
    return Store.open(file, SHIPPED, clock=a_clock())


def everything(store: Store) -> list[object]:
    """The heads, what a full verification says, and the texts."""
    report = verify(store)
    return [standing(store), report.ok, report.entries, dict(store.texts(PLAN))]


def test_a_copy_has_every_entry_row_and_text(store: Store, tmp_path: Path):
    copy(filled(store), tmp_path / "kopie.db")
    copied = opened(tmp_path / "kopie.db")
    found = everything(copied)
    copied.close()

    assert found == everything(store)


def test_a_copy_is_one_file_without_companions(store: Store, tmp_path: Path):
    copy(filled(store), tmp_path / "kopie.db")

    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("kopie")] == ["kopie.db"]


def test_a_copy_is_of_one_moment_while_somebody_holds_the_lock(store: Store, tmp_path: Path):
    before = standing(filled(store))
    with store.database.writing() as connection:
        connection.exec_driver_sql("update chain set rev = rev + 1")
        copy(store, tmp_path / "kopie.db")
        connection.rollback()
    copied = opened(tmp_path / "kopie.db")
    found = standing(copied)
    copied.close()

    assert found == before


def test_an_erased_text_does_not_travel_in_free_pages(sqlite_store: Store, tmp_path: Path):
    filled(sqlite_store)
    write(sqlite_store, PLAN, *(a_person(f"Tajemná Osoba {number}") for number in range(400)))
    with sqlite_store.database.writing() as connection:
        connection.exec_driver_sql("delete from vault where subject || text like '%Tajemná%'")
        connection.commit()
    copy(sqlite_store, tmp_path / "kopie.db")

    assert "Tajemná".encode() not in (tmp_path / "kopie.db").read_bytes()


def test_a_copy_is_laid_into_another_database_whole(where: str | Path, tmp_path: Path):
    source = filled(Store.create(tmp_path / "zdroj.db", SHIPPED, clock=a_clock()))
    with laying(source, where, SHIPPED):
        pass
    laid = Store.open(where, SHIPPED, clock=a_clock())
    found, expected = everything(laid), everything(source)
    laid.close()
    source.close()

    assert found == expected


def test_what_fails_before_the_end_lays_nothing_and_can_be_done_again(where: str | Path, tmp_path: Path):
    source = filled(Store.create(tmp_path / "zdroj.db", SHIPPED, clock=a_clock()))
    with pytest.raises(OSError), laying(source, where, SHIPPED):
        raise OSError("složku nejde přejmenovat")
    with laying(source, where, SHIPPED):
        pass
    laid = Store.open(where, SHIPPED, clock=a_clock())
    found, expected = standing(laid), standing(source)
    laid.close()
    source.close()

    assert found == expected


def test_nothing_is_laid_over_an_office(store: Store, where: str | Path, tmp_path: Path):
    filled(store)
    source = filled(Store.create(tmp_path / "zdroj.db", SHIPPED, clock=a_clock()))
    before = standing(store)
    with pytest.raises(Wrong) as wrong, laying(source, where, SHIPPED):
        pass
    source.close()

    assert (wrong.value.code, standing(store)) == ("store.exists", before)


def test_a_damaged_file_is_copied_as_it_stands(sqlite_store: Store, tmp_path: Path):
    filled(sqlite_store)
    with closing(sqlite3.connect(sqlite_store.database.name)) as connection:
        connection.execute("update measure set title = x'ff' || title")
        connection.commit()
    copy(sqlite_store, tmp_path / "kopie.db")
    copied = opened(tmp_path / "kopie.db")
    problems = verify(copied).problems
    copied.close()

    assert [one.table for one in problems] == ["measure"]
