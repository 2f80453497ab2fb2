import io
import json
import subprocess
import sys
from typing import Any, cast

import espeakng_loader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.espeak_process import LENGTH, receive, send
from kindpace.voices.espeak_process import __file__ as program

EASY = {"text": "Easy now.", "voice": "en-US", "rate": 100, "gap": 0, "pitch": 50}


@given(st.dictionaries(st.text(), st.integers() | st.text()), st.binary())
def test_a_message_arrives_as_it_was_sent(header: dict[str, Any], sound: bytes) -> None:
    """Header and sound, and nothing of the next message."""
    pipe = io.BytesIO()
    send(pipe, header, sound)
    send(pipe, {"next": 1})
    pipe.seek(0)
    assert receive(pipe) == (header | {"bytes": len(sound)}, sound)
    assert receive(pipe)[0]["next"] == 1


@given(st.integers(0, 30))
def test_a_cut_message_is_an_end(kept: int) -> None:
    """Wherever the other side dies, no half message is taken for a whole one."""
    pipe = io.BytesIO()
    send(pipe, {"rate": 1}, b"12345678")
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[: min(kept, len(pipe.getvalue()) - 1)]))


def test_it_answers_until_its_input_ends() -> None:
    """Three requests, three answers: the same for the same text, none for a voice it hasn't."""
    requests = io.BytesIO()
    for request in (EASY, EASY | {"voice": "xx-nobody"}, EASY):
        send(requests, request)
    done = subprocess.run(
        [
            *(sys.executable, "-I", "-S", program),
            *(espeakng_loader.get_library_path(), espeakng_loader.get_data_path()),
        ],
        input=requests.getvalue(),
        capture_output=True,
        check=True,
    )
    answers = io.BytesIO(done.stdout)
    first, nobody, again = (receive(answers) for _ in range(3))
    assert first == again
    assert cast("int", first[0]["rate"]) == 22_050
    assert first[0]["stays"]
    assert len(first[1]) > 22_050
    assert nobody[1] == b""
    assert answers.read() == b""
    assert done.stderr == b""


def test_the_length_counts_bytes_not_letters() -> None:
    """Accents make a header longer than it looks."""
    pipe = io.BytesIO()
    send(pipe, {"text": "é"})
    packed = pipe.getvalue()
    assert LENGTH.unpack(packed[:4])[0] == len(packed) - 4
    assert json.loads(packed[4:])["text"] == "é"
