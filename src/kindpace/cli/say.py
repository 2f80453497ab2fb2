"""`say`: one line by itself, spoken into a file, or shown with all that was done to its words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kindpace.cli.words import print_json, tell
from kindpace.problems import WrongUse, problem
from kindpace.session.reading import checked_wording
from kindpace.session.written import Script, Wording

if TYPE_CHECKING:  # `--help` is shown without waiting for numpy
    from kindpace.studio.saying import Wanted, Written

GIVEN = ("language", "voice", "pace")


@click.command("say")
@click.argument("text")
@click.option("--voice", help="The voice; `kindpace voices` shows them.")
@click.option("--language", help="The language of the words: en, es, de, fr ...; else English.")
@click.option("--pace", help="Words a minute inside the line.")
@click.option(
    "--script", metavar="NAME", help="As in this script: its lexicon, language, voice and pace."
)
@click.option("--explain", is_flag=True, help="Show what is said, and what changed which words.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .wav or .mp3 file.")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
def say_command(
    *,
    text: str,
    script: str | None,
    explain: bool,
    output: Path | None,
    as_data: bool,
    **given: str | None,
) -> None:
    """Speak one line, or show how it will be said."""
    from kindpace.studio.saying import script_called, wanted, write  # noqa: PLC0415 - for --help

    if output is None and not explain and not as_data:
        raise WrongUse([problem("say-nowhere")])
    like = script_called(script) if script else None
    spoken = wanted(text, _wording(given, like), like)
    tell(spoken.remarks)
    made = None
    if output is not None:
        made = write(spoken, output, lambda leaving: tell([leaving.told]))
    if as_data:
        print_json(_data(spoken, made))
        return
    click.echo("\n".join(_lines(spoken, made, explain=explain)))


def _wording(given: dict[str, str | None], script: Script | None) -> Wording:
    """What was asked for; what wasn't is as in the script."""
    told: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if str(told.get("pace", "")).isdigit():
        told["pace"] = int(str(told["pace"]))
    like = {name: getattr(script, name) for name in GIVEN} if script else {}
    return checked_wording({**like, **told}, "--")


def _lines(spoken: "Wanted", made: "Written | None", *, explain: bool) -> Iterator[str]:
    if explain:
        for sentence in spoken.sentences:
            yield click.style(sentence.words.text, bold=True)
            rows = [(one.written, one.said or "(left out)", one.by) for one in sentence.changes]
            rows += [(word, f"/{ipa}/", "IPA") for word, ipa in sentence.words.ipa.items()]
            yield from _table(rows)
        if not any(sentence.changes for sentence in spoken.sentences):
            yield "   nothing was changed"
    if made is not None:
        seconds = f"{float(made.length):.1f} s"
        yield f"{made.path}  {seconds}, {made.voice}, {made.loudness:.1f} LUFS"


def _table(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Columns: what was written, what is said, and by which tier or rule."""
    wide = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for written, said, by in rows:
        yield f"   {written:<{wide[0]}}  {said:<{wide[1]}}  {by}"


def _data(spoken: "Wanted", made: "Written | None") -> dict[str, object]:
    """The same for a machine; `file` is null where nothing was written."""
    return {
        "voice": spoken.voice,
        "sentences": [
            {
                "text": one.line.text,
                "spoken": one.words.text,
                "language": one.line.language,
                "pace": one.line.pace,
                "ipa": dict(one.words.ipa),
                "changes": [asdict(change) for change in one.changes],
            }
            for one in spoken.sentences
        ],
        "gaps": [float(gap) for gap in spoken.gaps],
        "file": None
        if made is None
        else {
            "path": str(made.path),
            "bytes": made.size,
            "seconds": float(made.length),
            "loudness": round(made.loudness, 2),
        },
    }
