"""Timed lines become lyrics and captions."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.captions import cues, lrc, srt, vtt
from kindpace.track.labels import Labels, TimedLine, one_line

SPOKEN = (
    TimedLine(start=Fraction(1), end=Fraction(3), text="Welcome, Ana & friends."),
    TimedLine(
        start=Fraction(125, 2),
        end=Fraction(70),
        text="Let the shoulders drop, let the jaw be loose, and take the next ten steps as they "
        "come, one after the other, without a hurry and without a goal.",
    ),
)
LINES = st.lists(
    st.builds(
        lambda start, length, text: TimedLine(start=start, end=start + length, text=text),
        st.fractions(0, 300, max_denominator=1000),
        st.fractions(0, 20, max_denominator=1000),
        st.text(max_size=300),
    ),
    max_size=8,
)


def test_lyrics_have_names_and_times() -> None:
    """As music players read them; brackets in words can't be mistaken for times."""
    labels = Labels(
        title="Steady [1]",
        album="Kind runs",
        lyrics=(
            TimedLine(start=Fraction(5), end=Fraction(6), text="[now] go"),
            TimedLine(start=Fraction(359_999, 100), end=Fraction(3600), text="Home"),
        ),
    )
    assert lrc(labels, Fraction(3601)) == (
        "[ti:Steady (1)]\n[ar:kindpace]\n[al:Kind runs]\n[length:60:01]\n"
        "[00:05.00](now) go\n[59:59.99]Home\n"
    )


def test_a_transcript_in_webvtt() -> None:
    """Cues of two lines of at most 65 letters, marks escaped."""
    assert vtt(SPOKEN) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:03.000\nWelcome, Ana &amp; friends.\n\n"
        "00:01:02.500 --> 00:01:09.206\n"
        "Let the shoulders drop, let the jaw be loose, and take the next\n"
        "ten steps as they come, one after the other, without a hurry and\n\n"
        "00:01:09.206 --> 00:01:10.000\nwithout a goal.\n"
    )


def test_a_transcript_in_subrip() -> None:
    """Numbered cues of two lines of at most 32 letters."""
    text = srt(SPOKEN)
    assert text.startswith(
        "1\n00:00:01,000 --> 00:00:03,000\nWelcome, Ana & friends.\n\n"
        "2\n00:01:02,500 --> 00:01:05,821\nLet the shoulders drop, let the\n"
        "jaw be loose, and take the next\n\n3\n"
    )
    assert text.endswith("\n")


def test_nothing_said_is_an_empty_file_of_its_kind() -> None:
    """Still one that players accept."""
    assert (vtt(()), srt(())) == ("WEBVTT\n", "")


@given(LINES, st.sampled_from([(65, 2), (32, 2), (10, 1)]))
def test_cues_never_overlap_nor_grow_too_wide(
    lines: list[TimedLine], shape: tuple[int, int]
) -> None:
    """Each lasts, is over when the next begins, and fits its rows."""
    width, rows = shape
    shown = list(cues(lines, width, rows))
    assert len(shown) >= sum(bool(one_line(line.text)) for line in lines)
    assert all(cue.start < cue.end for cue in shown)
    assert all(cue.end <= after.start for cue, after in pairwise(shown))
    assert all(1 <= len(cue.lines) <= rows for cue in shown)
    assert all(0 < len(line) <= width for cue in shown for line in cue.lines)


@given(LINES)
def test_no_letter_gets_lost(lines: list[TimedLine]) -> None:
    """All that is said is shown, in order."""
    shown = [" ".join(cue.lines) for cue in cues(lines, 32, 2)]
    said = [one_line(line.text) for line in sorted(lines, key=lambda line: line.start)]
    assert "".join("".join(said).split()) == "".join("".join(shown).split())
