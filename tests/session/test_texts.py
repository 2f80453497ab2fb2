"""All that a script may ever say, in the script's own words."""

from kindpace.session.model import Gait
from kindpace.session.said import Text
from tests.session.maker import made, script


def texts(cues: str, part: str = "gait: run", top: str = "") -> tuple[Text, ...]:
    """The spoken texts of a script of one part."""
    return tuple(text for text in made(script(cues, part, top)).texts if text.kind)


def test_every_choice_is_there_whatever_the_day_draws() -> None:
    """All of `any`, once each."""
    found = texts("- say: {any: [One., Two., Three.]}")
    assert [text.words for text in found] == ["One.", "Two.", "Three."]


def test_what_only_some_runners_hear_is_there_as_well() -> None:
    """Conditions, talk levels and rounds leave nothing out."""
    found = texts("- say: Rain.\n  when: {weather: rain}\n- say: More.\n  talk: more")
    assert [text.words for text in found] == ["Rain.", "More."]


def test_a_text_knows_its_place_its_act_and_its_gait() -> None:
    """As the rules ask for them."""
    (found,) = texts("- ask: Who?", "gait: walk")
    assert (found.kind, found.gait, found.mark.line) == ("ask", Gait.WALK, 7)


def test_placeholders_are_filled_without_the_runner() -> None:
    """With the script's own words, or without, or with a stand-in."""
    found = texts(
        "- say: 'Hello{, ?name}. {goal|Turn up}.'\n- say: 'Now {quiet} of quiet.'\n- quiet: 20s",
    )
    assert [text.words for text in found] == ["Hello. Turn up.", "Now a while of quiet."]


def test_a_runners_own_words_stay_theirs() -> None:
    """A goal or a name that a profile tells is in no text."""
    session = made(script("- say: 'Hello{, ?name}.'"), "name: Ana")
    assert [text.words for text in session.texts if text.kind] == ["Hello."]


def test_what_is_read_comes_along_without_an_act() -> None:
    """Title, summary and notes."""
    session = made(script(top="summary: A walk.\nnotes: [One note.]"))
    assert [text.words for text in session.texts if not text.kind] == [
        "Made up", "A walk.", "One note.",
    ]  # fmt: skip


def test_what_is_set_aside_around_a_text_goes_with_it() -> None:
    """By cue, by part and by script."""
    aside = "allow: [{}]\nbecause: We know why."
    (found,) = texts(
        "- say: Hello.\n  allow: [claim/cure]\n  because: We know why.",
        f"gait: run\n{aside.format('push/pain')}",
        aside.format("lang/eyes"),
    )
    assert found.allowed == {"claim/cure", "push/pain", "lang/eyes"}
