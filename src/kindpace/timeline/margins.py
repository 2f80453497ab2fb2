"""A draft's cues with what kindpace writes between them, as far as every part has room for it."""

from dataclasses import dataclass, replace

from kindpace.session.model import Cue, Part, Quiet, Seconds, Session
from kindpace.timeline.arrange import Draft
from kindpace.timeline.fit import Room, room_of
from kindpace.timeline.flow import Flow, Lengths, Measure, flow_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A cue, its number in the draft (None: a new one), and what its `{quiet}` is said to be."""

    cue: Cue
    number: int | None
    about: str = ""


class Margins:
    """The parts of a drafted session, open for additions. `grew` tells whether there were any."""

    def __init__(self, session: Session, draft: Draft, lengths: Lengths) -> None:
        self._session = session
        self._lengths = lengths
        self._parts = list(session.parts)
        self._slots = [
            [Slot(cue=cue, number=number) for number, cue in enumerate(part.cues)]
            for part in session.parts
        ]
        self._lasting = [section.length for section in draft.timeline.sections]
        self._rooms = [room_of(self._flow(number)) for number in range(len(self._parts))]
        taken = sum((room.tight for room in self._rooms), Seconds(0))
        self._spare = None if session.length is None else session.length - taken
        self.grew = False

    def add_before(self, part: int, number: int, cue: Cue, about: str = "") -> bool:
        """Put `cue` before a cue of the draft (its last number + 1: at the very end of the part).

        Gives whether there is room.
        """
        slots = self._slots[part]
        last = number == len(self._session.parts[part].cues)
        at = 0 if number == 0 else len(slots) if last else self._place(part, number)
        return self._kept(part, [*slots[:at], _new(cue, about), *slots[at:]])

    def add_after(self, part: int, number: int, own: Cue, cue: Cue, about: str) -> bool:
        """Put `cue` right after a cue of the draft, which becomes `own`.

        Gives whether there is room.
        """
        slots = self._slots[part]
        at = self._place(part, number)
        changed = replace(slots[at], cue=own)
        return self._kept(part, [*slots[:at], changed, _new(cue, about), *slots[at + 1 :]])

    def say(self, part: int, number: int, about: str) -> None:
        """Settle how long the `{quiet}` in cue `number` is said to be."""
        at, slots = self._place(part, number), self._slots[part]
        slots[at] = replace(slots[at], about=about)

    def tell(self, part: int, number: int) -> None:
        """Note that the runner has been told of the quiet `number`."""
        at, slots = self._place(part, number), self._slots[part]
        cue = slots[at].cue
        if isinstance(cue, Quiet):
            slots[at] = replace(slots[at], cue=replace(cue, announce=False))

    def session(self) -> Session:
        """The session with all additions."""
        parts = (
            self._part(part, slots) for part, slots in zip(self._parts, self._slots, strict=True)
        )
        return replace(self._session, parts=tuple(parts))

    def abouts(self) -> dict[tuple[int, int], str]:
        """What each `{quiet}` is said to be, by part and cue of the session with all additions."""
        return {
            (part, index): slot.about
            for part, slots in enumerate(self._slots)
            for index, slot in enumerate(slots)
            if slot.about
        }

    def _place(self, part: int, number: int) -> int:
        """Where the draft's cue `number` stands by now: additions have only moved it on."""
        slots = self._slots[part]
        return next(i for i in range(number, len(slots)) if slots[i].number == number)

    def _kept(self, part: int, trial: list[Slot]) -> bool:
        before = self._parts[part]
        self._parts[part] = self._part(before, trial)
        flow = self._flow(part)
        room = room_of(flow)
        if not self._fits(part, flow, room):
            self._parts[part] = before
            return False
        if self._spare is not None:
            self._spare -= room.tight - self._rooms[part].tight
        self._rooms[part], self._slots[part], self.grew = room, trial, True
        return True

    def _fits(self, part: int, flow: Flow, room: Room) -> bool:
        """Whether a part may be as `flow` has it, at its own length and in the whole track."""
        lasts = flow.part.lasts
        if lasts is not None and flow.needs(Measure.TIGHT) > max(lasts, self._lasting[part]):
            return False
        if self._spare is not None and room.tight - self._rooms[part].tight > self._spare:
            return False
        return not any(flow.clashes(room.usual))

    def _flow(self, part: int) -> Flow:
        return flow_of(self._parts, part, self._lengths)

    def _part(self, part: Part, slots: list[Slot]) -> Part:
        return replace(part, cues=tuple(slot.cue for slot in slots))


def _new(cue: Cue, about: str) -> Slot:
    return Slot(cue=cue, number=None, about=about)
