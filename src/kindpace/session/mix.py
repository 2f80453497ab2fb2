"""A listener's own levels: how much louder or softer each sound is than its template has it."""

from dataclasses import asdict, dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Decibels beside the template; 0 leaves a sound as it is."""

    voice: Fraction = Fraction(0)
    beat: Fraction = Fraction(0)
    breath: Fraction = Fraction(0)
    bed: Fraction = Fraction(0)

    def __str__(self) -> str:
        """What was moved, for people: `beat -6, bed +1.5`; nothing if all is as it was."""
        return ", ".join(
            f"{name} {float(level):+g}" for name, level in asdict(self).items() if level
        )
