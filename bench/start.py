"""How quickly the command starts: CPU seconds beside those of Python and of click alone.

python bench/start.py
"""

import resource
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from tempfile import TemporaryDirectory

TURNS = 11

COMMANDS: dict[str, Sequence[str]] = {
    "python -c pass": ("-c", "pass"),
    "python -c 'import click'": ("-c", "import click"),
    "kindpace --help": ("-m", "kindpace", "--help"),
    "kindpace check": ("-m", "kindpace", "check", "steady-companion"),
    "kindpace plan": ("-m", "kindpace", "plan", "steady-companion"),
    "kindpace list": ("-m", "kindpace", "list"),
}


def cpu(words: Sequence[str], folder: str) -> float:
    """CPU seconds, user and system, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run all commands in turns, so that a busy moment hits them alike; print medians."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with TemporaryDirectory() as folder:
        for _ in range(TURNS):
            for name, words in COMMANDS.items():
                taken[name].append(cpu(words, folder))
    base = median(taken["python -c 'import click'"])
    print(f"{'command':<28}{'CPU s':>8}{'x click':>9}")
    for name, times in taken.items():
        print(f"{name:<28}{median(times):>8.3f}{median(times) / base:>9.1f}")


if __name__ == "__main__":
    main()
