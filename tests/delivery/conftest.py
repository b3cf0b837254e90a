"""One authority for all stories about time-stamps."""

import pytest

from tests.delivery.authority import Authority, opened


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A time-stamping authority; the story is skipped where OpenSSL is missing."""
    return opened(tmp_path_factory.mktemp("authority"))
