"""How words are pronounced: which entry counts, and what it does."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.lexicon import NO_LEXICON, Change, Entry, Lexicon, Sound, Tier


def lexicon(**words: str) -> Lexicon:
    """A script's lexicon."""
    return Lexicon(entries=tuple(Entry(word=word, say=say) for word, say in words.items()))


def said(text: str, *entries: Entry, language: str = "en") -> str:
    """`text` respelled by `entries`."""
    return Lexicon(entries=entries).respelled(text, language).text


def test_whole_words_the_longest_first() -> None:
    """Nothing inside a word, and no word twice."""
    entries = [
        Entry(word="HIIT", say="hit"),
        Entry(word="km", say="kilometres"),
        Entry(word="10 km", say="ten kilometres"),
        Entry(word="C#", say="c sharp"),
        Entry(word="hit", say="knock"),
    ]
    assert said("A HIIT over 10  KM, not 5 km. Kmart and C#, a hit.", *entries) == (
        "A hit over ten kilometres, not 5 kilometres. Kmart and c sharp, a knock."
    )
    assert said("5:30/km", *entries) == "5:30/km"
    assert NO_LEXICON.respelled("As it is.").text == "As it is."


def test_small_letters_meet_any_case_and_capitals_only_themselves() -> None:
    """So that US and us can be told apart; the exact one goes first."""
    both = [Entry(word="us", say="uss"), Entry(word="US", say="U S")]
    assert said("US, us, Us", *both) == "U S, uss, uss"
    assert said("HIIT hiit Hiit", Entry(word="Hiit", say="hit")) == "HIIT hiit hit"


def test_possessives_and_apostrophes() -> None:
    """The ending stays, and any apostrophe is an apostrophe."""
    assert said("Siobhan’s run", Entry(word="Siobhan", say="shi-VAWN")) == "shi-VAWN’s run"
    assert said("Let’s go, let's", Entry(word="let's", say="lets")) == "lets go, lets"


def test_accents_are_the_same_however_they_are_stored() -> None:
    """Composed or not."""
    word = unicodedata.normalize("NFD", "Zoë")
    assert said("Zoë", Entry(word=word, say="zo-ee")) == "zo-ee"
    assert said(word, Entry(word="Zoë", say="zo-ee")) == "zo-ee"


def test_the_nearest_tier_wins() -> None:
    """The script's own over the person's, for each word by itself."""
    own = Lexicon(
        entries=(
            Entry(word="gps", say="own", tier=Tier.OWN),
            Entry(word="hiit", say="own", tier=Tier.OWN),
        )
    )
    found = lexicon(HIIT="script").over(own).respelled("HIIT gps")
    assert found.text == "script own"
    assert found.changes == (
        Change(written="HIIT", said="script", by="the script's lexicon"),
        Change(written="gps", said="own", by="your lexicon"),
    )


def test_some_words_belong_to_a_language() -> None:
    """The one for this language before one for all."""
    entries = [
        Entry(word="Paris", say="parris"),
        Entry(word="Paris", say="paree", language="fr"),
        Entry(word="chat", say="sha", language="fr"),
    ]
    assert said("Paris chat", *entries) == "parris chat"
    assert said("Paris chat", *entries, language="fr-CA") == "paree sha"


def test_it_tells_how_its_words_sound() -> None:
    """Each respelling once; one that changes nothing is settled all the same."""
    entries = [Entry(word="Ana", say="ah-na", ipa="ˈana"), Entry(word="OK", say="OK")]
    found = Lexicon(entries=tuple(entries)).respelled("Ana, Ana, OK")
    assert found.sounds == (Sound(said="ah-na", ipa="ˈana"), Sound(said="OK"))
    assert [one.written for one in found.changes] == ["Ana", "Ana"]


@given(
    st.dictionaries(st.text("aſsKkİıI(./\\'é ", min_size=1, max_size=3), st.just("x"), max_size=4)
)
def test_odd_letters_in_a_lexicon_do_no_harm(words: dict[str, str]) -> None:
    """Signs mean themselves, and letters that change their length between cases are left alone."""
    entries = tuple(Entry(word=word, say=say) for word, say in words.items())
    found = Lexicon(entries=entries).respelled("ſ s K k İ ı I (a. aK é' \\")
    assert isinstance(found.text, str)
    assert all(change.said == "x" for change in found.changes)
