"""An export on its way to the auditor: packed again, unpacked, swapped, or another file altogether."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.audits import both, changed
from tests.cli.clerk import Clerk
from tests.cli.test_handouts import export, given_out

__all__ = ["export", "given_out"]


def deflated(export: Path, target: Path) -> Path:
    """The same members as a mail gateway or Explorer packs them."""
    with zipfile.ZipFile(export) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, source.read(name))
    return target


def test_an_export_packed_again_is_told_so_by_both(clerk: Clerk, export: Path, tmp_path: Path):
    again = deflated(export, tmp_path / "výpis.zip")

    told = clerk.types("--json", "history", "verify", str(again))

    assert (both(again), [one["code"] for one in told.json["problems"]]) == ((3, 3), ["verify.repacked"])


def test_its_folder_holds_for_both_with_other_files_beside(export: Path, tmp_path: Path):
    with zipfile.ZipFile(deflated(export, tmp_path / "výpis.zip")) as again:
        again.extractall(tmp_path / "složka")
    (tmp_path / "složka" / "poznámky.txt").write_text("zkontrolováno")

    assert both(tmp_path / "složka") == (0, 0)


def test_a_folder_with_one_changed_entry_holds_for_neither(export: Path, tmp_path: Path):
    with zipfile.ZipFile(export) as packed:
        packed.extractall(tmp_path / "složka")
    office = tmp_path / "složka" / "history" / "office.jsonl"
    office.write_bytes(office.read_bytes().replace(b"office.init", b"office.inot"))

    assert both(tmp_path / "složka") == (3, 3)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_any_other_archive_is_wrong_input_for_both(tmp_path: Path, method: int):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    (tmp_path / "plan.docx").write_bytes(data.getvalue())

    assert both(tmp_path / "plan.docx") == (2, 2)


def test_any_other_folder_is_wrong_input_for_both(tmp_path: Path):
    assert both(tmp_path) == (2, 2)


def test_a_list_nested_beyond_reading_is_wrong_input_for_both(export: Path, tmp_path: Path):
    forged = changed(export, tmp_path / "v.zip", lambda m: m.update({"export.json": b"[" * 100_000}))

    assert both(forged) == (2, 2)


SWAPPED: dict[str, Callable[[dict[str, bytes]], None]] = {
    "README.cs.txt": lambda m: m.update({"README.cs.txt": m["README.cs.txt"] + b" "}),
    "README.en.txt": lambda m: m.update({"README.en.txt": b"Trust us." + m["README.en.txt"]}),
    "program": lambda m: m.update({"export.json": m["export.json"].replace(b"plan-lifecycle 0", b"plan-lifecycle 9")}),
    "verify_history.py": lambda m: m.update({"verify_history.py": b"print('VSE SOUHLASI')\n"}),
}


@pytest.mark.parametrize("swapped", SWAPPED)
def test_what_is_for_the_reader_cannot_be_swapped_unseen(swapped: str, export: Path, tmp_path: Path):
    forged = changed(export, tmp_path / "výpis.zip", SWAPPED[swapped])

    assert (forged.read_bytes() != export.read_bytes(), both(forged)) == (True, (3, 3))
