"""`voices`: which there are, how to get the others, who their speakers are, and how they sound."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kindpace.cli.words import print_json, tell
from kindpace.problems import KindpaceError, WrongUse, problem
from kindpace.session.reading import checked_wording
from kindpace.voices.doors import Found, open_voice, survey
from kindpace.voices.protocol import VoiceInfo

if TYPE_CHECKING:  # the list is shown without waiting for numpy
    from kindpace.studio.comparing import Compared

WIDTH, INDENT = 88, "   "
WAY = 30
FEW = 6
"""So many languages are named; of more, the number is told."""


@click.command("voices")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--compare", "text", metavar="TEXT", help="Speak this line in all of them.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new folder for the WAVs.")
@click.option("--language", help="With --compare: the language of the line; else English.")
@click.option("--pace", help="With --compare: words a minute.")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
def voices_command(
    *,
    names: Sequence[str],
    text: str | None,
    output: Path | None,
    language: str | None,
    pace: str | None,
    as_data: bool,
) -> None:
    """Show the voices, and how to get those that are missing.

    With a NAME, show its speakers. With --compare, hear one line in every voice that works here and
    keeps your words on this machine, or in those that you name.
    """
    if text is None and any(one is not None for one in (output, language, pace)):
        raise WrongUse([problem("compare-wordless")])
    if text is not None:
        _compare(text, names, output, _given(language, pace), as_data=as_data)
    elif names:
        _show_speakers(names, as_data=as_data)
    else:
        _show_voices(as_data=as_data)


def _show_voices(*, as_data: bool) -> None:
    best = _best()
    found = list(survey())
    if as_data:
        print_json([_voice(one, best) for one in found])
        return
    wide = max((len(one.name) for one in found), default=0)
    click.echo(f"{'':<{wide}}  {'':<8}  {'your words':<{WAY}}  languages")
    for one in found:
        name = click.style(f"{one.name:<{wide}}", bold=True)
        state = f"{'here' if one.info else 'missing':<8}"
        click.echo(f"{name}  {state}  {_way(one):<{WAY}}  {_languages(one.info)}".rstrip())
        click.echo(_wrapped(one.info.summary if one.info else one.reason))
    click.echo(f"auto means {best}" if best else problem("auto-nobody").what)


def _way(found: Found) -> str:
    """Where the words go: it stands in a column of its own, and is never left to be guessed."""
    if not found.network:
        return "stay on this machine" if found.info else ""
    host = found.info.sends_to if found.info else ""
    return f"go to {host}" if host else "go over the network"


def _languages(info: VoiceInfo | None) -> str:
    if info is None:
        return ""
    bare = sorted({code.lower().replace("_", "-").split("-")[0] for code in info.languages})
    if bare == ["*"]:
        return "any"
    return ", ".join(bare) if len(bare) <= FEW else f"{len(bare)} languages"


def _voice(found: Found, best: str) -> dict[str, object]:
    info = found.info
    return {
        "id": found.name,
        "works": info is not None,
        "auto": best.partition(":")[0] == found.name,
        "network": found.network,
        "sends_to": info.sends_to if info else "",
        "summary": info.summary if info else found.reason,
        "version": info.version if info else "",
        "languages": list(info.languages) if info else [],
        "controls": sorted(info.controls) if info else [],
        "install": info.install if info else found.reason,
    }


def _best() -> str:
    """What `auto` means here; empty if nothing speaks."""
    try:
        opened = open_voice()
    except KindpaceError:
        return ""
    opened.voice.close()
    return opened.name


def _show_speakers(names: Sequence[str], *, as_data: bool) -> None:
    told = {name: list(_speakers(name)) for name in names}
    if as_data:
        print_json(told)
        return
    for rows in told.values():
        wide = max((len(row["name"]) for row in rows), default=0)
        for row in rows:
            licence = f"  ({row['licence']})" if row["licence"] else ""
            name = click.style(f"{row['name']:<{wide}}", bold=True)
            click.echo(f"{name}  {row['language']:<8}  {row['summary']}{licence}")


def _speakers(name: str) -> Iterator[dict[str, str]]:
    opened = open_voice(name)
    try:
        for one in opened.voice.speakers():
            yield {"name": f"{opened.voice.info.id}:{one.id}", **asdict(one)}
    finally:
        opened.voice.close()


def _given(language: str | None, pace: str | None) -> dict[str, object]:
    given = {"language": language, "pace": int(pace) if pace and pace.isdigit() else pace}
    return {name: value for name, value in given.items() if value is not None}


def _compare(
    text: str,
    names: Sequence[str],
    output: Path | None,
    given: dict[str, object],
    *,
    as_data: bool,
) -> None:
    from kindpace.studio.comparing import compare  # noqa: PLC0415 - so that the list comes at once

    if output is None:
        raise WrongUse([problem("compare-nowhere")])
    compared = compare(
        text,
        names,
        output,
        checked_wording(given, "--"),
        on_leaving=lambda leaving: tell([leaving.told]),
    )
    if as_data:
        print_json(_data(compared))
        return
    click.echo("\n".join(_report(compared)))


def _report(compared: "Compared") -> Iterator[str]:
    wide = max(len(one.voice) for one in compared.samples)
    yield f"{'':<{wide}}  seconds  words/min   LUFS  file"
    for one in compared.samples:
        figures = f"{float(one.length):>7.2f}  {one.pace:>9.0f}  {one.loudness:>5.1f}"
        yield f"{one.voice:<{wide}}  {figures}  {compared.folder / one.file}"
    for name, why in compared.passed:
        yield _wrapped(f"{name} was passed over: {why.what}")


def _data(compared: "Compared") -> dict[str, object]:
    return {
        "folder": str(compared.folder),
        "voices": [
            {
                "voice": one.voice,
                "file": one.file,
                "seconds": round(float(one.length), 3),
                "words_a_minute": round(one.pace, 1),
                "loudness": round(one.loudness, 2),
            }
            for one in compared.samples
        ],
        "passed_over": {name: why.what for name, why in compared.passed},
    }


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_on_hyphens=False,  # a command is copied whole
        break_long_words=False,
    )
