"""`--mix`, as people type it."""

import json
from collections.abc import Sequence
from importlib import import_module

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.cli import COMMANDS
from kindpace.cli.mix import MIX, WordsAfterMix, levels
from tests.cli.conftest import Kindpace

WANTED = {"voice": 0.0, "beat": -6.0, "breath": -3.0, "bed": -2.0}
TYPED = [
    ["tiny.yaml", "--mix", "voice=0", "beat=-6", "breath=-3", "bed=-2"],
    ["--mix", "voice=0", "beat=-6", "breath=-3", "bed=-2", "tiny.yaml"],
    ["--mix", "voice=0", "beat=-6", "breath=-3", "bed=-2", "--walk", "120", "tiny.yaml"],
    ["--mix", "voice=0", "beat=-6", "breath=-3", "bed=-2", "--", "tiny.yaml"],
    ["tiny.yaml", "--mix", "voice=0 beat=-6 breath=-3 bed=-2"],
    ["tiny.yaml", "--mix", "voice=0,beat=-6, breath=-3; bed=-2"],
    ["tiny.yaml", "--mix", "voice=0,", "beat=-6,", "breath=-3,", "bed=-2"],
    ["--mix", "voice=0", ",", "beat=-6,breath=-3", "bed=-2", "tiny.yaml"],
    ["--mix=voice=0", "beat=-6", "tiny.yaml", "--mix=breath=-3", "--mix", "bed=-2"],
    ["--mix", "beat=-6", "--mix", "breath=-3", "tiny.yaml", "--mix", "bed=-2"],
    ["tiny.yaml", "--mix", "Voice = 0 dB, BEAT = -6dB", "breath=-3.0", "bed=−2"],
    ["tiny.yaml", "--mix", "beat=3", "beat=-6", "breath=-3", "--mix", "bed=1", "bed=-2"],
]


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_levels_are_taken_however_they_are_typed(kindpace: Kindpace, words: Sequence[str]) -> None:
    """Without quotes or with them, with commas, again and again, before the name or after it."""
    said = kindpace("plan", "--json", *words)
    assert said.code == 0, said.err
    assert json.loads(said.out)["mix"] == WANTED


def test_a_script_with_an_equals_sign_in_its_name_stays_a_script(kindpace: Kindpace) -> None:
    """A word that ends like a script, or lies in a folder, is no level."""
    for name in ("beat=6.yaml", "away/beat=6"):
        said = kindpace("plan", "--mix", "voice=0", name)
        assert "script-missing" in said.err
        assert name in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bea=-6"], "--mix: `bea` isn't a key that belongs here. Did you mean `beat`?"),
        (["music=-6"], "--mix: `music` isn't a key that belongs here."),
        (["beat=loud"], "--mix: `beat` takes a number of decibels, and here stands `loud`."),
        (["beat="], "--mix: `beat` takes a number of decibels, and here stands `nothing`."),
        (["beat"], "--mix: `beat` takes a number of decibels, and here stands `nothing`."),
        (["bed=nan"], "--mix: `bed` takes a number of decibels, and here stands `nan`."),
        (["bed=12.1"], "--mix: `bed` is 12.1 dB here, and a mix goes from -24 to +12 dB."),
        (["bed=-99999999999"], "--mix: `bed` takes a number of decibels"),
    ],
)
def test_a_level_that_cannot_be_taken_is_told(
    kindpace: Kindpace, words: Sequence[str], told: str
) -> None:
    """With the option, the name, and how to mend it."""
    said = kindpace("plan", "tiny.yaml", "--mix", *words)
    assert said.code == 2
    assert told in " ".join(said.err.split())


def test_all_of_them_are_told_at_once(kindpace: Kindpace) -> None:
    """Beside what else was typed."""
    said = kindpace("plan", "tiny.yaml", "--mix", "bea=1", "bed=x", "voice=13", "--walk", "fast")
    assert said.err.count("option-value\n") == 4
    assert "4 things to mend." in said.err


def test_an_option_behind_the_levels_is_still_an_option(kindpace: Kindpace) -> None:
    """And `--mix` alone asks for its levels."""
    assert "--mix" in kindpace("plan", "tiny.yaml", "--mix").err
    said = kindpace("plan", "tiny.yaml", "--mix", "--json")
    assert "`--json` isn't a key that belongs here" in " ".join(said.err.split())


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_that_takes_a_mix_takes_it_without_quotes(name: str) -> None:
    """None has the option alone."""
    command: click.Command = getattr(
        import_module(COMMANDS[name][0]), f"{name.replace('-', '_')}_command"
    )
    mixing = any(MIX in option.opts for option in command.params)
    assert isinstance(command, WordsAfterMix) == mixing


LEVELS = st.lists(
    st.tuples(st.sampled_from(["voice", "beat", "breath", "bed"]), st.integers(-24, 12)),
    min_size=1,
)


@given(LEVELS, st.sampled_from([" ", ",", ", ", " ; ", "  "]))
def test_levels_are_the_same_together_and_apart(told: list[tuple[str, int]], between: str) -> None:
    """As one text with anything between, or as a word each; the last word on a name counts."""
    words = [f"{name}={level}" for name, level in told]
    assert levels(words) == levels([between.join(words)])
    assert levels(words) == {name: str(level) for name, level in told}
