import re
from dataclasses import replace

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.model import Gait, Kind, Line, Reminder, Seconds, Session
from kindpace.session.packs import languages, pack_for
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Timeline
from tests.timeline.maker import (
    at,
    count,
    fixed,
    lengths,
    limits,
    play,
    quiet,
    rest,
    run,
    say,
    session,
    stand,
    walk,
    words,
)


def told(one: Session) -> list[tuple[float, str]]:
    """What kindpace says by itself, and when it has said it."""
    timeline = arrange(announced(one, lengths), lengths)
    return [(float(s.end), s.line.text) for s in timeline.speeches if s.kind is Kind.ANNOUNCE]


def texts(one: Session) -> list[str]:
    """What kindpace says by itself, every way of announcing a quiet put in one."""
    return [plainly(text) for _, text in told(one)]


def plainly(text: str) -> str:
    """An announcement of a quiet in its first wording; other texts as they are."""
    for wording in ENGLISH.quiet[1:]:
        match = re.fullmatch(re.escape(wording).replace(r"\{length\}", "(.*)"), text)
        if match:
            return ENGLISH.quiet[0].format(length=match[1])
    return text


ENGLISH = pack_for("en") or pytest.fail("there is no English")
QUIET_2, QUIET_4 = (f"I'll be quiet for about {n} minutes now." for n in ("two", "four"))
WALK = "In a few seconds, we walk."


def test_a_change_of_gait_is_announced_seven_seconds_before() -> None:
    """Running to walking, and back."""
    found = told(session(run(50, words(4)), walk(50, words(4)), run(50, words(4))))
    assert [text for _, text in found] == [
        WALK,
        "In a few seconds, an easy run.",
        "Walking on is fine too.",
    ]
    timeline = arrange(session(run(50), walk(50), run(50)), lengths)
    ends = [section.end for section in timeline.sections]
    assert float(ends[0]) - found[0][0] == pytest.approx(7)
    assert float(ends[1]) - found[2][0] == pytest.approx(7)


def test_the_same_gait_needs_no_word() -> None:
    """However the cadence changes."""
    assert texts(session(run(50, words(4)), run(50, words(4)))) == []


@pytest.mark.parametrize(("ends_before", "own"), [(4, False), (6, True), (50, True), (70, False)])
def test_the_writers_own_words_are_respected(ends_before: int, own: bool) -> None:
    """If they come in time: five seconds to a minute before."""
    telling = say("Soon we walk again.", at(-2 - ends_before), pause=fixed(0))
    script = session(run(100, telling), walk(50, words(2)))
    assert (WALK not in texts(script)) is own


def test_words_of_an_earlier_round_do_not_count() -> None:
    """Each of three short runs has its own announcement of the walk after it."""
    part_run, part_walk = run(20, words(2)), walk(20, words(2))
    script = session(*[part_run, part_walk] * 3, walk(20))
    assert texts(script).count(WALK) == 3


def test_what_is_pinned_to_the_end_stays_there() -> None:
    """The announcement comes before it."""
    script = session(run(60, words(2), words(4, at(-6))), walk(60, words(2)))
    timeline = arrange(announced(script, lengths), lengths)
    announcement, pinned, _ = timeline.speeches[1:]
    assert (announcement.kind, pinned.kind) == (Kind.ANNOUNCE, Kind.SAY)
    assert timeline.sections[0].end - pinned.start == 6
    assert timeline.sections[0].end - announcement.end >= 7


def test_without_room_it_is_left_unsaid_and_that_is_told() -> None:
    """A part full of words, from its beginning to its end."""
    script = session(run(30, words(50)), walk(60, words(2)))
    found = announced(script, lengths)
    assert [remark.slug for remark in found.remarks] == ["change-unannounced"]
    assert announced(found, lengths) == found


def test_five_seconds_are_enough_where_seven_are_not() -> None:
    """The part holds just that."""
    script = session(stand(20, words(18, pause=fixed(0))), walk(60, words(2)))
    ((end, _),) = told(script)
    assert 20 - end == 5


def test_a_long_quiet_is_announced() -> None:
    """With its length; a short one is not."""
    assert texts(session(run(120, words(4), quiet()))) == [QUIET_2]
    assert texts(session(run(60, words(4), quiet()))) == []


def test_the_minutes_are_true_for_every_length() -> None:
    """Within half a minute, rounded as one would say it."""
    script = session(run(120, words(4), quiet()))
    for minutes, word in ((3, "three"), (5, "five"), (11, "11"), (12, "12")):
        (text,) = texts(replace(script, length=Seconds(60 * minutes)))
        assert f"about {word} minutes" in text


def test_the_writers_quiet_is_filled_in() -> None:
    """And not announced a second time."""
    script = session(run(240, say("I leave you to it for {quiet}."), quiet()))
    timeline = arrange(announced(script, lengths), lengths)
    assert [s.line.text for s in timeline.speeches] == ["I leave you to it for about four minutes."]
    assert [q.announced for q in timeline.quiets] == [True]


def test_a_promise_may_be_followed_by_a_few_words() -> None:
    """The quiet after them is meant, and told of."""
    script = session(run(240, say("Here come {quiet}."), words(6), quiet()))
    timeline = arrange(announced(script, lengths), lengths)
    assert timeline.speeches[0].line.text == "Here come about four minutes."
    assert len(timeline.speeches) == 2


