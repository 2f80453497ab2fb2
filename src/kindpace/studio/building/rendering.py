"""What a worker does: one parcel in, one track out. It needs no voice, no script and no network."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace.feed import chapters
from kindpace.problems import KindpaceError, Problem, Weight, problem
from kindpace.studio.building.parcel import Parcel, Work, unpacked
from kindpace.studio.making import produce
from kindpace.track.cover import artwork
from kindpace.track.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished track with its picture; `remarks` are the promises that it doesn't keep.

    `synthetic` tells whether a voice that is no person's is heard in it.
    """

    track: bytes
    art: bytes
    length: Fraction
    labels: Labels
    synthetic: bool
    remarks: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmade:
    """Why there is no track. A value, since not every exception survives the way between processes.

    `exit_code` is as for a command.
    """

    problems: tuple[Problem, ...]
    exit_code: int = 1


Outcome = Made | Unmade


def rendered(parcel: Parcel) -> Outcome:
    """The track in `parcel`, wherever this runs: the same parcel gives the same bytes."""
    try:
        with TemporaryDirectory(prefix="kindpace-") as folder:
            return _made(unpacked(parcel, Path(folder)), Path(folder))
    except KindpaceError as fault:
        return Unmade(problems=fault.problems, exit_code=fault.exit_code)
    except Exception as fault:  # noqa: BLE001 - a worker has nobody to tell, so it travels home
        reason = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
        return Unmade(
            problems=(problem("episode-stumbled", title=parcel.title, reason=reason),), exit_code=3
        )


def _made(work: Work, folder: Path) -> Made:
    into = folder / "track.mp3"
    timeline = work.planned.timeline

    def labelled(labels: Labels) -> Labels:
        return replace(
            labels,
            title=work.title,
            album=work.album,
            artist=work.artist,
            track=work.number,
            chapters=chapters.fitted(labels.chapters, timeline.length),
        )

    done = produce(work.planned, work.takes, into, encoding=work.encoding, labelled=labelled)
    return Made(
        track=into.read_bytes(),
        art=artwork(replace(timeline, title=work.title)),
        length=done.track.length,
        labels=replace(done.track.labels, cover=b"", extra=()),
        synthetic=bool(done.spoken),
        remarks=tuple(replace(one, weight=Weight.LOOK) for one in done.broken),
    )
