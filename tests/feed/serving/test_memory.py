"""What was written is remembered while nothing changes."""

from threading import Thread

from kindpace.feed.serving.memory import Files, Memory


def test_the_same_state_is_written_once() -> None:
    """And another one anew."""
    made: list[int] = []
    memory = Memory()

    def make() -> Files:
        made.append(1)
        return {"feed.xml": str(len(made)).encode()}

    assert memory.files("a", 1, make) == {"feed.xml": b"1"}
    assert memory.files("a", 1, make) == {"feed.xml": b"1"}
    assert memory.files("a", 2, make) == {"feed.xml": b"2"}
    assert memory.files("b", 2, make) == {"feed.xml": b"3"}


def test_the_one_asked_for_longest_ago_is_forgotten() -> None:
    """So that a stranger with many names fills nothing."""
    memory = Memory(kept=2)
    for key in ("a", "b", "a", "c"):
        memory.files(key, 0, lambda key=key: {key: b""})  # type: ignore[misc]  # bound at once
    assert set(memory._told) == {"a", "c"}


def test_many_who_ask_at_once_wait_for_one() -> None:
    """It is made once."""
    made: list[int] = []
    memory = Memory()

    def make() -> Files:
        made.append(1)
        return {}

    asking = [Thread(target=memory.files, args=("a", 0, make)) for _ in range(9)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert made == [1]
