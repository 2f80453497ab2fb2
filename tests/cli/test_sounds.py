"""`sounds` from the outside."""

import json
from pathlib import Path

from kindpace.library import shipped
from tests.cli.conftest import Kindpace


def test_the_sounds_are_the_shipped_templates(kindpace: Kindpace) -> None:
    """Each with a sentence, and what beat and breath are made of."""
    names = {path.stem for path in shipped("audio_templates").glob("*.yaml")}
    told = json.loads(kindpace("sounds", "--json").out)
    assert names == {one["id"] for one in told}
    assert {one["beat"] for one in told} >= {"wood", "drum", "tine"}
    assert {one["breath"] for one in told} == {"air", "reed"}
    assert all(name in kindpace("sounds").out for name in names)


def test_a_sound_can_be_tried(kindpace: Kindpace, folder: Path) -> None:
    """Into NAME.mp3 where the person stands, or where they say."""
    said = kindpace("sounds", "--try", "plain", "--voice", "tone")
    assert said.code == 0, said.err
    assert "LUFS" in said.out
    assert (folder / "plain.mp3").stat().st_size > 100_000
    data = kindpace("sounds", "--try", "plain", "--voice", "tone", "-o", "there.mp3", "--json")
    told = json.loads(data.out)
    assert (told["id"], told["path"], told["voices"]) == ("plain", "there.mp3", "tone")
    assert abs(told["loudness"] + 16) < 0.5
    assert (folder / "there.mp3").is_file()


def test_an_unknown_sound_leaves_nothing_behind(kindpace: Kindpace, folder: Path) -> None:
    """Wrong use, with the nearest name."""
    said = kindpace("sounds", "--try", "parc", "-o", "x.mp3")
    assert said.code == 2
    assert "Did you mean park?" in said.err
    assert not (folder / "x.mp3").exists()


def test_an_output_without_a_sound_to_try_is_told(kindpace: Kindpace) -> None:
    """Rather than passed over."""
    said = kindpace("sounds", "-o", "x.mp3")
    assert said.code == 2
    assert "--try" in said.err
