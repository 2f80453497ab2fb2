"""`export`: the tracks of a feed as a folder for a phone."""

from pathlib import Path

import click

from kindpace.cli.words import print_json, progress
from kindpace.feed.exporting.exporting import Exported, export

FILE = click.Path(path_type=Path)


@click.command("export")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--to", "into", type=FILE, metavar="FOLDER", help="Where; else DIR-phone beside DIR.")
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
def export_command(*, folder: Path, into: Path | None, as_data: bool) -> None:
    """Make a folder of tracks for a phone, by cable: only what changed is copied.

    Tracks are numbered in the order of the runs, with their words, cover and playlist beside them.
    AntennaPod plays such a folder as a podcast; any other player does too.
    """
    usual = folder.absolute().with_name(f"{folder.absolute().name}-phone")
    with progress() as shown:
        done = export(folder, into or usual, shown)
    if as_data:
        print_json(_told(done))
        return
    tracks = "1 track" if done.tracks == 1 else f"{done.tracks} tracks"
    told = [
        ("copied", f"{_files(len(done.copied))}, {done.size / 1_000_000:.1f} MB"),
        ("as it was", _files(done.kept) if done.kept else ""),
        ("removed", _files(len(done.removed)) if done.removed else ""),
    ]
    click.echo(f"{click.style(str(done.folder), bold=True)}, {tracks}")
    click.echo("\n".join(f"  {label:<10}  {text}" for label, text in told if text))


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _told(done: Exported) -> dict[str, object]:
    """The report for a machine."""
    return {
        "folder": str(done.folder),
        "tracks": done.tracks,
        "copied": list(done.copied),
        "removed": list(done.removed),
        "kept": done.kept,
        "bytes": done.size,
    }
