"""Text becomes rows of plain words, and a row knows its clauses and quotations."""

from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.clauses import clause, inside_quotes, rows
from kindpace.care.phrases import Grammar

SHORT = {"can't": "can not", "~n't": "not"}
BREAKS, ASIDES = Grammar({}, {}, "no").phrases(["([,.]|but)", ", by itself ,"])


def texts(text: str) -> list[str]:
    """The rows of `text`."""
    return [row.text for row in rows(text, SHORT)]


def test_sentences_stand_in_rows_of_their_own() -> None:
    """Small letters, stops as words, one space around each."""
    assert texts("Run. Then WALK, slowly!") == [" run . ", " then walk , slowly ! "]


def test_short_forms_are_opened() -> None:
    """Whole words first, then endings."""
    assert texts("You can’t, it doesn't") == [" you can not , it does not "]


def test_marks_for_pauses_are_not_words() -> None:
    """`[pause 1s]` says nothing."""
    assert texts("Here. [pause 1s] Now.") == [" here . ", " now . "]


def test_a_number_with_a_point_stays_in_its_sentence() -> None:
    """5.5 ends nothing."""
    assert len(texts("Run 5.5 miles.")) == 1


def test_a_row_quotes_its_source() -> None:
    """From the letters of the row back to those of the text."""
    (row,) = rows("It Doesn't matter.", SHORT)
    assert row.quoted(row.text.index("not"), row.text.index("matter") + 6) == "Doesn't matter"


def test_a_clause_ends_where_another_begins() -> None:
    """At a comma or a `but`; not at what is only put in between."""
    (row,) = rows("no fear but run on", {})
    first, last = clause(row, row.text.index("run"), BREAKS, ASIDES)
    assert row.text[first:last] == " run on "
    (aside,) = rows("it is not, by itself, a cure", {})
    first, _ = clause(aside, aside.text.index("cure"), BREAKS, ASIDES)
    assert first == 0


def test_quotation_marks_count_with_words_around_them() -> None:
    """A line that is nothing but a quotation is said, not quoted."""
    (said,) = rows('"run is all" is on the shirt', {})
    assert inside_quotes(said, said.text.index("run"))
    assert not inside_quotes(said, said.text.index("shirt"))
    (alone,) = rows('"run is all"', {})
    assert not inside_quotes(alone, alone.text.index("run"))


@given(st.text(max_size=120))
def test_every_word_knows_its_letters(text: str) -> None:
    """As many spans as words, in order, inside the text."""
    for row in rows(text, SHORT):
        assert len(row.words) == len(row.spans) == len(row.starts)
        assert all(0 <= begin < end <= len(text) for begin, end in row.spans)
        assert row.text == f" {' '.join(row.words)} "
