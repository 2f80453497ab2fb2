"""An address as a square that phones read: for a page, and for a terminal."""

import io

import segno


def as_svg(address: str, name: str) -> str:
    """`address` as an SVG element called `name`, dark on light whatever the page's colours are."""
    drawn = io.BytesIO()
    square = segno.make(address, error="m", micro=False)
    square.save(
        drawn, kind="svg", xmldecl=False, svgns=True, nl=False, border=4, scale=4,
        dark="#000", light="#fff", title=name, omitsize=True, svgclass=None, lineclass=None,
    )  # fmt: skip
    return drawn.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)


def as_text(address: str) -> str:
    """`address` for a terminal: two rows of the square to a line, light on dark."""
    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out=drawn, border=2, compact=True)
    return drawn.getvalue()
