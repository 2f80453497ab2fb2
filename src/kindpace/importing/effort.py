"""Effort in workouts -> walking or running, and steps a minute; scripts know no pace or power."""

from fractions import Fraction

from kindpace.importing.draft import Gathering
from kindpace.session.model import Seconds
from kindpace.session.rhythm import FASTEST, SLOWEST

WALK_BELOW = Fraction(60, 100)
"""Below this share of threshold pace or power a step is taken for a walk: our own choice."""

WALK_PACE = 9 * 60
"""Seconds for a kilometre from which on a pace is taken for a walk."""

ONE_FOOT = 115
"""Running cadences up to this count one foot, as cycling computers do."""

METRES_A_SECOND = {"run": Fraction(1000, 390), "walk": Fraction(1000, 660)}
"""For distances without a pace: an easy run at 6:30 a kilometre, a walk at 11:00."""


def gait_at(share: Fraction | None, usual: str) -> str:
    """Walk or run at this share of threshold; `usual` where none is told."""
    if share is None:
        return usual
    return "walk" if share < WALK_BELOW else "run"


def steps(written: Fraction, gait: str, line: int, gathering: Gathering) -> str:
    """A cadence in steps a minute, of both feet; empty where no runner could follow."""
    both = written * 2 if written <= (ONE_FOOT if gait == "run" else SLOWEST * 3 / 2) else written
    if not SLOWEST <= both <= FASTEST:
        gathering.leave("import-left", line, f"cadence {float(written):g}")
        return ""
    if both != written:
        gathering.leave("import-cadence", line, f"{float(written):g}", f"{float(both):g}")
    return f"{float(both):g}"


def time_for(
    metres: Fraction, gait: str, line: int, gathering: Gathering, pace: Fraction | None = None
) -> Seconds:
    """About how long a distance takes; `pace` in seconds a kilometre, where it is told."""
    length = metres * pace / 1000 if pace else metres / METRES_A_SECOND[gait]
    rounded = Seconds(max(1, round(length)))
    minutes, seconds = divmod(int(rounded), 60)
    gathering.leave("import-distance", line, f"{float(metres):g} m", f"{minutes}:{seconds:02}")
    return rounded
