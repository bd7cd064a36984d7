"""What ranking systems are compared on, and what is refused."""

import json

import pytest

from corpus.errors import PinpointError
from eval.benchmark import BenchmarkParagraph, BenchmarkQuestion, find_benchmarks, read_benchmark


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "small"
    (made / "qrels").mkdir(parents=True)
    write_rows(made / "corpus.jsonl", [{"_id": "a", "text": "黑豹队"}, {"_id": "b", "text": "野马队"}])
    for language, text in (("en", "Which team?"), ("zh", "哪支球队？")):
        write_rows(made / f"queries.{language}.jsonl", [{"_id": "q1", "text": text}])
        (made / "qrels" / f"{language}.tsv").write_text("query-id\tcorpus-id\tscore\nq1\ta\t1\n", encoding="utf-8")
    return made


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_questions_of_all_languages_are_read_with_what_answers_them(folder):
    benchmark = read_benchmark(folder)
    assert benchmark.name == "small"
    assert benchmark.paragraphs == (BenchmarkParagraph("a", "黑豹队"), BenchmarkParagraph("b", "野马队"))
    assert benchmark.questions == (
        BenchmarkQuestion("en:q1", "en", "Which team?", frozenset({"a"})),
        BenchmarkQuestion("zh:q1", "zh", "哪支球队？", frozenset({"a"})),
    )


def test_benchmarks_are_found_in_a_folder_by_name(folder):
    assert find_benchmarks(folder.parent) == [folder]


def test_a_folder_without_benchmarks_is_an_error(tmp_path):
    with pytest.raises(PinpointError, match=r"no benchmark in .*corpus\.jsonl"):
        find_benchmarks(tmp_path)


def test_figures_are_not_taken_over_what_a_damaged_benchmark_leaves(folder):
    with (folder / "qrels" / "zh.tsv").open("a", encoding="utf-8") as file:
        file.write("q1\tz\t1\n")
    with pytest.raises(
        PinpointError, match=r"small, qrels/zh\.tsv, line 3: there is no paragraph 'z' in corpus\.jsonl"
    ):
        read_benchmark(folder)
