"""Includes, repeats and conditions: the written parts as one flat list, each with its place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kindpace.problems import KindpaceError, Mark, Problem, problem
from kindpace.session.model import Gait, Leg, Runner
from kindpace.session.notation import Unreadable
from kindpace.session.reading import read_block
from kindpace.session.tree import Source, Trail, Tree
from kindpace.session.wanted import applies, is_there, is_wanted
from kindpace.session.written import Block, Conditions, Cue, Exempt, Part

DEEPEST_INCLUDE = 4
MOST_PARTS = 500
MOST_STEPS = 5000
"""How many parts, rounds and cues may be walked through, those left out among them."""


MOST_LETTERS = 500_000
"""How much may be said in one session: more than anyone can hear in a day's waking hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a part or cue: the blocks it comes by, exemptions, conditions, cues."""

    blocks: tuple[str, ...] = ()
    excused: tuple[Exempt, ...] = ()
    when: tuple[Conditions, ...] = ()
    cues: tuple[Cue, ...] = ()

    def inside(self, one: Part | Cue) -> "Around":
        """The surroundings of what stands in `one`."""
        return replace(
            self,
            excused=(*self.excused, one) if one.allow else self.excused,
            when=(*self.when, one.when) if one.when else self.when,
            cues=(*self.cues, one) if isinstance(one, Cue) else self.cues,
        )


