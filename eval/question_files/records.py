"""One question of a file, whatever the file's format: named fields, and what they may hold.

In: a record, a JSON object or a row of a table. Out: an `EvaluationQuestion`, or a `RowError` that says what is wrong
and how to mend it. Only `question` is required, and what a right answer is: `relevant`, `value` or `answer`, or else
`answerable: false`. The other fields have defaults, those of the question itself. Whether a quote stands anywhere is
not looked up here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.lookup.reference_form import is_reference
from assistant.questions.question import analyse_question
from assistant.values.find_values import find_values
from corpus.language import detect_language
from eval.question_set import LOOKUP_KIND, BadRow, EvaluationQuestion, RelevantQuote, SuppliedParagraph

LONGEST_QUESTION = 4000
"""Characters. The assistant looks at no more of a question to see what it asks for; more is a document."""
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of characters: what damaged bytes and broken escapes leave."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_NORMALISED = re.compile(rf"(?:[A-Z]{{3}} )?-?\d+(?:\.\d+)?|{_DAY}(?:/{_DAY})?|--\d{{2}}(?:-\d{{2}})?")
"""Forms that `assistant.values` gives: "EUR 20000000", "0.5", "2013-01", "2017-09/2019-09", "--03-26"."""
# Besides JSON's own: what spreadsheets write in the UN's languages and in German.
_YES_WORDS = "true yes y 1 wahr ja vrai oui verdadero sí si истина да صواب صحيح نعم 是 真"
_NO_WORDS = "false no n 0 falsch nein faux non falso ложь нет خطأ لا 否 假"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())


class RowError(ValueError):
    """A row that is no question; the message says why, and the remedy."""


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a reader found in a file; the fields mean what they mean in `QuestionSet`."""

    questions: tuple[EvaluationQuestion, ...]
    paragraphs: tuple[SuppliedParagraph, ...] = ()
    bad_rows: tuple[BadRow, ...] = ()
    is_drafted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file."""

    where: str
    """"questions.csv, line 12"."""
    line: int
    record: Mapping[str, Any] | RowError
    """Its fields; or why it has none."""


def read_rows(rows: Iterable[Row]) -> FileContents:
    """The questions of `rows`; those that are none, or come twice, as bad rows."""
    questions: dict[str, EvaluationQuestion] = {}
    bad_rows = []
    is_drafted = False
    for row in rows:
        try:
            if isinstance(row.record, RowError):
                raise row.record
            question = read_record(row.record, str(row.line))
            if question.question_id in questions:
                raise RowError(f"the id {question.question_id[:80]!r} is there already: give each question its own")
            questions[question.question_id] = question
            is_drafted = is_drafted or field_flag(row.record, "drafted") is True
        except RowError as error:
            bad_rows.append(BadRow(row.where, str(error)))
    return FileContents(tuple(questions.values()), (), tuple(bad_rows), is_drafted)


def read_record(record: Mapping[str, Any], default_id: str) -> EvaluationQuestion:
    """The question that a record holds.

    Raises:
        RowError: it holds none.

    """
    question = checked_question(field_text(record, "question"))
    language = field_text(record, "language") or detect_language(question)
    if not _LANGUAGE.fullmatch(language):
        raise RowError(f'{language[:40]!r} is no language code: write one such as "en", or leave it out')
    relevant = tuple(_relevant(record))
    value = _value(field_text(record, "value"), language)
    answers = tuple(answer_texts(record))
    answerable = _is_answerable(record, bool(relevant or value or answers))
    return EvaluationQuestion(
        question_id=field_text(record, "id") or default_id,
        question=question,
        language=language,
        kind=field_text(record, "kind") or default_kind(question),
        answerable=answerable,
        relevant=relevant,
        needs_all=field_flag(record, "needs_all") or False,
        value=value,
        answers=answers,
        group=field_text(record, "group") or next((quote.file for quote in relevant if quote.file), ""),
    )


def checked_question(question: str) -> str:
    """`question`, if it can be asked; raises RowError where it cannot."""
    if not any(map(str.isalnum, question)):
        raise RowError('there is no question in it: write one under "question"')
    if len(question) > LONGEST_QUESTION:
        raise RowError(f"the question has {len(question):,} characters: ask in at most {LONGEST_QUESTION:,}")
    return question


def default_kind(question: str) -> str:
    """What `question` asks for, as the assistant understands it; `LOOKUP_KIND` where it is a reference."""
    return LOOKUP_KIND if is_reference(question) else analyse_question(question).kind


def field_text(record: Mapping[str, Any], name: str) -> str:
    """A field's text, "" where there is none; a number's digits. Raises RowError where it is something else."""
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise RowError(f"{name} is {type(value).__name__}, not text: write it in quotation marks")
    if _NO_TEXT.search(value):
        raise RowError(f"{name} holds damaged characters: save the file as UTF-8 and write them again")
    return value if value.strip() else ""


def field_flag(record: Mapping[str, Any], name: str) -> bool | None:
    """A field that is true or false; None where there is nothing. Raises RowError where it is something else."""
    value = record.get(name)
    if isinstance(value, bool):
        return value
    word = field_text(record, name).strip().casefold()
    if word and word not in _YES | _NO:
        raise RowError(f"{name} is {word[:40]!r}: write true or false")
    return word in _YES if word else None


def answer_texts(record: Mapping[str, Any]) -> list[str]:
    """The right answers under `answer` and `answers`, each once. Raises RowError where they are no texts."""
    several = record.get("answers") or []
    if not isinstance(several, list):
        raise RowError('answers is no list: write ["…", "…"], or one under "answer"')
    given = [field_text(record, "answer"), *(field_text({"answers": answer}, "answers") for answer in several)]
    return list(dict.fromkeys(answer for answer in given if answer))


def _is_answerable(record: Mapping[str, Any], says_how: bool) -> bool:
    answerable = field_flag(record, "answerable")
    if answerable is False and says_how:
        raise RowError("answerable is false, and yet there is an answer: take out the one or the other")
    if answerable is not False and not says_how:
        raise RowError(
            "nothing says what a right answer is: give a quote, a value or an answer, "
            "or answerable: false where the documents have none"
        )
    return says_how


def _relevant(record: Mapping[str, Any]) -> Iterable[RelevantQuote]:
    found = record.get("relevant") or []
    if not isinstance(found, list):
        raise RowError('relevant is no list: write [{"file": …, "quote": …}]')
    for item in found:
        if not isinstance(item, dict) or not field_text(item, "quote"):
            raise RowError('a relevant paragraph has no quote: write {"quote": "words that stand in it"}')
        yield RelevantQuote(field_text(item, "file") or None, field_text(item, "quote"))


def _value(written: str, language: str) -> str | None:
    """The normal form of a value: itself, or that of the one value that is written there ("29 June 1999")."""
    written = written.strip()
    if not written or _NORMALISED.fullmatch(written):
        return written or None
    found = find_values(written[:LONGEST_QUESTION], language)
    # Digits left over are a part of the value that was not understood: "29/06/1999" may be two days.
    if len(found) != 1 or any(map(str.isdigit, written[: found[0].start] + written[found[0].end :])):
        raise RowError(
            f"the value {written[:40]!r} is no date, number, sum of money or percentage: write 1999-06-29, 17000 "
            'or EUR 20000000, and words under "answer"'
        )
    return found[0].normalized
