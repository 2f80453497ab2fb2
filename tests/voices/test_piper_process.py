from pathlib import Path

import numpy as np

from kindpace.voices.piper_process import Reader

from .standins.model import FRAMES, RATE, build


def test_a_line_is_read_at_the_asked_length_by_the_asked_speaker(tmp_path: Path) -> None:
    """Nothing is levelled: the model hums at a quarter of full scale, and so it comes out."""
    model = build(tmp_path, num_speakers=2)
    reader = Reader(str(model))
    asked = {"text": "Easy now.", "speaker": 0, "scale": 1.0}
    rate, usual = reader.spoken(asked)
    longer = reader.spoken({**asked, "scale": 2.0})[1]
    other = reader.spoken({**asked, "speaker": 1})[1]
    assert rate == RATE
    assert len(usual) % (2 * FRAMES) == 0
    assert len(longer) == 2 * len(usual)
    assert len(other) == len(usual)
    assert other != usual
    assert abs(int(np.abs(np.frombuffer(usual, "<i2")).max()) - 8192) < 20


def test_sentences_follow_each_other_and_nothing_to_say_is_no_sound(tmp_path: Path) -> None:
    """The package reads sentence by sentence."""
    reader = Reader(str(build(tmp_path)))
    one, both, none = (
        len(reader.spoken({"text": text, "speaker": None, "scale": 1.0})[1])
        for text in ("Easy now.", "Easy now. Easy now.", "")
    )
    assert both == 2 * one
    assert none < one
