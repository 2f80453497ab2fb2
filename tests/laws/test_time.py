"""Laws of time: what holds for every run that can be written."""

import re
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem
from kindpace.session.model import (
    FLOW,
    BeatPlan,
    BreathPlan,
    Cue,
    Gait,
    How,
    Part,
    Pattern,
    Reminder,
    Say,
    Seconds,
    Session,
    Stage,
)
from kindpace.session.packs import pack_for
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Timeline
from kindpace.timeline.flow import Lengths
from kindpace.timeline.reminders import LONG, joined, voices
from kindpace.timeline.tempo import FINE, Stride, frame
from tests.timeline import maker
from tests.timeline.maker import lengths

cadences = st.one_of(
    st.integers(40, 240).map(Fraction), st.fractions(40, 240, max_denominator=1000)
)
places = st.one_of(
    st.just(FLOW),
    st.just(FLOW),
    st.just(maker.NEXT_BREATH),
    st.just(maker.NEXT_STEP),
    st.integers(0, 200).map(maker.at),
    st.integers(0, 100).map(maker.share),
    st.integers(1, 60).map(lambda seconds: maker.at(-seconds)),
)
pauses = st.sampled_from(
    [maker.fixed(0), maker.fixed(0.9), maker.fixed(20), maker.fixed(75), maker.rest(10).length]
)


@st.composite
def says(draw: st.DrawFn) -> Say:
    """A spoken cue; some speak of quiet."""
    text = draw(
        st.sampled_from(["Here we are.", "One. Two [pause 2s] three.", "{quiet} of quiet."])
    )
    return maker.say(text, draw(places), pause=draw(pauses))


@st.composite
def quiets(draw: st.DrawFn) -> Cue:
    """A written quiet of any kind."""
    least = draw(st.integers(1, 90))
    length = draw(
        st.sampled_from([maker.ELASTIC, maker.fixed(least), maker.limits(least, least + 60)])
    )
    return maker.quiet(length, draw(places), announce=draw(st.booleans()))


@st.composite
def counts(draw: st.DrawFn) -> Cue:
    """A spoken count, of the part's breath or of its own."""
    pattern = draw(st.sampled_from([None, maker.steps(2, 2), maker.steps(8, 8)]))
    return maker.count(draw(st.integers(1, 3)), pattern, draw(places))


cues = st.one_of(
    says(),
    says(),
    quiets(),
    counts(),
    st.integers(1, 30).map(maker.rest),
    places.map(maker.play),
    places.map(lambda place: maker.bell(2, place)),
)
stages = st.lists(
    st.builds(
        Stage,
        how=st.sampled_from([How.SOUND, How.SILENT]),
        cycles=st.one_of(st.none(), st.integers(1, 9)),
        lasts=st.one_of(st.none(), st.integers(1, 60).map(Seconds)),
    ),
    min_size=1,
    max_size=3,
)


