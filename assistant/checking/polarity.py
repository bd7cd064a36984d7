"""Whether a claim affirms what its source affirms, and binds as strongly as it does.

In: a claim laid over the sentence that says most of it. Out: `Mismatch`es: denials that stand on one side only, a
"may" for a "shall", an increase for a decrease. It compares words of the clauses that lie over one another, with no
grammar: a denial that belongs to a name (non-proliferation, 无核武器国家) is none, and a word that may say the same
without a "not" (prevent, lack) excuses the other side's.
"""

import re
from collections.abc import Sequence

from assistant.checking.alignment import Aligner, Alignment
from assistant.checking.attitude_words import ATTITUDES
from assistant.checking.claim_names import looks_like_name
from assistant.checking.clauses import find_clauses
from assistant.checking.force_words import FORCES, OPERATORS, Force
from assistant.checking.mismatches import Mismatch, ProblemKind
from assistant.checking.opposite_words import ONLY, OPPOSITES
from assistant.checking.plain_words import without_accents
from assistant.checking.polarity_words import compiled, denying, negative, refusing, seeming
from assistant.values.find_values import find_values
from index.lexicon import Concept
from index.retrieval import Retriever

_Span = tuple[int, int]
_MASK = "\x00"
_WITHOUT = re.compile(r"without|sans|sin|без|[وف]?(?:دون|بدون|غير)|无|非")
_ATTRIBUTIVE = re.compile(
    r"[不未无没]有?(?:会|能|再|予|应|可|曾|够|需|得|经|被){0,3}[一-鿿]{1,3}的(?=[一-鿿])|不[^，。；]{1,24}(?:情况下|前提下|条件下)"
)
_BINDING: frozenset[Force] = frozenset({"must", "should", "call"})


def polarity_mismatches(
    claim: str, language: str, alignment: Alignment, aligner: Aligner, retriever: Retriever
) -> list[Mismatch]:
    """Where `claim` and the sentence that it lies over best say opposite things."""
    cited = alignment.cited[0]
    said = _Side(claim, language, alignment.search.concepts)
    source = _Side(cited.text, cited.language, retriever.lexicon.find(cited.text, cited.language))
    comparison = _Comparison(said, source, alignment, aligner)
    return [*comparison.denials(), *comparison.forces(), *comparison.pairs()]


class _Side:
    """A claim, or the sentence that it lies over, as the word lists see it."""

    def __init__(self, text: str, language: str, concepts: Sequence[Concept]) -> None:
        self.text = text
        self.language = language
        plain = without_accents(text)
        for value in find_values(text, language):
            # "May" is a month there, and no modal. A half stays: it is less than all.
            if value.kind == "percent":
                continue
            plain = plain[: value.start] + _MASK * (value.end - value.start) + plain[value.end :]
        for concept in concepts:
            name = text[concept.start : concept.end]
            is_denial = denying(language).search(plain, concept.start, concept.end)
            if is_denial or concept.kind == "territory" or looks_like_name(name, language):
                plain = plain[: concept.start] + _MASK * (concept.end - concept.start) + plain[concept.end :]
        self.named = plain
        """Plain small letters, names blotted out."""
        self.plain = seeming(language).sub(lambda match: _MASK * len(match.group()), plain)
        """The same without phrases that only seem to deny."""

    def denials(self, start: int, end: int) -> list[_Span]:
        """The denials in a stretch."""
        return [match.span() for match in denying(self.language).finditer(self.plain, start, end)]

    def negatives(self, start: int, end: int) -> int:
        """How many words in a stretch, other than denials, may say what another language says with a denial."""
        denials = self.denials(start, end)
        return sum(
            not any(first <= match.start() < last for first, last in denials)
            for words in (refusing, negative)
            for match in words(self.language).finditer(self.plain, start, end)
        )

    def has(self, words: dict[str, str], spans: Sequence[_Span] | None = None) -> re.Match[str] | None:
        """The first of `words`, anywhere or in one of the stretches."""
        pattern = compiled(words, self.language)
        return next((m for span in spans or [(0, len(self.text))] if (m := pattern.search(self.named, *span))), None)

    def forces(self, words: dict[Force, dict[str, str]], spans: Sequence[_Span]) -> set[Force]:
        """How the stretches bind, by one of the tables of words."""
        return {
            force
            for force, forms in words.items()
            if any(compiled(forms, self.language).search(self.named, *span) for span in spans)
        }


