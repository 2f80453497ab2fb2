from dataclasses import replace

import pytest

from kindpace.session.model import Kind, Seconds
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Section, Timeline
from kindpace.timeline.sheet import (
    chapters,
    longest_quiet,
    quiet_share,
    transcript,
    words_a_minute,
)
from tests.timeline.maker import bell, count, lengths, play, run, say, session, stand, steps, words


def named(*names: str, seconds: float = 60.4) -> Timeline:
    """Parts of the same length with these names."""
    parts = [stand(seconds, name=name) for name in names]
    return arrange(session(*parts), lengths)


def titles(*names: str) -> list[str]:
    """What the chapters are called."""
    return [chapter.title for chapter in chapters(named(*names))]


def test_chapters_stand_on_whole_seconds_and_leave_no_gap() -> None:
    """The last one ends with the track."""
    timeline = named("One", "Two", "Three")
    found = chapters(timeline)
    assert [chapter.start for chapter in found] == [0, 60, 121]
    assert [chapter.end for chapter in found] == [60, 121, timeline.length]


def test_repeated_names_get_numbers() -> None:
    """From the second time on, and never one that is taken."""
    assert titles("Run", "Walk", "Run", "Run") == ["Run", "Walk", "Run 2", "Run 3"]
    assert titles("Run", "Run 2", "Run") == ["Run", "Run 2", "Run 3"]


def test_a_chapter_without_a_second_gives_way() -> None:
    """Two sections within the same second: the later one is kept."""
    timeline = named("Long", "Short", "Rest")
    first, short, last = timeline.sections
    short = replace(short, start=Seconds(60), length=Seconds(1, 10))
    sections: tuple[Section, ...] = (first, short, replace(last, start=short.end))
    found = chapters(replace(timeline, sections=sections))
    assert [chapter.title for chapter in found] == ["Long", "Rest"]


def test_the_transcript_joins_the_sentences_of_a_cue() -> None:
    """From the first word to the last; another cue is another entry, even with the same mark."""
    one = session(stand(60, say("Look up. [pause 2s] What is there?", kind=Kind.NOTICE)))
    again = replace(one, parts=one.parts * 2)
    first, second = transcript(arrange(again, lengths))
    assert first.text == second.text == "Look up. What is there?"
    assert (float(first.start), float(first.end)) == (3, 7.5)
    assert first.kind is Kind.NOTICE
    assert second.start == 60


def test_a_count_is_one_breath_and_how_often() -> None:
    """With a capital and a full stop; sorted among the words."""
    timeline = arrange(
        session(stand(90, words(2), count(3, steps(3, 2)), words(2), count(1))), lengths
    )
    entries = transcript(timeline)
    assert [(entry.text, entry.breaths) for entry in entries if entry.kind is None] == [
        ("In, two, three, out, two.", 3),
        ("In, two, three, out, two.", 1),
    ]
    assert entries[1].end - entries[1].start == 15
    assert list(entries) == sorted(entries, key=lambda entry: entry.start)


@pytest.fixture
def mixed() -> Timeline:
    """Ten seconds of words, five of counting, twenty of a file, in two minutes."""
    cues = words(20), count(1), play(), bell()
    return arrange(session(stand(120, *cues)), lengths)


def test_how_much_is_quiet(mixed: Timeline) -> None:
    """All time without a voice or a file; bells don't count."""
    assert quiet_share(mixed) == 1 - Seconds(35, 120)
    assert longest_quiet(mixed) == mixed.length - mixed.plays[0].start - 20


def test_how_talkative_it_is(mixed: Timeline) -> None:
    """Twenty words and five counted ones in two minutes."""
    assert words_a_minute(mixed) == Seconds(25, 2)


def test_a_silent_track_is_all_quiet() -> None:
    """And has nothing to read."""
    silent = arrange(session(run(60)), lengths)
    assert quiet_share(silent) == 1
    assert words_a_minute(silent) == 0
    assert longest_quiet(silent) == 60
    assert transcript(silent) == ()
