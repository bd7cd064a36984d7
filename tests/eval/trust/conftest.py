import pytest

from eval.trust.children import open_nursery


@pytest.fixture(scope="package")
def nursery(tmp_path_factory):
    with open_nursery(tmp_path_factory.mktemp("children")) as nursery:
        yield nursery
