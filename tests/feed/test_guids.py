"""Identities that outlive every rendering."""

from uuid import UUID

import pytest

from kindpace.feed.guids import episode_guid, private_show_guid, show_guid

VECTORS = {
    "podnews.net/rss": "9b024349-ccf0-5f69-a609-6b82873eab3c",
    "mp3s.nashownotes.com/pc20rss.xml": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
}
"""Those of the podcast namespace's page on podcast:guid."""


@pytest.mark.parametrize("url", VECTORS)
def test_the_show_guid_is_the_podcast_namespaces(url: str) -> None:
    """With any scheme, with closing slashes, and with a secret before the host."""
    for written in (url, f"https://{url}", f"http://{url}///", f" https://me:secret@{url}"):
        assert show_guid(written) == VECTORS[url]


def test_an_at_sign_in_a_path_is_part_of_the_address() -> None:
    """Only what stands before the host is left out."""
    assert show_guid("https://a.org/@me/rss") != show_guid("https://a.org/rss")


def test_an_episode_keeps_its_guid() -> None:
    """These are out in the world: a change here would announce every episode anew."""
    assert episode_guid("steady-companion") == "43f92feb-6ef3-53b4-8917-b740b79b6a96"
    assert episode_guid("steady-companion", "170") == "ef2c82d8-88f2-5ad9-87e8-7cfa862f7834"


def test_a_rung_of_a_ladder_has_a_guid_of_its_own() -> None:
    """The same session at another cadence is another episode."""
    made = {
        episode_guid("a"),
        episode_guid("a", "150"),
        episode_guid("a", "155"),
        episode_guid("b"),
    }
    assert len(made) == 4
    assert all(UUID(one).version == 5 for one in made)


def test_letters_written_in_two_ways_are_one_name() -> None:
    """An accent on its letter, or after it."""
    assert episode_guid("caf\u00e9") == episode_guid("cafe\u0301")


def test_a_private_show_is_named_by_its_id_alone() -> None:
    """No address has a say, and a public show never shares the guid."""
    assert private_show_guid("easy-runs") == private_show_guid("easy-runs")
    assert private_show_guid("easy-runs") != show_guid("easy-runs")
