"""What every test may count on: a cache of its own, and the same dice each time."""

import os

import pytest
from hypothesis import settings

settings.register_profile("kindpace", derandomize=True, deadline=None, database=None)
settings.load_profile("kindpace")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Spoken lines go to a folder that lives as long as this worker; nobody's cache is touched."""
    os.environ["KINDPACE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
