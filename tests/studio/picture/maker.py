"""Timelines with a little of everything, and what care might say of them."""

from dataclasses import replace

from hypothesis import strategies as st

from kindpace.problems import Mark, Problem, Weight
from kindpace.session.model import Kind, Line, Say, Seconds, Session
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Timeline
from tests.timeline.maker import (
    at,
    bell,
    breath,
    count,
    fixed,
    legs,
    lengths,
    mark,
    play,
    quiet,
    rest,
    run,
    say,
    seconds,
    session,
    stand,
    steps,
    walk,
)

ODD = '<b>O\'Brien 🙂 & "co"'


def laid(one: Session) -> Timeline:
    """The session on its timeline."""
    return arrange(one, lengths)


def rich(title: str = "A little of everything") -> Timeline:
    """Standing, a ramp, a run; words of each kind, breath of both units, a bell and a file."""
    plan = session(
        stand(40, say(f"Hello {ODD}."), quiet(), breath=breath(seconds(4, 6)), name="Arrive"),
        walk(
            120,
            say("Stop at roads.", kind=Kind.SAFETY),
            say("How are you?", kind=Kind.ASK),
            rest(4),
            bell(2),
            cadence=legs((100, 130, 60), (130, 130, None)),
            name="Out",
        ),
        run(180, say("Two things. One more."), count(2), quiet(), breath=breath(steps(3, 2))),
        run(60, play(at(5)), say("Home.", at(-8), kind=Kind.WIN), name="Home"),
    )
    return replace(laid(plan), title=title)


def private() -> Timeline:
    """A line with a name in it, which only its runner may read."""
    line = Line(text="Ana, go.", spoken="Ana, go.", public="Go.")
    told = Say(kind=Kind.SAY, lines=(line,), gaps=(), pause=fixed(1), mark=mark(0))
    return laid(session(walk(30, told, quiet())))


def finding(where: Mark | None = None, weight: Weight = Weight.LOOK) -> Problem:
    """What care might say."""
    return Problem(
        slug="care/<odd>", what=f"Look: {ODD}.", mend="Mend it.", where=where, weight=weight
    )


CUES = st.sampled_from(
    [say("One short line."), say("Well? Yes.", kind=Kind.ASK), bell(), rest(5), quiet(fixed(9))]
)
PARTS = st.one_of(
    st.builds(lambda lasts, cues: walk(lasts, *cues), st.integers(40, 900), st.lists(CUES)),
    st.builds(
        lambda lasts, cues: run(lasts, *cues, breath=breath(steps(3, 2))),
        st.integers(40, 900),
        st.lists(CUES, max_size=4),
    ),
    st.builds(lambda lasts, cues: stand(lasts, *cues), st.integers(40, 300), st.lists(CUES)),
)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Up to four parts in any order."""
    parts = draw(st.lists(PARTS, min_size=1, max_size=4))
    longer = (replace(one, lasts=(one.lasts or Seconds(0)) + 8 * len(one.cues)) for one in parts)
    return laid(session(*longer))
