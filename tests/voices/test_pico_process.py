import sys
from pathlib import Path

import pytest

from kindpace.voices.pico_process import RATE, spoken

from .standins.programs import PICO


def test_each_line_has_a_fresh_engine_that_cannot_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine sounds otherwise the second time; its volume is held under 70."""
    tmp_path.joinpath("ttspico.py").write_text(PICO, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    asked = {"language": "en-US", "rate": 60, "text": "Easy now."}
    first, second = spoken(asked), spoken(asked)
    assert first == second
    assert first[0] == RATE
    assert len(first[1]) > RATE // 2
    assert spoken({**asked, "text": ""}) == (RATE, b"")
    del sys.modules["ttspico"]