def test_plain_words_about_quiet_are_enough() -> None:
    """In the language of the script."""
    assert texts(session(run(240, say("No words for a while."), quiet()))) == []
    assert (
        len(
            texts(
                session(
                    run(
                        240,
                        say("No words for a while."),
                        quiet(),
                    ),
                    language="de",
                )
            )
        )
        == 1
    )


def test_whoever_has_it_in_hand_is_left_alone() -> None:
    """`announce: false`."""
    assert texts(session(run(240, words(4), quiet(announce=False)))) == []


def test_a_silence_that_nobody_wrote_is_announced_too() -> None:
    """At the end of a part that has no more words, over the edges of parts."""
    assert texts(session(run(80, words(4)), run(80), run(80, words(4, at(-10))))) == [QUIET_4]


def test_silence_after_a_count_and_after_a_file() -> None:
    """They are voices as well."""
    assert texts(session(run(120, count(2), quiet()))) == [QUIET_2]
    assert texts(session(run(140, play(), quiet()))) == [QUIET_2]


def test_before_the_first_word_nothing_is_said() -> None:
    """A track may begin with as much quiet as it likes."""
    assert texts(session(run(200, quiet(), words(4)))) == []
    assert texts(session(run(200, quiet()))) == []


def test_a_change_of_gait_parts_a_silence() -> None:
    """What follows the change is announced where the new part begins."""
    script = session(run(120, words(4), quiet()), walk(120, quiet()))
    timeline = arrange(announced(script, lengths), lengths)
    assert [plainly(s.line.text) for s in timeline.speeches[1:]] == [QUIET_2, WALK, QUIET_2]
    assert timeline.speeches[3].start == timeline.sections[1].start


def test_a_part_that_grows_for_its_announcement_has_no_quiet() -> None:
    """It lasts no longer than its words; the quiet comes in the part after it."""
    script = session(stand(20), stand(None, words(4)), walk(90, words(2, at(75))))
    assert texts(script) == [WALK, "I'll be quiet for about a minute now."]


def test_a_long_pause_is_announced_before_it() -> None:
    """Of a question, or inside a cue."""
    asked = session(run(200, say("What do you see?", pause=fixed(100)), words(4), rest(30)))
    script = announced(asked, lengths)
    assert [cue.pause.usual for cue in script.parts[0].cues[:2]] == [Seconds(9, 10), 100]  # type: ignore[union-attr]  # both are spoken
    inside = session(run(130, say("One thing. [pause 90s] Good.")))
    timeline = arrange(announced(inside, lengths), lengths)
    said = [speech.line.text for speech in timeline.speeches]
    assert said == ["One thing.", QUIET_2, "Good."]
    assert timeline.speeches[2].start - timeline.speeches[1].end == 90


def test_a_quiet_without_room_for_a_word_is_told() -> None:
    """Two pins, seventy fixed seconds apart, all of them quiet."""
    pinned = (words(2, at(10), pause=fixed(0)), quiet(fixed(69)), words(2, at(80)))
    script = announced(session(stand(90, *pinned)), lengths)
    assert [remark.slug for remark in script.remarks] == ["quiet-unannounced"]
    assert announced(script, lengths) == script


def test_rounds_of_the_same_part_are_told_apart() -> None:
    """Equal marks, equal words: each round its own quiet."""
    one = session(run(120, words(4), quiet()))
    again = replace(one, parts=one.parts * 3)
    assert texts(again) == [QUIET_2] * 3
    twice = replace(one.parts[0], cues=one.parts[0].cues * 2, lasts=Seconds(240))
    assert texts(replace(one, parts=(twice,))) == [QUIET_2] * 2


def test_reminders_do_not_end_a_quiet() -> None:
    """The bell rings within it."""
    script = session(
        run(240, words(4), quiet()),
    )
    timeline: Timeline = arrange(announced(replace(script, halfway=Reminder.SAY), lengths), lengths)
    assert QUIET_4 in [plainly(s.line.text) for s in timeline.speeches]
    assert [bell.start for bell in timeline.bells] == [120]


def test_a_language_without_a_pack_is_left_as_it_is() -> None:
    """Nothing is said that nobody would understand."""
    script = session(run(240, words(4), quiet()), walk(60), language="xx")
    assert announced(script, lengths) is script


def test_what_does_not_fit_is_told_before() -> None:
    """As when arranging."""
    with pytest.raises(KindpaceError, match="speech-too-long"):
        announced(session(run(5, words(40))), lengths)


@pytest.mark.parametrize("language", languages())
def test_every_language_knows_its_own_announcements(language: str) -> None:
    """So that announcing twice says nothing twice."""
    pack = pack_for(language)
    assert pack is not None
    script = session(
        walk(200, words(4), quiet()),
        run(200, words(4), quiet(limits(5, 300))),
        stand(200, words(4), quiet()),
        walk(100, words(4)),
        language=language,
    )
    once = announced(script, lengths)
    said = [line for part in once.parts for cue in part.cues for line in getattr(cue, "lines", ())]
    assert {line.language for line in said if isinstance(line, Line)} >= {language}
    assert announced(once, lengths) == once
    assert set(pack.change) == set(Gait)
    for gait in (Gait.RUN, Gait.STAND, Gait.WALK):
        assert any(line.text in pack.change[gait] for line in said)
