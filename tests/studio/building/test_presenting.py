"""The show as its maker tells it, and the picture that directories take."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kindpace.care.disclaimer import signs_lacking
from kindpace.feed.guids import private_show_guid, show_guid
from kindpace.feed.show import Order
from kindpace.problems import Weight, WrongUse
from kindpace.session.podcast import ShowWords
from kindpace.studio.building.asked import Ask
from kindpace.studio.building.gathering import Gathered, gathered
from kindpace.studio.building.presenting import art_of, closing, notes_lack, show_notes, show_of
from tests.studio.building.maker import BASE, picture, scripts


def found(folder: Path, **words: object) -> Gathered:
    """A folder of scripts whose show says `words`."""
    return Gathered(
        name="My Runs",
        title="",
        summary="",
        beside=folder,
        words=ShowWords.model_validate({"kindpace": 1, **words}),
    )


def ask(**more: object) -> Ask:
    """A build that stands at an address."""
    return Ask(**{"what": ("x",), "into": Path("out"), "base_url": BASE, **more})  # type: ignore[arg-type]  # fields by name


def test_a_show_says_what_its_maker_says(tmp_path: Path) -> None:
    """And the usual of all else; below every description stands what this is not."""
    told = show_of(ask(), found(tmp_path, title="Easy", author="Ben", order="serial"), [], "", None)
    assert (told.title, told.author, told.order) == ("Easy", "Ben", Order.SERIAL)
    assert told.category == ("Health & Fitness", "Fitness")
    assert told.notes == closing("en")
    assert any("therapy" in one.lower() for one in told.notes)
    assert told.locked


WHOLE = """It is not medical advice and not treatment. Ask a doctor first if in doubt.
Keep one ear free, look at the weather, and write to us at ana@example.org."""


def test_own_notes_come_first_and_what_they_leave_out_below(tmp_path: Path) -> None:
    """Whole ones stand alone; of others it is told what stands below them."""
    words = found(tmp_path, notes=WHOLE)
    assert show_of(ask(), words, [], "", None).notes == (WHOLE,)
    assert list(notes_lack(show_of(ask(), words, [], "", None), words.words)) == []
    words = found(tmp_path, notes="Mine.")
    told = show_of(ask(), words, [], "", None)
    assert told.notes[0] == "Mine."
    assert set(told.notes[1:]) < set(closing("en"))
    slugs = [one.slug for one in notes_lack(told, words.words)]
    assert slugs == ["notes/disclaimer-show"] * 5 + ["notes/disclaimer-address"]
    assert signs_lacking("\n".join(told.notes), "en") == ("feedback",)


@pytest.mark.parametrize("more", [{"email": "ana@example.org"}, {"link": "https://example.org"}])
def test_a_show_tells_where_to_write_to(tmp_path: Path, more: dict[str, str]) -> None:
    """An address of any kind; a show of one's own needs none."""
    words = found(tmp_path, **more)
    assert list(notes_lack(show_of(ask(), words, [], "", None), words.words)) == []
    bare = found(tmp_path)
    (one,) = notes_lack(show_of(ask(), bare, [], "", None), bare.words)
    assert (one.slug, one.weight) == ("notes/disclaimer-address", Weight.LOOK)
    private = show_of(ask(private=True), bare, [], "", None)
    assert list(notes_lack(private, bare.words)) == []


def test_a_show_of_sittings_needs_no_word_on_roads() -> None:
    """Whoever sits hears no cars."""
    seated = show_notes((), "en", moving=False)
    assert set(seated) < set(show_notes((), "en", moving=True))
    assert not any("one ear" in text for text in seated)


def test_what_was_given_once_stays(tmp_path: Path) -> None:
    """The show's guid outlives a move; without a new address the old one holds."""
    first = show_of(ask(), found(tmp_path), [], "", None)
    assert first.guid == show_guid(f"{BASE}/feed.xml")
    moved = show_of(ask(base_url="https://new.org/"), found(tmp_path), [], "", first)
    assert (moved.guid, moved.base_url) == (first.guid, "https://new.org")
    assert show_of(ask(base_url=""), found(tmp_path), [], "", first).base_url == BASE


def test_a_private_show_has_no_address_in_its_identity(tmp_path: Path) -> None:
    """Nor does it ask to be locked, which would name it to directories."""
    told = show_of(ask(private=True), found(tmp_path, id="mine"), [], "", None)
    assert (told.guid, told.private) == (private_show_guid("mine"), True)


def test_a_rung_is_a_show_of_its_own(tmp_path: Path) -> None:
    """With its cadence in title, id and address."""
    told = show_of(ask(), found(tmp_path, title="Easy", id="easy"), [], "165", None)
    assert (told.title, told.id, told.base_url) == ("Easy · 165", "easy-165", f"{BASE}/165")


@pytest.mark.parametrize("url", ["", "example.org", "https://example.org/?x=1", "ftp://a/b"])
def test_a_feed_needs_an_address(tmp_path: Path, url: str) -> None:
    """A whole one."""
    with pytest.raises(WrongUse, match=r"build-no-address|feed-base-url"):
        show_of(ask(base_url=url), found(tmp_path), [], "", None)


def test_a_folder_names_a_show_that_says_nothing(tmp_path: Path) -> None:
    """As people write titles."""
    folder = scripts(tmp_path / "two-brains_runs", "a", "b")
    told = show_of(ask(), gathered(Ask(what=(str(folder),), into=tmp_path)), [], "", None)
    assert (told.title, told.id[:10]) == ("Two brains runs", "two-brains")


def drawn(side: tuple[int, int], kind: str) -> bytes:
    """A plain picture."""
    data = BytesIO()
    Image.new("RGB", side, (40, 90, 80)).save(data, kind)
    return data.getvalue()


def test_a_square_picture_is_taken(tmp_path: Path) -> None:
    """JPEG or PNG, named by what it holds, so that a new one is fetched."""
    one = art_of(picture(), "show", tmp_path)
    other = art_of(drawn((1500, 1500), "PNG"), "show", tmp_path)
    assert (one.type, one.side, other.type, other.side) == ("image/jpeg", 1400, "image/png", 1500)
    assert one.path != other.path
    assert (tmp_path / one.path).read_bytes() == picture()


@pytest.mark.parametrize(
    "data",
    [drawn((1400, 1401), "JPEG"), drawn((1000, 1000), "PNG"), drawn((1500, 1500), "GIF"), b""],
    ids=["not square", "small", "another kind", "nothing"],
)
def test_a_picture_that_directories_refuse_is_told(tmp_path: Path, data: bytes) -> None:
    """Before it is published."""
    with pytest.raises(WrongUse, match="show-art"):
        art_of(data, "show", tmp_path)
