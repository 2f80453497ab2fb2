from threading import Event, Thread

import pytest

from kindpace.voices.errands import Abandoned, Errands


def test_what_is_found_in_time_is_brought_back() -> None:
    """As if it had been done here."""
    assert Errands().run(lambda: 7, 60) == 7


def test_what_goes_wrong_is_raised_where_it_is_waited_for() -> None:
    """The very same exception."""
    fault = KeyError("x")

    def work() -> int:
        raise fault

    with pytest.raises(KeyError) as told:
        Errands().run(work, 60)
    assert told.value is fault


def test_what_takes_too_long_is_left_behind() -> None:
    """What it brings later is dropped."""
    late = Event()
    with pytest.raises(Abandoned):
        Errands().run(late.wait, 0.01)
    late.set()


def test_abandoning_ends_every_wait_and_takes_nothing_new() -> None:
    """From another thread, as closing a voice does."""
    errands, going, late = Errands(), Event(), Event()

    def work() -> None:
        going.set()
        late.wait()

    def abandon() -> None:
        going.wait()
        errands.abandon()

    closing = Thread(target=abandon)
    closing.start()
    with pytest.raises(Abandoned):
        errands.run(work, 60)
    closing.join()
    with pytest.raises(Abandoned):
        errands.run(lambda: 1, 60)
    late.set()
