"""Templates, style and program of the pages, and the policy that lets nothing else run."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup


def filled(template: str, **words: object) -> str:
    """The page that `template` makes of `words`; whatever they hold stays text."""
    own = {"style": Markup(style()), "program": Markup(program()), "policy": inner_policy()}  # noqa: S704 - our own files
    return _environment().get_template(template).render(own | words)


@cache
def style() -> str:
    """The style of every page."""
    return _read("page.css")


@cache
def program() -> str:
    """The program of the page that plays."""
    return _read("page.js")


@cache
def worker() -> str:
    """The program that keeps a page and its tracks for runs without a network."""
    return _read("offline.js")


def inner_policy() -> str:
    """What a page may do wherever it stands (CSP 3): its own style and program, files beside it."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(program())}",
            f"style-src {_hash(style())}",
            "img-src 'self' data:",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def policy() -> str:
    """The same for a header, where it may also say that nobody frames the page."""
    return f"{inner_policy()}; frame-ancestors 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _read(name: str) -> str:
    return files("kindpace.feed.page").joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
