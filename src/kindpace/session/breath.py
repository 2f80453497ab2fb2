"""The breath of a part: what the script asks for, under the runner's own wish."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kindpace.session.expand import WrittenCue, WrittenPart
from kindpace.session.model import (
    BreathPlan,
    Count,
    Gait,
    How,
    Pattern,
    Runner,
    Seconds,
    Stage,
    Unit,
)
from kindpace.session.rhythm import pattern
from kindpace.session.wanted import breath_is_off
from kindpace.session.written import BreathWords

USUAL_STEPS = Pattern(inhale=3, exhale=2)
USUAL_SECONDS = Pattern(inhale=4, exhale=6, unit=Unit.SECONDS)
USUAL_FADE = Seconds(8)
SOUND_THROUGHOUT = (Stage(how=How.SOUND),)
SILENCE = (Stage(how=How.SILENT),)


def own_pattern(wish: str) -> Pattern | None:
    """The pattern in a runner's (or a script's) wish, if it names one."""
    return pattern(wish) if ":" in wish else None


def spoken_cycles(words: BreathWords | None) -> int | None:
    """How many breaths a plan counts aloud before anything else; None if it doesn't."""
    first = words.count[0] if words is not None and words.count else None
    return first.cycles if first is not None and first.how is How.SPOKEN else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breathing:
    """How breath goes for one runner: `own` is their wish for running, `usual` the script's."""

    runner: Runner
    own: Pattern | None
    usual: Pattern

    def pattern_for(self, gait: Gait, written: Pattern | None = None) -> Pattern:
        """What is breathed in a part for which `written` stands, or nothing."""
        own = self.own if gait is Gait.RUN else None
        return own or written or (self.usual if gait.moving else USUAL_SECONDS)

    def plan(self, written: WrittenPart, cues: Sequence[WrittenCue]) -> BreathPlan | None:
        """The breath plan of a part with these cues; None where the breath is free."""
        words = written.part.breath
        if words is None or breath_is_off(self.runner):
            return None
        stages = words.count or SOUND_THROUGHOUT
        counted = spoken_cycles(words) is not None
        waits = counted or any(one.cue.count is not None for one in cues)
        return BreathPlan(
            pattern=self.pattern_for(written.gait, words.pattern),
            stages=(stages[1:] if counted else stages) or SILENCE,
            starts=words.starts or (None if waits else Seconds(0)),
            fade=words.fade or USUAL_FADE,
            mark=written.tree.mark((*written.path, "breath")),
        )

    def opening(self, written: WrittenPart) -> tuple[Count, ...]:
        """The counting that a breath plan opens with, as a cue at the head of the part."""
        cycles = spoken_cycles(written.part.breath)
        if cycles is None or breath_is_off(self.runner):
            return ()
        mark = written.tree.mark((*written.path, "breath", "count"))
        return (Count(cycles=cycles, pattern=None, mark=mark),)

    def count(self, cue: Count, written: WrittenPart, plan: BreathPlan | None) -> Count | None:
        """A count among the cues as this runner hears it, if they do."""
        if breath_is_off(self.runner):
            return None
        if cue.pattern is None and plan is None:
            return replace(cue, pattern=self.pattern_for(written.gait))
        return cue
