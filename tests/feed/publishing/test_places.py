"""From words to a target."""

import sys
from pathlib import Path

import pytest

from kindpace.feed.publishing.on_disk import OnDisk
from kindpace.feed.publishing.over_rsync import OverRsync
from kindpace.feed.publishing.places import target_of
from kindpace.problems import WorldError, WrongUse

SOURCE = Path("public")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder to stand in, keys, and an rsync that nobody calls."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")


@pytest.mark.parametrize("words", ["site", "./a:b", "deep/er", "C:runs", "/srv/runs", "a b"])
def test_folders_are_folders(words: str) -> None:
    """A drive's letter is no host."""
    assert target_of(words, SOURCE) == OnDisk(root=Path(words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("s3://runs-of-ana", "s3://runs-of-ana"),
        ("S3://runs/easy//steady/", "s3://runs/easy/steady"),
    ],
)
def test_buckets_are_buckets(words: str, name: str) -> None:
    """With or without a prefix."""
    assert target_of(words, SOURCE).name == name


@pytest.mark.parametrize(
    "words",
    ["ana@host.example:runs", "host:runs/easy", "rsync://host/module/path", "rsync://u@h:873/m/"],
)
def test_other_machines_are_reached_by_rsync(words: str) -> None:
    """Under the name that rsync takes."""
    target = target_of(words, SOURCE)
    assert isinstance(target, OverRsync)
    assert (target.name, target.source, target.program) == (words, SOURCE, "/bin/rsync")


@pytest.mark.parametrize(
    "words",
    ["", " ", "ftp://host/x", "https://host/x", "s3://", "s3://A_B", "s3://runs/../other",
     "s3://runs/a b", "rsync://", "rsync://-oProxy/x", "rsync://host", "a\0b", "file://site"],
)  # fmt: skip
def test_other_words_are_told(words: str) -> None:
    """Calmly, before anything is asked."""
    with pytest.raises(WrongUse, match="publish-target"):
        target_of(words, SOURCE)


def test_an_option_is_never_taken_for_a_host() -> None:
    """What begins with a hyphen is a folder, if anything."""
    assert isinstance(target_of("-oProxyCommand=x:y", SOURCE), OnDisk)


@pytest.mark.parametrize("words", ["public", "public/inner", ".", "other/../public"])
def test_a_folder_is_never_published_into_itself(words: str) -> None:
    """Neither above nor below."""
    Path("other").mkdir()
    with pytest.raises(WrongUse, match="publish-into-itself"):
        target_of(words, SOURCE)


def test_what_is_missing_on_the_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package for buckets, the program for other machines."""
    monkeypatch.setitem(sys.modules, "kindpace.feed.publishing.s3", None)
    with pytest.raises(WorldError, match="publish-no-obstore"):
        target_of("s3://runs", SOURCE)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(WorldError, match="publish-no-rsync"):
        target_of("ana@host:runs", SOURCE)
