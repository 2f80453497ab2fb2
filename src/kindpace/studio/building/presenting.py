"""How a build shows itself: the show from its maker's words, an episode from a finished track."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindpace.care.disclaimer import ON_THE_WAY, WANTED, signs_lacking
from kindpace.feed import chapters
from kindpace.feed.addresses import FEED, checked_base
from kindpace.feed.guids import private_show_guid, show_guid
from kindpace.feed.names import hashed_path, slug
from kindpace.feed.phrases import phrases
from kindpace.feed.pictures import picture_in
from kindpace.feed.show import (
    Art,
    Caption,
    Enclosure,
    Episode,
    File,
    Frequency,
    License,
    Order,
    Show,
)
from kindpace.problems import Problem, Weight, WrongUse, problem
from kindpace.session.model import Session
from kindpace.session.podcast import ShowWords
from kindpace.sound.templates import Template
from kindpace.studio.building.asked import Ask, Entry
from kindpace.studio.building.folder import ART, CHAPTERS, TRACKS, put
from kindpace.studio.building.gathering import Gathered
from kindpace.studio.building.rendering import Made
from kindpace.studio.wording import wording_for
from kindpace.track.captions import lrc, srt, vtt
from kindpace.track.encode import Encoding

SMALLEST_ART, LARGEST_ART = 1400, 3000
LARGEST_PICTURE: Final = 10 << 20
JPEG, PNG = "image/jpeg", "image/png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An entry whose script is read: what its episode is called, and its fingerprint."""

    entry: Entry
    id: str
    title: str
    session: Session
    template: Template
    fingerprint: str = ""


def show_of(
    ask: Ask, found: Gathered, sessions: Sequence[Session], rung: str, before: Show | None
) -> Show:
    """The show as its maker tells it, without its picture; what was given once stays.

    `rung` names the step of a ladder, or is empty. Raises WrongUse without an address.
    """
    words = found.words
    name = words.id or slug(found.name)
    title = words.title or found.title or (sessions[0].title if sessions else found.name)
    language = words.language or (sessions[0].language if sessions else "en")
    base = _base(ask, found, rung, before)
    address = f"{base}/{FEED}"
    usual = Show(id="", guid="", title="", summary="", base_url="")
    order = words.order or (Order.SERIAL if found.programme else Order.EPISODIC)
    often = Frequency(text=words.often, rule=words.rule or "") if words.often else None
    id_ = f"{name}-{rung}" if rung else name
    fresh = private_show_guid(id_) if ask.private else show_guid(address)
    return Show(
        id=id_,
        guid=before.guid if before else fresh,
        title=f"{title} · {rung}" if rung else title,
        summary=words.summary or found.summary or (sessions[0].summary if sessions else ""),
        base_url=base,
        language=language,
        author=words.author or usual.author,
        email=words.email or "",
        link=words.link or "",
        category=tuple(words.category or usual.category),
        explicit=words.explicit,
        order=Order(order),
        copyright=words.copyright or "",
        license=License(name=words.license) if words.license else None,
        locked=not ask.private,
        private=ask.private,
        complete=words.complete,
        frequency=often,
        notes=show_notes(tuple(words.notes), language, moving=_moving(sessions)),
    )


def show_notes(own: tuple[str, ...], language: str, *, moving: bool) -> tuple[str, ...]:
    """What stands below every description: the maker's `own` words, and what those leave out.

    `moving`: somebody walks or runs.
    """
    if not own:
        return closing(language, moving=moving)
    lacking = signs_lacking("\n".join(own), language)
    ours = (_ours(sign, language) for sign in lacking if moving or sign not in ON_THE_WAY)
    return tuple(dict.fromkeys((*own, *(text for text in ours if text))))


def closing(language: str, *, moving: bool = True) -> tuple[str, ...]:
    """What this is not, what to know first, and whom to turn to."""
    words = wording_for(language)
    way = (words.moving["one-ear"], words.moving["weather"]) if moving else ()
    first = (*words.not_.values(), words.before["ask-first"], *way)
    return (*first, words.support["danger"], words.support["offline"])


def notes_lack(show: Show, words: ShowWords) -> Iterator[Problem]:
    """`notes/disclaimer` for a show: what its maker's `words` leave out, as advice."""
    own = "\n".join(words.notes)
    lacking = signs_lacking(own, show.language) if own else ("feedback",)
    added = show.notes[len(words.notes) :]
    for sign in lacking:
        if _ours(sign, show.language) in added:
            yield problem("notes/disclaimer-show", weight=Weight.LOOK, what=WANTED[sign])
    if "feedback" in lacking and not (show.email or show.link or show.private):
        yield problem("notes/disclaimer-address", weight=Weight.LOOK)


