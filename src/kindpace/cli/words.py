"""How problems and progress look on a terminal."""

import json
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from time import monotonic
from typing import Any

import click

from kindpace.problems import Problem, Weight

WIDTH = 88
INDENT = "   "
TICK = 0.1
"""Seconds between two drawings of the progress bar."""

WIDE = 28
STDERR = 2


def tell(problems: Sequence[Problem], ending: str = "Nothing was written.") -> None:
    """Print `problems` to the error stream, each with its place, and how many there are."""
    for one in problems:
        click.echo("\n".join(lines_of(one)) + "\n", err=True)
    mend = sum(one.weight is Weight.MEND for one in problems)
    if mend:
        things = "One thing" if mend == 1 else f"{mend} things"
        click.echo(f"{things} to mend. {ending}", err=True)


def lines_of(one: Problem) -> Iterator[str]:
    """One problem as a person sees it: place and name, the line with a caret, what, how to mend."""
    where = f"{one.where}  " if one.where else ""
    yield f"{click.style(where, bold=True)}{click.style(one.slug, fg='yellow')}"
    if one.where and one.where.source.strip():
        yield from _source_lines(one.where.line, one.where.column, one.where.source)
    yield from _wrapped(one.what)
    yield from _wrapped(one.mend)
    yield f"{INDENT}(kindpace explain {one.slug})"


def _source_lines(line: int, column: int, source: str) -> Iterator[str]:
    shown = source.replace("\t", " ")
    start = max(0, column - 1 - WIDTH // 2) if len(shown) > WIDTH else 0
    number = f"{line:>5} | "
    yield f"{number}{shown[start : start + WIDTH].rstrip()}"
    yield f"{' ' * 5} | {' ' * (column - 1 - start)}^"


def _wrapped(text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def as_json(one: Problem) -> dict[str, Any]:
    """One problem for a machine."""
    mark = one.where
    place = {"file": mark.file, "line": mark.line, "column": mark.column} if mark else None
    return {
        "slug": one.slug,
        "weight": str(one.weight),
        "where": place,
        "what": one.what,
        "mend": one.mend,
    }


def print_json(value: object) -> None:
    """`value` as JSON on standard output."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


class Progress:
    """A bar on a terminal, plain lines elsewhere. Called with what is done, and how much of it."""

    def __init__(self) -> None:
        self.bar = sys.stderr.isatty()
        self.doing = ""
        self.drawn = 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if not self.bar:
            if doing != self.doing:
                click.echo(f"{doing} ...", err=True)
            self.doing = doing
            return
        now = monotonic()
        if doing == self.doing and done < total and now - self.drawn < TICK:
            return
        self.doing, self.drawn = doing, now
        share = done / total if total else 1.0
        filled = round(share * WIDE)
        bar = "█" * filled + "░" * (WIDE - filled)
        click.echo(f"\r  {doing:<10} {bar} {share:4.0%}", err=True, nl=False)

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self.bar and self.doing:
            click.echo("\r" + " " * (WIDE + 24) + "\r", err=True, nl=False)


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar for as long as something takes."""
    shown = Progress()
    try:
        yield shown
    finally:
        shown.clear()


@contextmanager
def hushed() -> Iterator[None]:
    """Keep the error stream for our own words: decoders write theirs past Python, on number 2."""
    try:
        ours = sys.stderr.fileno()
    except (OSError, ValueError):  # no stream of the system's: nothing of theirs gets there
        ours = -1
    if ours != STDERR:
        yield
        return
    sys.stderr.flush()
    kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDERR)
    os.close(nowhere)
    with open(kept, "w", buffering=1, encoding=sys.stderr.encoding, errors="replace") as through:  # noqa: PTH123 - a number has no path
        try:
            with redirect_stderr(through):
                yield
        finally:
            through.flush()
            os.dup2(kept, STDERR)
