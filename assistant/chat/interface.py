"""The language of the page's own words: the visitor's, as their browser names it.

In: a request. Out: a language that the page has words in. The language of an answer is its question's.
"""

import gradio as gr
from babel import negotiate_locale
from starlette.requests import Request

INTERFACE_LANGUAGES = ("en", "zh")


def interface_language(request: gr.Request | Request | None) -> str:
    """The first language of the browser's list that the page has words in, else English: "zh-TW,zh;q=0.9" → "zh"."""
    header = request.headers.get("accept-language", "") if request else ""
    ranked = sorted((_language_and_weight(part) for part in header.split(",")), key=lambda pair: -pair[1])
    preferred = [language for language, weight in ranked if weight > 0]
    return negotiate_locale(preferred, INTERFACE_LANGUAGES, sep="-") or "en"


def _language_and_weight(part: str) -> tuple[str, float]:
    language, _, weight = part.strip().partition(";")
    try:
        return language, float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return language, 0.0
