"""All rules over one feed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.lint.document import document
from kindpace.feed.lint.looking import MOST, folded, in_order, look_through
from kindpace.problems import KindpaceError, Mark, Problem, Weight, problem, sentences
from tests.feed.lint.feeds import GOOD, changed, told
from tests.feed.maker import NOW


def test_findings_come_in_the_order_of_the_file() -> None:
    """As somebody meets them going down."""
    text = changed("<language>en<", "<language>xx<").replace("Settle", "Set tle", 1)
    lines = [one.where.line for one in told(text) if one.where]
    assert len(lines) > 1
    assert lines == sorted(lines)


def test_every_finding_has_place_reason_and_mend() -> None:
    """Whatever is found in a feed that is about nothing."""
    found = told("<rss><channel><item/><item/></channel></rss>")
    assert len(found) > 10
    assert all(one.where and one.mend and sentences()[one.slug].why for one in found)


def test_many_of_a_kind_are_folded_for_people() -> None:
    """The first eight, and how many more."""
    same = [problem("feed/once", Mark("f", line, 1), name="a") for line in range(1, 14)]
    kept, left = folded([*same, problem("feed/captions")])
    assert (len(kept), left) == (9, 5)


def test_a_flood_of_advice_hides_nothing_to_mend() -> None:
    """Each kind is bounded for itself."""
    look = [
        problem("feed/spaces", Mark("f", 1, 1), weight=Weight.LOOK, name="a")
        for _ in range(2 * MOST)
    ]
    kept = in_order([*look, problem("feed/once", Mark("f", 1, 1), name="a")])
    assert len(kept) == MOST + 1
    assert kept[0].slug == "feed/once"


def test_a_feed_of_many_empty_episodes_is_looked_through_to_an_end() -> None:
    """A rule that never stops finding is no longer asked."""
    found = told("<rss><channel>" + "<item/>" * 8000 + "</channel></rss>")
    lacking = [one for one in found if one.slug == "feed/item-lacks"]
    assert len(lacking) == MOST


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.text(st.sampled_from("<>&\"'=:/ aé0\u202e"), max_size=6))
def test_a_feed_with_any_slip_is_looked_through(place: int, slip: str) -> None:
    """Found or refused, never a surprise."""
    text = GOOD[:place] + slip + GOOD[place + len(slip) :]
    try:
        found = look_through(document(text.encode(), "feed.xml"), NOW)
    except KindpaceError as refused:
        found = refused.problems
    assert all(isinstance(one, Problem) for one in found)
