import base64
import json

import pytest

from kindpace.voices.protocol import VoiceFailed
from kindpace.voices.sapi import LIST, SPEAK, speakers
from kindpace.voices.sapi import _words as words


def test_voices_are_read_from_json() -> None:
    """With the mark that PowerShell may put before it."""
    listed = json.dumps([{"name": "Microsoft Zira Desktop", "language": "en-US"}])
    (zira,) = speakers(f"\ufeff{listed}\r\n")
    assert (zira.id, zira.language) == ("Microsoft Zira Desktop", "en-US")


@pytest.mark.parametrize(
    "listed", ["", "null", "[]", "{}", '[{"name": 1}]', "Add-Type : no", "[3]"]
)
def test_a_list_without_voices_is_told(listed: str) -> None:
    """Whatever came in its place."""
    with pytest.raises(VoiceFailed, match="names no voice"):
        speakers(listed)


@pytest.mark.parametrize("script", [LIST, SPEAK])
def test_a_script_travels_whole_and_holds_nothing_of_a_person(script: str) -> None:
    """What is asked comes on stdin; so no quote in it can end a string in the script."""
    command = words("powershell", script)
    assert base64.b64decode(command[-1]).decode("utf-16-le") == script
    assert "ReadToEnd() | ConvertFrom-Json" in script
    assert command[1:4] == ("-NoProfile", "-NonInteractive", "-EncodedCommand")
    assert sum(map(len, command)) < 8000
