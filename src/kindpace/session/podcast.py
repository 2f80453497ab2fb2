"""What `show.yaml` tells of a podcast: read and checked as a script is."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kindpace.problems import KindpaceError
from kindpace.session.acts import Written
from kindpace.session.fields import LISTED, Language, Name, Rungs, Slug, Text, Version
from kindpace.session.reading import looked_at, told
from kindpace.session.tree import Source, Tree, grown_tree

Address = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class ShowWords(Written):
    """A show as its maker writes it. What isn't told, the sessions tell, or stays as usual.

    `art` is a picture beside the file; `ladder` the cadences to make a feed each; `rule` says how
    often episodes come as an RRULE (RFC 5545), `often` says it in words.
    """

    kindpace: Version
    title: Name | None = None
    id: Slug | None = None
    summary: Annotated[str, StringConstraints(max_length=4000)] = ""
    language: Language | None = None
    author: Name | None = None
    email: Address | None = None
    link: Address | None = None
    base_url: Address | None = None
    category: Annotated[list[Name], Field(min_length=1, max_length=2), *LISTED] | None = None
    explicit: bool = False
    order: Literal["episodic", "serial"] | None = None
    copyright: Name | None = None
    license: Name | None = None
    art: Name | None = None
    often: Name | None = None
    rule: Name | None = None
    complete: bool = False
    notes: Annotated[list[Text], *LISTED] = Field(default_factory=list)
    ladder: Rungs | None = None


NOTHING_SAID = ShowWords(kindpace=1)


def read_show(source: Source) -> tuple[ShowWords, Tree]:
    """The show in `source`. Raises KindpaceError with every fault, each at its place."""
    tree = grown_tree(source)
    found, faults = looked_at(ShowWords, tree)
    if found is None or faults:
        raise KindpaceError(told(faults, source.name))
    return found, tree
