"""`--mix voice=0 beat=-6`: own levels on the command line, with or without quotes and commas."""

import re
from collections.abc import Iterable, Iterator, Sequence

import click

MIX = "--mix"
LEVEL = re.compile(r"[^-/\\][^/\\]*=[^/\\]*")
"""A word that can only be names and levels: neither an option nor a path."""

COMMAS = (",", ";")
FILES = (".yaml", ".yml")


class WordsAfterMix(click.Command):
    """A command whose `--mix` takes every `name=number` that follows it, a word each."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words of the command line, each level as an option of its own."""
        return super().parse_args(ctx, list(_spread(args)))


def _spread(args: Sequence[str]) -> Iterator[str]:
    """`--mix a=1 b=2` as `--mix a=1 --mix b=2`; all else, and all behind `--`, as it stands."""
    taking = False
    for place, word in enumerate(args):
        if word == "--":
            yield from args[place:]
            return
        first = place > 0 and args[place - 1] == MIX
        taking = first or (taking and _is_level(word)) or word.startswith(f"{MIX}=")
        if taking and not first and not word.startswith(MIX):
            yield MIX
        yield word


def _is_level(word: str) -> bool:
    return word in COMMAS or (LEVEL.fullmatch(word) is not None and not word.endswith(FILES))


def levels(words: Iterable[str]) -> dict[str, object]:
    """What stands behind `--mix` as `mix:` has it in a file: a later level replaces an earlier.

    Nothing is judged here: a word without its number has none, and is told of as such.
    """
    text = re.sub(r"\s*=\s*", "=", " ".join(words))
    text = re.sub(r"(?i)(?<=[\d.])\s*dB\b", "", text)
    told = (word.partition("=") for word in re.split(r"[\s,;]+", text) if word)
    return {name.casefold(): level for name, _, level in told}
