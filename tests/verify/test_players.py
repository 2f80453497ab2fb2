"""What players skip, on signals whose answer can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.loudness import Sound
from kindpace.verify.players import FAINT, LEVELS, RULES, Faint, Rule, part_of, removed, together

RATE = 10_000
BY_NAME = {rule.player: rule for rule in RULES}


def signal(*runs: tuple[float, int], channels: int = 1) -> Sound:
    """(level in 16-bit steps, milliseconds) after one another, at 10 frames a millisecond."""
    mono = np.concatenate([np.full(10 * length, level / 32_768) for level, length in runs])
    return np.repeat(mono[:, None], channels, axis=1).astype(np.float32)


def skipped(sound: Sound, player: str) -> float:
    """The seconds that one player takes from `sound`."""
    (found,) = removed(together([part_of(sound, RATE)]), RATE, [BY_NAME[player]])
    return found.seconds


@pytest.mark.parametrize(
    ("player", "level", "gap", "seconds"),
    [
        ("ExoPlayer 2", 1024, 149, 0.0),
        ("ExoPlayer 2", 1024, 150, 0.110),
        ("ExoPlayer 2", 1024, 1000, 0.960),
        ("ExoPlayer 2", 1025, 1000, 0.0),
        ("Media3", 1024, 99, 0.0),
        ("Media3", 1024, 100, 0.0),
        ("Media3", 1024, 600, 0.400),
        ("Media3", 1024, 30_000, 28.0),
        ("Media3, 25 ms", 1024, 24, 0.0),
        ("Media3, 25 ms", 1024, 125, 0.080),
        ("Pocket Casts low", 250, 415, 0.0),
        ("Pocket Casts low", 250, 582, 0.0),
        ("Pocket Casts low", 250, 1582, 1.0),
        ("Pocket Casts low", 251, 1582, 0.0),
        ("Pocket Casts medium", 250, 1450, 1.0),
        ("Pocket Casts high", 250, 82, 0.0),
        ("Pocket Casts high", 250, 83, 0.083),
        ("Pocket Casts smooth low", 250, 1240, 0.5),
        ("Pocket Casts smooth medium", 250, 1080, 0.6),
        ("Pocket Casts smooth high", 250, 1080, 0.8),
    ],
)
def test_each_rule_takes_what_its_source_says(
    player: str, level: int, gap: int, seconds: float
) -> None:
    """A gap between two loud stretches, at the level itself and a step above it."""
    sound = signal((9000, 500), (level, gap), (9000, 500))
    assert skipped(sound, player) == pytest.approx(seconds, abs=1e-9)


def test_a_gap_that_grows_counts_as_well() -> None:
    """Pocket Casts keeps 2 x 291 ms of a gap of 416 ms: the next beat comes 166 ms late."""
    sound = signal((9000, 500), (0, 416), (9000, 500))
    assert skipped(sound, "Pocket Casts low") == pytest.approx(0.166)


def test_at_the_ends_of_a_track_the_outer_edge_goes_too() -> None:
    """ExoPlayer 2 keeps 20 ms before the first sound, 20 ms after the last, and of silence none."""
    sound = signal((0, 500), (9000, 100), (0, 300))
    assert skipped(sound, "ExoPlayer 2") == pytest.approx(0.480 + 0.280)
    assert skipped(signal((0, 500)), "ExoPlayer 2") == pytest.approx(0.5)


def test_one_loud_channel_keeps_a_frame() -> None:
    """Silence is silence in all channels."""
    both = signal((0, 500), channels=2)
    both[:, 1] = 0.5
    assert all(one.seconds == 0 for one in removed(together([part_of(both, RATE)]), RATE))


def test_the_first_place_is_told() -> None:
    """Where a listener would hear it first."""
    sound = signal((9000, 700), (0, 200), (9000, 50), (0, 200), (9000, 50))
    (found,) = removed(together([part_of(sound, RATE)]), RATE, [BY_NAME["ExoPlayer 2"]])
    assert found.first == pytest.approx(0.7)
    assert found.share == pytest.approx(0.32 / 1.2)


@given(
    st.lists(
        st.tuples(st.sampled_from([0, 250, 600, 1024, 9000]), st.integers(1, 200)),
        min_size=1, max_size=12,
    ),
    st.lists(st.integers(1, 20_000), max_size=8),
)  # fmt: skip
def test_the_cut_into_blocks_does_not_matter(runs: list[tuple[int, int]], cuts: list[int]) -> None:
    """Runs that cross a cut are one run."""
    sound = signal(*runs)
    whole = together([part_of(sound, RATE)])
    places = sorted({place % len(sound) for place in cuts} - {0})
    parts = together([part_of(piece, RATE) for piece in np.split(sound, places)])
    assert removed(parts, RATE) == removed(whole, RATE)
    assert parts.longest == whole.longest


@given(st.sampled_from(RULES), st.integers(0, 500_000))
def test_no_rule_keeps_less_of_a_longer_run_than_its_edges(rule: Rule, run: int) -> None:
    """What is kept is never negative, and a run under the least is kept whole."""
    kept = rule.kept(run, 44_100)
    assert kept == run if run < rule.least * 44_100 // 1_000_000 else kept >= 0


def test_a_steady_floor_survives_them_all() -> None:
    """A sine of 20 Hz at -27 dBFS is under -30.1 dBFS for 12 ms at a time."""
    time = np.arange(5 * 44_100) / 44_100
    floor = (10 ** (-27 / 20) * np.sin(2 * np.pi * 20 * time)).astype(np.float32)[:, None]
    found = together([part_of(floor, 44_100)])
    assert all(one.seconds == 0 for one in removed(found, 44_100))
    assert found.longest[FAINT] / 44_100 == pytest.approx(0.0123, abs=0.0005)


def test_a_track_of_nothing_loses_nothing() -> None:
    """No frames, no runs."""
    empty = Faint(
        frames=0,
        runs={level: np.zeros((0, 2), np.int64) for level in LEVELS},
        longest=dict.fromkeys(LEVELS, 0),
    )
    assert together([]).frames == 0
    assert all(one.share == 0 for one in removed(empty, RATE))


def test_each_rule_has_a_name_of_its_own() -> None:
    """A report names the player that would skip."""
    assert len({rule.player for rule in RULES}) == len(RULES)


def test_the_levels_are_those_of_the_rules() -> None:
    """The strictest is what "faint" means elsewhere."""
    assert LEVELS == (250, 1024)
    assert FAINT == 1024
