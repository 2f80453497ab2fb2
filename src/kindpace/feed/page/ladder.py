"""The first page of a ladder: it asks for a cadence."""

from kindpace.feed.page.frame import filled
from kindpace.feed.page.rungs import Rung
from kindpace.feed.page.wording import paragraphs, plain, words


def ladder_page(rungs: tuple[Rung, ...]) -> bytes:
    """The page that leads to each of `rungs`, of which there is one at least, slowest first."""
    show = rungs[0].show
    said = words(show.language)
    ordered = sorted(rungs, key=lambda rung: rung.cadence or 0)
    return filled(
        "ladder.html",
        words=said,
        language=show.language.replace("_", "-"),
        private=any(rung.show.private for rung in rungs),
        art=f"{rungs[0].path}/{show.art.path}" if show.art else "",
        paragraphs=paragraphs(show.summary),
        notes=[one for note in show.notes for one in paragraphs(note)],
        rungs=[
            {
                "href": f"{rung.path}/",
                "title": plain(rung.show.title) or rung.show.id,
                "cadence": rung.cadence,
                "count": len(rung.episodes),
            }
            for rung in ordered
        ],
    ).encode("utf-8")
