"""A ladder of cadences: a feed a rung, and the page that leads to each."""

from collections.abc import Sequence
from pathlib import Path

from kindpace.feed.page.ladder import ladder_page
from kindpace.feed.page.rungs import rungs_of
from kindpace.problems import WrongUse, problem
from kindpace.programme.model import Rung
from kindpace.session.ladders import cadence_rungs
from kindpace.session.notation import Unreadable
from kindpace.studio.building.folder import put


def rungs_from(written: str) -> tuple[Rung, ...]:
    """`150-185`, `150-185/10` or `150,160` as rungs. Raises WrongUse."""
    span, _, step = written.replace(" ", "").partition("/")
    try:
        if "-" in span:
            told: object = f"{span.replace('-', ' to ', 1)} by {step or 5}"
        else:
            told = [one for one in span.split(",") if one]
        return tuple(Rung(cadence=cadence) for cadence in cadence_rungs(told))
    except Unreadable as error:
        what = problem(error.slug, **error.words)
        raise WrongUse(
            [problem("option-value", option="--ladder", what=what.what, mend=what.mend)]
        ) from None


def rung_name(rung: Rung, rungs: Sequence[Rung]) -> str:
    """The folder of `rung`: its cadence, and its length in percent where that isn't the usual.

    None if it is the only one, and has no cadence of its own.
    """
    if rung.cadence is None and len(rungs) == 1:
        return ""
    cadence = "" if rung.cadence is None else f"{float(rung.cadence):g}".replace(".", "-")
    share = "" if rung.length == 1 else f"{round(rung.length * 100)}-percent"
    return "-".join(filter(None, (cadence, share))) or "usual"


def write_ladder(folder: Path, rungs: Sequence[Rung]) -> None:
    """Put the page that leads to each rung into `folder`, where there is a ladder."""
    if not any(rung_name(rung, rungs) for rung in rungs):
        return
    if standing := rungs_of(folder):
        put(folder, "index.html", ladder_page(standing), "")
