"""A feed's folder, made once for the tests that read its files."""

import shutil
from pathlib import Path

import pytest

from tests.feed.maker import a_folder


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A feed of one episode with every file it points at; to be left as it is."""
    folder = tmp_path_factory.mktemp("public")
    a_folder(folder)
    return folder


@pytest.fixture
def public(made_folder: Path, tmp_path: Path) -> Path:
    """The same folder, to be changed."""
    return Path(shutil.copytree(made_folder, tmp_path / "public"))
