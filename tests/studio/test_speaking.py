from pathlib import Path

from kindpace.sound.span import RATE
from kindpace.studio.planning import Order, plan
from kindpace.studio.speaking import mixed, record, unheard, unread, unwatched
from kindpace.timeline.tempo import frame
from tests.cli.conftest import TINY


def test_a_plan_is_spoken_and_laid_out_anew(tmp_path: Path) -> None:
    """With measured lengths in place of guessed ones, and all of it ready to be asked."""
    script = tmp_path / "tiny.yaml"
    script.write_text(TINY, "utf-8")
    guessed = plan(Order(name=str(script)))
    spoken, takes = record(guessed, unwatched, tmp_path, unheard, unread)
    assert (guessed.guessed, spoken.guessed) == (True, False)
    lengths = {speech.line: speech.length for speech in spoken.timeline.speeches}
    assert lengths == {line: take.length for line, take in takes.items()}
    assert mixed(spoken, takes).frames == frame(spoken.timeline.length, RATE)
