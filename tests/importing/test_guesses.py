"""What a source leaves unsaid."""

import pytest

from kindpace.importing.guesses import gait_in, gait_of, language_of, languages, ready


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Walk with the wind, and let your hands rest in the air for you.", "en"),
        ("Camina con calma y siente los pies en el suelo que pisas.", "es"),
        ("Du gehst mit der Ruhe, und die Luft ist kühl.", "de"),
        ("Vous marchez dans les bois et le vent est votre ami.", "fr"),
        ("Hm.", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text: str, language: str | None) -> None:
    """And with too few of them it isn't guessed."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("heading", "gait"),
    [
        ("Easy run", "run"),
        ("Warm-up", "walk"),
        ("Warm-up jog", "run"),
        ("Walk, then run", "walk"),
        ("Cool down", "walk"),
        ("Sitting by the window", "sit"),
        ("Stand at the door", "stand"),
        ("Vuelta andando", "walk"),
        ("Auslaufen", "walk"),
        ("Ruhig laufen", "run"),
        ("On court dix minutes : course", "run"),
        ("Part two", None),
        ("Runway lights", None),
    ],
)
def test_a_heading_tells_how_one_moves(heading: str, gait: str | None) -> None:
    """Whole words count, the first that moves before warm-ups and rests."""
    assert gait_of(heading) == gait


def test_a_text_tells_it_by_what_it_speaks_of_most() -> None:
    """One word is enough, and none is none."""
    assert gait_in("Sit down. Walk a little later. Sitting is fine, your chair is there.") == "sit"
    assert gait_in("We run.") == "run"
    assert gait_in("Breathe.") is None


def test_languages_are_written_as_scripts_do() -> None:
    """Tags of every fashion; what is none is left out."""
    assert languages(["en_US", "DE", " pt-BR ", "", "english please", "x"]) == (
        "en-US", "de", "pt-BR",
    )  # fmt: skip


def test_the_first_part_has_a_name_in_every_language() -> None:
    """Those without words of their own have it in English."""
    assert ready("es-MX") == "Antes de salir"
    assert ready("sw") == ready("en") == "Before you go"
