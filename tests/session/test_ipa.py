import pytest

from kindpace.session.ipa import ipa
from kindpace.session.notation import Unreadable


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("/ʃɪˈvɔːn/", "ʃɪˈvɔːn"),
        ("[ˈana]", "ˈana"),
        ("go", "ɡo"),
        ("'a:na", "ˈaːna"),
        ("bɔ̃ʒuʁ", "bɔ̃ʒuʁ"),
        ("ç", "ç"),
    ],
)
def test_pronunciations_as_dictionaries_print_them(written: str, read: str) -> None:
    """With slashes or brackets around, and with the typewriter's stand-ins."""
    assert ipa(written) == read


@pytest.mark.parametrize("written", ["hello!", "8", "ˈ", "//", "щ", "a]"])
def test_other_letters_are_told(written: str) -> None:
    """The first one that isn't of the alphabet."""
    with pytest.raises(Unreadable) as told:
        ipa(written)
    assert told.value.slug == "ipa-unreadable"
