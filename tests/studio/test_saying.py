"""One line by itself: what will be said, and the sound of it."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.problems import WorldError, WrongUse
from kindpace.session.model import Seconds
from kindpace.session.written import Wording
from kindpace.sound.level import VOICE
from kindpace.studio.own_words import VARIABLE
from kindpace.studio.saying import script_called, wanted, write
from kindpace.track.encode import RATE

TONE = Wording(voice="tone")
RUN = """\
kindpace: 1
title: Names
language: es
voice: tone:low
pace: 110
lexicon: {Ana: ah-na}
parts: [{part: Walk, gait: walk, cues: [{say: Ana}]}]
"""


def test_sentences_keep_their_gaps() -> None:
    """As in a script: pauses are exact, and the last one counts too."""
    said = wanted("One. Two. [pause 2s] Three [pause 1s]", TONE)
    assert [one.line.text for one in said.sentences] == ["One.", "Two.", "Three"]
    assert said.gaps == (Seconds(7, 20), Seconds(2), Seconds(1))
    assert (said.voice, said.remarks) == ("tone", ())


def test_changes_are_told_tier_by_tier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script's lexicon, one's own, the built-in one, and rules."""
    words, script = tmp_path / "words.yaml", tmp_path / "run.yaml"
    words.write_text("Ana: somebody\nparque: par-kay\n", "utf-8")
    script.write_text(RUN, "utf-8")
    monkeypatch.setenv(VARIABLE, str(words))
    like = script_called(str(script))
    said = wanted("Ana, parque, HIIT, 5 km", Wording(language="es", voice="tone"), like)
    (sentence,) = said.sentences
    assert sentence.words.text == "ah-na, par-kay, jit, cinco kilómetros"
    assert [(one.written, one.by) for one in sentence.changes] == [
        ("Ana", "the script's lexicon"),
        ("parque", "your lexicon"),
        ("5 km", "amount"),
        ("HIIT", "built-in lexicon"),
    ]


def test_ipa_is_shown_only_where_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tone voice can't read it; eSpeak can."""
    words = tmp_path / "words.yaml"
    words.write_text("Siobhan: {say: shi-VAWN, ipa: ʃɪˈvɔːn}\n", "utf-8")
    monkeypatch.setenv(VARIABLE, str(words))
    for voice, ipa in (("tone", {}), ("espeak", {"shi-VAWN": "ʃɪˈvɔːn"})):
        (sentence,) = wanted("Siobhan", Wording(voice=voice)).sentences
        assert (sentence.words.text, sentence.words.ipa) == ("shi-VAWN", ipa)


def test_a_language_without_rules_is_told() -> None:
    """As advice: the voice may read numbers well by itself."""
    (remark,) = wanted("5 km", Wording(language="it", voice="tone")).remarks
    assert remark.slug == "language-without-rules"
    assert wanted("5 km", Wording(language="de-AT", voice="tone")).remarks == ()


@pytest.mark.parametrize("name", ["line.wav", "LINE.MP3"])
def test_a_line_is_written_as_a_track_would_hold_it(tmp_path: Path, name: str) -> None:
    """Levelled, at our rate, with its gap."""
    said = wanted("Let your shoulders drop. [pause 1s] Keep an easy smile.", TONE)
    made = write(said, tmp_path / name)
    sound, rate = soundfile.read(tmp_path / name, dtype="float32")
    assert (rate, sound.ndim) == (RATE, 1)
    assert abs(len(sound) / rate - float(made.length)) < 0.06
    assert made.size == (tmp_path / name).stat().st_size
    assert abs(made.loudness - VOICE) < 1
    assert 0.05 < np.abs(sound).max() < 0.75


def test_the_same_line_twice_is_one_take(tmp_path: Path) -> None:
    """And stands there twice."""
    once, twice = (
        write(wanted(text, TONE), tmp_path / "x.wav") for text in ("Easy.", "Easy. Easy.")
    )
    assert twice.length == 2 * once.length + Seconds(7, 20)


@pytest.mark.parametrize(
    ("text", "name", "slug"),
    [("...", "x.wav", "text-without-words"), ("[x] y", "x.wav", "bracket-unknown"),
     ("Easy.", "x.ogg", "say-ending"), ("Easy.", "x", "say-ending")],
)  # fmt: skip
def test_what_cannot_be_said_or_written_is_told(
    tmp_path: Path, text: str, name: str, slug: str
) -> None:
    """Before anything is spoken, and nothing is left behind."""
    with pytest.raises(WrongUse) as told:
        write(wanted(text, TONE), tmp_path / name)
    assert told.value.problems[0].slug == slug
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_first(tmp_path: Path) -> None:
    """No voice speaks for nothing."""
    with pytest.raises(WorldError) as told:
        write(wanted("Easy.", TONE), tmp_path / "nowhere" / "x.wav")
    assert told.value.problems[0].slug == "folder-missing"


def test_scripts_are_found_as_everywhere(tmp_path: Path) -> None:
    """By file or by name in the library."""
    (tmp_path / "run.yaml").write_text(RUN, "utf-8")
    like = script_called(str(tmp_path / "run.yaml"))
    assert (like.language, like.voice, like.pace) == ("es", "tone:low", 110)
    with pytest.raises(WrongUse):
        script_called("no-such-session")
