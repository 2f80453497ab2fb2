"""A store for the tests of publishing, opened once."""

from collections.abc import Iterator

import pytest

from tests.feed.publishing.stores import Store, store


@pytest.fixture(scope="session")
def one_store() -> Iterator[Store]:
    """The store of all tests; each publishes below a prefix of its own."""
    with store() as there:
        yield there


@pytest.fixture
def s3(one_store: Store) -> Store:
    """The store, with nothing noticed yet."""
    one_store.again()
    return one_store
