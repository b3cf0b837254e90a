"""Files that travel with the program: the town's own copy stands first."""

import pytest

from lifecycle.documents.shipped import copy_in, shipped, shipped_names
from lifecycle.model.errors import Wrong


def an_office(tmp_path, name, data):
    file = tmp_path / "document_templates" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return tmp_path


def test_the_towns_own_file_stands_before_the_shipped_one(tmp_path):
    office = an_office(tmp_path, "phrases/cs.toml", b"ours")

    assert shipped("document_templates", "phrases/cs.toml", office=office) == b"ours"
    assert shipped("document_templates", "phrases/cs.toml") != b"ours"


def test_a_file_nobody_ships_is_named():
    with pytest.raises(Wrong) as caught:
        shipped("document_templates", "no-such.docx")

    assert (caught.value.code, caught.value.facts["name"]) == ("shipped.missing", "no-such.docx")


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/hostname", "a/../../secret.txt", "..\\secret.txt", "C:secret.txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    office = an_office(tmp_path, "x.txt", b"x")
    (tmp_path / "secret.txt").write_bytes(b"secret")

    assert copy_in(office, "document_templates", name) is None


def test_the_names_of_a_folder_are_the_towns_own_and_the_shipped_ones(tmp_path):
    office = an_office(tmp_path, "base.docx", b"ours")
    (tmp_path / "document_templates" / "vlastni.docx").write_bytes(b"ours")
    names = shipped_names("document_templates", office=office)

    assert names == sorted({*shipped_names("document_templates"), "vlastni.docx"})
