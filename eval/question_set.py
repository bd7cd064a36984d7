"""What is asked in an evaluation, and what a right answer is.

In: nothing; these are the types that `eval.question_files` fills from files. Out: `EvaluationQuestion`s, and which
paragraphs of an index answer one. A relevant paragraph of a hand-written question is given by a quote, not by an id, so
that a change in how paragraphs are cut cannot silently break it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document, Paragraph

LOOKUP_KIND = "lookup"
"""Kind of those questions that are references: "NPT/CONF.2015/39, para. 18"."""


@dataclass(frozen=True, slots=True)
class RelevantQuote:
    """Words that stand in a paragraph which answers the question."""

    file: str | None
    """Name of the document's file, or its symbol or id; None where the words may stand in any document."""
    quote: str


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question and what a right answer to it is."""

    question_id: str
    question: str
    language: str
    kind: str
    """What is asked for: "date", "number", "list", …, or `LOOKUP_KIND`; "other" where the file does not say."""
    answerable: bool
    relevant: tuple[RelevantQuote, ...] = ()
    """Any one of these paragraphs answers it; with `needs_all`, each has to be cited."""
    relevant_ids: tuple[str, ...] = ()
    """The same by paragraph id, in files that bring their own paragraphs."""
    needs_all: bool = False
    value: str | None = None
    """The normalised value that answers, where one is asked for."""
    answers: tuple[str, ...] = ()
    """Right answers in words, any one of them; spans of the paragraphs where the file has them."""
    group: str = ""
    """Document or article that it was written from: questions of one group are not independent of each other."""


@dataclass(frozen=True, slots=True)
class SuppliedParagraph:
    """A paragraph that a question file brings along."""

    paragraph_id: str
    text: str
    group: str = ""
    """The article that it is from; empty where the file does not say."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that is no question, and was left out."""

    where: str
    """"questions.csv, line 12"."""
    problem: str
    """What is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file or folder."""

    name: str
    """The file's or folder's name."""
    sha256: str
    """Of the file's bytes, or of all the files' that were read, in the order of their names."""
    questions: tuple[EvaluationQuestion, ...]
    paragraphs: tuple[SuppliedParagraph, ...] = ()
    """Empty where the questions are about an index that exists."""
    bad_rows: tuple[BadRow, ...] = ()
    is_drafted: bool = False
    """Made by `pinpoint eval --draft` and not yet looked over by a person."""


def without_blanks(text: str) -> str:
    """`text` without white space, for comparing quotes across line ends."""
    return re.sub(r"\s+", "", text)


class QuoteFinder:
    """Finds which paragraphs of an index a question's quotes stand in."""

    def __init__(self, paragraphs: Iterable[tuple[Document, Paragraph]]) -> None:
        self._squeezed = [
            (document, paragraph.paragraph_id, without_blanks(paragraph.text)) for document, paragraph in paragraphs
        ]

    def relevant(self, question: EvaluationQuestion) -> set[str]:
        """The ids of the paragraphs that hold one of the question's quotes, and of those that it names by id."""
        return set().union(*self.needed(question))

    def needed(self, question: EvaluationQuestion) -> tuple[frozenset[str], ...]:
        """What an answer has to cite: of each set of paragraph ids one. A set is empty where a quote stands nowhere.

        Most questions need one piece of evidence, and any of their paragraphs gives it; those with `needs_all` need as
        many as they have quotes. Nothing is needed where nothing answers the question.
        """
        pieces = [frozenset({paragraph_id}) for paragraph_id in question.relevant_ids]
        pieces += [self._holding(relevant) for relevant in question.relevant]
        if question.needs_all or not pieces:
            return tuple(pieces)
        return (frozenset().union(*pieces),)

    def _holding(self, relevant: RelevantQuote) -> frozenset[str]:
        wanted = without_blanks(relevant.quote)
        return frozenset(
            paragraph_id
            for document, paragraph_id, text in self._squeezed
            if wanted in text and _is_named(document, relevant.file)
        )


def _is_named(document: Document, name: str | None) -> bool:
    return name is None or name in {Path(document.path).name, document.symbol, document.document_id}
