"""Retrieval benchmarks in BEIR's layout (Thakur et al. 2021, arXiv:2104.08663), also with questions in many languages.

In: a folder with `corpus.jsonl` (`_id`, `text`), and one of: `queries.jsonl` with `qrels/test.tsv` (else `dev.tsv`,
else `train.tsv`), or for each language `queries.LANGUAGE.jsonl` and `qrels/LANGUAGE.tsv`. Out: the paragraphs, and the
questions that are judged. Right answers are `metadata.answers` of a query, which another language's query has too
whose id is the same but for the language in front ("zh-q17", "en-q17"): they stand in the paragraphs.

Titles are left out of the texts: in benchmarks that translate paragraphs they are still in English, and would show a
system what it is to find. They say which paragraphs belong together where `metadata.article` does not. Other splits'
questions have no judgements in the file that is read, and are left out too.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError
from eval.question_files.file_text import decode, read_bytes
from eval.question_files.jsonl import read_objects
from eval.question_files.languages import detect_languages
from eval.question_files.records import FileContents, RowError, answer_texts, checked_question, default_kind, field_text
from eval.question_set import BadRow, EvaluationQuestion, SuppliedParagraph

CORPUS = "corpus.jsonl"
_SPLITS = ("test", "dev", "train")


@dataclass(frozen=True, slots=True)
class _Query:
    where: str
    text: str
    answers: tuple[str, ...]
    article: str


class _Folder:
    """What is read of a folder, and what was wrong with the rest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        """The files that were read, by their names in the folder."""
        self.bad_rows: list[BadRow] = []

    def text(self, name: str) -> str:
        data = read_bytes(self.folder / name)
        self.files[name] = data
        return decode(data)

    def rows(self, name: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Of each row where it stands, `_id`, `text` and all of it."""
        seen = set()
        for where, _, record in read_objects(name, self.text(name)):
            try:
                if isinstance(record, RowError):
                    raise record
                key, words = field_text(record, "_id"), field_text(record, "text")
                if not (key and words):
                    raise RowError("this row has no _id or no text: write both")
                if key in seen:
                    raise RowError(f"the id {key[:80]!r} is there already: give each row its own")
                seen.add(key)
            except RowError as error:
                self.bad_rows.append(BadRow(where, str(error)))
            else:
                yield where, key, words, record

    def judgements(self, name: str) -> Iterator[tuple[str, str, str, float]]:
        """Of each row but the heading where it stands, the query's and the paragraph's id, and the score."""
        seen = set()
        for number, line in enumerate(self.text(name).split("\n"), 1):
            fields = line.rstrip("\r").split("\t")
            score = _number(fields[2]) if len(fields) == 3 else None
            if not line.strip() or (number == 1 and score is None):
                continue
            where = f"{name}, line {number}"
            if score is None:
                problem = "this is not a query's id, a paragraph's id and a number: put tabs between the three"
                self.bad_rows.append(BadRow(where, problem))
            elif (fields[0], fields[1]) in seen:
                problem = f"{fields[0][:80]!r} and {fields[1][:80]!r} are judged already: keep one of the rows"
                self.bad_rows.append(BadRow(where, problem))
            else:
                seen.add((fields[0], fields[1]))
                yield where, fields[0], fields[1], score


def is_beir(folder: Path) -> bool:
    """Whether a folder has this layout."""
    return (folder / CORPUS).is_file()


def read_beir(folder: Path) -> tuple[FileContents, dict[str, bytes]]:
    """The questions and paragraphs of a folder, and the bytes of the files that were read, by name.

    Raises:
        PinpointError: a file is missing or cannot be read.

    """
    read = _Folder(folder)
    paragraphs = {
        key: SuppliedParagraph(key, words, _article(record) or _name(record, "title"))
        for _, key, words, record in read.rows(CORPUS)
    }
    files = _query_files(folder)
    queries = {name: dict(_queries(read, name)) for name, _, _ in files}
    shared = _shared_answers([(language, queries[name]) for name, _, language in files])
    questions = [
        question
        for name, judgements, language in files
        for question in _questions(read, queries[name], judgements, language, paragraphs, shared)
    ]
    return FileContents(tuple(questions), tuple(paragraphs.values()), tuple(read.bad_rows)), read.files


def _query_files(folder: Path) -> list[tuple[str, str, str]]:
    """Of each file of queries its name, that of its judgements, and its language, "" where its name tells none."""
    found = [
        (path.name, f"qrels/{path.name.split('.')[1]}.tsv", path.name.split(".")[1])
        for path in sorted(folder.glob("queries.*.jsonl"))
    ]
    if (folder / "queries.jsonl").is_file():
        splits = [split for split in _SPLITS if (folder / "qrels" / f"{split}.tsv").is_file()]
        found.append(("queries.jsonl", f"qrels/{splits[0] if splits else _SPLITS[0]}.tsv", ""))
    if not found:
        raise PinpointError(f"The folder {str(folder)!r} has {CORPUS} and no queries: put queries.jsonl beside it.")
    return found


def _queries(read: _Folder, name: str) -> Iterator[tuple[str, _Query]]:
    for where, key, words, record in read.rows(name):
        metadata = record.get("metadata")
        try:
            answers = tuple(answer_texts(metadata)) if isinstance(metadata, dict) else ()
            yield key, _Query(where, checked_question(words), answers, _article(record))
        except RowError as error:
            read.bad_rows.append(BadRow(where, str(error)))


def _shared_answers(queries: list[tuple[str, dict[str, _Query]]]) -> dict[str, tuple[str, ...]]:
    """The answers to a query by its id without the language in front."""
    return {
        key.removeprefix(f"{language}-"): query.answers
        for language, by_id in queries
        for key, query in by_id.items()
        if language and query.answers
    }


def _questions(
    read: _Folder,
    queries: dict[str, _Query],
    judgements: str,
    language: str,
    paragraphs: dict[str, SuppliedParagraph],
    shared: dict[str, tuple[str, ...]],
) -> Iterator[EvaluationQuestion]:
    judged = _judged(read, queries, judgements, paragraphs)
    for key in [key for key, ids in judged.items() if not ids]:
        problem = f"{judgements} judges it only on paragraphs that {CORPUS} does not have: add them there"
        read.bad_rows.append(BadRow(queries[key].where, problem))
        del judged[key]
    kept = {key: query for key, query in queries.items() if key in judged}
    languages = [language] * len(kept) if language else detect_languages([query.text for query in kept.values()])
    for (key, query), asked_in in zip(kept.items(), languages, strict=True):
        first = paragraphs[judged[key][0]]
        yield EvaluationQuestion(
            question_id=f"{language}:{key}" if language else key,
            question=query.text,
            language=asked_in,
            kind=default_kind(query.text),
            answerable=True,
            relevant_ids=tuple(judged[key]),
            answers=query.answers or (shared.get(key.removeprefix(f"{language}-"), ()) if language else ()),
            group=query.article or first.group or first.paragraph_id,
        )


def _judged(
    read: _Folder, queries: dict[str, _Query], judgements: str, paragraphs: dict[str, SuppliedParagraph]
) -> dict[str, list[str]]:
    """Query id → ids of the paragraphs that answer it; an empty list where none of them is there."""
    judged: dict[str, list[str]] = {}
    for where, key, paragraph_id, score in read.judgements(judgements):
        if key not in queries:
            problem = f"there is no query {key[:80]!r} that can be asked: add it, or take this row out"
            read.bad_rows.append(BadRow(where, problem))
        elif score > 0:
            found = judged.setdefault(key, [])
            if paragraph_id in paragraphs:
                found.append(paragraph_id)
            else:
                problem = f"there is no paragraph {paragraph_id[:80]!r} in {CORPUS}: add it, or take this row out"
                read.bad_rows.append(BadRow(where, problem))
    return judged


def _article(record: dict[str, Any]) -> str:
    metadata = record.get("metadata")
    return _name(metadata, "article") if isinstance(metadata, dict) else ""


def _name(record: dict[str, Any], field: str) -> str:
    """What a row belongs to; "" where that cannot be read, for a question is none the worse for it."""
    try:
        return field_text(record, field)
    except RowError:
        return ""


def _number(written: str) -> float | None:
    try:
        return float(json.loads(written))
    except (ValueError, TypeError, RecursionError):
        return None
