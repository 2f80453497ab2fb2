"""Faults of meaning: what the keys of a script say to one another.

Looks at every part and cue, whoever runs and whatever the day draws: a script reads for everyone
or for no one.
"""

from collections.abc import Iterator

from kindpace.problems import Mark, Problem, problem
from kindpace.session.breath import spoken_cycles
from kindpace.session.expand import Expansion, WrittenCue, WrittenPart
from kindpace.session.filling import needs, tells_time
from kindpace.session.folder import Folder
from kindpace.session.model import Anchor, Gait, Pattern, Unit
from kindpace.session.notation import Unreadable, span
from kindpace.session.packs import pack_for
from kindpace.session.runner import laid_over, runner_from
from kindpace.session.telling import told_by
from kindpace.session.tree import Trail, Tree
from kindpace.session.written import Script


class Checking:
    """One script, and the folder that its files stand in."""

    def __init__(self, script: Script, tree: Tree, folder: Folder) -> None:
        usual = runner_from(laid_over(script.runner))
        self.script, self.tree, self.folder = script, tree, folder
        self.speaks = pack_for(script.language) is not None
        self.told = {field for field, words in told_by(usual).items() if words}
        if script.minutes or usual.length:
            self.told.add("minutes")

    def problems(self) -> tuple[Problem, ...]:
        """Every fault of meaning, each once."""
        expansion = Expansion(None, self.folder.block)
        found = [*self._bed(), *self._recordings()]
        for part in expansion.parts(self.script.parts, self.tree, ("parts",)):
            found += self._part(part)
            for placed in expansion.cues(part):
                found += self._cue(placed, part)
        return tuple(dict.fromkeys([*found, *expansion.problems]))

    def _bed(self) -> Iterator[Problem]:
        if self.script.sound.bed is None:
            return
        try:
            self.folder.recording(self.script.sound.bed)
        except Unreadable as error:
            yield error.at(self.tree.mark(("sound", "bed")))

    def _recordings(self) -> Iterator[Problem]:
        if self.script.own_voice is None:
            return
        trail, name = self.script.own_voice
        try:
            self.folder.recordings(name)
        except Unreadable as error:
            yield error.at(self.tree.mark(trail))

    def _part(self, written: WrittenPart) -> Iterator[Problem]:
        part, gait = written.part, written.gait
        if part.cadence is not None and not gait.moving:
            yield problem("cadence-without-steps", _key(written, "cadence"), gait=gait)
        if part.breath is None:
            return
        if part.breath.pattern is not None:
            yield from _unit(part.breath.pattern, gait, written, ("breath", "pattern"))
        if spoken_cycles(part.breath) is not None:
            yield from self._counting(written, ("breath", "count"))
            if part.breath.starts is not None:
                yield problem("count-place", _key(written, "breath", "from"))

    def _cue(self, placed: WrittenCue, written: WrittenPart) -> Iterator[Problem]:
        cue, lasts = placed.cue, written.part.lasts
        if cue.rounds and max(cue.rounds) > written.rounds:
            where = placed.tree.mark((*placed.path, "rounds"))
            late, last = max(cue.rounds), written.rounds
            yield problem("rounds-never", where, round=late, last=last)
        if cue.at and cue.at.anchor in (Anchor.START, Anchor.END) and lasts:
            where = placed.tree.mark((*placed.path, "at"))
            if cue.at.value >= lasts:
                yield problem("place-beyond-part", where, lasts=span(lasts))
        if cue.count is not None:
            yield from self._count(placed, written)
        try:
            self._words(placed)
        except Unreadable as error:
            yield error.at(placed.tree.mark((*placed.path, cue.act)))

    def _count(self, placed: WrittenCue, written: WrittenPart) -> Iterator[Problem]:
        chosen = placed.cue.count[1] if placed.cue.count else None
        if chosen is not None:
            yield from _unit(chosen, written.gait, placed, ("count",))
        if spoken_cycles(written.part.breath) is not None:
            yield problem("count-twice", _key(placed, "count"))
        yield from self._counting(placed, ("count",))

    def _counting(self, written: WrittenPart | WrittenCue, inside: Trail) -> Iterator[Problem]:
        if not self.speaks:
            where = written.tree.mark((*written.path, *inside))
            yield problem("count-without-pack", where, language=self.script.language)

    def _words(self, placed: WrittenCue) -> None:
        """Raises Unreadable for a file that isn't there, and for words with a hole for somebody."""
        if placed.cue.play is not None:
            self.folder.recording(placed.cue.play.file)
        for choice in placed.cue.words.choices if placed.cue.words else ():
            for field in needs(choice):
                if field not in self.told | placed.told:
                    raise Unreadable("placeholder-may-be-missing", field=field)
            if tells_time(choice) and not self.speaks:
                raise Unreadable("quiet-without-pack", language=self.script.language)


def _key(written: WrittenPart | WrittenCue, *inside: str) -> Mark:
    return written.tree.key((*written.path, *inside))


def _unit(
    chosen: Pattern, gait: Gait, written: WrittenPart | WrittenCue, inside: Trail
) -> Iterator[Problem]:
    """Steps go with moving, seconds with standing and sitting."""
    if gait.moving != (chosen.unit is Unit.STEPS):
        slug = "breath-needs-steps" if gait.moving else "breath-needs-seconds"
        where = written.tree.mark((*written.path, *inside))
        yield problem(slug, where, gait=gait, written=chosen)
