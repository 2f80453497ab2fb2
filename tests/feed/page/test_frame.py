"""Templates, and the policy that lets nothing else run."""

import re
from base64 import b64decode
from hashlib import sha256

import pytest
from jinja2 import UndefinedError

from kindpace.feed.page.frame import filled, inner_policy, policy, program, style, worker


def test_the_policy_names_our_own_program_and_style_and_nothing_else() -> None:
    """By their hashes; no address, no `unsafe` word."""
    hashes = {b64decode(one) for one in re.findall(r"'sha256-([^']+)'", policy())}
    assert hashes == {sha256(one.encode()).digest() for one in (program(), style())}
    assert "unsafe" not in policy()
    assert "http" not in policy()
    assert policy().startswith(inner_policy())
    assert policy().endswith("frame-ancestors 'none'")


def test_program_and_style_ask_nobody_and_end_no_element() -> None:
    """They stand inline."""
    for text in (program(), style(), worker()):
        assert "</" not in text
        assert "//" not in re.sub(r"(?m)^\s*// .*$|\s// .*$", "", text).replace('"//"', "")
        assert not re.search(r"https?:", text.replace('"https:"', ""))
    assert "eval" not in program()


def test_a_missing_word_is_noticed() -> None:
    """Never a page with a hole in it."""
    with pytest.raises(UndefinedError):
        filled("ladder.html", words={})
