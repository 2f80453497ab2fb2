"""`publish`: a feed's folder goes where the world finds it."""

import datetime as dt
from pathlib import Path

import click

from kindpace.cli.words import as_json, print_json, progress, tell
from kindpace.feed.publishing.places import target_of
from kindpace.feed.publishing.publishing import Published, publish
from kindpace.problems import KindpaceError

STANDS = "What stood there still stands."
SHOWN = 12
"""How many paths are named."""
FILE = click.Path(path_type=Path)


@click.command("publish")
@click.argument("folder", type=FILE, metavar="DIR")
@click.argument("target")
@click.option("--dry-run", is_flag=True, help="Show what would go, and change nothing.")
@click.option("--keep", is_flag=True, help="Let old tracks stay for good.")
@click.option("--over", is_flag=True, help="Take the place of another site or show.")
@click.option("--keys", type=FILE, metavar="FILE", help="A file with the keys to a bucket.")
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def publish_command(
    ctx: click.Context,
    *,
    folder: Path,
    target: str,
    dry_run: bool,
    keep: bool,
    over: bool,
    keys: Path | None,
    as_data: bool,
) -> None:
    """Publish a feed: only what changed, tracks first and the feed last.

    TARGET is a folder, s3://bucket/prefix, user@host:path or rsync://host/module/path. Stopped at
    any moment, it leaves a whole feed there, and goes on the next time.
    """
    try:
        with progress() as shown:
            done = publish(
                folder,
                target_of(target, folder, keys),
                now=dt.datetime.now(dt.UTC),
                keep=keep,
                over=over,
                dry=dry_run,
                on_progress=shown,
            )
    except KindpaceError as refused:
        if as_data:
            print_json({"target": target, "faults": [as_json(one) for one in refused.problems]})
        else:
            tell(refused.problems, STANDS)
        ctx.exit(refused.exit_code)
    tell(done.remarks)
    if as_data:
        print_json(_told(done, dry_run))
    else:
        click.echo("\n".join(_lines(done, dry_run)))


def _lines(done: Published, dry: bool) -> list[str]:
    """What went, what stayed, and where the feed is."""
    size = f"{done.size / 1_000_000:.1f} MB"
    told = [
        ("would send" if dry else "sent", f"{_counted(done.sent)}, {size}" if done.sent else ""),
        ("as it was", str(done.kept) if done.kept else ""),
        ("would remove" if dry else "removed", _counted(done.removed) if done.removed else ""),
        *(("feed", address) for address in done.feeds),
    ]
    lines = [click.style(done.target, bold=True)]
    lines += [f"  {label:<12}  {text}" for label, text in told if text]
    if dry:
        lines += [f"    {path}" for path in done.sent[:SHOWN]]
        lines += [f"    and {len(done.sent) - SHOWN} more"] if len(done.sent) > SHOWN else []
    return lines


def _counted(paths: tuple[str, ...]) -> str:
    return "1 file" if len(paths) == 1 else f"{len(paths)} files"


def _told(done: Published, dry: bool) -> dict[str, object]:
    """The report for a machine."""
    return {
        "target": done.target,
        "dry_run": dry,
        "feeds": list(done.feeds),
        "sent": list(done.sent),
        "removed": list(done.removed),
        "kept": done.kept,
        "bytes": done.size,
        "remarks": [as_json(one) for one in done.remarks],
        "faults": [],
    }
