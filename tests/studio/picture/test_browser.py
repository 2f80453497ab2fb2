"""The page in a real Chromium: read by pointer, by touch, by keys, and by anybody."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from kindpace.studio.picture.draw import NARROW, WIDE, drawing
from kindpace.studio.picture.page import page as page_of
from tests.chromium import AXE, NEEDS_CHROMIUM, chromium
from tests.studio.picture.maker import ODD, finding, rich

Scheme = Literal["light", "dark"]
PICTURE = drawing(rich(ODD), [finding()])

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a session with odd words, as a file on a disk."""
    path = tmp_path_factory.mktemp("page") / "plan.html"
    wide, narrow = (drawing(rich(ODD), [finding()], wide=one) for one in (WIDE, NARROW))
    path.write_text(page_of(wide, narrow), "utf-8")
    return path.as_uri()


def opened(browser: Browser, file: str, wide: int = 360, scheme: Scheme = "light") -> Page:
    """The page at a width, by day or by night; whatever it complains of is a fault."""
    with_screen = browser.new_context(
        viewport={"width": wide, "height": 740}, has_touch=wide == NARROW, color_scheme=scheme
    )
    page = with_screen.new_page()
    page.on("console", lambda said: pytest.fail(said.text))
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))
    page.goto(file)
    return page


def now(page: Page) -> str:
    """The cue that is read."""
    return page.locator("#now").inner_text()


def test_arrow_keys_lead_through_all_cues(browser: Browser, file: str) -> None:
    """From the first to the last, and not beyond; the slider goes along."""
    page = opened(browser, file)
    read = []
    for _ in range(len(PICTURE.cues) + 1):
        page.keyboard.press("ArrowRight")
        read.append(page.locator("tr.here").get_attribute("id"))
    assert read[:-1] == [f"cue-{number}" for number in range(len(PICTURE.cues))]
    assert read[-1] == read[-2]
    page.keyboard.press("ArrowLeft")
    assert page.locator("#cue").input_value() == str(len(PICTURE.cues) - 2)
    assert page.locator("#cue").get_attribute("aria-valuetext") == now(page)
    page.context.close()


def test_a_tap_and_a_pointer_read_the_nearest_cue(browser: Browser, file: str) -> None:
    """Even a bar of three pixels, and words stay words."""
    number = next(n for n, cue in enumerate(PICTURE.cues) if ODD in cue.text)
    for wide in (NARROW, 1200):
        page = opened(browser, file, wide)
        mark = page.locator(f"#picture [data-cue='{number}']:visible").first
        box = mark.bounding_box()
        assert box is not None
        place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if wide == NARROW:
            page.touchscreen.tap(*place)
        else:
            page.mouse.move(*place)
        assert ODD in now(page)
        page.context.close()


def test_it_fits_a_small_phone_and_shows_one_drawing(browser: Browser, file: str) -> None:
    """No scrolling sideways; what is tapped is 44 pixels wide and high; letters at 11 pixels."""
    page = opened(browser, file)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert page.locator("svg:visible").count() == 1
    assert page.locator(".narrow svg").is_visible()
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    high = page.evaluate("document.querySelector('.narrow text').getBoundingClientRect().height")
    assert high >= 11
    page.context.close()


def test_nothing_leaves_the_drawing(browser: Browser, file: str) -> None:
    """As a real font lays the words out, not as we guess it."""
    for wide in (NARROW, 1200):
        page = opened(browser, file, wide)
        beyond = page.evaluate(
            """() => { const svg = [...document.querySelectorAll('svg')]
                   .find((one) => one.getBoundingClientRect().width);
                 const frame = svg.getBoundingClientRect();
                 return [...svg.querySelectorAll('text, rect, polygon, polyline')]
                   .filter((one) => { const box = one.getBoundingClientRect();
                     return box.left < frame.left - 1 || box.right > frame.right + 1
                       || box.bottom > frame.bottom + 1 || box.top < frame.top - 1; })
                   .map((one) => one.textContent); }"""
        )
        assert beyond == []
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anybody_can_use_it(browser: Browser, file: str, scheme: Scheme) -> None:
    """axe-core finds nothing, by day and by night."""
    page = opened(browser, file, scheme=scheme)
    page.keyboard.press("ArrowRight")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    page.context.close()


def test_on_paper_there_are_the_wide_drawing_and_the_table(browser: Browser, file: str) -> None:
    """And no slider, on white, even where the screen is dark."""
    page = opened(browser, file, scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".wide svg").is_visible()
    assert page.locator("table").is_visible()
    assert not page.locator("#reader").is_visible()
    page.context.close()
