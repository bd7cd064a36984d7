"""What a language model writes, claim by claim, each checked against the paragraphs that it cites.

In: a question, the paragraphs found for it, best first, and a `ChatModel`. Out: `CheckedClaim`s, each as soon as the
model has finished it and the check is done. The model is an untrusted witness: nothing that it writes is believed
for being well put. What an answer is made of what remains, `assistant.generation.generated_answer` decides.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers import format_reference
from assistant.checking.claims import WrittenClaim, split_claims
from assistant.checking.mismatches import ProblemKind
from assistant.checking.verification import Verifier
from assistant.extraction import Evidence
from assistant.generation.generation_notes import no_such_paragraph
from assistant.generation.token_budget import within_budget
from assistant.questions.question import Question
from corpus.documents import Paragraph
from corpus.language import detect_language
from index.retrieval import ScoredParagraph
from prompts import as_data, load_prompt

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

NOT_FOUND = "NOT FOUND"
"""What the prompt asks the model to write where the paragraphs do not answer."""
_MOST_CLAIMS = 12
"""More than the prompt asks for by far: a model that does not stop is stopped."""
_OWN_SCRIPT = frozenset({"ar", "ru", "zh"})
_THOUGHTS = ("<think>", "</think>")


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One sentence that a model wrote, and what the paragraphs that it cites make of it."""

    text: str
    """Without its markers."""
    language: str
    markers: tuple[int, ...]
    """As the model wrote them: 1 is the first paragraph that it was given."""
    held: tuple[int, ...]
    """Places (from 0) of the given paragraphs that bear the claim out; empty where it is unsupported."""
    reason: str
    score: float
    """Of the check, 0 to 1."""
    problems: tuple[ProblemKind, ...] = ()
    """Of what kinds it is what the paragraphs do not bear out."""

    @property
    def is_supported(self) -> bool:
        """Whether anything that it cites bears it out."""
        return bool(self.held)


@dataclass(frozen=True, slots=True)
class Request:
    """A question with the paragraphs that a model is given for it; `[1]` is the first."""

    question: Question
    given: tuple[ScoredParagraph, ...]
    instructions: str
    text: str


def prepare_request(question: Question, evidence: Sequence[Evidence], most_tokens: int) -> Request:
    """The prompt for a question: its paragraphs, best first, as many as fit into `most_tokens`.

    Paragraphs and question are data in it: `prompts.as_data` takes what could pass for markup or markers from them.
    """
    found = [item.found for item in evidence]
    written = [_written(item, question.language) for item in found]
    places = within_budget(written, most_tokens)
    numbered = "\n\n".join(f"[{number}] {written[place]}" for number, place in enumerate(places, start=1))
    instructions, text = load_prompt("answer").fill(
        paragraphs=numbered, question=as_data(question.text), language=english_name(question.language)
    )
    return Request(question, tuple(found[place] for place in places), instructions, text)


def written_claims(request: Request, model: "ChatModel", verifier: Verifier) -> Generator[CheckedClaim, None, None]:
    """The claims of the model's answer, checked, each as it is complete; none where the model says "not found".

    Closing the generator ends the request to the model.

    Raises:
        ModelFailedError: the model gave no whole answer in time.

    """
    written: set[tuple[str, tuple[int, ...]]] = set()
    with closing(model.stream(request.instructions, request.text)) as pieces:
        for number, claim in enumerate(_complete_claims(without_thoughts(pieces))):
            if number >= _MOST_CLAIMS or (number == 0 and _is_not_found(claim.text)):
                return
            # Small models repeat themselves.
            if (claim.text, claim.markers) not in written:
                written.add((claim.text, claim.markers))
                yield _check(claim, request, verifier)


def _complete_claims(pieces: Iterator[str]) -> Iterator[WrittenClaim]:
    """Claims in the order of the text; each when the next has begun, since markers may stand behind the full stop."""
    text = ""
    for piece in pieces:
        text += piece
        claims = split_claims(text)
        # "[1" is no sentence yet, but may become a marker of the one before it.
        if len(claims) > 1 and any(map(str.isalpha, text[claims[-1].start :])):
            yield from claims[:-1]
            text = text[claims[-2].end :]
    yield from split_claims(text)


def without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """The answer without the "<think>…</think>" that some servers leave in front of it."""
    opening, closing_tag = _THOUGHTS
    held = ""
    passing = False
    for piece in pieces:
        if passing:
            yield piece
            continue
        held += piece
        start = held.lstrip()
        if start.startswith(opening):
            _, ended, rest = start.partition(closing_tag)
            if not ended:
                continue
            start = rest
        elif opening.startswith(start):
            continue
        passing, held = True, ""
        yield start
    if held and not held.lstrip().startswith(opening):
        yield held


def _is_not_found(text: str) -> bool:
    return " ".join(text.split()).strip(" .!*\"'“”").upper().startswith(NOT_FOUND)


def _check(claim: WrittenClaim, request: Request, verifier: Verifier) -> CheckedClaim:
    language = _language_of(claim.text, request.question.language)
    markers = tuple(dict.fromkeys(claim.markers))
    unknown = next((marker for marker in markers if not 1 <= marker <= len(request.given)), None)
    if unknown is not None:
        reason = no_such_paragraph(unknown, request.question.language)
        return CheckedClaim(claim.text, language, markers, (), reason, 0.0, ("marker",))

    def given(place: int) -> Paragraph:
        return request.given[place].paragraph

    places = tuple(marker - 1 for marker in markers)
    whole = verifier.verify(claim.text, language, [given(place) for place in places])
    if whole.verdict == "unsupported":
        problems = tuple(dict.fromkeys(problem.kind for problem in whole.problems))
        return CheckedClaim(claim.text, language, markers, (), whole.reason, whole.score, problems)
    held = places
    if len(places) > 1:
        alone = [
            place for place in places if verifier.verify(claim.text, language, [given(place)]).verdict == "supported"
        ]
        # Two paragraphs may bear out together what neither does alone.
        held = tuple(alone) or places
    return CheckedClaim(claim.text, language, markers, held, whole.reason, whole.score)


def _language_of(claim: str, asked: str) -> str:
    """The language of a claim: that of the question, unless the claim is in another script."""
    written = detect_language(claim)
    return written if written in _OWN_SCRIPT or asked in _OWN_SCRIPT else asked


def _written(found: ScoredParagraph, language: str) -> str:
    reference = format_reference(found.document, found.paragraph, language)
    return f"{as_data(reference)}\n<paragraph>\n{as_data(found.paragraph.text)}\n</paragraph>"


def english_name(language: str) -> str:
    """What a prompt calls a language: "French"."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").english_name)
    except (UnknownLocaleError, ValueError):
        return "the language of the question"
