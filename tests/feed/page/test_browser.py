"""The page in a real Chromium: it plays, follows, remembers, and can be used by anybody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import trustme
from playwright.sync_api import Browser, Page

from tests.chromium import AXE, NEEDS_CHROMIUM, chromium
from tests.feed.page.shelves import LONG, ODD, SECONDS, ladder, shelf, sound
from tests.feed.serving.door import Door, open_house

TOUCH = 44

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A feed with an easy, an odd and a long title."""
    folder = tmp_path_factory.mktemp("public")
    shelf(folder)
    with open_house(folder) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, door: Door) -> Iterator[Page]:
    """The page on a small phone. Whatever it complains of is a fault."""
    with_phone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    opened = with_phone.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda fault: said.append(str(fault)))
    opened.goto(door.page)
    yield opened
    with_phone.close()
    assert said == []


def until(page: Page, hoped: str) -> None:
    """Wait until `hoped` is so. The page's policy lets nobody evaluate words in it but us."""
    for _ in range(400):
        if page.evaluate(hoped):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"not so: {hoped}")


def play(page: Page, title: str = "Easy loop") -> None:
    """Press the button of a track, and wait until it sounds."""
    track(page, title).get_by_role("button", name="Play", exact=True).click()
    until(page, "audio.currentTime > 0 && !audio.paused")


def track(page: Page, title: str = "Easy loop") -> Any:  # noqa: ANN401 - playwright's locator
    """The article of a track."""
    return page.get_by_role("article", name=title)


def moment(page: Page) -> float:
    """How far the track is."""
    return float(page.evaluate("audio.currentTime"))


def test_a_track_plays_pauses_and_skips(page: Page) -> None:
    """By the buttons, each with its name."""
    assert page.get_by_role("region", name="Player").count() == 0
    play(page)
    player = page.get_by_role("region", name="Player")
    assert player.is_visible()
    player.get_by_role("button", name="Forward 15 seconds").click()
    until(page, "audio.currentTime >= 15")
    player.get_by_role("button", name="Back 15 seconds").click()
    until(page, "audio.currentTime < 5")
    player.get_by_role("button", name="Pause").click()
    player.get_by_role("button", name="Play").wait_for()  # its name follows the sound
    assert page.evaluate("audio.paused")


def test_a_chapter_is_a_tap_away_and_tells_that_it_is_on(page: Page) -> None:
    """From the list, and by the player's keys; back goes to its start first."""
    track(page).get_by_text("Chapters").first.click()
    track(page).get_by_role("link", name="Settle & breathe").click()
    until(page, "audio.currentTime >= 10 && !audio.paused")
    assert page.locator("#chapter").inner_text() == "Settle & breathe"
    on = track(page).locator("[aria-current]")
    assert on.inner_text().split() == ["0:10", "Settle", "&", "breathe"]
    page.get_by_role("button", name="Next chapter").click()
    until(page, "audio.currentTime >= 30")
    page.evaluate("audio.currentTime = 35")
    page.get_by_role("button", name="Previous chapter").click()
    until(page, "audio.currentTime >= 30 && audio.currentTime < 34")
    page.get_by_role("button", name="Previous chapter").click()
    until(page, "audio.currentTime < 15")


def test_words_stand_there_while_they_are_spoken(page: Page) -> None:
    """As letters, and gone in the quiet."""
    play(page)
    page.evaluate("audio.pause(); audio.currentTime = 11")
    until(page, "caption.textContent === 'Soft & easy <now>.'")
    assert page.locator("#caption").text_content() == "Soft & easy <now>."
    page.evaluate("audio.currentTime = 20")
    until(page, "caption.textContent === ''")
    assert page.locator("#caption").text_content() == ""


def test_words_can_be_read_beforehand_and_lead_to_their_place(page: Page) -> None:
    """Each with its time."""
    track(page).get_by_text("Words", exact=False).first.click()
    line = track(page).get_by_role("link", name="Nearly home.")
    line.wait_for()
    assert track(page).locator(".transcript li").count() == 3
    line.click()
    until(page, "audio.currentTime >= 31")


def test_the_place_is_remembered_on_this_phone_alone(page: Page, door: Door) -> None:
    """After the page was closed; nothing is sent."""
    play(page)
    page.evaluate("audio.pause(); audio.currentTime = 17")
    until(page, "localStorage.getItem('kindpace:guid-1') === '17'")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.goto(door.page)
    play(page)
    until(page, "audio.currentTime >= 17")
    assert "0:17" in page.get_by_role("status").inner_text()
    assert set(asked) == {"GET"}


def test_the_lock_screen_knows_title_and_chapter(page: Page) -> None:
    """And how far it is."""
    play(page)
    session = "navigator.mediaSession"
    assert page.evaluate(f"{session}.metadata.title") == "Easy loop"
    assert page.evaluate(f"{session}.metadata.artist") == "Arrive"
    assert page.evaluate(f"{session}.playbackState") == "playing"


