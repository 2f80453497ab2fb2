"""The person's own lexicon, and where it is looked for."""

from pathlib import Path

import platformdirs
import pytest

from kindpace.problems import KindpaceError, WrongUse
from kindpace.studio.own_words import VARIABLE, own_lexicon, usual_place
from kindpace.studio.planning import Order, plan

RUN = """\
kindpace: 1
title: Names
lexicon: {Ana: ah-na}
parts:
  - part: Walk
    gait: walk
    cues:
      - say: Ana and Siobhan walk.
      - quiet: 1m
"""


def test_without_a_file_there_is_no_lexicon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where the variable is empty, nor where nothing stands in the usual place."""
    monkeypatch.setenv(VARIABLE, " ")
    assert own_lexicon().entries == ()
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name: tmp_path / name)
    assert own_lexicon().entries == ()
    assert usual_place() == tmp_path / "kindpace" / "lexicon.yaml"


def test_the_usual_place_needs_no_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's folder for settings."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name: tmp_path / name)
    usual_place().parent.mkdir()
    usual_place().write_text("HIIT: hit\n", "utf-8")
    assert [one.say for one in own_lexicon().entries] == ["hit"]


def test_every_session_is_spoken_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script's own lexicon is nearer."""
    script, words = tmp_path / "run.yaml", tmp_path / "words.yaml"
    script.write_text(RUN, "utf-8")
    words.write_text("Siobhan: shi-VAWN\nAna: somebody\n", "utf-8")
    monkeypatch.setenv(VARIABLE, str(words))
    (speech, *_) = plan(Order(name=str(script))).timeline.speeches
    assert speech.line.text == "Ana and Siobhan walk."
    assert speech.line.spoken == "ah-na and shi-VAWN walk."


def test_faults_are_told_at_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that isn't there, and one that can't be read as it stands."""
    path = tmp_path / "words.yaml"
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(WrongUse) as told:
        own_lexicon()
    assert told.value.problems[0].slug == "lexicon-missing"
    path.write_text("HIIT: hit\nGPS: [a]\n", "utf-8")
    with pytest.raises(KindpaceError) as told_too:
        own_lexicon()
    assert str(told_too.value.problems[0].where) == f"{path}:2:6"
