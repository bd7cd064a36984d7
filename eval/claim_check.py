"""How well `pinpoint check` tells true claims from altered ones.

In: hand-written claims with their citations (`eval/questions/claims.jsonl`): half are true, in the others one value,
country, negation or citation was altered. Out: the share of the altered ones that were caught, by what was altered, and
the share of the true ones that were rejected, by language, with Wilson's 95 % intervals; and those misjudged, with the
reasons. Each claim is put into a draft as a sentence with its citation, and goes the whole way of `pinpoint check`.

    python -m eval.claim_check               the development set
    python -m eval.claim_check --test-half   the third that nothing was tuned on; shares only
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy import stats

from assistant.drafts.draft_check import CheckedClaim, DraftChecker
from assistant.drafts.draft_text import read_draft_text
from assistant.library import Library
from corpus.errors import PinpointError
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText
from eval.bundled_library import open_bundled_library

DEVELOPMENT_CLAIMS = Path(__file__).with_name("questions") / "claims.jsonl"
TEST_CLAIMS = Path(__file__).with_name("questions") / "claims-test.jsonl"
ALTERATIONS = ("value", "country", "negation", "citation")


@dataclass(frozen=True, slots=True)
class EvaluationClaim:
    """A claim as somebody would put it in a draft, and whether it is true of the paragraph that it cites."""

    claim_id: str
    language: str
    text: str
    citation: str
    paragraph_id: str
    is_true: bool
    altered: str | None
    """What was altered, one of `ALTERATIONS`; None in true claims."""
    original: str | None
    """What stood there before."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of claims with Wilson's score interval (Wilson 1927)."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """NaN where there are no claims."""
        return self.count / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high end of the 95 % interval. Example: 8 of 10 → (0.49, 0.94)."""
        if not self.of:
            return math.nan, math.nan
        interval = stats.binomtest(self.count, self.of).proportion_ci(method="wilson")
        return float(interval.low), float(interval.high)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.count:>3} of {self.of:>3}  {self.value:6.1%}  [{low:.1%}, {high:.1%}]"


def read_claims(path: Path) -> list[EvaluationClaim]:
    """Reads a file of claims.

    Raises:
        PinpointError: the file is missing, or a line is no claim; the message names the line.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PinpointError(f"The claims in {path} cannot be read ({error.strerror}): check the path.") from error
    return [_read_claim(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _read_claim(line: str, where: str) -> EvaluationClaim:
    try:
        record: dict[str, Any] = json.loads(line)
        return EvaluationClaim(is_true=record.pop("true"), **record)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PinpointError(f"{where}: this is no claim ({error!r}): see eval/questions/claims.jsonl.") from error


def as_draft(claim: EvaluationClaim) -> str:
    """The claim as a sentence of a draft, its citation in brackets before the full stop."""
    stop = "。" if claim.language == "zh" else "."
    opening, closing = ("（", "）") if claim.language == "zh" else (" [", "]")
    return f"{claim.text.rstrip(stop)}{opening}{claim.citation}{closing}{stop}\n"


def check_claims(claims: Iterable[EvaluationClaim], library: Library) -> list[CheckedClaim | None]:
    """What came of checking each claim; None where no cited sentence was found in it."""
    checker = DraftChecker(library)
    checked: list[CheckedClaim | None] = []
    for claim in claims:
        text = as_draft(claim)
        report = checker.check(read_draft_text(SourceText(text, wrapped_lines(text, paged=False)), is_markdown=False))
        checked.append(report.claims[0] if len(report.claims) == 1 else None)
    return checked


def shares(claims: Sequence[EvaluationClaim], checked: Sequence[CheckedClaim | None]) -> list[tuple[str, Share]]:
    """Altered claims caught and true claims rejected: of all, by language, and by what was altered."""
    rows = list(zip(claims, map(_is_rejected, checked), strict=True))
    altered = [(claim, is_rejected) for claim, is_rejected in rows if not claim.is_true]
    true = [(claim, is_rejected) for claim, is_rejected in rows if claim.is_true]
    languages = sorted({claim.language for claim in claims})
    return [
        ("altered, caught", _rejected(altered)),
        *((f"  {kind}", _rejected([row for row in altered if row[0].altered == kind])) for kind in ALTERATIONS),
        *(
            (f"  {language}", _rejected([row for row in altered if row[0].language == language]))
            for language in languages
        ),
        ("true, rejected", _rejected(true)),
        *((f"  {language}", _rejected([row for row in true if row[0].language == language])) for language in languages),
    ]


def _rejected(rows: Sequence[tuple[EvaluationClaim, bool]]) -> Share:
    return Share(sum(is_rejected for _, is_rejected in rows), len(rows))


def _is_rejected(result: CheckedClaim | None) -> bool:
    return result is None or result.verdict == "unsupported"


def _misjudged(claims: Sequence[EvaluationClaim], checked: Sequence[CheckedClaim | None]) -> Iterable[str]:
    for claim, result in zip(claims, checked, strict=True):
        if _is_rejected(result) == claim.is_true:
            said = "rejected" if claim.is_true else f"passed, though altered ({claim.altered}; {claim.original})"
            why = "no cited sentence was found" if result is None else f"{result.score:.2f} {result.reason}"
            problems = "" if result is None else "; ".join(map(str, result.problems))
            yield f"{claim.claim_id} {said}: {claim.text} [{claim.citation}]\n      {why}  {problems}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the shares, and for the development set what was misjudged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--test-half", action="store_true", help="the third that nothing was tuned on")
    is_test = parser.parse_args(arguments).test_half
    claims = read_claims(TEST_CLAIMS if is_test else DEVELOPMENT_CLAIMS)
    checked = check_claims(claims, open_bundled_library())
    for name, share in shares(claims, checked):
        sys.stdout.write(f"{name:<20}{share}\n")
    if not is_test:
        sys.stdout.writelines(f"{line}\n" for line in _misjudged(claims, checked))


if __name__ == "__main__":
    main()
