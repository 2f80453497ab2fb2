from kindpace.session.model import Cue, Seconds
from kindpace.session.packs import Pack, pack_for
from kindpace.timeline.arrange import drafted
from kindpace.timeline.silences import Silence, meant, silences, tells
from tests.timeline.maker import (
    at,
    bell,
    count,
    fixed,
    lengths,
    play,
    quiet,
    say,
    session,
    stand,
    words,
)


def english() -> Pack:
    """The words of English."""
    pack = pack_for("en")
    assert pack is not None
    return pack


def found(*cues: Cue, cuts: tuple[int, ...] = (), lasts: int = 100) -> tuple[Silence, ...]:
    """The silences of a standing part between two quiet ones of 10 s."""
    draft = drafted(session(stand(10), stand(lasts, *cues), stand(10)), lengths)
    return silences(draft, [Seconds(cut) for cut in cuts], english())


def spans(*cues: Cue, cuts: tuple[int, ...] = ()) -> list[tuple[float, float]]:
    """From when to when nobody speaks."""
    return [(float(one.after.end), float(one.end)) for one in found(*cues, cuts=cuts)]


def test_a_silence_follows_each_voice() -> None:
    """After words, counts and files, up to the next of them; bells and quiets don't end it."""
    cues = words(2), quiet(fixed(10)), bell(), words(2), count(1), play()
    assert spans(*cues) == [(11, 24.9), (25.9, 27), (32, 32), (52, 120)]


def test_it_goes_on_into_other_parts() -> None:
    """As far as the track."""
    assert spans(words(2)) == [(11, 120)]


def test_before_the_first_word_there_is_none() -> None:
    """Nobody has been left alone yet."""
    assert spans() == []
    assert spans(quiet(fixed(50)), words(2)) == [(61, 120)]


def test_new_announcements_end_silences() -> None:
    """The first one after its beginning does."""
    assert spans(words(2), cuts=(90, 60, 5)) == [(11, 60)]


def test_words_about_quiet_tell_of_it() -> None:
    """The writer's own, or those that will be filled in."""
    told = [s.told for s in found(words(2), say("Now some quiet."), quiet())]
    assert told == [False, True]
    (spot,) = (s.after for s in found(say("The next {quiet} are yours."), quiet()))
    assert tells(spot, english())


def test_what_follows_soon_belongs_to_the_announcement() -> None:
    """Within twenty seconds; later it doesn't."""
    soon = found(say("Quiet now."), words(2), quiet(), lasts=100)
    late = found(say("Quiet now.", pause=fixed(25)), words(2), quiet(), lasts=100)
    assert [s.told for s in soon] == [True, True]
    assert [s.told for s in late] == [True, False]


def test_written_quiets_belong_to_their_silence() -> None:
    """And whoever wrote `announce: false` has it in hand."""
    first, second = found(words(2), quiet(fixed(10)), words(2), quiet(announce=False))
    assert [len(first.quiets), len(second.quiets)] == [1, 1]
    assert [first.in_hand, second.in_hand] == [False, True]


def test_a_promise_means_the_quiet_that_follows() -> None:
    """Not the breathing space before another sentence; but a written quiet, however short."""
    chain = found(say("{quiet} of quiet."), words(2), quiet())
    assert meant(0, chain) is chain[1]
    short = found(say("{quiet} of quiet."), quiet(fixed(5)), words(2), quiet())
    assert meant(0, short) is short[0]
    none = found(say("{quiet}."), words(2, at(98), pause=fixed(0)), lasts=100)
    assert meant(0, none) is none[0]


def test_where_no_quiet_follows_the_next_pause_is_meant() -> None:
    """Words that speak of quiet at the end of a track without any."""
    cues = [say("A little quiet."), words(2)]
    draft = drafted(session(stand(None, *cues)), lengths)
    end = silences(draft, [], english())
    assert meant(0, end) is end[0]
