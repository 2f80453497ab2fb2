import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from kindpace.voices.claims import CLAIMS, claim_file, claimed, if_free, in_use, is_in_use

HOLD = """
import sys
from pathlib import Path
from kindpace.voices.claims import claimed
with claimed(Path(sys.argv[1]), "line", lambda: True):
    print("mine", flush=True)
    sys.stdin.read()
"""


def patient() -> bool:
    """Wait a moment longer."""
    Event().wait(0.001)
    return True


class Refusal:
    """Gives up waiting at once, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bool:
        """No, no longer."""
        self.times += 1
        return False


def test_only_one_holds_a_claim_at_a_time(tmp_path: Path) -> None:
    """Eight want it twenty times each; nobody meets another, and nothing is left behind."""
    inside: list[int] = []
    met: list[int] = []

    def work(name: int) -> None:
        for _ in range(20):
            with claimed(tmp_path, "line", patient):
                met.extend(inside)
                inside.append(name)
                inside.remove(name)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert met == []
    assert list((tmp_path / CLAIMS).iterdir()) == []


def test_other_lines_are_free(tmp_path: Path) -> None:
    """A claim is to one line alone."""
    with claimed(tmp_path, "line", lambda: False), claimed(tmp_path, "another", lambda: False):
        names = {path.name for path in (tmp_path / CLAIMS).iterdir()}
    assert names == {"line.claim", "another.claim"}


def test_whoever_gives_up_waiting_goes_ahead(tmp_path: Path) -> None:
    """Without the claim, and without taking it from the other."""
    refusal = Refusal()
    with claimed(tmp_path, "line", refusal):
        with claimed(tmp_path, "line", refusal):
            assert refusal.times == 1
        assert (tmp_path / CLAIMS / "line.claim").exists()


def test_a_claim_ends_with_its_process(tmp_path: Path) -> None:
    """Killed in the middle, it holds nobody up."""
    program = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"mine\n"
        refusal = Refusal()
        with claimed(tmp_path, "line", refusal):
            assert refusal.times == 1
        holder.kill()
    with claimed(tmp_path, "line", refusal):
        assert refusal.times == 1


def test_where_nothing_can_be_written_everybody_goes_ahead(tmp_path: Path) -> None:
    """A line spoken twice is better than none."""
    file = tmp_path / "file"
    file.write_text("no folder", "utf-8")
    entered = False
    with claimed(file, "line", lambda: False):
        entered = True
    assert entered


def test_what_nobody_holds_is_free_and_held_by_whoever_asks(tmp_path: Path) -> None:
    """One has it, another is told no, and afterwards it is free again."""
    path = claim_file(tmp_path, "line")
    with if_free(path) as mine, if_free(path) as theirs:
        assert (mine, theirs) == (True, False)
    with claimed(tmp_path, "line", lambda: False), if_free(path) as free:
        assert not free
    with if_free(path) as free:
        assert free
    assert list((tmp_path / CLAIMS).iterdir()) == []


def test_readers_are_seen_for_as_long_as_they_read(tmp_path: Path) -> None:
    """Several at once, each with a mark of its own."""
    assert not is_in_use(tmp_path)
    with in_use(tmp_path):
        with in_use(tmp_path):
            assert len(list((tmp_path / CLAIMS).iterdir())) == 2
        assert is_in_use(tmp_path)
    assert not is_in_use(tmp_path)