@st.composite
def breath_plans(draw: st.DrawFn) -> BreathPlan:
    """A breath plan of one to three stages."""
    pattern = Pattern(inhale=draw(st.integers(1, 8)), exhale=draw(st.integers(1, 8)))
    starts = draw(st.one_of(st.none(), st.integers(0, 90)))
    return maker.breath(pattern, *draw(stages), starts=starts, fade=draw(st.integers(1, 30)))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part with any gait, cadence plan, beat, breath and cues."""
    gait = draw(st.sampled_from(Gait))
    lasts = draw(st.one_of(st.none(), st.fractions(1, 400, max_denominator=10)))
    ramps = draw(
        st.lists(st.tuples(cadences, cadences, st.integers(1, 120)), min_size=0, max_size=2)
    )
    end = draw(cadences)
    plan = maker.legs(*((a, b, c) for a, b, c in ramps), (end, end, None))
    beat = st.sampled_from([maker.ON, maker.OFF, BeatPlan(on=Seconds(7), off=Seconds(3))])
    return maker.part(
        gait,
        lasts,
        *draw(st.lists(cues, max_size=6)),
        cadence=plan if gait.moving else (),
        beat=draw(beat),
        breath=draw(st.one_of(st.none(), breath_plans())),
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """One to five parts, with or without asked minutes."""
    found = draw(st.lists(parts(), min_size=1, max_size=5))
    minutes = draw(st.one_of(st.none(), st.fractions(1, 60, max_denominator=60)))
    return maker.session(
        *found,
        minutes=minutes,
        halfway=draw(st.sampled_from(Reminder)),
        last_minute=draw(st.sampled_from(Reminder)),
    )


@st.composite
def gentle_sessions(draw: st.DrawFn) -> Session:
    """Runs that have room: every part with some words and an elastic quiet."""
    found = [
        maker.part(
            draw(st.sampled_from(Gait)),
            draw(st.integers(60, 300)),
            *(maker.words(draw(st.integers(1, 20))) for _ in range(draw(st.integers(1, 3)))),
            maker.quiet(draw(st.sampled_from([maker.ELASTIC, maker.limits(5, 200)]))),
            *draw(st.lists(st.integers(1, 20).map(maker.rest), max_size=1)),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    return maker.session(*found, minutes=draw(st.integers(5, 60)))


thorough = settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])


def or_problems(session: Session, of: Lengths) -> Timeline | tuple[Problem, ...]:
    """The timeline of a session, or what stands in its way."""
    try:
        return arrange(session, of)
    except KindpaceError as error:
        return error.problems


def arranged(session: Session) -> Timeline:
    """The timeline of a session; one that can't be arranged is no case for the law."""
    try:
        return arrange(session, lengths)
    except KindpaceError:
        assume(condition=False)
        raise


@given(cadences, st.integers(0, 100_000), st.sampled_from([8000, 22_050, 44_100, 48_000]))
def test_a_step_is_never_more_than_half_a_frame_off(
    cadence: Fraction, number: int, rate: int
) -> None:
    """However far into the run, rounding happens once."""
    stride = Stride(start=Seconds(0), steps=100_001, begin=cadence, end=cadence)
    exact = Fraction(60 * number) / cadence
    assert abs(Fraction(frame(stride.step(number), rate), rate) - exact) <= Fraction(1, 2 * rate)


@given(cadences, cadences, st.integers(1, 20_000), st.integers(0, 20_000))
def test_a_step_of_a_ramp_falls_where_the_integral_says(
    begin: Fraction, end: Fraction, steps: int, number: int
) -> None:
    """The steps taken by a moment are the cadence's integral: solved again in 60 digits."""
    assume(number <= steps)
    stride = Stride(start=Seconds(7), steps=steps, begin=begin, end=end)
    with localcontext() as context:
        context.prec = 60
        b, e = (Decimal(c.numerator) / c.denominator / 60 for c in (begin, end))
        length = Decimal(2 * steps) / (b + e)
        slope = (e - b) / length
        moment = length * number / steps
        for _ in range(60):
            moment -= (b * moment + slope * moment * moment / 2 - number) / (b + slope * moment)
        found = stride.step(number) - 7
        off = Decimal(found.numerator) / found.denominator - moment
        assert abs(off) <= Decimal(1) / FINE
    assert stride.length == Fraction(120 * steps) / (begin + end)
    assert stride.start <= stride.step(number) <= stride.stop


@thorough
@given(sessions())
def test_whatever_is_written_arranges_or_is_told(session: Session) -> None:
    """No session breaks the timeline: it has one, or problems with their places."""
    timeline = or_problems(session, lengths)
    if isinstance(timeline, Timeline):
        assert session.length in (None, timeline.length)
        assert_sound(session, timeline)
    else:
        assert all(problem.where for problem in timeline)


def assert_sound(session: Session, timeline: Timeline) -> None:
    """Everything that holds for every timeline."""
    edges = [section.start for section in timeline.sections] + [timeline.length]
    assert edges[0] == 0
    assert [section.end for section in timeline.sections] == edges[1:]
    assert all(one < other for one, other in pairwise(edges))
    heard = sorted(voices(timeline))
    assert all(stop <= start for (_, stop), (start, _) in pairwise(heard))
    assert all(0 <= start and stop <= timeline.length for start, stop in heard)
    for quiet in timeline.quiets:
        stop = quiet.start + quiet.length
        assert not any(start < stop and quiet.start < end for start, end in heard)
    steps = list(timeline.steps())
    assert all(one < other for one, other in pairwise(steps))
    moving = [section for section in timeline.sections if section.gait.moving]
    starts = {stride.start for stride in timeline.strides}
    assert all(section.start in starts for section in moving)
    assert all(word.start in set(steps) for word in timeline.words if _moves(timeline, word.start))
    assert len(timeline.moves) == len(session.parts)


