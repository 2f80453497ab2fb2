"""A finished file held to its promises: read it, find its plan, listen, and say what isn't kept."""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kindpace.problems import KindpaceError, Problem, WrongUse, problem
from kindpace.session.model import Seconds
from kindpace.session.notation import clock
from kindpace.studio.making import Progress, Told, record, unheard, unwatched
from kindpace.studio.planning import Order, plan
from kindpace.studio.scoring import PLAN, scored
from kindpace.timeline.score import Score
from kindpace.timeline.score_text import read_score
from kindpace.timeline.tempo import frame
from kindpace.track.encode import RATE
from kindpace.track.reading import Reading, read_track
from kindpace.track.whole import ready_place, whole_file
from kindpace.verify.form import exactly
from kindpace.verify.found import Found
from kindpace.verify.listening import listen
from kindpace.verify.picture import draw
from kindpace.verify.promises import broken

FAR: Final = Seconds(60)
"""How much more than twice as long as its track a plan in a tag may be: days of beats that nobody
can hear would only take time to look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found in a file, and every promise that it doesn't keep, the worst first."""

    found: Found
    broken: tuple[Problem, ...]


def verify(
    path: Path,
    *,
    order: Order | None = None,
    picture: Path | None = None,
    on_progress: Progress = unwatched,
    on_leaving: Told = unheard,
) -> Verified:
    """The MP3 at `path`, held to the plan in its tag, or to the script that `order` names.

    `picture` is drawn whole or not at all. Raises `KindpaceError` if the file is no whole MP3 or
    the script can't be planned, `WorldError` for what can't be read or written, `WrongUse` for a
    picture in the track's own place.
    """
    if picture is not None:
        _ready_picture(picture, path)
    planned = plan(order) if order else None
    reading = read_track(path)
    told, problems = _told(reading)
    score = told
    if planned is not None:
        with TemporaryDirectory(prefix="kindpace-") as spare:
            spoken, takes = record(planned, on_progress, Path(spare), on_leaving)
        score = scored(spoken, takes)
        problems = [*problems, *([_other(told, score)] if told and told != score else [])]
    whole = frame(reading.form.length, RATE)

    def on_frames(done: int) -> None:
        on_progress("listening", min(done, whole), whole)

    try:
        found = listen(path, score, on_frames)
    except KindpaceError as refused:
        if planned is not None or not _of_the_plan(refused):
            raise
        problems = [*problems, *refused.problems]  # the sound can be heard without its plan
        found = listen(path, None, on_frames)
    if picture is not None:
        with whole_file(picture) as file:
            file.write(draw(found))
    return Verified(found=found, broken=(*problems, *broken(found)))


def _ready_picture(picture: Path, track: Path) -> None:
    """See early that the picture can be written, and doesn't replace what it shows."""
    if os.path.realpath(picture) == os.path.realpath(track):
        raise WrongUse([problem("picture-over-track", path=track)])
    ready_place(picture)


def _told(reading: Reading) -> tuple[Score | None, list[Problem]]:
    """The plan that the tag tells, if it tells one, and what keeps it from being read."""
    text = next((value for name, value in reading.labels.extra if name == PLAN), None)
    if text is None:
        return None, []
    try:
        score = read_score(text)
    except KindpaceError as unreadable:
        return None, list(unreadable.problems)
    if score.length > 2 * reading.form.length + FAR:
        found, planned = exactly(reading.form.length), exactly(score.length)
        return None, [problem("length-off", found=found, planned=planned)]
    return score, []


def _of_the_plan(refused: KindpaceError) -> bool:
    return all(one.slug == "score-unreadable" for one in refused.problems)


def _other(told: Score, wanted: Score) -> Problem:
    """In what the plan in the tag differs from the wanted one first."""
    lines = [[one.text for one in score.lines] for score in (told, wanted)]
    pairs = {
        "length": [clock(score.length) for score in (told, wanted)],
        "lines": [str(len(one)) for one in lines],
        "sound": [told.sound, wanted.sound],
        "seed": [str(told.seed), str(wanted.seed)],
    }
    for name, (here, there) in pairs.items():
        if here != there:
            return problem("plan-other", difference=f"{name} {here} instead of {there}")
    if told.strides != wanted.strides:
        return problem("plan-other", difference="other steps")
    for one, other in zip(told.lines, wanted.lines, strict=True):
        if one != other:
            moment = clock(one.start)
            return problem("plan-other", difference=f"another line, or its voice, at {moment}")
    return problem("plan-other", difference="breath, bells or quiet stand elsewhere")
