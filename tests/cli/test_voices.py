"""`voices` from the outside: the list, the speakers, and a line in all of them."""

import json
from pathlib import Path

import pytest
import soundfile

from kindpace.voices.doors import voice_names
from tests.cli.conftest import Kindpace

LINE = "Easy now, one step at a time."


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine but what comes along."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("OPENAI_API_KEY", "")


def test_the_list_tells_where_words_go_in_a_column_of_its_own(kindpace: Kindpace) -> None:
    """Of every voice, here or missing; and what `auto` means."""
    said = kindpace("voices")
    rows = {line.split()[0]: line for line in said.out.splitlines() if not line.startswith(" ")}
    assert {"edge", "espeak", "flite", "gtts", "openai", "pico", "piper", "system", "tone"} <= set(
        rows
    )
    ways = {name: row[rows["espeak"].index("stay") :] for name, row in rows.items()}
    assert ways["espeak"].startswith("stay on this machine")
    assert ways["gtts"].startswith("go to Google Translate")
    assert ways["openai"].startswith("go over the network")
    assert "missing" in rows["flite"]
    assert rows["auto"] == "auto means espeak"


def test_the_list_tells_how_to_get_what_is_missing(kindpace: Kindpace) -> None:
    """In words that can be followed."""
    told = {one["id"]: one for one in json.loads(kindpace("voices", "--json").out)}
    assert set(told) == set(voice_names())
    assert told["espeak"]["works"]
    assert told["espeak"]["auto"]
    assert not told["espeak"]["network"]
    assert "en" in told["espeak"]["languages"]
    assert told["openai"]["network"]
    assert "apt install flite" in told["flite"]["summary"]
    assert "download_voices" in told["piper"]["install"]
    assert all(one["install"] for one in told.values() if not one["works"])
    assert "apt install flite" in " ".join(kindpace("voices").out.split())


def test_where_nothing_speaks_auto_is_nobody(
    kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list comes all the same."""
    monkeypatch.setenv("KINDPACE_VOICES", "gtts")
    said = kindpace("voices")
    assert said.code == 0
    assert "auto finds no voice here." in said.out


def test_a_name_shows_its_speakers(kindpace: Kindpace) -> None:
    """Each as a script may write it, with language and licence."""
    said = kindpace("voices", "espeak", "tone")
    assert "espeak:en-us+f5" in said.out
    assert "GPL-3.0-or-later" in said.out
    told = json.loads(kindpace("voices", "tone", "--json").out)
    assert [one["name"] for one in told["tone"]] == ["tone:middle", "tone:low", "tone:high"]
    assert kindpace("voices", "tome").code == 2
    assert kindpace("voices", "flite").code == 3


def test_one_line_in_every_voice_that_keeps_words_here(kindpace: Kindpace, folder: Path) -> None:
    """As WAVs at one loudness, with a small report."""
    said = kindpace("voices", "--compare", LINE, "-o", "heard", "--pace", "120", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert {one["voice"] for one in told["voices"]} == {"espeak", "tone"}
    for one in told["voices"]:
        sound = soundfile.info(folder / "heard" / one["file"])
        assert sound.duration == pytest.approx(one["seconds"], abs=0.01)
        assert one["loudness"] == pytest.approx(-16, abs=0.5)
        assert 80 < one["words_a_minute"] < 160
    assert sorted(path.name for path in (folder / "heard").iterdir()) == ["espeak.wav", "tone.wav"]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_report_is_a_table(kindpace: Kindpace) -> None:
    """Voices may be named, speakers too."""
    said = kindpace("voices", "espeak:de+f5", "tone:low", "--compare", "Ganz leicht.", "-o", "x",
                    "--language", "de")  # fmt: skip
    head, one, other = said.out.splitlines()
    assert head.split() == ["seconds", "words/min", "LUFS", "file"]
    assert one.split()[0] == "espeak:de+f5"
    assert other.endswith("tone-low.wav")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("-o", "x"), "compare-wordless"),
        (("--pace", "120"), "compare-wordless"),
        (("--compare", LINE), "compare-nowhere"),
        (("--compare", LINE, "-o", "."), "compare-folder-taken"),
        (("--compare", LINE, "-o", "x", "--pace", "quick"), "option-value"),
        (("nobody", "--compare", LINE, "-o", "x"), "unknown-voice"),
    ],
)
def test_a_slip_gets_a_hint(kindpace: Kindpace, words: tuple[str, ...], slug: str) -> None:
    """And nothing is written."""
    said = kindpace("voices", *words)
    assert said.code == 2
    assert slug in said.err
    assert not Path("x").exists()
