"""The questions that several rules ask of a timeline."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.outing import (
    Span,
    joined,
    moves,
    of_gait,
    open_spans,
    section_at,
    spent,
    utterances,
    voiced,
)
from kindpace.session.model import Gait, Kind, Seconds
from tests.care.maker import counting, mark, run, sit, speech, stand, timeline, walk

LEGS = (stand(1), walk(4), run(10), walk(2), run(5), walk(5))

spans = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 40)).map(
        lambda pair: Span(start=Seconds(pair[0]), end=Seconds(pair[0] + pair[1]))
    ),
    max_size=12,
)


def test_time_is_told_by_gait() -> None:
    """Fifteen minutes of running in all, eight of them in the first half and a bit."""
    laid = timeline(LEGS)
    assert spent(laid, Gait.RUN) == 15 * 60
    assert spent(laid, Gait.RUN, Span(start=Seconds(0), end=Seconds(13 * 60))) == 8 * 60
    assert [section.start for section in of_gait(laid, Gait.RUN)] == [300, 1020]


def test_a_session_moves_if_any_part_does() -> None:
    """Standing and sitting alone do not."""
    assert moves(timeline(LEGS))
    assert not moves(timeline((sit(5), stand(5))))


def test_every_moment_has_its_section() -> None:
    """A boundary belongs to what begins there; the end to the last."""
    laid = timeline(LEGS)
    assert section_at(laid, Seconds(0)).mark == mark(10)
    assert section_at(laid, Seconds(60)).mark == mark(20)
    assert section_at(laid, laid.length).mark == mark(60)


def test_sentences_of_a_cue_are_heard_as_one() -> None:
    """Same mark, same kind, same section: one utterance; its pauses are not speech."""
    said = [
        speech(10, "One two.", line=5),
        speech(20, "Three four.", line=5),
        speech(30, "Quiet now.", Kind.ANNOUNCE, line=5),
        speech(70, "One two.", line=5),
    ]
    heard = utterances(timeline(LEGS, speeches=said))
    assert [one.text for one in heard] == ["One two. Three four.", "Quiet now.", "One two."]
    first = heard[0]
    assert [first.start, first.end, first.spoken] == [10, 21, 2]


@given(spans=spans, gap=st.integers(0, 20))
def test_joined_spans_cover_the_same_and_lie_apart(spans: list[Span], gap: int) -> None:
    """Each span lies within exactly one joined span, and these are more than the gap apart."""
    whole = list(joined(spans, Seconds(gap)))
    assert all(two.start - one.end > gap for one, two in pairwise(whole))
    for span in spans:
        assert [one.shared(span) for one in whole if one.shared(span)] == [span.length]


def test_open_spans_and_words_share_the_track() -> None:
    """What is not voiced is open, from the first moment to the last."""
    laid = timeline(LEGS, speeches=[speech(10), speech(100)], words=counting(400, 20, 165, 7))
    talking = sum((span.length for span in joined(voiced(laid), Seconds(0))), Seconds(0))
    still = sum((span.length for span in open_spans(laid)), Seconds(0))
    assert talking == laid.spoken()
    assert talking + still == laid.length
    assert next(span.start for span in open_spans(laid)) == 0
