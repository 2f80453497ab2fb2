"""A written script, a runner and a day -> the Session that they make together."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from kindpace.problems import KindpaceError, Mark, Problem, Weight, problem, stop_if_any
from kindpace.session.breath import USUAL_STEPS, Breathing, own_pattern
from kindpace.session.checking import Checking
from kindpace.session.cues import Draws, Speaking
from kindpace.session.expand import Expansion, WrittenCue, WrittenPart
from kindpace.session.filling import fill
from kindpace.session.folder import Folder
from kindpace.session.lexicon import NO_LEXICON, Lexicon
from kindpace.session.model import (
    BreathPlan,
    Count,
    Cue,
    Exemption,
    Part,
    Recording,
    Session,
)
from kindpace.session.packs import languages, pack_for
from kindpace.session.pronounced import lexicon_of
from kindpace.session.recordings import Recordings
from kindpace.session.runner import laid_over, mix_from, runner_from
from kindpace.session.said import Text
from kindpace.session.steps import beat_for, legs_for
from kindpace.session.telling import known_in, told_by
from kindpace.session.texts import texts_of
from kindpace.session.tree import Tree
from kindpace.session.written import Exempt, Profile, Script

NOTHING_TOLD = Profile()
LONGEST_ID = 80
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d"})


def resolve(
    script: Script,
    tree: Tree,
    profile: Profile,
    folder: Folder,
    day: date | int | None = None,
    *,
    usual: Profile = NOTHING_TOLD,
    lexicon: Lexicon = NO_LEXICON,
) -> Session:
    """The session that `script` becomes for this runner on this day.

    `day` draws among alternatives: a date, or in a programme how often this was heard before.
    `usual` holds where neither the script nor the runner tells; `lexicon` is the person's own.
    Raises KindpaceError with every fault of meaning, each at its place in the file.
    """
    stop_if_any(Checking(script, tree, folder).problems())
    under = laid_over(usual, script.runner)
    own = lexicon_of(script.lexicon).over(lexicon)
    return _Resolving(script, tree, (under, profile), folder, day, lexicon=own).session()


class _Resolving:
    """One script on its way to a session."""

    def __init__(
        self,
        script: Script,
        tree: Tree,
        profiles: tuple[Profile, Profile],
        folder: Folder,
        day: date | int | None,
        *,
        lexicon: Lexicon,
    ) -> None:
        self.script, self.tree, self.folder, self.lexicon = script, tree, folder, lexicon
        under, profile = profiles
        self.both = laid_over(under, profile)
        self.usual, self.runner = runner_from(laid_over(under)), runner_from(self.both)
        self.wish = runner_from(laid_over(profile))
        self.pack = pack_for(script.language)
        self.draws = Draws(script.seed, day)
        self.mark = tree.mark(("minutes",) if script.minutes else ())
        self.exempt: list[Exemption] = []
        self.expansion = Expansion(self.runner, folder.block)
        self.breathing = Breathing(
            runner=self.runner,
            own=own_pattern(self.wish.breath),
            usual=own_pattern(self.usual.breath) or USUAL_STEPS,
        )

    def session(self) -> Session:
        """The session. Raises KindpaceError where no part is left, or far too many are."""
        script, runner, bed = self.script, self.runner, self.script.sound.bed
        self._excuse([script], self.mark)
        written = self.expansion.parts(script.parts, self.tree, ("parts",))
        parts = tuple(self._part(one) for one in written)
        if not parts:
            raise KindpaceError([problem("no-parts", self.tree.key(("parts",)))])
        return Session(
            id=script.id or slug_of(script.title),
            title=script.title,
            summary=" ".join(script.summary.split()),
            language=script.language,
            topics=tuple(script.topics),
            carries=tuple(script.carries),
            length=runner.length or script.minutes,
            sound=script.sound.template,
            bed=Recording(path=self.folder.recording(bed)) if bed else None,
            mix=mix_from(script.mix, self.both.mix),
            sound_mark=self.tree.mark(("sound", "template")),
            bed_mark=self.tree.mark(("sound", "bed")),
            recordings=self._recordings(),
            voice=runner.voice or script.voice,
            pace=runner.pace or script.pace,
            seed=script.seed,
            halfway=script.marks.halfway,
            last_minute=script.marks.last_minute,
            runner=runner,
            parts=parts,
            mark=self.mark,
            notes=tuple(script.notes),
            reviewed_by=script.reviewed_by or "",
            exempt=tuple(dict.fromkeys(self.exempt)),
            texts=self._texts(),
            remarks=self._remarks(),
        )

    def _texts(self) -> tuple[Text, ...]:
        """All that the script may say, in its own words wherever a runner may tell theirs."""
        told = {**told_by(self.usual), "title": self.script.title}
        return texts_of(self.script, self.tree, Expansion(None, self.folder.block), told)

    def _recordings(self) -> Recordings | None:
        if self.script.own_voice is None:
            return None
        trail, name = self.script.own_voice
        return Recordings(folder=self.folder.recordings(name), mark=self.tree.mark(trail))

    def _part(self, written: WrittenPart) -> Part:
        part, gait = written.part, written.gait
        placed = tuple(self.expansion.cues(written))
        breath = self.breathing.plan(written, placed)
        self._excuse(written.around.excused, written.mark)
        return Part(
            name=_named(part.part or "", written),
            gait=gait,
            lasts=part.lasts,
            cadence=legs_for(written.cadence, gait, self.usual, self.runner),
            beat=beat_for(part.beat, gait, self.usual.beat, self.wish.beat),
            breath=breath,
            cues=(*self.breathing.opening(written), *self._cues(written, placed, breath)),
            mark=written.mark,
        )

    def _cues(
        self, written: WrittenPart, placed: Sequence[WrittenCue], breath: BreathPlan | None
    ) -> Iterator[Cue]:
        speaking = self._speaking(written, breath)
        for one in placed:
            self._excuse(one.around.excused, one.mark)
            cue = speaking.cue(one)
            if isinstance(cue, Count):
                cue = self.breathing.count(cue, written, breath)
            if cue is not None:
                yield cue

    def _speaking(self, written: WrittenPart, breath: BreathPlan | None) -> Speaking:
        known = known_in(
            written,
            title=self.script.title,
            length=self.runner.length or self.script.minutes,
            runner=self.runner,
            breath=breath.pattern if breath else self.breathing.pattern_for(written.gait),
            pack=self.pack,
        )
        return Speaking(
            language=self.script.language,
            pace=self.runner.pace or self.script.pace,
            lexicon=self.lexicon,
            values={**told_by(self.runner), **known},
            public=told_by(self.usual),
            draws=self.draws,
            files=self.folder,
        )

    def _excuse(self, written: Sequence[Exempt], mark: Mark) -> None:
        for one in written:
            for rule in one.allow or ():
                self.exempt.append(Exemption(rule=rule, because=one.because or "", mark=mark))

    def _remarks(self) -> tuple[Problem, ...]:
        if self.pack is not None:
            return ()
        where, known = self.tree.mark(("language",)), ", ".join(languages())
        words = {"language": self.script.language, "known": known}
        return (problem("language-without-pack", where, weight=Weight.LOOK, **words),)


def _named(name: str, written: WrittenPart) -> str:
    """A part's name, its rounds in digits: it becomes a chapter."""
    return fill(name, {"round": str(written.round), "rounds": str(written.rounds)})


def slug_of(title: str) -> str:
    """A title as an id: small ASCII letters, digits and hyphens; its hash where none are left."""
    letters = unicodedata.normalize("NFKD", title.lower().translate(LETTERS))
    ascii_only = "".join(one for one in letters if not unicodedata.combining(one))
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST_ID].strip("-")
    return slug or f"session-{sha256(title.encode()).hexdigest()[:8]}"
