import pytest

from kindpace.voices.protocol import VoiceFailed
from kindpace.voices.say import NOVELTIES, speakers

LISTED = """\
Albert              en_US    # Hello! My name is Albert.
Amélie              fr_CA    # Bonjour! Je m’appelle Amélie.
Bad News            en_US    # Hello! My name is Bad News.
Eddy (English (US)) en_US    # Hello! My name is Eddy.
Samantha            en_US    # Hello! My name is Samantha.
Serena (Premium)    en_GB    # Hello! My name is Serena.
Majed               ar_001   # مرحبًا! اسمي ماجد.
"""


def test_the_best_voices_come_first_and_those_made_for_fun_last() -> None:
    """Names may hold spaces and brackets; languages are written as scripts write them."""
    found = speakers(LISTED)
    names = [one.id for one in found]
    assert names[:2] == ["Serena (Premium)", "Samantha"]
    assert set(names[-2:]) == {"Albert", "Bad News"} <= NOVELTIES
    languages = {one.id: one.language for one in found}
    assert languages["Eddy (English (US))"] == "en-US"
    assert (languages["Amélie"], languages["Majed"]) == ("fr-CA", "ar-001")
    assert all("macOS" in one.licence for one in found)


@pytest.mark.parametrize("listed", ["", "no voices\n", "# en_US\n"])
def test_a_list_without_voices_is_told(listed: str) -> None:
    """Rather than speaking with nobody."""
    with pytest.raises(VoiceFailed, match="names no voice"):
        speakers(listed)
