"""Fits the weights of the alignment check, and says how verification fares on the claims they are fitted on.

In: an index of the bundled corpus (made in a temporary folder), the development claims of `eval.claim_check`,
and further ones in six languages (`eval/questions/claims-alignment.jsonl`), true, altered and invented. Right
pairs are true claims with their paragraphs; wrong ones are the same claims with the paragraphs beside those and
with the best other one of the same document, claims with an altered citation, and invented ones. On standard
output: the weights, for `assistant/checking/alignment.py`, what they misjudge, and by what was altered how many
claims the whole verification rejects. It is quick to look at after a change, and no measure of quality: that is
the held-out part of `eval.claim_check`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import click
import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.checking.alignment import Aligner, Features, probability
from assistant.checking.cited_text import CitedText
from assistant.checking.verification import THRESHOLD, Verifier
from assistant.library import Library
from corpus.documents import Paragraph
from eval.bundled_library import open_bundled_library
from eval.claim_check import DEVELOPMENT_CLAIMS, read_claims

FURTHER_CLAIMS = DEVELOPMENT_CLAIMS.with_name("claims-alignment.jsonl")
_REGULARISATION = 10.0
_WEIGHT_OF_RIGHT = 3.0
"""Of a right pair beside a wrong one: rejecting a true claim is worse than passing a citation of the same topic."""
_SAYS_THE_SAME = -1.5
"""Another paragraph that comes this near, with hardly a word unanswered, mostly says the same: it is left out."""
_HARDLY = 0.25
_SHORTEST = 25
"""Characters of a neighbour that can bear anything out."""


@dataclass(frozen=True, slots=True)
class DevelopmentClaim:
    """A claim, the paragraph that it cites, and what was altered in it: None in true ones."""

    text: str
    language: str
    paragraph_id: str
    altered: str | None


def read_development_claims() -> list[DevelopmentClaim]:
    """All the claims that may be looked at."""
    claims = [
        DevelopmentClaim(claim.text, claim.language, claim.paragraph_id, claim.altered)
        for claim in read_claims(DEVELOPMENT_CLAIMS)
    ]
    for line in FURTHER_CLAIMS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        claims.append(DevelopmentClaim(record["text"], record["language"], record["paragraph_id"], record["altered"]))
    return claims


def main() -> None:
    """Prints the weights, what they misjudge, and the verdicts."""
    library = open_bundled_library()
    claims = read_development_claims()
    pairs = [pair for claim in claims for pair in _pairs(claim, library)]
    features = np.array([(pair.gap, pair.unanswered) for _, _, pair in pairs])
    right = np.array([is_right for _, is_right, _ in pairs])
    model = LogisticRegression(C=_REGULARISATION, class_weight={False: 1.0, True: _WEIGHT_OF_RIGHT}).fit(
        features, right
    )
    for name, weight in zip(Features.__slots__, model.coef_[0], strict=True):
        click.echo(f"{name:12} {weight:6.2f}")
    click.echo(f"{'bias':12} {model.intercept_[0]:6.2f}")
    for claim, is_right, pair in pairs:
        if (probability(pair) >= THRESHOLD) != is_right:
            click.echo(f"{probability(pair):.2f} {'right' if is_right else 'wrong'} {pair} {claim.text}")
    _report_verdicts(claims, library)


def _pairs(claim: DevelopmentClaim, library: Library) -> Iterator[tuple[DevelopmentClaim, bool, Features]]:
    """The claim with paragraphs that do or do not speak of it."""
    aligner = Aligner(library.retriever)

    def features(paragraph: Paragraph) -> Features:
        cited = [CitedText(paragraph, library.document_of(paragraph))]
        return aligner.align(claim.text, claim.language, cited).features

    cited = library.paragraph(claim.paragraph_id)
    assert cited is not None
    if claim.altered in {"citation", "invented"}:
        yield claim, False, features(cited)
    if claim.altered is not None:
        return
    yield claim, True, features(cited)
    for other in _others(claim, cited, library):
        found = features(other)
        if found.gap < _SAYS_THE_SAME or found.unanswered > _HARDLY:
            yield claim, False, found


def _others(claim: DevelopmentClaim, cited: Paragraph, library: Library) -> Iterator[Paragraph]:
    """The paragraphs beside the cited one, and the best other one of its document."""
    for near in library.context(cited, 1):
        if near.paragraph != cited and len(near.paragraph.text) > _SHORTEST:
            yield near.paragraph
    results = library.search(claim.text, claim.language, len(library.paragraphs_of(cited.document_id))).results
    rivals = (item.paragraph for item in results if item.document.document_id == cited.document_id)
    yield from [rival for rival in rivals if rival != cited][:1]


def _report_verdicts(claims: list[DevelopmentClaim], library: Library) -> None:
    verifier = Verifier(library)
    total: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    for claim in claims:
        paragraph = library.paragraph(claim.paragraph_id)
        assert paragraph is not None
        verification = verifier.verify(claim.text, claim.language, [paragraph])
        kind = claim.altered or "true"
        total[kind] += 1
        rejected[kind] += verification.verdict == "unsupported"
        if (verification.verdict == "supported") != (claim.altered is None):
            click.echo(f"{kind}: {claim.text}\n    {verification.reason}")
    for kind, count in total.items():
        click.echo(f"{kind:12} {rejected[kind]:4} of {count:4} rejected")


if __name__ == "__main__":
    main()
