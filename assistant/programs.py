"""What Pinpoint does for programs: ask, search, cite and check, each with its record of the command-line contract.

In: an `Assistant`, a `Library` or a `Catalogue`, and what a program wants to know. Out: records that become JSON. The
command line, the HTTP interface, the tools of the Model Context Protocol and LangChain's all call these; how a record
travels is their business.
"""

from collections.abc import Collection
from typing import Any, Literal

from assistant.answering import Assistant
from assistant.answers import answer_record, search_record
from assistant.drafts.check_command import report_record
from assistant.drafts.draft_check import DraftChecker
from assistant.drafts.draft_text import read_draft_text
from assistant.library import Catalogue, Library
from assistant.lookup.citations import look_up, lookup_record
from assistant.observing.journal import Work
from assistant.questions.question import analyse_question
from corpus.errors import PinpointError
from corpus.locators import reference_language
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText

DraftFormat = Literal["markdown", "text"]
_DRAFT_NAMES: dict[DraftFormat, str] = {"markdown": "draft.md", "text": "draft.txt"}


def ask(
    assistant: Assistant, question: str, corpora: Collection[str] | None = None, work: Work | None = None
) -> dict[str, Any]:
    """ANSWER: the answer to a question with its citations, from all corpora or from some.

    `work`, of this and the other functions: is told what came of it.

    Raises:
        PinpointError: the question is empty, or there is no such corpus.

    """
    answer = assistant.ask(question, corpora=corpora or None)
    if work:
        work.note_answer(answer, assistant.generation)
    return answer_record(answer)


def search(
    library: Library, query: str, count: int, corpora: Collection[str] | None = None, work: Work | None = None
) -> dict[str, Any]:
    """The `count` best paragraphs for a query, from all corpora or from some.

    Raises:
        PinpointError: the query is empty, or there is no such corpus.

    """
    analysed = analyse_question(query)
    record = search_record(query, library.search(analysed.text, analysed.language, count, corpora or None))
    if work:
        work.note_search(record, library.generation)
    return record


def cite(catalogue: Catalogue, reference: str, work: Work | None = None) -> dict[str, Any]:
    """The paragraphs that a reference points to, or those that cite a document which is not there.

    Raises:
        PinpointError: the reference is empty.

    """
    lookup = look_up(reference, catalogue)
    if work:
        work.note_lookup(lookup.kind, [paragraph.paragraph_id for paragraph in lookup.paragraphs], reference)
    return lookup_record(lookup, catalogue, reference_language(reference))


def check(
    library: Library, draft: str, written_in: DraftFormat = "markdown", work: Work | None = None
) -> dict[str, Any]:
    """CHECK: what came of comparing each cited sentence of a draft with the paragraphs that it cites.

    Raises:
        PinpointError: the draft holds no text.

    """
    if not draft.strip():
        raise PinpointError("The draft holds no text: give the sentences that are to be checked, with their citations.")
    source = SourceText(draft, wrapped_lines(draft, paged="\f" in draft))
    report = DraftChecker(library).check(read_draft_text(source, is_markdown=written_in == "markdown"))
    if work:
        work.note_check(report.claims, len(report.uncited))
    return {"file": _DRAFT_NAMES[written_in], "unit": "line", **report_record(report, library)}
