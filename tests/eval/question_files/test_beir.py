"""Folders in BEIR's layout: what is read, and what is a bad row."""

import hashlib
import json

import pytest

from corpus.errors import PinpointError
from eval.question_files.reading import read_question_set
from eval.question_set import SuppliedParagraph

CORPUS = [
    {"_id": "a", "title": "Super Bowl", "text": "黑豹队在比赛中拿下了 24 次拦截。"},
    {"_id": "b", "title": "", "text": "第一行\u2028第二行"},
    {"_id": "c", "text": "卡罗来纳黑豹队。", "metadata": {"article": 7}},
]
HEADING = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path):
    """The public layout, with two splits."""
    made = tmp_path / "small"
    (made / "qrels").mkdir(parents=True)
    write_rows(made / "corpus.jsonl", CORPUS)
    queries = [
        ("q1", "Which team?", {"answers": ["黑豹队"]}),
        ("q2", "How many interceptions?", {}),
        ("q3", "Who?", {}),
    ]
    write_rows(
        made / "queries.jsonl", [{"_id": key, "text": text, "metadata": metadata} for key, text, metadata in queries]
    )
    (made / "qrels" / "test.tsv").write_text(HEADING + "q1\tc\t1\nq1\ta\t2\nq1\tb\t0\nq2\tb\t1\n", encoding="utf-8")
    (made / "qrels" / "dev.tsv").write_text(HEADING + "q3\ta\t1\n", encoding="utf-8")
    return made


@pytest.fixture
def languages(tmp_path):
    """One file of queries and one of judgements for each language."""
    made = tmp_path / "languages"
    (made / "qrels").mkdir(parents=True)
    write_rows(made / "corpus.jsonl", CORPUS)
    for language, text, metadata in (
        ("en", "Which team?", {}),
        ("zh", "哪支球队？", {"answers": ["黑豹队", "黑豹队"]}),
    ):
        row = {"_id": f"{language}-q1", "text": text, "metadata": metadata}
        write_rows(made / f"queries.{language}.jsonl", [row, {"_id": f"{language}-q2", "text": text}])
        (made / "qrels" / f"{language}.tsv").write_text(HEADING + f"{language}-q1\ta\t1\n", encoding="utf-8")
    return made


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def append(path, row):
    with path.open("a", encoding="utf-8") as file:
        file.write(row + "\n")


def test_the_test_split_is_read_and_the_paragraphs_that_answer(folder):
    question_set = read_question_set(folder)
    assert question_set.name == "small"
    assert question_set.bad_rows == ()
    first, second = question_set.questions
    assert (first.question_id, first.question, first.language, first.kind) == ("q1", "Which team?", "en", "other")
    assert first.relevant_ids == ("c", "a")
    assert first.answers == ("黑豹队",)
    assert first.answerable
    assert (second.question_id, second.relevant_ids, second.kind) == ("q2", ("b",), "number")


def test_another_split_is_read_where_there_is_no_test_split(folder):
    (folder / "qrels" / "test.tsv").unlink()
    assert [question.question_id for question in read_question_set(folder).questions] == ["q3"]


def test_titles_are_left_out_and_texts_kept_as_they_are(folder):
    assert read_question_set(folder).paragraphs == (
        SuppliedParagraph("a", "黑豹队在比赛中拿下了 24 次拦截。", "Super Bowl"),
        SuppliedParagraph("b", "第一行\u2028第二行", ""),
        SuppliedParagraph("c", "卡罗来纳黑豹队。", "7"),
    )


def test_questions_are_grouped_by_article_else_title_else_paragraph(folder):
    append(folder / "qrels" / "test.tsv", "q3\ta\t1")
    assert [question.group for question in read_question_set(folder).questions] == ["7", "b", "Super Bowl"]


def test_questions_of_all_languages_are_read_with_the_answers_of_the_paragraphs_language(languages):
    question_set = read_question_set(languages)
    assert question_set.bad_rows == ()
    assert [(item.question_id, item.language, item.question) for item in question_set.questions] == [
        ("en:en-q1", "en", "Which team?"),
        ("zh:zh-q1", "zh", "哪支球队？"),
    ]
    assert {item.answers for item in question_set.questions} == {("黑豹队",)}
    assert {item.relevant_ids for item in question_set.questions} == {("a",)}


