"""Which format is read, and what is said where there is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PinpointError
from eval.question_files.reading import FORMATS, read_question_set

ROW = {"question": "When did it happen?", "value": "1999"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("asked.jsonl", json.dumps(ROW)),
        ("asked.json", json.dumps(ROW)),
        ("asked.json", f"{json.dumps(ROW)}\n{json.dumps(ROW | {'id': 'b'})}\n"),
        ("asked", f"\n {json.dumps(ROW)}\n"),
        ("asked.jsonl", f"# by hand\n{json.dumps(ROW)}\n"),
        ("asked.txt", "question|value\nWhen did it happen?|1999\n"),
        ("asked.csv", "\n\nquestion;value\nWhen did it happen?;1999\n"),
    ],
)
def test_the_format_is_told_by_what_lies_there(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    first = read_question_set(path).questions[0]
    assert (first.question, first.value, first.kind) == ("When did it happen?", "1999", "date")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(
        PinpointError, match=r"none\.jsonl' cannot be read \(No such file or directory\): check the path"
    ):
        read_question_set(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n ",
        b"Dear all, please find attached.",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"a,b\n1,2\n",
        b"[1, 2]",
        b'"text"',
        b'{"a": 1}',
    ],
)
def test_what_has_no_format_is_answered_with_those_that_there_are(tmp_path, content):
    path = tmp_path / "asked"
    path.write_bytes(content)
    with pytest.raises(PinpointError) as raised:
        read_question_set(path)
    assert FORMATS in str(raised.value)


def test_a_folder_of_something_else_is_answered_with_the_formats(tmp_path):
    with pytest.raises(PinpointError) as raised:
        read_question_set(tmp_path)
    assert FORMATS in str(raised.value)


def test_a_file_without_one_good_row_says_what_is_wrong_with_the_first(tmp_path):
    path = tmp_path / "asked.csv"
    path.write_text("question,answer\nWho?,\nWhat?,\n", encoding="utf-8")
    with pytest.raises(PinpointError, match=r"There is no question in .*asked\.csv, line 2: nothing says what"):
        read_question_set(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"data": [\n  {"title": "x"\n', r"no JSON \(Expecting .* in line 3, column 1\)"),
        ("[" * 200_000, r"cannot be read \(.*recursion.*\)"),
    ],
)
def test_broken_json_is_told_by_line_and_column(tmp_path, content, message):
    path = tmp_path / "set.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PinpointError, match=message):
        read_question_set(path)


PIECES = [
    *(
        b'{"question": "When?", ',
        b'"data": [',
        b'"paragraphs": [',
        b'"qas": [',
        b'"context_text": "x"',
        b'"value": "1"',
    ),
    *(b"[", b"{", b"}", b"]", b'"', b"question", b",", b";", b"\t", b"\n", b"\r", b"null", b"1e999", b"NaN"),
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\xff\xfe", b"\xef\xbb\xbf"),
]


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=5), max_size=12), st.sampled_from(["", ".json", ".csv"]))
def test_nothing_but_our_own_error_comes_of_any_file(tmp_path_factory, pieces, suffix):
    path = tmp_path_factory.mktemp("any") / f"asked{suffix}"
    path.write_bytes(b"".join(pieces))
    try:
        outcome = read_question_set(path).questions
    except PinpointError as error:
        outcome = str(path) in str(error)
    assert outcome
