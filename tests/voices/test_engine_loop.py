import subprocess
import sys

from kindpace.voices.espeak_process import receive, send

LOUD = (
    "from kindpace.voices.engine_loop import serve\n"
    "def reply(asked):\n"
    "    print('the engine prints this', flush=True)\n"
    "    return 16000, bytes(2 * asked['frames'])\n"
    "serve(reply)\n"
)


def test_it_answers_until_its_stdin_ends_and_keeps_the_pipe_clean() -> None:
    """What an engine prints goes nowhere; faults are answers, and the loop goes on."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", LOUD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for asked, answer in (
        ({"frames": 3}, ({"rate": 16000, "fault": "", "bytes": 6}, bytes(6))),
        ({}, ({"rate": 0, "fault": "KeyError: 'frames'", "bytes": 0}, b"")),
        ({"frames": 0}, ({"rate": 16000, "fault": "", "bytes": 0}, b"")),
    ):
        send(process.stdin, asked)  # type: ignore[arg-type] # IO[bytes]
        assert receive(process.stdout) == answer  # type: ignore[arg-type] # the same
    process.stdin.close()
    assert process.stdout.read() == b""
    assert process.wait() == 0
    process.stdout.close()
