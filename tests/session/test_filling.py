"""Whatever a runner leaves out, what is left is a whole sentence."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.filling import (
    ALWAYS_TOLD,
    FIELDS,
    Gap,
    check_name,
    check_text,
    fill,
    needs,
    pieces,
    tells_time,
)
from kindpace.session.notation import Unreadable
from kindpace.session.text import LATER


def unread(text: str) -> str:
    """The slug with which a text is sent back."""
    with pytest.raises(Unreadable) as told:
        check_text(text)
    return told.value.slug


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("{name?, }welcome.", "Ana, welcome.", "Welcome."),
        ("Welcome{, ?name}.", "Welcome, Ana.", "Welcome."),
        ("Welcome, {name?}!", "Welcome, Ana!", "Welcome!"),
        ("Welcome, {name?}", "Welcome, Ana", "Welcome"),
        ("Welcome, {name?}, and hello.", "Welcome, Ana, and hello.", "Welcome, and hello."),
        (
            "Welcome, {name?} [pause 1s] Go.",
            "Welcome, Ana [pause 1s] Go.",
            "Welcome [pause 1s] Go.",
        ),
        ("Today: {goal|turn up}.", "Today: be kind.", "Today: turn up."),
        ("{goal|turn up}, if you like.", "Be kind, if you like.", "Turn up, if you like."),
        ("Hi. {name?, }{goal|go} now.", "Hi. Ana, be kind now.", "Hi. Go now."),
        ("¿{name?, }cómo vas?", "¿Ana, cómo vas?", "¿Cómo vas?"),
        ("e.g. {goal|a walk} will do.", "e.g. be kind will do.", "e.g. a walk will do."),
        ("Go {name?}{, ?goal} now.", "Go Ana, be kind now.", "Go now."),
        ("A friend ({name?}) waits.", "A friend (Ana) waits.", "A friend waits."),
        ("One.\n\n{name?, }two.", "One.\n\nAna, two.", "One.\n\nTwo."),
        ("{name?}. [pause 1s] Welcome.", "Ana. [pause 1s] Welcome.", "[pause 1s] Welcome."),
        ("{ name ? }go.", "Ana go.", "Go."),
    ],
)
def test_a_hole_closes(text: str, told: str, untold: str) -> None:
    """No comma, blank or small letter is left over."""
    assert fill(text, {"name": "Ana", "goal": "be kind"}) == told
    assert fill(text, {}) == untold


def test_the_writers_stop_goes_before_the_runners() -> None:
    """A goal that ends with a full stop does not end the sentence twice."""
    assert fill("Today: {goal|go}. Yes.", {"goal": "be kind!"}) == "Today: be kind. Yes."


def test_the_length_of_a_quiet_is_left_for_later() -> None:
    """Only the timeline knows it, with the words around it."""
    assert fill("For {quiet}, {quiet?, and} rest.", {}) == f"For {LATER}, {LATER}, and rest."
    assert fill("{quiet} of rest.", {}) == f"{LATER} of rest."
    assert tells_time("For {quiet} now.")
    assert not tells_time("Now.")


def test_what_a_text_needs_is_known() -> None:
    """Only bare placeholders that a runner may leave out."""
    assert needs("{name}, {goal|go}, {carry?}: {cadence} in {minutes}") == ("name", "minutes")
    assert list(pieces("Hi {name?, }you")) == ["Hi ", Gap(field="name", after=", "), "you"]


def test_a_needed_word_that_is_missing_is_told() -> None:
    """Where nothing else can be said."""
    with pytest.raises(Unreadable) as told:
        fill("Hello {name}.", {})
    assert (told.value.slug, told.value.words) == (
        "placeholder-may-be-missing",
        {"field": "name"},
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("{nam?, }hello", "placeholder-unknown"),
        ("{} hello", "placeholder-unknown"),
        ("{name!} hello", "placeholder-unknown"),
        ("{name hello", "placeholder-open"),
        ("name} hello", "placeholder-open"),
        ("{{name}} hello", "placeholder-open"),
        ("a [b] c", "bracket-unknown"),
        ("[pause 1s] hello", "pause-first"),
        ("{name?}", "text-may-be-empty"),
        ("{name?}. {goal?, }[pause 1s]", "text-may-be-empty"),
        ("{name|[x]} hello", "bracket-unknown"),
        ("a [pause 1s] " * 21 + "b", "text-too-marked"),
        ("...", "text-without-words"),
    ],
)
def test_what_cannot_be_filled_is_told(text: str, slug: str) -> None:
    """Before anybody runs, and for every choice of a draw."""
    assert unread(text) == slug


def test_what_can_be_filled_stays_as_it_was() -> None:
    """Checking changes nothing."""
    text = "{name?, }go. [pause 1s] In for {in}, {carry|one step}. [pause 2s]"
    assert check_text(text) == text


def test_names_of_parts_hold_rounds_only() -> None:
    """Private words stay out of chapters."""
    assert check_name("Round {round} of {rounds}") == "Round {round} of {rounds}"
    for name in ("For {name}", "Round {round?}", "Odd {"):
        with pytest.raises(Unreadable):
            check_name(name)


LITERALS = st.sampled_from(
    [
        "Welcome",
        " and ",
        ", ",
        ". ",
        "! ",
        " (",
        ") ",
        "¿",
        "go",
        " — ",
        "\n\n",
        " so. ",
        ": ",
        "“a” ",
    ]
)
GAPS = st.sampled_from(
    ["{name?}", "{name?, }", "{, ?name}", "{goal|turn up}", "{carry?: }", "{ by ?company}", "{in}"]
)
TEXTS = st.lists(LITERALS | GAPS, min_size=1, max_size=8).map("".join)
VALUES = {"name": "Ana", "goal": "be kind", "carry": "one step", "company": "Sam"}
KNOWN = dict.fromkeys(ALWAYS_TOLD, "three")


@given(TEXTS)
def test_every_combination_leaves_a_sentence(text: str) -> None:
    """No braces, no doubled blanks, no comma at the start or before another stop."""
    for told in product((True, False), repeat=len(VALUES)):
        values = {
            field: word for (field, word), there in zip(VALUES.items(), told, strict=True) if there
        }
        said = fill(text, {**KNOWN, **values})
        assert "{" not in said
        assert "}" not in said
        assert "  " not in said
        assert said == said.strip()
        # A comma that the writer put first, or first after a bracket, is the writer's.
        if not re.search(r"(?:^|[\n(¿])[\s(¿]*[,:]", re.sub(r"^(\{[^}]*\})+", "x", text)):
            assert not re.match(r"[,;:]", said)
        assert not re.search(r"[^\S\n][,.!?;:]", said)


@given(TEXTS, st.sampled_from(FIELDS))
def test_told_words_are_said(text: str, field: str) -> None:
    """A word that was told stands in the text wherever its placeholder does."""
    values = {**dict.fromkeys(FIELDS, "something"), field: "Xyz"}
    wanted = any(isinstance(piece, Gap) and piece.field == field for piece in pieces(text))
    assert ("Xyz" in fill(text, values)) == (wanted and field != "quiet")


@given(st.text("{}[]|?,. anme\n", max_size=40))
def test_any_text_is_filled_or_told(text: str) -> None:
    """Nothing but `Unreadable` comes out of odd braces."""
    try:
        said = fill(check_text(text), dict.fromkeys(FIELDS, "x"))
    except Unreadable:
        said = "told"
    assert "{" not in said
