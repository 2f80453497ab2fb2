from kindpace.session.model import Cue, Quiet, Session
from kindpace.timeline.arrange import drafted
from kindpace.timeline.margins import Margins
from tests.timeline.maker import at, fixed, lengths, limits, quiet, session, stand, words


def margins(one: Session) -> Margins:
    """`one`, drafted and open for additions."""
    return Margins(one, drafted(one, lengths), lengths)


def kinds(one: Session, part: int = 0) -> list[int]:
    """How many words each sentence of a part has; 0 for other cues."""
    return [
        sum(len(line.text.split()) for line in getattr(c, "lines", ()))
        for c in one.parts[part].cues
    ]


def roomy(*cues: Cue) -> Session:
    """A minute with an elastic quiet at its end."""
    return session(stand(60, *(cues or (words(1), words(2))), quiet()))


def test_a_cue_is_put_before_another() -> None:
    """Or at the very end, or at the head."""
    open_ = margins(roomy())
    assert open_.add_before(0, 1, words(7))
    assert open_.add_before(0, 3, words(8))
    assert open_.add_before(0, 0, words(9))
    assert kinds(open_.session()) == [9, 1, 7, 2, 0, 8]
    assert open_.grew


def test_a_cue_is_put_after_another() -> None:
    """Which may change; numbers stay those of the draft, whatever was added before."""
    open_ = margins(roomy())
    open_.add_before(0, 0, words(9))
    assert open_.add_after(0, 0, words(3), words(7), "")
    assert open_.add_after(0, 1, words(2), words(8), "")
    assert kinds(open_.session()) == [9, 3, 7, 2, 8, 0]


def test_after_the_last_cue_is_not_after_what_was_added_behind_it() -> None:
    """The end of a part may already hold an announcement."""
    open_ = margins(session(stand(60, words(1))))
    open_.add_before(0, 1, words(7, at(-9)))
    open_.add_after(0, 0, words(1), words(8), "")
    assert kinds(open_.session()) == [1, 8, 7]


def test_an_empty_part_has_a_head_too() -> None:
    """Whatever stands at its end by now."""
    open_ = margins(session(stand(60)))
    open_.add_before(0, 0, words(7, at(-9)))
    open_.add_before(0, 0, words(8))
    assert kinds(open_.session()) == [8, 7]


def test_without_room_nothing_changes() -> None:
    """A part that is full, and a track that is."""
    full = session(stand(10, words(8)), stand(60, words(2)))
    open_ = margins(full)
    assert not open_.add_before(0, 0, words(8))
    assert open_.session() == full
    assert not open_.grew
    tight = session(stand(60, words(2), quiet(limits(5, 60))), stand(20), minutes=0.65)
    open_ = margins(tight)
    assert open_.add_before(0, 0, words(8))
    assert not open_.add_before(0, 0, words(20))


def test_pins_may_not_be_overrun() -> None:
    """Four seconds between words that are pinned two seconds apart."""
    pinned = session(stand(60, words(1, at(10), pause=fixed(0)), words(1, at(12))))
    assert not margins(pinned).add_before(0, 1, words(8))


def test_a_part_that_has_grown_has_the_room_it_has() -> None:
    """Ten seconds were written, three minutes were asked."""
    grown = session(stand(15, words(10), quiet()), minutes=3)
    assert margins(grown).add_after(0, 0, words(10), words(16), "")


def test_what_quiets_are_said_to_be() -> None:
    """By part and cue, counted with the additions."""
    open_ = margins(roomy())
    open_.say(0, 1, "a while")
    open_.add_before(0, 0, words(9), "an hour")
    assert open_.abouts() == {(0, 0): "an hour", (0, 2): "a while"}


def test_a_quiet_that_was_told_of() -> None:
    """It needs no telling any more; other cues don't mind."""
    open_ = margins(roomy())
    open_.tell(0, 2)
    open_.tell(0, 0)
    told = open_.session().parts[0].cues[2]
    assert isinstance(told, Quiet)
    assert not told.announce
    assert not open_.grew
