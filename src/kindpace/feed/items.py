"""One episode as an RSS item."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from kindpace.feed import chapters
from kindpace.feed.addresses import address, place_of
from kindpace.feed.dates import rfc_2822
from kindpace.feed.describing import episode_html
from kindpace.feed.markup import around, cdata, element
from kindpace.feed.phrases import phrases
from kindpace.feed.show import Enclosure, Episode, Kind, Order, Person, Show, newest_first
from kindpace.feed.titles import title

NAMED_SEASON = 128
EPISODE_WORDS = 32
SOUNDBITE_WORDS = 128
"""Letters that the podcast namespace leaves for each."""

CLOSED_CAPTIONS = ("text/vtt", "application/x-subrip")
"""Captions with times, which players may show as they go; `rel="captions"` says so."""


def item(show: Show, episode: Episode) -> str:
    """The `<item>` of `episode`; the same values give the same text."""
    return around("item", _parts(show, episode))


def numbered(show: Show, episodes: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """The episodes, the newest first; in a serial show each full one has its number.

    Apple asks for it there. Those without get the lowest free ones of their season, by date.
    """
    ordered = newest_first(episodes)
    if show.order is not Order.SERIAL:
        return ordered
    taken = {(one.season, one.number) for one in ordered}
    counters: dict[int | None, Iterator[int]] = {}
    told = []
    for one in reversed(ordered):
        if one.number is None and one.kind is Kind.FULL:
            counter = counters.setdefault(one.season, count(1))
            free = next(number for number in counter if (one.season, number) not in taken)
            told.append(replace(one, number=free))
        else:
            told.append(one)
    return tuple(reversed(told))


def _parts(show: Show, episode: Episode) -> Iterator[str]:
    yield element("title", title(episode.title, otherwise=episode.id))
    yield element("link", place_of(show, episode))
    yield element("guid", episode.guid, isPermaLink="false")
    yield element("pubDate", rfc_2822(episode.published))
    yield cdata("description", episode_html(show, episode))
    track = episode.enclosure
    yield element(
        "enclosure", url=address(show, track.path), length=str(track.size), type=track.type
    )
    yield from _of_apple(show, episode)
    yield from _of_podcasting_2(show, episode)
    yield from (element("category", title(tag)) for tag in episode.tags)
    if episode.chapters:
        yield chapters.psc(episode.chapters)


def _of_apple(show: Show, episode: Episode) -> Iterator[str]:
    yield element("itunes:duration", str(episode.duration))
    yield element("itunes:explicit", str(show.explicit).lower())
    yield element("itunes:episodeType", str(episode.kind))
    if episode.season:
        yield element("itunes:season", str(episode.season))
    if episode.number:
        yield element("itunes:episode", str(episode.number))
    if episode.art:
        yield element("itunes:image", href=address(show, episode.art.path))
    if show.private:
        yield element("itunes:block", "Yes")


def _of_podcasting_2(show: Show, episode: Episode) -> Iterator[str]:
    if episode.season:
        name = title(episode.season_name, otherwise="", most=NAMED_SEASON) or None
        yield element("podcast:season", str(episode.season), name=name)
    if episode.number:
        display = title(episode.display, otherwise="", most=EPISODE_WORDS) or None
        yield element("podcast:episode", str(episode.number), display=display)
    if episode.chapters_file:
        url = address(show, episode.chapters_file.path)
        yield element("podcast:chapters", url=url, type=chapters.TYPE)
    for caption in episode.captions:
        yield element(
            "podcast:transcript",
            url=address(show, caption.path),
            type=caption.type,
            language=caption.language or episode.language or show.language,
            rel="captions" if caption.type in CLOSED_CAPTIONS else None,
        )
    for bite in episode.soundbites:
        words = title(bite.title, otherwise="", most=SOUNDBITE_WORDS)
        times = {"startTime": f"{bite.start:.1f}", "duration": f"{bite.length:.1f}"}
        yield element("podcast:soundbite", words, **times)
    yield from map(person, episode.persons)
    yield from _alternates(show, episode)
    yield from spoken_by_machine(
        episode.synthetic if episode.synthetic is not None else show.synthetic
    )


def _alternates(show: Show, episode: Episode) -> Iterator[str]:
    """Other files of the same track; the usual one leads them, marked as such."""
    if not episode.alternates:
        return
    for file in (episode.enclosure, *episode.alternates):
        usual = file is episode.enclosure
        words = file.title or ("" if usual else phrases(show.language)["small"])
        yield around(
            "podcast:alternateEnclosure",
            [element("podcast:source", uri=address(show, file.path))],
            type=file.type,
            length=str(file.size),
            bitrate=_bits(file),
            title=title(words, otherwise="", most=EPISODE_WORDS) or None,
            default="true" if usual else None,
        )


def _bits(file: Enclosure) -> str | None:
    """Bits a second, as the podcast namespace counts."""
    return str(file.bitrate * 1000) if file.bitrate else None


def person(one: Person) -> str:
    """A `podcast:person`, at the channel or an item."""
    return element(
        "podcast:person",
        title(one.name),
        role=one.role or None,
        group=one.group or None,
        href=one.href or None,
    )


def spoken_by_machine(synthetic: bool | None) -> Iterator[str]:
    """The flag for a synthetic voice, where it is known."""
    if synthetic is not None:
        yield element("podcast:txt", str(synthetic).lower(), purpose="ai-content")
