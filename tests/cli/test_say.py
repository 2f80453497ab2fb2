"""`say` from the outside."""

import json
from pathlib import Path

import pytest
import soundfile

from tests.cli.conftest import Kindpace

RUN = """\
kindpace: 1
title: Names
language: es
voice: tone:low
pace: 110
lexicon: {Ana: ah-na}
parts: [{part: Walk, gait: walk, cues: [{say: Ana}]}]
"""


def test_it_explains_what_is_said(kindpace: Kindpace) -> None:
    """The final text, and each change with what made it."""
    said = kindpace("say", "Run 5 km w/ Dr. Li. 🎉", "--explain", "--voice", "tone")
    assert said.code == 0
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines == [
        "Run five kilometers with Doctor Li.",
        "🎉 (left out) picture",
        "5 km five kilometers amount",
        "Dr. Doctor title",
        "w/ with abbreviation",
    ]
    assert "nothing was changed" in kindpace("say", "Easy.", "--explain").out


def test_it_writes_a_line(kindpace: Kindpace, folder: Path) -> None:
    """And tells how long it is, who spoke and how loud."""
    said = kindpace("say", "Easy does it.", "-o", "x.wav", "--voice", "tone")
    assert said.code == 0, said.err
    assert all(word in said.out for word in ("x.wav", "tone", "LUFS"))
    kindpace("say", "Easy does it.", "-o", "y.mp3", "--voice", "tone", "--pace", "180")
    slow, fast = (soundfile.info(folder / name).duration for name in ("x.wav", "y.mp3"))
    assert fast < slow


def test_it_tells_a_machine(kindpace: Kindpace, folder: Path) -> None:
    """All of it as JSON, with or without a file."""
    told = json.loads(kindpace("say", "5 km. Easy.", "--voice", "tone", "--json").out)
    assert (told["voice"], told["gaps"], told["file"]) == ("tone", [0.35], None)
    (first, _) = told["sentences"]
    assert (first["text"], first["spoken"]) == ("5 km.", "five kilometers.")
    assert first["changes"] == [{"written": "5 km", "said": "five kilometers", "by": "amount"}]
    made = json.loads(kindpace("say", "Easy.", "--voice", "tone", "-o", "x.wav", "--json").out)
    assert made["file"]["bytes"] == (folder / "x.wav").stat().st_size
    assert made["file"]["seconds"] > 0.2


def test_it_speaks_as_a_script_does(kindpace: Kindpace, folder: Path) -> None:
    """Its lexicon, language, voice and pace, unless told otherwise."""
    (folder / "run.yaml").write_text(RUN, "utf-8")
    told = json.loads(kindpace("say", "Ana, 5 km", "--script", "run.yaml", "--json").out)
    (sentence,) = told["sentences"]
    assert told["voice"] == "tone:low"
    assert sentence["spoken"] == "ah-na, cinco kilómetros"
    assert (sentence["language"], sentence["pace"]) == ("es", 110)
    other = kindpace("say", "Ana", "--script", "run.yaml", "--voice", "tone", "--json")
    assert json.loads(other.out)["voice"] == "tone"


@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (["Easy."], 2, "say-nowhere"),
        (["Easy.", "-o", "x.ogg"], 2, "say-ending"),
        (["...", "--explain"], 2, "text-without-words"),
        (["Easy.", "--explain", "--pace", "9"], 2, "option-value"),
        (["Easy.", "--explain", "--pace", "quick"], 2, "option-value"),
        (["Easy.", "--explain", "--language", "klingon!"], 2, "option-value"),
        (["Easy.", "--explain", "--voice", "nobody"], 2, "unknown-voice"),
        (["Easy.", "--explain", "--script", "nothing.yaml"], 2, "script-missing"),
        (["Easy.", "-o", "no/x.wav", "--voice", "tone"], 3, "folder-missing"),
    ],
)
def test_what_cannot_be_done_is_told(
    kindpace: Kindpace, words: list[str], code: int, slug: str
) -> None:
    """Calmly, with the name of the message."""
    said = kindpace("say", *words)
    assert (said.code, said.out) == (code, "")
    assert slug in said.err


def test_a_language_without_rules_is_mentioned(kindpace: Kindpace) -> None:
    """Beside the answer, not in it."""
    said = kindpace("say", "5 km", "--language", "it", "--voice", "tone", "--explain")
    assert said.code == 0
    assert "language-without-rules" in said.err
    assert "5 km" in said.out
