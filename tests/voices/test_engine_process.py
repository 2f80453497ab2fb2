import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from kindpace.voices.engine_process import Crew, EngineProcess, EngineStopped

ECHO = (
    "from kindpace.voices.engine_loop import serve\n"
    "import os, time\n"
    "def reply(asked):\n"
    "    {body}\n"
    "    return 8000, asked['text'].encode()\n"
    "serve(reply)\n"
)


def program(body: str = "pass") -> tuple[str, ...]:
    """A process that says what it is asked, after `body`."""
    return (sys.executable, "-P", "-c", ECHO.format(body=body))


def crew(body: str = "pass", timeout: float = 20) -> Crew:
    """A crew of such processes."""
    return Crew(lambda: program(body), timeout)


def test_one_process_answers_line_after_line() -> None:
    """It is started once."""
    one = crew()
    numbers = set()
    for text in ("in", "out", "rest"):
        assert one.ask({"text": text}) == (
            {"rate": 8000, "fault": "", "bytes": len(text)},
            text.encode(),
        )
        numbers |= {process.number for process in one.idle}
    one.close()
    assert len(numbers) == 1
    assert one.idle == []


def test_a_fault_is_an_answer_and_the_process_lives_on() -> None:
    """Its words come along, and at most 500 letters of them."""
    one = crew("asked['nothing' * 200]")
    answer, sound = one.ask({"text": "in"})
    assert answer["fault"].startswith("KeyError: 'nothing")
    assert (len(answer["fault"]), sound, len(one.idle)) == (500, b"", 1)
    one.close()


def test_a_process_that_dies_is_replaced_once_a_line(tmp_path: Path) -> None:
    """The second one answers; if that dies too, the line is given up."""
    been = tmp_path / "been"
    once = crew(f"os.path.exists({str(been)!r}) or (open({str(been)!r}, 'w').close(), os._exit(1))")
    assert once.ask({"text": "in"})[1] == b"in"
    once.close()
    with pytest.raises(EngineStopped):
        crew("os._exit(1)").ask({"text": "in"})


def test_a_process_that_hangs_is_ended() -> None:
    """Twice, and then the line is given up."""
    with pytest.raises(EngineStopped):
        crew("time.sleep(600)", timeout=0.2).ask({"text": "in"})


def test_rubbish_on_its_pipe_is_no_answer() -> None:
    """Neither JSON nor a length."""
    rubbish = (
        sys.executable,
        "-c",
        "import sys; sys.stdout.buffer.write(b'\\5\\0\\0\\0hello' * 9)",
    )
    with pytest.raises(EngineStopped):
        Crew(lambda: rubbish, 20).ask({"text": "in"})


def test_many_lines_at_once_have_a_process_each_and_their_own_answers() -> None:
    """Afterwards all of them wait."""
    one = crew("time.sleep(0.05)")
    texts = [f"line {number}" for number in range(6)]
    with ThreadPoolExecutor(3) as pool:
        answers = [
            sound.decode() for _, sound in pool.map(lambda text: one.ask({"text": text}), texts)
        ]
    assert answers == texts
    assert 1 <= len(one.idle) <= 3
    one.close()


def test_closing_ends_those_at_work_too(tmp_path: Path) -> None:
    """Whoever waits is told at once, and no second process is tried."""
    log = tmp_path / "starts"
    one = crew(f"open({str(log)!r}, 'a').write('x') and time.sleep(600)", timeout=600)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(one.ask, {"text": "in"})
        while not (log.exists() and log.stat().st_size) and not waiting.done():
            sleep(0.01)
        one.close()
        assert isinstance(waiting.exception(), EngineStopped)
    assert one.idle == []


def test_a_closed_process_stays_closed() -> None:
    """Closing twice is closing once; asking it then is an end of file."""
    process = EngineProcess(program())
    process.close()
    process.close()
    with pytest.raises((EOFError, ValueError, OSError)):
        process.ask({"text": "in"}, 1)
