"""What kindpace brings along is found in a checkout and in an installed wheel alike."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from kindpace.library import Folder, shipped
from kindpace.problems import WorldError

ROOT = Path(__file__).parent.parent
FOLDERS: tuple[Folder, ...] = get_args(Folder)


def files_in(folder: Path) -> set[str]:
    """Every file under `folder`, by its path from there."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout and lay it out as an installer would."""
    made = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = made.glob("kindpace-*.whl")
    zipfile.ZipFile(wheel).extractall(made / "site")
    return made / "site"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_checkout_keeps_its_folders_beside_the_source(folder: Folder) -> None:
    """Whoever edits a script edits the one that is used."""
    assert shipped(folder) == ROOT / folder


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_installed_package_carries_its_folders(folder: Folder, tmp_path: Path) -> None:
    """Inside the package comes first."""
    package = tmp_path / "site" / "kindpace"
    (package / "shipped" / folder).mkdir(parents=True)
    (tmp_path / folder).mkdir()
    assert shipped(folder, package) == package / "shipped" / folder


def test_a_lost_folder_is_told_calmly(tmp_path: Path) -> None:
    """A package without its folders says which one is missing, and what helps."""
    with pytest.raises(WorldError) as told:
        shipped("seeds", tmp_path / "src" / "kindpace")
    (missing,) = told.value.problems
    assert missing.slug == "library-missing"
    assert "seeds" in missing.what
    assert "anew" in missing.mend


def test_the_wheel_holds_all_that_is_shipped(installed: Path) -> None:
    """Code, sentences, the typing mark, scripts, seeds and templates: nothing stays behind."""
    package = installed / "kindpace"
    code = {name for name in files_in(ROOT / "src/kindpace") if "__pycache__" not in name}
    shipped_too = {
        f"shipped/{folder}/{name}" for folder in FOLDERS for name in files_in(ROOT / folder)
    }
    assert files_in(package) == code | shipped_too
    assert {"py.typed", "sentences/care.toml"} <= code


def test_the_wheel_carries_its_licences(installed: Path) -> None:
    """LICENSE and NOTICE travel along."""
    (about,) = installed.glob("*.dist-info")
    assert files_in(about / "licenses") == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_wheel_finds_what_it_carries(installed: Path, folder: Folder) -> None:
    """The finder, run from the wheel's own files, answers with a folder inside them."""
    ask = (
        f"import sys; sys.path.insert(0, {str(installed)!r})\n"
        f"from kindpace.library import shipped; print(shipped({folder!r}))"
    )
    told = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True)
    inside = installed / "kindpace" / "shipped" / folder
    assert Path(told.stdout.strip()) == inside
