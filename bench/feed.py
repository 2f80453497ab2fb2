"""How quickly a feed of 5,000 episodes is written, read back and looked through.

python bench/feed.py [--episodes 5000]
"""

import argparse
import datetime as dt
import tracemalloc
from collections.abc import Callable
from time import process_time
from typing import TypeVar

from kindpace.feed.guids import episode_guid, show_guid
from kindpace.feed.ledger import understood, written
from kindpace.feed.lint.document import document
from kindpace.feed.lint.looking import look_through
from kindpace.feed.show import Art, Caption, Chapter, Enclosure, Episode, File, Show
from kindpace.feed.writing import feed_pages

T = TypeVar("T")

WRITTEN_WITHIN = 2.0
"""Seconds for 5,000 episodes."""

PAGE_BELOW = 1_000_000
DAY = dt.datetime(2012, 1, 1, 6, tzinfo=dt.UTC)
BASE = "https://example.org/runs"


def episode(number: int) -> Episode:
    """One of many, with everything that a programme's day has."""
    name, digest = f"run-{number}", f"{number:010x}"
    minute = 60
    return Episode(
        id=name,
        guid=episode_guid(name),
        title=f"An easy run along the river, day {number}",
        published=DAY + dt.timedelta(days=number),
        enclosure=Enclosure(path=f"tracks/{name}-{digest}.mp3", size=21_600_000, sha256=digest),
        duration=30 * minute,
        summary="Thirty easy minutes that keep you company on a heavy day. " * 5,
        season=number // 7 + 1,
        season_name=f"Week {number // 7 + 1}",
        number=number % 7 + 1,
        chapters=tuple(Chapter(start=at * 4 * minute, title=f"Part {at}") for at in range(8)),
        chapters_file=File(
            path=f"chapters/{name}-{digest}.json", size=500, sha256=digest, type="application/json"
        ),
        captions=(Caption(path=f"tracks/{name}-{digest}.vtt", size=9000, sha256=digest),),
        art=Art(path=f"art/{name}-{digest}.jpg", size=200_000, sha256=digest),
    )


def timed(name: str, work: Callable[[], T]) -> tuple[float, T]:
    """Run `work`, print its CPU seconds, and give both."""
    start = process_time()
    done = work()
    taken = process_time() - start
    print(f"{name:<28}{taken:>8.2f} s")
    return taken, done


def main() -> None:
    """Print the table; end with 1 if a bound isn't kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=5000)
    count = parser.parse_args().episodes
    show = Show(
        id="runs",
        guid=show_guid(f"{BASE}/feed.xml"),
        title="Easy runs",
        summary="Company for easy runs.",
        base_url=BASE,
        art=Art(path="art/runs-0123456789.jpg", size=300_000, sha256="0123456789"),
        notes=("This is company, not therapy, and no medical advice.",),
        synthetic=True,
    )
    episodes = tuple(map(episode, range(count)))
    print(f"{count} episodes")
    taken, pages = timed("feed written", lambda: feed_pages(show, episodes))
    _, data = timed("ledger written", lambda: written(show, episodes))
    timed("ledger read", lambda: understood(data, "kindpace.json"))
    now = DAY + dt.timedelta(days=count + 1)
    all_items = b"".join(pages.values())
    timed(
        "all pages looked through",
        lambda: [look_through(document(page, "feed.xml"), now) for page in pages.values()],
    )
    tracemalloc.start()
    feed_pages(show, episodes)
    peak = tracemalloc.get_traced_memory()[1]
    first = len(pages["feed.xml"])
    print(f"pages {len(pages)}, the first {first / 1e6:.2f} MB, all {len(all_items) / 1e6:.2f} MB")
    print(f"ledger {len(data) / 1e6:.2f} MB, memory while writing {peak / 1e6:.0f} MB")
    if taken * 5000 / max(count, 1) > WRITTEN_WITHIN or first >= PAGE_BELOW:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