def test_the_checksum_is_that_of_all_files_that_were_read(folder):
    names = ["corpus.jsonl", "qrels/test.tsv", "queries.jsonl"]
    expected = hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()
    assert read_question_set(folder).sha256 == expected
    append(folder / "qrels" / "test.tsv", "q2\ta\t1")
    assert read_question_set(folder).sha256 != expected


@pytest.mark.parametrize(
    ("name", "row", "where", "message"),
    [
        ("corpus.jsonl", "{not json", "corpus.jsonl, line 4", "no JSON"),
        ("corpus.jsonl", '["a", "b"]', "corpus.jsonl, line 4", "no JSON object"),
        ("corpus.jsonl", '{"_id": "d"}', "corpus.jsonl, line 4", "no _id or no text"),
        ("corpus.jsonl", '{"_id": "d", "text": "  "}', "corpus.jsonl, line 4", "no _id or no text"),
        ("corpus.jsonl", '{"_id": ["d"], "text": "x"}', "corpus.jsonl, line 4", "_id is list, not text"),
        ("corpus.jsonl", '{"_id": "d", "text": "\\ud800"}', "corpus.jsonl, line 4", "damaged characters"),
        ("corpus.jsonl", '{"_id": "a", "text": "x"}', "corpus.jsonl, line 4", "the id 'a' is there already"),
        ("queries.jsonl", '{"_id": "q4", "text": "..."}', "queries.jsonl, line 4", "no question in it"),
        (
            "queries.jsonl",
            '{"_id": "q4", "text": "Who?", "metadata": {"answers": 7}}',
            "queries.jsonl, line 4",
            "answers is no list",
        ),
        ("qrels/test.tsv", "q1 a 1", "qrels/test.tsv, line 6", "put tabs between the three"),
        ("qrels/test.tsv", "q1\ta\tyes", "qrels/test.tsv, line 6", "put tabs between the three"),
        ("qrels/test.tsv", "q9\ta\t1", "qrels/test.tsv, line 6", "no query 'q9'"),
        ("qrels/test.tsv", "q2\tz\t1", "qrels/test.tsv, line 6", "no paragraph 'z' in corpus.jsonl"),
        ("qrels/test.tsv", "q1\ta\t1", "qrels/test.tsv, line 6", "'q1' and 'a' are judged already"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_kept(folder, name, row, where, message):
    append(folder / name, row)
    question_set = read_question_set(folder)
    assert [question.question_id for question in question_set.questions] == ["q1", "q2"]
    assert len(question_set.paragraphs) == 3
    (bad_row,) = question_set.bad_rows
    assert bad_row.where == where
    assert message in bad_row.problem


def test_a_question_judged_only_on_missing_paragraphs_is_a_bad_row(folder):
    append(folder / "qrels" / "test.tsv", "q3\tz\t1")
    question_set = read_question_set(folder)
    assert [question.question_id for question in question_set.questions] == ["q1", "q2"]
    assert [row.where for row in question_set.bad_rows] == ["qrels/test.tsv, line 6", "queries.jsonl, line 3"]
    assert "judges it only on paragraphs that corpus.jsonl does not have" in question_set.bad_rows[1].problem


def test_missing_files_are_named(folder):
    (folder / "qrels" / "test.tsv").unlink()
    (folder / "qrels" / "dev.tsv").unlink()
    with pytest.raises(PinpointError, match=r"test\.tsv' cannot be read \(No such file"):
        read_question_set(folder)
    (folder / "queries.jsonl").unlink()
    with pytest.raises(PinpointError, match=r"has corpus\.jsonl and no queries"):
        read_question_set(folder)


def test_a_folder_that_judges_no_question_is_refused(folder):
    (folder / "qrels" / "test.tsv").write_text(HEADING, encoding="utf-8")
    with pytest.raises(PinpointError, match="There is no question in"):
        read_question_set(folder)