NOTHING = Around()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A part, the file and path that it stands at, and which round of how many this is.

    `walked` where its runner walks what is written as a run.
    """

    part: Part
    tree: Tree
    path: Trail
    around: Around = NOTHING
    round: int = 1
    rounds: int = 1
    walked: bool = False

    @property
    def mark(self) -> Mark:
        """Where the part begins."""
        return self.tree.mark(self.path)

    @property
    def gait(self) -> Gait:
        """How the runner moves in it."""
        written = self.part.gait or Gait.RUN
        return Gait.WALK if self.walked and written is Gait.RUN else written

    @property
    def cadence(self) -> tuple[Leg, ...] | None:
        """Its cadence plan; one for running says nothing to those who walk it."""
        return self.part.cadence if self.gait is self.part.gait else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCue:
    """A cue with the file and path that it stands at, and what stands around it."""

    cue: Cue
    tree: Tree
    path: Trail
    around: Around = NOTHING

    @property
    def mark(self) -> Mark:
        """Where the cue begins."""
        return self.tree.mark(self.path)

    @property
    def told(self) -> frozenset[str]:
        """What a runner who hears this cue has told for sure."""
        return frozenset(field for when in self.around.when for field in when.model_fields_set)


class Expansion:
    """Lays out what a script means to happen for `runner`; every part and cue once for None.

    `problems` gathers what can't be laid out.

    Raises KindpaceError (`too-many-parts`, `too-many-steps`, `too-many-words`) where repeats and
    includes multiply beyond what a run can hold.
    """

    def __init__(self, runner: Runner | None, block: Callable[[str], Source]) -> None:
        self.runner = runner
        self.problems: list[Problem] = []
        self._source = block
        self._blocks: dict[str, tuple[Block, Tree] | None] = {}
        self._parts = self._steps = self._letters = 0

    def parts(
        self, written: Sequence[Part], tree: Tree, path: Trail, around: Around = NOTHING
    ) -> Iterator[WrittenPart]:
        """The parts in order, repeated, included, and left out where a condition says so."""
        for index, part in enumerate(written):
            here = (*path, index)
            self._step(tree.mark(here))
            if self.runner and not applies(part.when, part.unless, self.runner):
                continue
            rounds = part.repeat or 1
            for turn in range(1, rounds + 1 if self.runner else 2):
                for inner in self._inner(part, tree, here, around.inside(part)):
                    single = inner.rounds == 1
                    yield replace(inner, round=turn, rounds=rounds) if single else inner

    def cues(self, written: WrittenPart) -> Iterator[WrittenCue]:
        """The cues of a part in order, included, and left out where a condition says so."""
        around = replace(written.around, excused=())
        return self._cues(written.part.cues, written.tree, (*written.path, "cues"), written, around)

    def _inner(self, part: Part, tree: Tree, path: Trail, around: Around) -> Iterator[WrittenPart]:
        self._step(tree.mark(path))
        if part.include is not None:
            yield from self._included_parts(part.include, tree, path, around)
        elif part.parts is not None:
            yield from self.parts(part.parts, tree, (*path, "parts"), around)
        else:
            self._parts += 1
            if self._parts > MOST_PARTS:
                self._stop("too-many-parts", tree.mark(path), most=str(MOST_PARTS))
            walked = self.runner is not None and self.runner.gait is Gait.WALK
            yield WrittenPart(part=part, tree=tree, path=path, around=around, walked=walked)

    def _cues(
        self, cues: Sequence[Cue], tree: Tree, path: Trail, within: WrittenPart, around: Around
    ) -> Iterator[WrittenCue]:
        for index, cue in enumerate(cues):
            here = (*path, index)
            self._step(tree.mark(here))
            inside = around.inside(cue)
            if self.runner and not is_there(cue, within.round, within.rounds, self.runner):
                continue
            if cue.include is not None:
                yield from self._included_cues(cue.include, tree, here, within, inside)
            elif self._wanted(cue, inside):
                self._count_letters(cue, tree.mark(here))
                yield WrittenCue(cue=cue, tree=tree, path=here, around=inside)

    def _wanted(self, cue: Cue, inside: Around) -> bool:
        runner = self.runner
        return runner is None or all(is_wanted(one, cue.act, runner) for one in inside.cues)

    def _included_cues(
        self, name: str, tree: Tree, path: Trail, within: WrittenPart, around: Around
    ) -> Iterator[WrittenCue]:
        if found := self._block(name, tree, path, around):
            block, inside = found
            if block.cues is None:
                self._note(Unreadable("block-of-parts", name=name), tree, path)
            deeper = replace(around, blocks=(*around.blocks, name))
            yield from self._cues(block.cues or (), inside, ("cues",), within, deeper)

    def _included_parts(
        self, name: str, tree: Tree, path: Trail, around: Around
    ) -> Iterator[WrittenPart]:
        if found := self._block(name, tree, path, around):
            block, inside = found
            if block.parts is None:
                self._note(Unreadable("block-of-cues", name=name), tree, path)
            deeper = replace(around, blocks=(*around.blocks, name))
            yield from self.parts(block.parts or (), inside, ("parts",), deeper)

    def _block(
        self, name: str, tree: Tree, path: Trail, around: Around
    ) -> tuple[Block, Tree] | None:
        if name in around.blocks:
            chain = " -> ".join((*around.blocks[around.blocks.index(name) :], name))
            self._note(Unreadable("include-circle", name=name, chain=chain), tree, path)
            return None
        if len(around.blocks) >= DEEPEST_INCLUDE:
            self._note(
                Unreadable("include-too-deep", name=name, most=str(DEEPEST_INCLUDE)), tree, path
            )
            return None
        if name not in self._blocks:
            self._blocks[name] = self._read(name, tree, path)
        return self._blocks[name]

    def _read(self, name: str, tree: Tree, path: Trail) -> tuple[Block, Tree] | None:
        try:
            return read_block(self._source(name))
        except Unreadable as error:
            self._note(error, tree, path)
        except KindpaceError as error:
            self.problems.extend(error.problems)
        return None

    def _note(self, fault: Unreadable, tree: Tree, path: Trail) -> None:
        self.problems.append(fault.at(tree.mark((*path, "include"))))

    def _step(self, mark: Mark) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            self._stop("too-many-steps", mark, most=str(MOST_STEPS))

    def _count_letters(self, cue: Cue, mark: Mark) -> None:
        self._letters += max(map(len, cue.words.choices)) if cue.words else 0
        if self._letters > MOST_LETTERS:
            self._stop("too-many-words", mark, most=f"{MOST_LETTERS:,}".replace(",", " "))

    def _stop(self, slug: str, mark: Mark, most: str) -> None:
        raise KindpaceError([*dict.fromkeys(self.problems), problem(slug, mark, most=most)])
