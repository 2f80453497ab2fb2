"""`plan` and `check` from the outside."""

import json
import re
from pathlib import Path

from tests.cli.conftest import TINY, Kindpace


def test_a_plan_shows_parts_and_words(kindpace: Kindpace) -> None:
    """The timeline in the terminal."""
    said = kindpace("plan", "tiny.yaml")
    assert said.code == 0
    assert all(word in said.out for word in ("Tiny", "Steps", "walk", "one more"))


def test_a_plan_as_json_has_every_step_of_the_beat(kindpace: Kindpace) -> None:
    """Half a minute at 110 steps a minute is 55 steps."""
    told = json.loads(kindpace("plan", "tiny.yaml", "--json").out)
    assert len(told["beats"]) == 55


def test_options_have_the_last_word_over_a_profile(kindpace: Kindpace, folder: Path) -> None:
    """`runner.yaml` in the folder is read; `--walk` goes over it."""
    (folder / "runner.yaml").write_text("name: Ana\nwalk: 100\n", "utf-8")
    by_profile = json.loads(kindpace("plan", "tiny.yaml", "--json").out)
    by_option = json.loads(kindpace("plan", "tiny.yaml", "--json", "--walk", "120").out)
    assert "Ana, one step" in by_profile["speeches"][0]["text"]
    assert (50, 60) == (len(by_profile["beats"]), len(by_option["beats"]))


def test_a_profile_of_any_name_can_be_given(kindpace: Kindpace, folder: Path) -> None:
    """`--runner FILE`; a missing one is wrong use."""
    (folder / "ben.yaml").write_text("name: Ben\n", "utf-8")
    assert "Ben, one step" in kindpace("plan", "tiny.yaml", "--runner", "ben.yaml").out
    assert kindpace("plan", "tiny.yaml", "--runner", "bob.yaml").code == 2


def test_a_fault_in_a_profile_points_at_the_profile(kindpace: Kindpace, folder: Path) -> None:
    """Its own file, line and column."""
    (folder / "runner.yaml").write_text("name: Ana\ncadense: 164\n", "utf-8")
    said = kindpace("plan", "tiny.yaml")
    assert said.code == 1
    assert "runner.yaml:2:1" in said.err
    assert "`cadence`" in said.err


def test_check_tells_every_fault_at_once_with_place_line_and_caret(
    kindpace: Kindpace, folder: Path
) -> None:
    """Three slips, three answers."""
    broken = TINY.replace("gait", "gate").replace("minutes: 0.5", "minutes: soon")
    (folder / "broken.yaml").write_text(broken.replace("title", "titel"), "utf-8")
    said = kindpace("check", "broken.yaml")
    assert said.code == 1
    assert all(place in said.err for place in ("broken.yaml:2:1", "broken.yaml:3:10"))
    assert "    3 | minutes: soon\n      |          ^" in said.err
    assert "things to mend" in said.err


def test_check_as_json_tells_the_same(kindpace: Kindpace, folder: Path) -> None:
    """Slug, place, what and mend for a machine."""
    (folder / "broken.yaml").write_text(TINY.replace("gait: walk", "gait: hop"), "utf-8")
    said = kindpace("check", "broken.yaml", "--json")
    (fault,) = json.loads(said.out)["faults"]
    assert said.code == 1
    assert fault["slug"] == "value-unknown"
    assert fault["where"] == {"file": "broken.yaml", "line": 8, "column": 11}


def test_check_of_a_good_script_never_says_safe(kindpace: Kindpace) -> None:
    """It says what was found, and no more."""
    said = kindpace("check", "tiny.yaml")
    assert said.code == 0
    assert not re.search(r"\bsafe\b", said.out, re.IGNORECASE)


def test_a_plan_becomes_a_picture(kindpace: Kindpace, folder: Path) -> None:
    """Of the kind that its name asks for; beside JSON it is told on the side."""
    said = kindpace("plan", "tiny.yaml", "--picture", "tiny.svg", "--name", "Ana")
    assert (said.code, said.out) == (0, "The picture is in tiny.svg\n")
    assert "Ana, one step" in (folder / "tiny.svg").read_text("utf-8")
    both = kindpace("plan", "tiny.yaml", "--picture", "tiny.html", "--json")
    assert json.loads(both.out)["title"] == "Tiny"
    assert "tiny.html" in both.err


def test_a_shared_picture_keeps_private_words_at_home(kindpace: Kindpace, folder: Path) -> None:
    """`--shared` goes with a picture alone."""
    kindpace("plan", "tiny.yaml", "--picture", "tiny.html", "--name", "Ana", "--shared")
    assert "Ana" not in (folder / "tiny.html").read_text("utf-8")
    assert kindpace("plan", "tiny.yaml", "--shared").code == 2


def test_a_picture_of_another_kind_is_told(kindpace: Kindpace, folder: Path) -> None:
    """And the script stays as it is."""
    said = kindpace("plan", "tiny.yaml", "--picture", "tiny.yaml")
    assert said.code == 2
    assert "picture-ending" in said.err
    assert (folder / "tiny.yaml").read_text("utf-8") == TINY
