from types import SimpleNamespace

import pytest

from assistant.chat.interface import interface_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr-FR,fr;q=0.9,zh;q=0.5,en;q=0.3", "zh"),
        ("en;q=0.3,zh-Hant-TW;q=0.7", "zh"),
        ("zh;q=0,en", "en"),
        ("de", "en"),
        ("", "en"),
        (";;q=x,,zh;q=much", "en"),
        ("*", "en"),
    ],
)
def test_the_first_language_that_the_page_speaks_is_chosen(header, language):
    assert interface_language(SimpleNamespace(headers={"accept-language": header})) == language


def test_without_a_request_the_page_speaks_english():
    assert interface_language(None) == "en"