def _moves(timeline: Timeline, moment: Seconds) -> bool:
    last = timeline.sections[-1]
    where = next((s for s in timeline.sections if s.start <= moment < s.end), last)
    return where.gait.moving


@thorough
@given(gentle_sessions())
def test_asked_minutes_are_given_exactly(session: Session) -> None:
    """The track lasts what was asked, or the problem tells what is possible."""
    timeline = or_problems(session, lengths)
    if isinstance(timeline, Timeline):
        assert timeline.length == session.length
    else:
        told = {"minutes-too-few", "minutes-too-many", "speech-too-long"}
        assert {problem.slug for problem in timeline} <= told


@given(gentle_sessions(), st.data())
def test_taking_a_cue_out_moves_no_step(session: Session, data: st.DataObject) -> None:
    """In parts of a settled length the feet don't know what is said."""
    session = replace(session, length=None)
    timeline = arranged(session)
    number = data.draw(st.integers(0, len(session.parts) - 1))
    part = session.parts[number]
    shorter = replace(part, cues=part.cues[1:])
    without = replace(
        session, parts=(*session.parts[:number], shorter, *session.parts[number + 1 :])
    )
    assert arranged(without).strides == timeline.strides


@settings(
    max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.one_of(sessions(), gentle_sessions()))
def test_announcing_again_adds_nothing(session: Session) -> None:
    """What has been announced is announced; and it still fits."""
    arranged(session)
    once = announced(session, lengths)
    assert announced(once, lengths) == once
    timeline = arrange(once, lengths)
    assert_sound(once, timeline)
    assert session.length in (None, timeline.length)


@given(gentle_sessions(), st.integers(70, 130))
def test_other_lengths_than_estimated_fit_or_are_told(session: Session, percent: int) -> None:
    """A voice that takes its time, or hurries, finds the same minutes."""
    arranged(session)
    plan = announced(session, lengths)
    timeline = or_problems(plan, lambda line: lengths(line) * percent / 100)
    if isinstance(timeline, Timeline):
        assert timeline.length == session.length
    else:
        assert percent > 100
        assert {problem.slug for problem in timeline} <= {"minutes-too-few", "speech-too-long"}


@given(gentle_sessions())
def test_every_long_silence_is_told_once_and_truly(session: Session) -> None:
    """Words about quiet come before it, once, and the minutes they name are right."""
    arranged(session)
    plan = announced(session, lengths)
    timeline = arrange(plan, lengths)
    heard = joined(voices(timeline))
    silences = [(stop, start - stop) for (_, stop), (start, _) in pairwise(heard)]
    silences.append((heard[-1][1], timeline.length - heard[-1][1]))
    told = {
        speech.end: speech
        for speech in timeline.speeches
        if re.search("quiet|words", speech.line.text)
    }
    assert plan.remarks or {at for at, length in silences if length > LONG} <= set(told)
    for moment, length in silences:
        if moment in told:
            assert about(told[moment].line.text) == pytest.approx(length, abs=33)


def about(text: str) -> float:
    """The seconds in an announcement."""
    pack = pack_for("en")
    assert pack is not None
    if pack.under_a_minute in text:
        return 20
    number = text.partition("about ")[2].split()[0]
    return 60 * (
        1
        if number == "a"
        else [*pack.numbers].index(number) + 1
        if number in pack.numbers
        else int(number)
    )


@given(gentle_sessions())
def test_the_same_session_gives_the_same_timeline(session: Session) -> None:
    """Nothing hangs on the order of the day."""
    timeline = arranged(session)
    assert arrange(session, lengths) == timeline