class _Comparison:
    """A claim beside its sentence."""

    def __init__(self, said: _Side, source: _Side, alignment: Alignment, aligner: Aligner) -> None:
        self._said = said
        self._source = source
        self._alignment = alignment
        self._aligner = aligner
        self._whole = (0, len(said.text))
        self._sentences = [(sentence.start, sentence.end) for sentence in alignment.sentences]

    def denials(self) -> list[Mismatch]:
        """Denials on one side only."""
        said = self._said
        own = said.negatives(*self._whole)
        denied = said.denials(*self._whole)
        for start, end in denied:
            stop = max(end, next(last for _, last in find_clauses(said.text, start, len(said.text))))
            matched = self._matched((start, stop))
            is_without = _WITHOUT.fullmatch(said.plain, start, end) and self._has_any_denial(matched)
            if not is_without and not self._denies(matched) and self._source_negatives(matched) <= own:
                return [self._mismatch("negation", start, stop, matched)]
        if not denied:
            refused = refusing(said.language).search(said.plain)
            if refused and not self._denies(self._sentences) and not self._source_negatives(self._sentences):
                return [self._mismatch("negation", *refused.span(), self._matched(refused.span()))]
            if not refused:
                return self._denied_by_source(own)
        return []

    def _denied_by_source(self, own: int) -> list[Mismatch]:
        """What the source denies of what the claim affirms; `own` is the number of the claim's negative words.

        Where another sentence lies nearer, and affirms, the claim rests on that one.
        """
        clauses = self._matched(self._whole)
        denied = [clause for clause in clauses if self._is_denied(clause) and own <= self._source.negatives(*clause)]
        if not denied:
            return []
        nearest = self._sentence_of(clauses[0])
        if nearest not in map(self._sentence_of, denied):
            return []
        return [self._mismatch("negation", *self._whole, denied[:1])]

    def _is_denied(self, clause: _Span) -> bool:
        return any(not self._is_attributive(denial) for denial in self._source.denials(*clause))

    def _sentence_of(self, clause: _Span) -> _Span:
        return next(span for span in self._sentences if span[0] <= clause[0] < span[1])

    def forces(self) -> list[Mismatch]:
        """What binds in the claim and not in its source, or the other way round."""
        matched = self._matched(self._whole)
        claimed = self._said.forces(OPERATORS, [self._whole])
        strict, loose = (self._source.forces(words, self._sentences) for words in (OPERATORS, FORCES))
        if claimed & {"must", "should"}:
            differs = not strict & _BINDING and (bool(strict) or not loose & _BINDING)
        elif claimed == {"may"}:
            differs = bool(strict & {"must", "should"}) and "may" not in self._source.forces(FORCES, matched)
        elif claimed == {"encourage"}:
            differs = "must" in strict and not loose & {"encourage", "call"}
        else:
            return []
        if not differs:
            return []
        first = min(match.start() for force in claimed if (match := self._said.has(OPERATORS[force])))
        return [self._mismatch("modality", first, len(self._said.text), matched)]

    def pairs(self) -> list[Mismatch]:
        """Words of which the source has the opposite only, in its sentences or in the clauses that lie nearest."""
        nearest = self._matched(self._whole)
        for first, second in (*OPPOSITES, *ATTITUDES):
            for own, other in ((first, second), (second, first)):
                word = self._said.has(own)
                if word is None or self._said.has(other):
                    continue
                if any(
                    self._source.has(other, spans[:1] if spans is nearest else spans)
                    and not self._source.has(own, spans)
                    for spans in (self._sentences, nearest)
                ):
                    return [self._mismatch("wording", *word.span(), [])]
        only = self._said.has(ONLY)
        if only and not self._source.has(ONLY, self._sentences):
            return [self._mismatch("wording", *only.span(), [])]
        return []

    def _matched(self, asked: _Span) -> list[_Span]:
        """The clauses of the source that lie over a stretch of the claim, nearest first."""
        return self._aligner.matched_clauses(self._alignment, asked)

    def _denies(self, clauses: Sequence[_Span]) -> bool:
        return any(self._source.denials(*clause) for clause in clauses)

    def _has_any_denial(self, clauses: Sequence[_Span]) -> bool:
        """Whether there is a denial even in a name: "without nuclear weapons" of 无核武器国家."""
        plain = without_accents(self._source.text)
        return any(denying(self._source.language).search(plain, *clause) for clause in clauses)

    def _source_negatives(self, clauses: Sequence[_Span]) -> int:
        return sum(self._source.negatives(*clause) for clause in clauses)

    def _is_attributive(self, denial: _Span) -> bool:
        """Whether a Chinese denial only describes what follows: 不会再使用的高浓铀."""
        return self._source.language == "zh" and _ATTRIBUTIVE.match(self._source.plain, denial[0]) is not None

    def _mismatch(self, kind: ProblemKind, start: int, end: int, clauses: Sequence[_Span]) -> Mismatch:
        first, last = clauses[0] if clauses else self._sentences[0]
        written = " ".join(self._said.text[start:end].split()).strip(" .。")
        return Mismatch(kind, written, self._source.text[first:last].strip(" ，,。；;"), start)
