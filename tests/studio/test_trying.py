"""Twenty seconds of a sound."""

from pathlib import Path

import pytest

from kindpace.library import shipped
from kindpace.problems import KindpaceError, WrongUse
from kindpace.session.model import Gait
from kindpace.session.written import Profile
from kindpace.sound.templates import template_names
from kindpace.studio.planning import named
from kindpace.studio.trying import taste, tried
from kindpace.timeline.events import Phase

TONE = Profile(voice="tone")


@pytest.mark.parametrize("name", template_names([shipped("audio_templates")]))
def test_a_taste_has_everything_in_it(name: str) -> None:
    """Beat, both breaths, a bell, a sentence and a little quiet, in about twenty seconds."""
    planned = taste(named(name), TONE)
    timeline = planned.timeline
    assert planned.template.name == name == planned.session.sound
    assert 18 <= timeline.length <= 24
    assert {one.phase for one in timeline.breaths} == set(Phase)
    assert (len(timeline.speeches), len(timeline.bells), len(timeline.quiets)) == (1, 1, 1)
    assert len(list(timeline.beat_steps())) > 50
    assert timeline.sections[0].gait is Gait.RUN


def test_a_taste_is_rendered_as_any_track_is(tmp_path: Path) -> None:
    """Through the same master and the same writing, at the same loudness."""
    seen: list[str] = []
    made = tried(
        "snow",
        tmp_path / "snow.mp3",
        wishes=TONE,
        on_progress=lambda doing, _done, _all: seen.append(doing),
    )
    assert made.track.path == tmp_path / "snow.mp3"
    assert made.track.path.stat().st_size == made.track.size
    assert made.voices == ("tone",)
    assert list(dict.fromkeys(seen))[:2] == ["speaking", "writing"]


def test_a_sound_of_ones_own_is_tried_by_its_file(tmp_path: Path) -> None:
    """Which is how a recipe is written: change a number, and listen."""
    text = (shipped("audio_templates") / "park.yaml").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("name: park", "name: mine"), "utf-8")
    assert named(str(tmp_path / "mine.yaml")).name == "mine"


def test_a_sound_beside_the_person_is_found_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder `audio_templates`, as beside a script."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "audio_templates"
    folder.mkdir()
    text = (shipped("audio_templates") / "park.yaml").read_text("utf-8")
    (folder / "park.yaml").write_text(text.replace("seed: 1107", "seed: 77"), "utf-8")
    assert named("park").seed == 77


def test_an_unknown_sound_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """Wrong use, with the nearest name; a faulty file tells its place."""
    with pytest.raises(WrongUse, match="template-unknown"):
        tried("parc", tmp_path / "x.mp3")
    (tmp_path / "bad.yaml").write_text("kindpace: 1\nname: bad\n", "utf-8")
    with pytest.raises(KindpaceError, match="template-fault"):
        tried(str(tmp_path / "bad.yaml"), tmp_path / "x.mp3")
    assert not (tmp_path / "x.mp3").exists()
