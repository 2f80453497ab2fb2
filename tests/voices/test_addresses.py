import pytest

from kindpace.voices.addresses import addresses
from kindpace.voices.rules import follow

PHRASES = {"at": "AT", "dot": "DOT", "slash": "SLASH", "hash": "HASH"}


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("https://www.kindpace.example/a/b?c=d#e", "kindpace DOT example SLASH a SLASH b"),
        ("see kindpace.example.", "see kindpace DOT example."),
        ("(www.run.zone/x).", "(run DOT zone SLASH x)."),
        ("http://localhost", "localhost"),
        ("a.b-c+d@run.kindpace.example, ok", "a DOT b-c+d AT run DOT kindpace DOT example, ok"),
        ("first_name@kindpace.example", "first name AT kindpace DOT example"),
        ("#EasyRun #slow_run #5", "HASH Easy Run HASH slow run #5"),
    ],
)
def test_addresses_are_said_part_by_part(written: str, spoken: str) -> None:
    """Without what nobody types, and without the sentence's own stop."""
    assert follow(written, addresses(PHRASES), lambda _: None) == spoken


@pytest.mark.parametrize("text", ["Run slow.Then stop.", "a@b", "@ana", "e.g. this", "5.com", "C#"])
def test_what_only_looks_like_an_address(text: str) -> None:
    """A missing space after a full stop makes no address."""
    assert follow(text, addresses(PHRASES), lambda _: None) in (text, "5 DOT com")
