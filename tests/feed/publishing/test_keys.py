"""Where keys come from, and that they go nowhere else."""

import os
from pathlib import Path

import pytest

from kindpace.feed.publishing.keys import Keys, keys_from
from kindpace.problems import KindpaceError, WorldError

PAIR = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush"}
FILE = "[default]\naws_access_key_id = FILE\naws_secret_access_key = q%uiet\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of keys that only its owner reads."""
    path = tmp_path / "keys"
    path.write_text(f"{FILE}region = eu-west-1\n[other]\nregion = x\n", "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody's own keys are read."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def test_the_surroundings_come_first() -> None:
    """As for AWS's own tools."""
    around = {**PAIR, "AWS_SESSION_TOKEN": "t", "AWS_DEFAULT_REGION": "eu-north-1"}
    told = keys_from(None, {**around, "AWS_ENDPOINT_URL": "https://store.example.org"})
    assert (told.id, told.secret, told.token) == ("AKID", "hush", "t")
    assert (told.region, told.endpoint) == ("eu-north-1", "https://store.example.org")


def test_a_file_that_is_named_comes_before_them(file: Path) -> None:
    """And none of theirs is mixed in."""
    told = keys_from(file, {**PAIR, "AWS_SESSION_TOKEN": "t"})
    assert (told.id, told.secret, told.token) == ("FILE", "q%uiet", "")
    assert told.region == "eu-west-1"


def test_the_usual_file_is_found(tmp_path: Path) -> None:
    """In the home folder, or where the surroundings say."""
    home = tmp_path / "home" / ".aws" / "credentials"
    home.parent.mkdir(parents=True)
    home.write_text(FILE, "utf-8")
    home.chmod(0o600)
    assert keys_from(None, {}).id == "FILE"
    assert keys_from(None, {"AWS_SHARED_CREDENTIALS_FILE": str(home)}).id == "FILE"


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights elsewhere")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o666])
def test_a_file_that_others_may_read_is_refused(file: Path, mode: int) -> None:
    """Whoever reads it can write to the bucket."""
    file.chmod(mode)
    with pytest.raises(WorldError, match="publish-keys-open"):
        keys_from(file, {})


@pytest.mark.parametrize(
    "text",
    ["", "[default]\n", "no lines of keys", "[default]\naws_access_key_id = a\n",
     "[default]\n[default]\n",
     "[default]\naws_access_key_id = a\naws_secret_access_key = b c\n", "\0"],
)  # fmt: skip
def test_a_file_without_a_pair_is_told_without_its_text(file: Path, text: str) -> None:
    """Which file and which profile, and no more."""
    file.write_text(text, "utf-8")
    with pytest.raises(WorldError, match="publish-keys-unread") as refused:
        keys_from(file, {"AWS_PROFILE": "default"})
    assert "aws_secret_access_key = b" not in str(refused.value)


def test_no_keys_anywhere_is_told() -> None:
    """With the names of what to set."""
    with pytest.raises(WorldError, match="publish-no-keys"):
        keys_from(None, {})
    with pytest.raises(WorldError, match="publish-no-keys"):
        keys_from(None, {"AWS_ACCESS_KEY_ID": "alone"})


def test_a_machine_in_a_cloud_has_a_role() -> None:
    """Its store's client asks for the keys."""
    assert keys_from(None, {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/role"}) == Keys()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As the disk says it."""
    with pytest.raises(KindpaceError, match="publish-keys-away"):
        keys_from(tmp_path / "none", {})


def test_keys_show_themselves_to_nobody() -> None:
    """Not in a log, not in a fault's picture of a value."""
    shown = repr(Keys(id="AKID", secret="hush", token="t0ken"))  # noqa: S106 - that is the point
    assert shown == "Keys(region='us-east-1', endpoint='')"
