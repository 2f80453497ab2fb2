"""What a feed is made of."""

import datetime as dt

from kindpace.feed.show import Enclosure, due, files_of, newest_first
from tests.feed.maker import FIRST, SHOW, days, episode


def test_every_file_is_named_once() -> None:
    """Tracks first, then what belongs to them; a picture that many share stands once."""
    small = Enclosure(path="tracks/small.mp3", size=3, sha256="05")
    one = episode(1, alternates=(small,))
    two = episode(2, art=one.art)
    paths = [file.path for file in files_of(SHOW, (one, two))]
    assert len(paths) == len(set(paths)) == 9
    assert paths[:2] == ["tracks/run-1-0123456789.mp3", "tracks/small.mp3"]
    assert paths[-1] == "art/easy-runs-0123456789.jpg"


def test_the_newest_comes_first_and_of_one_moment_the_last() -> None:
    """Two of one morning keep the order in which they were given, the later on top."""
    early, late = episode(1), episode(2)
    twin = episode(3, published=late.published)
    assert [one.id for one in newest_first((early, late, twin))] == ["run-3", "run-2", "run-1"]


def test_only_what_has_appeared_is_due() -> None:
    """The moment itself counts, a second before doesn't."""
    assert due(days(2), FIRST) == days(1)
    assert due(days(2), FIRST - dt.timedelta(seconds=1)) == ()
