"""What every test may count on: a cache of its own, no lexicon, one voice, the same dice."""

import os

import pytest
from hypothesis import settings

settings.register_profile("kindpace", derandomize=True, deadline=None, database=None)
settings.load_profile("kindpace")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Spoken lines go to a folder that lives as long as this worker; nobody's cache is touched.

    `auto` means the embedded voice, whatever else this machine could speak with.
    """
    os.environ["KINDPACE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["KINDPACE_STATE"] = str(tmp_path_factory.mktemp("state"))
    os.environ["KINDPACE_LEXICON"] = ""
    os.environ["KINDPACE_PIPER"] = ""
    os.environ["KINDPACE_AUTO"] = "espeak"
