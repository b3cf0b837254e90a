"""A municipality's packet: its files in the order a council reads them, small enough for a data box."""

import io
import zipfile

import pytest

from lifecycle.actions.desk import Desk
from lifecycle.model.content import Content
from lifecycle.model.edition import Edition

LIMIT = 20 * 1024 * 1024
"""Above it a data box wants a path of its own."""


@pytest.fixture
def packets(demo_desk: Desk, demo_content: Content) -> list[bytes]:
    """The packets of the demo's 23 municipalities."""
    found = [one for one in demo_content.all(Edition) if one.name == "packet"]
    return [demo_desk.store.blob(one.sha256) or b"" for one in found]


def test_a_packet_is_the_plan_the_letter_the_extract_the_form_and_the_reasons(packets: list[bytes]):
    with zipfile.ZipFile(io.BytesIO(packets[0])) as packet:
        names = packet.namelist()

    assert names == [
        "0_plan_08_approval.docx",
        "1_pruvodni_dopis_a_navrh_usneseni.docx",
        "2_co_se_tyka_obce.docx",
        "3_formular_k_vraceni.docx",
        "4_duvodova_zprava.docx",
    ]


def test_every_packet_fits_into_a_data_message(packets: list[bytes]):
    assert max(map(len, packets)) < LIMIT