def _ours(sign: str, language: str) -> str:
    """The sentence that tells what `sign` listens for; empty for an address: it is theirs."""
    words = wording_for(language)
    return {
        "medical": words.not_["company"],
        "treatment": words.not_["company"],
        "precheck": words.before["ask-first"],
        "one_ear": words.moving["one-ear"],
        "weather": words.moving["weather"],
    }.get(sign, "")


def _moving(sessions: Sequence[Session]) -> bool:
    """Whether any of `sessions` has somebody walk or run; with none to look at, as if one had."""
    return not sessions or any(part.gait.moving for one in sessions for part in one.parts)


def _base(ask: Ask, found: Gathered, rung: str, before: Show | None) -> str:
    told = (ask.base_url or found.words.base_url or "").rstrip("/")
    if not told and before is not None:
        return before.base_url
    if not told:
        raise WrongUse([problem("build-no-address")])
    checked_base(told)
    return f"{told}/{rung}" if rung else told


def art_of(data: bytes, name: str, folder: Path) -> Art:
    """`data`, a square JPEG or PNG that directories take, put into `folder` under its content.

    Raises WrongUse if it is no such picture, WorldError as files do.
    """
    picture = picture_in(data[:LARGEST_PICTURE])
    fits = (
        picture is not None
        and picture.width == picture.height
        and SMALLEST_ART <= picture.width <= LARGEST_ART
        and len(data) <= LARGEST_PICTURE
    )
    if picture is None or not fits:
        size = f"{picture.width} by {picture.height}" if picture else "no picture"
        raise WrongUse([problem("show-art", name=name[:80], size=size)])
    ending = "png" if picture.type == PNG else "jpg"
    path = hashed_path(ART, name, sha256(data).hexdigest(), ending)
    file = put(folder, path, data, picture.type)
    return Art(
        path=file.path, size=file.size, sha256=file.sha256, type=file.type, side=picture.width
    )


def labels_of(entry: Entry, show: Show, title: str) -> dict[str, object]:
    """What the feed has a track say of itself: all else comes from the session."""
    return {"album": show.title, "artist": show.author, "title": title, "number": entry.place}


def episode_of(
    made: Made,
    one: Settled,
    folder: Path,
    *,
    guid: str,
    published: dt.datetime,
    encoding: Encoding,
    now: dt.datetime,
    before: Episode | None,
) -> Episode:
    """The episode of a finished track, its files put into `folder`. Raises WorldError."""
    digest = sha256(made.track).hexdigest()
    since = before.changed if before else None
    if before and before.enclosure.sha256 != digest:
        since = now.replace(microsecond=0)
    path = hashed_path(TRACKS, one.id, digest, "mp3")
    track = put(folder, path, made.track, "audio/mpeg")
    episode = Episode(
        id=one.id,
        guid=guid,
        title=one.title,
        published=published,
        changed=since,
        enclosure=Enclosure(
            path=track.path, size=track.size, sha256=digest, bitrate=encoding.bitrate
        ),
        duration=round(made.length),
        art=art_of(made.art, one.id, folder),
        cadence=made.labels.bpm,
        synthetic=made.synthetic,
    )
    return refreshed(_with_words(episode, made, one, folder), one)


def _with_words(episode: Episode, made: Made, one: Settled, folder: Path) -> Episode:
    """`episode` with its chapters, captions and lyrics beside the track."""
    labels, digest = made.labels, episode.enclosure.sha256

    def beside(text: str, ending: str, kind: str) -> File:
        path = hashed_path(TRACKS, one.id, digest, ending)
        return put(folder, path, text.encode("utf-8"), kind)

    listed = chapters.listed(labels.chapters)
    path = hashed_path(CHAPTERS, one.id, digest, "json")
    captions = (
        beside(vtt(labels.lyrics), "vtt", "text/vtt"),
        beside(srt(labels.lyrics), "srt", "application/x-subrip"),
    )
    return replace(
        episode,
        chapters=listed,
        chapters_file=put(folder, path, chapters.chapters_json(listed), chapters.TYPE),
        captions=tuple(_caption(file, one.session.language) for file in captions),
        lyrics=beside(lrc(labels, made.length), "lrc", "text/plain"),
    )


def _caption(file: File, language: str) -> Caption:
    return Caption(
        path=file.path, size=file.size, sha256=file.sha256, type=file.type, language=language
    )


def refreshed(episode: Episode, one: Settled) -> Episode:
    """`episode` with what the feed tells beside the track, as it is told now."""
    session, entry = one.session, one.entry
    display = phrases(session.language)["day"].format(number=entry.place) if entry.place else ""
    return replace(
        episode,
        title=one.title,
        summary=session.summary or one.title,
        language=session.language,
        season=entry.season,
        season_name=entry.season_name,
        number=entry.number,
        display=display,
        tags=session.topics,
        fingerprint=one.fingerprint,
    )
