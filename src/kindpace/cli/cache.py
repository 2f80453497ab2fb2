"""`cache`: what was spoken before, how much room it takes, and whether it is whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Final

import click

from kindpace.cli.words import print_json
from kindpace.problems import WrongUse, problem
from kindpace.studio.means import kept_in
from kindpace.voices.cache import open_cache
from kindpace.voices.shelves import Cleared, Entry, Torn, chosen, clear, entries, torn

as_json = click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")

AGES: Final = {"m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
SIZES: Final = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
NUMBER: Final = r"(\d{1,12}(?:\.\d+)?)\s*"
SHOWN: Final = 20
"""So many torn files are named; of more, the number is told."""

TORN_AS: Final = {
    "sidecar": "isn't a whole take",
    "sound": "is named by no take",
    "part": "was never finished",
}


@click.group("cache")
def cache_command() -> None:
    """Show, clear or check the lines that were spoken before."""


@cache_command.command("list")
@as_json
def list_command(as_data: bool) -> None:
    """Show how much each voice has spoken, and how much room that takes."""
    cache = open_cache()
    found = list(entries(cache))
    encoded = kept_in(cache.folder).size()
    if as_data:
        told = {**_sums(found), "encoded": encoded, "voices": _by_voice(found)}
        print_json({"folder": str(cache.folder), **told})
        return
    click.echo(f"{cache.folder}: {_told(found)}")
    for row in _by_voice(found):
        last, first = str(row["last_used"])[:10], str(row["oldest"])[:10]
        size, minutes = _size(int(str(row["bytes"]))), float(str(row["seconds"])) / 60
        click.echo(
            f"  {row['voice']:<16} {row['takes']:>6} takes  {size:>8}  {minutes:6.1f} min"
            f"  oldest {first}, last used {last}"
        )
    if encoded:
        click.echo(
            f"  encoded sound    {_size(encoded):>8}; what was used longest ago goes by itself"
        )


@cache_command.command("prune")
@click.option("--older-than", metavar="AGE", help="Takes not used for so long, such as 90d.")
@click.option("--larger-than", metavar="SIZE", help="Those used longest ago, beyond 500M or so.")
@click.option("--voice", default="", metavar="NAME", help="Only takes of this voice.")
@click.option("--all", "everything", is_flag=True, help="All takes; asks first.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@as_json
def prune_command(
    *,
    older_than: str | None,
    larger_than: str | None,
    voice: str,
    everything: bool,
    yes: bool,
    dry_run: bool,
    as_data: bool,
) -> None:
    """Take away what you don't need any more; it is spoken again when it is wanted."""
    if not (older_than or larger_than or voice or everything):
        raise WrongUse([problem("cache-nothing-chosen")])
    age = age_of(older_than) if older_than else None
    size = size_of(larger_than) if larger_than else None
    cache = open_cache()
    found = list(entries(cache))
    if voice:
        _require_voice(voice, found)
    going = chosen(found, voice=voice, older_than=age, larger_than=size)
    if everything and going and not (yes or dry_run):
        click.confirm(f"Take away {_told(going)}?", abort=True, err=True)
    cleared = clear(cache, going, only_tell=dry_run)
    if everything and not dry_run:
        kept_in(cache.folder).clear()
    if as_data:
        print_json(
            {"dry_run": dry_run, **_sums(cleared.entries), "kept_back": cleared.kept_back}
            | {"voices": _by_voice(cleared.entries)}
        )
        return
    click.echo("\n".join(_pruned(cleared, dry_run=dry_run)))


@cache_command.command("verify")
@click.option("--mend", is_flag=True, help="Take away what isn't whole.")
@as_json
@click.pass_context
def verify_command(ctx: click.Context, *, mend: bool, as_data: bool) -> None:
    """Check that every take can be heard and is what it says."""
    cache = open_cache()
    count = sum(1 for _ in entries(cache))
    found = list(torn(cache, mend=mend))
    left = [one for one in found if not one.gone]
    if as_data:
        print_json({"folder": str(cache.folder), "takes": count, "torn": [_torn(o) for o in found]})
    else:
        click.echo("\n".join(_checked(count, found, mend=mend)))
    ctx.exit(3 if left else 0)


def age_of(written: str) -> float:
    """`90d` as seconds. Raises WrongUse."""
    match = re.fullmatch(NUMBER + r"([mhdw])", written.strip().lower())
    if match is None:
        raise WrongUse([problem("cache-age", written=written)])
    return float(match[1]) * AGES[match[2]]


def size_of(written: str) -> int:
    """`500M` as bytes. Raises WrongUse."""
    match = re.fullmatch(NUMBER + r"([kmg]?)(?:i?b)?", written.strip().lower())
    if match is None:
        raise WrongUse([problem("cache-size", written=written)])
    return int(float(match[1]) * SIZES[match[2]])


def _require_voice(voice: str, found: Iterable[Entry]) -> None:
    known = sorted({name for one in found for name in (one.engine, one.voice)})
    if voice not in known:
        near = get_close_matches(voice, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}."
        raise WrongUse([problem("cache-unknown-voice", name=voice, hint=hint)])


def _sums(found: Sequence[Entry]) -> dict[str, object]:
    return {
        "takes": len(found),
        "bytes": sum(one.size for one in found),
        "seconds": round(sum(one.seconds for one in found), 1),
    }


def _by_voice(found: Sequence[Entry]) -> list[dict[str, object]]:
    """One row a voice, the largest first."""
    voices: dict[str, list[Entry]] = {}
    for one in found:
        voices.setdefault(one.voice, []).append(one)
    rows = [
        {
            "voice": name,
            **_sums(mine),
            "oldest": _day(min(one.created for one in mine)),
            "last_used": _day(max(one.used for one in mine)),
        }
        for name, mine in sorted(voices.items())
    ]
    return sorted(rows, key=lambda row: -int(str(row["bytes"])))


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def _told(found: Sequence[Entry]) -> str:
    takes = "1 take" if len(found) == 1 else f"{len(found)} takes"
    return f"{takes}, {_size(sum(one.size for one in found))}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"  # noqa: PLR2004 - a tenth of a megabyte


def _pruned(cleared: Cleared, *, dry_run: bool) -> Iterator[str]:
    yield f"{_told(cleared.entries)} {'would go' if dry_run else 'taken away'}."
    if cleared.kept_back:
        yield f"{cleared.kept_back} stayed: a run that is being made may need them."


def _checked(count: int, found: Sequence[Torn], *, mend: bool) -> Iterator[str]:
    for one in found[:SHOWN]:
        yield f"{one.path}  {TORN_AS[one.reason]}{', and went' if one.gone else ''}"
    if len(found) > SHOWN:
        yield f"and {len(found) - SHOWN} more"
    if not found:
        yield f"Every take is whole: {count}."
    elif not mend:
        yield "None of these is ever used. Take them away with: kindpace cache verify --mend"


def _torn(one: Torn) -> dict[str, object]:
    return {"path": str(one.path), "reason": one.reason, "gone": one.gone}
