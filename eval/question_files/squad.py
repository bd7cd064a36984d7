"""Reading comprehension sets in the format of SQuAD: XQuAD, MLQA, CMRC 2018 and their like.

In: the parsed JSON of a file, and for questions in another language than the paragraphs that of a second file, joined
by the questions' ids. Out: the paragraphs, and questions that one of them answers. Two layouts are known: SQuAD's
(Rajpurkar et al. 2016, arXiv:1606.05250, and 2018, arXiv:1806.03822), `data[].paragraphs[].context` and `qas[]` with
`question`, `id`, `answers[].text`; and CMRC 2018's own (Cui et al. 2019, arXiv:1810.07366), a list of `context_text`
and `qas[]` with `query_text`, `query_id`, `answers[]`.

A question with an empty list of answers is one that its paragraph does not answer, as SQuAD 2.0's own script has it,
whatever `is_impossible` says; where there is no such list (test sets are published so), only the paragraph is known.
That no other paragraph answers it is taken for granted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.questions.question import analyse_question
from eval.question_files.languages import without_rare
from eval.question_files.records import FileContents, RowError, checked_question, field_flag, field_text
from eval.question_set import BadRow, EvaluationQuestion, SuppliedParagraph


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as one file has it."""

    where: str
    question_id: str
    question: str
    paragraph: SuppliedParagraph
    answers: tuple[str, ...]
    answerable: bool


class _File:
    """The paragraphs and questions of one file, and what was wrong with the others."""

    def __init__(self, name: str, content: Any) -> None:
        self.name = name
        self.paragraphs: dict[str, SuppliedParagraph] = {}
        """By their text: a text that stands there twice is one paragraph."""
        self.asked: dict[str, _Asked] = {}
        self.bad_rows: list[BadRow] = []
        for place, article in enumerate(_articles(content), 1):
            self._read_article(f"{name}, article {place}", place, article)

    def _read_article(self, where: str, place: int, article: Any) -> None:
        group = f"article {place}"
        for number, item in enumerate(_list(article, "paragraphs"), 1):
            here = f"{where}, paragraph {number}"
            try:
                if not isinstance(item, dict):
                    raise RowError("this is no JSON object: see SQuAD's format")
                words = field_text(item, "context") or field_text(item, "context_text")
                if not words:
                    raise RowError("the paragraph has no text: write it under context")
                group = field_text(article, "title") or group
            except RowError as error:
                self.bad_rows.append(BadRow(here, str(error)))
                continue
            paragraph = SuppliedParagraph(f"a{place}p{number}", words, group)
            paragraph = self.paragraphs.setdefault(words, paragraph)
            for count, asked in enumerate(_list(item, "qas"), 1):
                self._read_question(f"{here}, question {count}", asked, paragraph)

    def _read_question(self, where: str, item: Any, paragraph: SuppliedParagraph) -> None:
        try:
            if not isinstance(item, dict):
                raise RowError("this is no JSON object: see SQuAD's format")
            question_id = field_text(item, "id") or field_text(item, "query_id")
            question = checked_question(field_text(item, "question") or field_text(item, "query_text"))
            if not question_id:
                raise RowError("the question has no id: write it under id")
            if question_id in self.asked:
                raise RowError(f"the id {question_id[:80]!r} is there already: give each question its own")
            answers = tuple(_answers(item))
            answerable = bool(answers) or ("answers" not in item and not field_flag(item, "is_impossible"))
            self.asked[question_id] = _Asked(where, question_id, question, paragraph, answers, answerable)
        except RowError as error:
            self.bad_rows.append(BadRow(where, str(error)))


def is_squad(content: Any) -> bool:
    """Whether parsed JSON has one of the two layouts."""
    if isinstance(content, dict):
        return isinstance(content.get("data"), list)
    return isinstance(content, list) and any(isinstance(item, dict) and "context_text" in item for item in content)


def read_squad(name: str, content: Any, paragraphs_from: tuple[str, Any] | None = None) -> FileContents:
    """The questions of one file over its own paragraphs, or over those of `paragraphs_from`, a (name, parsed JSON).

    Answers are those of the file that the paragraphs are from, so that they stand in them.
    """
    questions = _File(name, content)
    answering = questions if paragraphs_from is None else _File(*paragraphs_from)
    bad_rows = list(questions.bad_rows)
    if answering is not questions:
        bad_rows += answering.bad_rows
    joined = []
    for asked in questions.asked.values():
        answered = answering.asked.get(asked.question_id)
        if answered is None:
            problem = f"{answering.name} has no question {asked.question_id[:80]!r}: give the same set's file"
            bad_rows.append(BadRow(asked.where, problem))
        else:
            joined.append((asked, answered))
    analysed = [analyse_question(asked.question) for asked, _ in joined]
    languages = without_rare([question.language for question in analysed])
    return FileContents(
        tuple(
            EvaluationQuestion(
                question_id=asked.question_id,
                question=asked.question,
                language=language,
                kind=question.kind,
                answerable=answered.answerable,
                relevant_ids=(answered.paragraph.paragraph_id,) if answered.answerable else (),
                answers=answered.answers,
                group=answered.paragraph.group,
            )
            for (asked, answered), question, language in zip(joined, analysed, languages, strict=True)
        ),
        tuple(answering.paragraphs.values()),
        tuple(bad_rows),
    )


def _articles(content: Any) -> Iterator[Any]:
    """The articles of a file; each entry of CMRC's own layout is one with a single paragraph."""
    if isinstance(content, dict):
        yield from content["data"]
        return
    for item in content:
        title = item.get("title") if isinstance(item, dict) else None
        yield {"title": title, "paragraphs": [item]}


def _list(item: Any, name: str) -> list[Any]:
    found = item.get(name) if isinstance(item, Mapping) else None
    return found if isinstance(found, list) else []


def _answers(item: Mapping[str, Any]) -> Iterator[str]:
    found = item.get("answers", [])
    if not isinstance(found, list):
        raise RowError('answers is no list: write [{"text": "…"}]')
    texts = (field_text(answer if isinstance(answer, dict) else {"text": answer}, "text") for answer in found)
    return iter(dict.fromkeys(answer for answer in texts if answer))
