"""Benchmarks in BEIR's layout: what is read, and what is refused."""

import json

import pytest

from corpus.errors import PinpointError
from eval.question_files.beir import BenchmarkQuestion, find_benchmarks, read_benchmark

CORPUS = [
    {"_id": "a", "title": "Super Bowl", "text": "黑豹队"},
    {"_id": "b", "title": "", "text": "第一行\u2028第二行"},
]
HEADING = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "small"
    (made / "qrels").mkdir(parents=True)
    write_rows(made / "corpus.jsonl", CORPUS)
    for language, text in (("en", "Which team?"), ("zh", "哪支球队？")):
        write_rows(made / f"queries.{language}.jsonl", [{"_id": "q1", "text": text}, {"_id": "q2", "text": text + "?"}])
        (made / "qrels" / f"{language}.tsv").write_text(HEADING + "q1\ta\t1\nq1\tb\t0\n", encoding="utf-8")
    return made


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_questions_of_all_languages_are_read_with_what_answers_them(folder):
    benchmark = read_benchmark(folder)
    assert benchmark.name == "small"
    assert benchmark.questions == (
        BenchmarkQuestion("en:q1", "en", "Which team?", frozenset({"a"})),
        BenchmarkQuestion("zh:q1", "zh", "哪支球队？", frozenset({"a"})),
    )


def test_titles_are_left_out_and_texts_kept_as_they_are(folder):
    assert [(item.paragraph_id, item.text) for item in read_benchmark(folder).paragraphs] == [
        ("a", "黑豹队"),
        ("b", "第一行\u2028第二行"),
    ]


def test_benchmarks_are_found_in_a_folder_by_name(folder):
    assert find_benchmarks(folder.parent) == [folder]


def test_a_folder_without_benchmarks_is_an_error(tmp_path):
    with pytest.raises(PinpointError, match=r"no benchmark in .*corpus\.jsonl"):
        find_benchmarks(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{not json", r"corpus\.jsonl, line 3: this row has no _id and text"),
        ('["a", "b"]', r"line 3: this row has no _id and text"),
        ('{"_id": "c"}', r"line 3: this row has no _id and text \(KeyError\('text'\)\)"),
        ('{"_id": 7, "text": "x"}', r"line 3: _id and text must be strings"),
        ('{"_id": "c", "text": "  "}', r"line 3: _id and text must be strings that are not empty"),
        ('{"_id": "a", "text": "x"}', r"line 3: the id 'a' is there already"),
    ],
)
def test_a_wrong_row_of_the_corpus_is_named_by_its_line(folder, row, message):
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(PinpointError, match=message):
        read_benchmark(folder)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("q1 a 1", r"zh\.tsv, line 4: not a question, a paragraph and a whole number"),
        ("q1\ta\tyes", r"line 4: not a question"),
        ("q9\ta\t1", r"line 4: there is no question 'q9' in queries\.zh\.jsonl"),
        ("q2\tz\t1", r"line 4: there is no paragraph 'z' in corpus\.jsonl"),
        ("q1\ta\t1", r"line 4: 'q1' and 'a' are judged already"),
    ],
)
def test_a_wrong_judgement_is_named_by_its_line(folder, row, message):
    with (folder / "qrels" / "zh.tsv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(PinpointError, match=message):
        read_benchmark(folder)


def test_missing_judgements_are_named(folder):
    (folder / "qrels" / "en.tsv").unlink()
    with pytest.raises(PinpointError, match=r"en\.tsv cannot be read"):
        read_benchmark(folder)


def test_a_benchmark_that_judges_no_question_is_refused(folder):
    for path in (folder / "qrels").iterdir():
        path.write_text(HEADING, encoding="utf-8")
    with pytest.raises(PinpointError, match="holds no questions that are judged"):
        read_benchmark(folder)
