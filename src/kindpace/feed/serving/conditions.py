"""Whether somebody already has what they ask for (RFC 9110, section 13)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

TAGS = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The state of a file: `tag` is a strong ETag in its quotes, `modified` is in Unix seconds."""

    tag: str
    modified: int

    @property
    def date(self) -> str:
        """`modified` as `Last-Modified` writes it."""
        return formatdate(self.modified, usegmt=True)


def passed(asked: Mapping[str, str], now: Version) -> int | None:
    """The status that answers without a body: 304 (unchanged), 412 (not as hoped), or None.

    In the order of section 13.2.2; dates count only where no tag is given.
    """
    if (tags := asked.get("if-match")) is not None:
        if not _among(tags, now.tag, strong=True):
            return 412
    elif (when := _seconds(asked.get("if-unmodified-since"))) is not None and now.modified > when:
        return 412
    if (tags := asked.get("if-none-match")) is not None:
        return 304 if _among(tags, now.tag, strong=False) else None
    if (when := _seconds(asked.get("if-modified-since"))) is not None and now.modified <= when:
        return 304
    return None


def still_the_same(if_range: str | None, now: Version) -> bool:
    """Whether a part may be sent: the rest that somebody has is of this version.

    A date counts only to the letter, for a file can change twice within its second.
    """
    if if_range is None:
        return True
    return if_range.strip() in (now.tag, now.date)


def _among(tags: str, tag: str, *, strong: bool) -> bool:
    if tags.strip() == "*":
        return True
    return any(found[2] == tag and not (strong and found[1]) for found in TAGS.finditer(tags))


def _seconds(date: str | None) -> int | None:
    """Unix seconds of an HTTP date; None is no date, and is passed over."""
    try:
        return int(parsedate_to_datetime(date or "").timestamp())
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None