def test_keys_do_what_buttons_do(page: Page) -> None:
    """Space, arrows, with shift a chapter; the slider has its own."""
    play(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(" ")
    until(page, "audio.paused")
    page.keyboard.press("ArrowRight")
    until(page, "audio.currentTime >= 15")
    page.keyboard.press("Shift+ArrowRight")
    until(page, "audio.currentTime >= 30")
    page.keyboard.press("ArrowLeft")
    until(page, "audio.currentTime < 20")
    before = round(moment(page))
    page.get_by_role("slider", name="Place in the track").focus()
    page.keyboard.press("ArrowRight")
    until(page, f"audio.currentTime >= {before} && audio.currentTime < {before + 3}")
    shown = page.get_by_role("slider").get_attribute("aria-valuetext") or ""
    assert shown.endswith(f"/ 0:{SECONDS}")


def test_tab_goes_through_everything_and_shows_where_it_is(page: Page) -> None:
    """The way past all that comes first; a ring around each."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]  # it is shown now
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_track_can_be_taken_along(page: Page) -> None:
    """The whole of it, under a plain name."""
    with page.expect_download() as taken:
        track(page).get_by_role("link", name="Download").click()
    assert taken.value.suggested_filename == "run-1.mp3"
    assert Path(taken.value.path()).read_bytes() == sound()


def test_the_feeds_address_can_be_copied_without_https(page: Page, door: Door) -> None:
    """And it is said that it was."""
    page.get_by_text("Subscribe in an app").click()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy").click()
    until(page, "said.textContent.startsWith('Copied')")
    assert page.get_by_label("The feed's address").input_value() == f"{door.page}feed.xml"


def test_titles_stay_text(page: Page) -> None:
    """On the page and in the player."""
    play(page, LONG)
    titles = page.locator("h3").all_inner_texts()
    assert titles == [LONG, ODD.replace("\u202e", ""), "Easy loop"]
    assert page.locator("article b").count() == 0
    assert page.locator("#now").inner_text() == LONG


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 320), ("dark", 1100)])
def test_anybody_can_use_it_at_any_width_by_day_and_night(
    browser: Browser, door: Door, scheme: Literal["light", "dark"], width: int
) -> None:
    """No sideways scrolling, fingers find everything, and axe finds nothing."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(door.page)
    for summary in page.locator("summary").all():
        summary.click()
    play(page, LONG)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for button in page.locator("button:visible, a.button:visible, summary:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= TOUCH
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [fault["id"] for fault in found["violations"]] == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(22, 32, 28)" if scheme == "dark" else "rgb(251, 250, 246)")
    context.close()


def test_whoever_wants_little_movement_gets_none(browser: Browser, door: Door) -> None:
    """No smooth scrolling."""
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=wish)  # type: ignore[arg-type]  # one of its words
        page = context.new_page()
        page.goto(door.page)
        told = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert told == behaviour
        context.close()


def test_without_its_program_the_page_still_gives_what_it_has(browser: Browser, door: Door) -> None:
    """Tracks, chapters as links into them, words as files."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(door.page)
    assert page.get_by_role("link", name="Download").count() == 3
    assert page.locator("button:visible").count() == 0
    context.close()


def test_a_phone_that_lost_the_network_goes_on_where_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    """Calm words meanwhile."""
    shelf(tmp_path, titles=("Easy loop",))
    with open_house(tmp_path) as there:
        context = browser.new_context()
        page = context.new_page()
        away = "**/*.mp3"
        page.route(away, lambda route: route.abort())
        page.goto(there.page)
        track(page).get_by_role("button", name="Play").click()
        until(page, "said.textContent.includes('back on the network')")
        page.unroute(away)
        page.locator("#toggle").click()
        until(page, "audio.currentTime > 0 && !audio.paused")
        assert page.evaluate("audio.error") is None
        context.close()


def test_the_page_opens_from_a_folder_too(browser: Browser, tmp_path: Path) -> None:
    """Without any server it plays; its words open as a file."""
    shelf(tmp_path, titles=("Easy loop",))
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    play(page)
    assert page.evaluate("!audio.paused && location.protocol") == "file:"
    page.locator("details.words summary").click()
    until(page, "said.textContent.includes('as a file')")
    assert "as a file" in (page.locator("#said").text_content() or "")
    context.close()


def test_over_https_a_kept_track_plays_without_the_network(
    browser: Browser, tmp_path: Path
) -> None:
    """The page too, with its words; and what was kept can be let go."""
    shelf(tmp_path / "public", titles=("Easy loop",))
    keys = tmp_path / "keys.pem"
    keys.write_bytes(trustme.CA().issue_cert("localhost").private_key_and_cert_chain_pem.bytes())
    context = browser.new_context()
    page = context.new_page()
    with open_house(tmp_path / "public", keys=keys) as there:
        address = f"https://localhost:{there.port}/"
        page.goto(address)
        keep = track(page).get_by_role("button", name="Keep on this phone")
        keep.wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()  # the page itself is kept from the second visit on
        keep.click()
        track(page).get_by_role("button", name="Kept").wait_for()
    page.goto(address)
    play(page)
    page.evaluate("audio.pause(); audio.currentTime = 11")
    until(page, "caption.textContent.startsWith('Soft')")
    assert page.evaluate("audio.duration") > 30
    track(page).get_by_role("button", name="Kept").click()
    keep.wait_for()
    assert keep.is_visible()
    context.close()


def test_a_ladder_is_chosen_from_by_tap(browser: Browser, tmp_path: Path) -> None:
    """And axe finds nothing there either."""
    ladder(tmp_path, (150, 165))
    with open_house(tmp_path) as there:
        context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
        page = context.new_page()
        page.goto(there.page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.add_script_tag(path=AXE)
        assert page.evaluate("axe.run()")["violations"] == []
        page.get_by_role("link", name="165 steps a minute").click()
        page.wait_for_url("**/165/")
        play(page)
        context.close()
