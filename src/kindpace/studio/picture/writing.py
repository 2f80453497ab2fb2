"""A plan's picture as a file: its ending tells what kind."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kindpace.problems import WrongUse, problem
from kindpace.studio.picture.draw import NARROW, WIDE, drawing
from kindpace.studio.picture.page import page
from kindpace.studio.picture.shapes import Drawing
from kindpace.studio.picture.svg import svg
from kindpace.studio.planning import Planned
from kindpace.track.whole import ready_place, whole_file

SVG, PNG, HTML = ".svg", ".png", (".html", ".htm")


def write_picture(planned: Planned, into: Path, *, shared: bool = False) -> Path:
    """`planned` as a picture at `into`: .svg, .png, or .html for a page.

    `shared` keeps private words and findings out. Raises WrongUse for another ending, WorldError.
    """
    ending = into.suffix.lower()
    if ending not in (SVG, PNG, *HTML):
        raise WrongUse([problem("picture-ending", name=into.name)])
    ready_place(into)
    content = _content(planned, ending, shared=shared)
    with whole_file(into) as file:
        file.write(content)
    return into


def picture_of(planned: Planned, *, shared: bool = False) -> Drawing:
    """`planned` with what care finds in it, as wide as a page."""
    return next(_pictures(planned, (WIDE,), shared=shared))


def page_of(planned: Planned, *, shared: bool = False) -> str:
    """`planned` as one page that needs nothing else."""
    wide, narrow = _pictures(planned, (WIDE, NARROW), shared=shared)
    return page(wide, narrow)


def _pictures(planned: Planned, widths: Iterable[int], *, shared: bool) -> Iterator[Drawing]:
    findings = () if shared else planned.findings()
    for wide in widths:
        yield drawing(
            planned.timeline,
            findings,
            language=planned.session.language,
            wide=wide,
            shared=shared,
        )


def _content(planned: Planned, ending: str, *, shared: bool) -> bytes:
    if ending in HTML:
        return page_of(planned, shared=shared).encode()
    drawn = picture_of(planned, shared=shared)
    if ending == SVG:
        return svg(drawn).encode()
    from kindpace.studio.picture.png import png  # noqa: PLC0415 - only a PNG needs Pillow, slowly

    return png(drawn)
