"""Pinpoint's own question files: what is read of each row, what is a bad one, and what is written."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PinpointError
from eval.question_files.jsonl import read_questions, write_questions
from eval.question_files.reading import read_question_set
from eval.question_set import EvaluationQuestion, RelevantQuote

CTBT = {"question": "When did Belgium ratify the CTBT?", "value": "1999-06-29"}


def write(tmp_path, *rows):
    path = tmp_path / "asked.jsonl"
    lines = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def only(tmp_path, **fields):
    question_set = read_question_set(write(tmp_path, {"question": "When did Belgium ratify the CTBT?"} | fields))
    assert question_set.bad_rows == ()
    (question,) = question_set.questions
    return question


def problem(tmp_path, row):
    question_set = read_question_set(write(tmp_path, row, CTBT))
    assert len(question_set.questions) == 1
    (bad_row,) = question_set.bad_rows
    assert bad_row.where == "asked.jsonl, line 1"
    return bad_row.problem


def test_every_field_is_read(tmp_path):
    path = write(
        tmp_path,
        {
            "id": "q1",
            "question": "谁来核查？",
            "language": "zh",
            "kind": "person",
            "answerable": True,
            "relevant": [{"file": "a.txt", "quote": "原子能机构"}, {"file": None, "quote": "机构核查"}],
            "needs_all": True,
            "value": "17",
            "answer": "the Agency",
            "answers": ["IAEA", "the Agency"],
            "group": "safeguards",
        },
    )
    question_set = read_question_set(path)
    assert question_set.name == "asked.jsonl"
    assert question_set.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert question_set.paragraphs == ()
    assert not question_set.is_drafted
    assert question_set.questions == (
        EvaluationQuestion(
            question_id="q1",
            question="谁来核查？",
            language="zh",
            kind="person",
            answerable=True,
            relevant=(RelevantQuote("a.txt", "原子能机构"), RelevantQuote(None, "机构核查")),
            needs_all=True,
            value="17",
            answers=("the Agency", "IAEA"),
            group="safeguards",
        ),
    )


def test_what_a_row_leaves_out_is_taken_from_the_question_and_the_file(tmp_path):
    question = only(tmp_path, relevant=[{"file": "b.txt", "quote": "批准"}])
    assert (question.question_id, question.language, question.kind) == ("1", "en", "date")
    assert question.answerable
    assert question.group == "b.txt"
    assert question.value is None
    assert question.answers == ()


def test_a_bare_reference_is_a_lookup(tmp_path):
    assert only(tmp_path, question="S/RES/1540(2004)", relevant=[{"quote": "1540"}]).kind == "lookup"


def test_a_question_that_nothing_answers_needs_nothing_else(tmp_path):
    question = only(tmp_path, answerable=False)
    assert not question.answerable
    assert question.relevant == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("29 June 1999", "1999-06-29"),
        ("1999年6月29日", "1999-06-29"),
        (1998, "1998"),
        ("20 million", "20000000"),
        ("US$ 3 million", "USD 3000000"),
        ("2017-09/2019-09", "2017-09/2019-09"),
        ("--03-26", "--03-26"),
        ("0.5", "0.5"),
    ],
)
def test_a_value_is_normalised(tmp_path, written, value):
    assert only(tmp_path, value=written).value == value


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b"{not json", "no JSON (Expecting property name enclosed in double quotes at character 2)"),
        (b'["a question"]', "no JSON object"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"question": ' + b"9" * 10_000 + b"}", "cannot be read"),
        (b'{"question": "\xff\xfe?", "value": "1"}', "damaged characters"),
        (b'{"question": "a\x00?", "value": "1"}', "no JSON (Invalid control character"),
        ({"question": "a\x00?", "value": "1"}, "damaged characters"),
        (b'{"question": "a\\ud800?", "value": "1"}', "damaged characters"),
        ({"value": "1"}, "no question in it"),
        ({"question": "?!", "value": "1"}, "no question in it"),
        ({"question": ["When?"], "value": "1"}, "question is list, not text"),
        ({"question": "When? " * 1000, "value": "1"}, "6,000 characters: ask in at most 4,000"),
        ({"question": "When?"}, "nothing says what a right answer is"),
        ({"question": "When?", "answerable": False, "value": "1"}, "take out the one or the other"),
        ({"question": "When?", "answerable": "perhaps"}, "answerable is 'perhaps': write true or false"),
        ({"question": "When?", "value": "Belgium"}, "'Belgium' is no date, number"),
        ({"question": "When?", "value": "29/06/1999"}, "'29/06/1999' is no date"),
        ({"question": "When?", "value": True}, "value is bool, not text"),
        ({"question": "When?", "relevant": "批准"}, "relevant is no list"),
        ({"question": "When?", "relevant": [{"file": "a.txt"}]}, "has no quote"),
        ({"question": "When?", "relevant": [{"quote": "\ud800"}]}, "damaged characters"),
        ({"question": "When?", "answers": {"a": 1}}, "answers is no list"),
        ({"question": "When?", "answer": "1999", "language": "English"}, "'English' is no language code"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_row_is_reported_and_the_others_are_kept(tmp_path, row, message):
    if isinstance(row, dict):
        row = json.dumps(row).encode()
    assert message in problem(tmp_path, row)


def test_a_line_of_a_hundred_megabytes_is_one_bad_row(tmp_path):
    assert "100,000,000 characters" in problem(tmp_path, b'{"question": "' + b"a" * 100_000_000 + b'", "value": "1"}')


def test_the_second_question_of_an_id_is_a_bad_row(tmp_path):
    question_set = read_question_set(write(tmp_path, CTBT | {"id": "a"}, CTBT | {"id": "b"}, CTBT | {"id": "a"}))
    assert [question.question_id for question in question_set.questions] == ["a", "b"]
    assert [(row.where, row.problem) for row in question_set.bad_rows] == [
        ("asked.jsonl, line 3", "the id 'a' is there already: give each question its own")
    ]


def test_lines_are_counted_as_an_editor_does(tmp_path):
    rows = (CTBT | {"question": "When\u2028was it?"}, b"", b"nonsense")
    question_set = read_question_set(write(tmp_path, *rows))
    assert question_set.questions[0].question == "When\u2028was it?"
    assert [row.where for row in question_set.bad_rows] == ["asked.jsonl, line 3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_other_programs_save_is_read(tmp_path, encoding):
    path = tmp_path / "asked.jsonl"
    path.write_text(json.dumps(CTBT | {"answer": "юнь"}, ensure_ascii=False) + "\r\n", encoding=encoding, newline="")
    question_set = read_question_set(path)
    assert question_set.questions[0].answers == ("юнь",)
    assert question_set.bad_rows == ()


def test_a_strict_reader_stops_at_the_first_bad_row(tmp_path):
    path = write(tmp_path, CTBT, b"nonsense")
    with pytest.raises(PinpointError, match=r"asked\.jsonl, line 2: this is no question \(this is no JSON"):
        read_questions(path)


def test_a_file_is_never_overwritten(tmp_path):
    path = write(tmp_path, CTBT)
    before = path.read_bytes()
    with pytest.raises(PinpointError, match=r"is there already: give another name"):
        write_questions(read_questions(path), path, is_drafted=True)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PinpointError, match=r"cannot be written \(No such file"):
        write_questions([], tmp_path / "none" / "asked.jsonl", is_drafted=False)


def test_drafted_questions_stay_drafted_until_a_person_has_looked_over_each(tmp_path):
    path = tmp_path / "drafted.jsonl"
    write_questions(read_questions(write(tmp_path, CTBT, CTBT | {"id": "b"})), path, is_drafted=True)
    assert read_question_set(path).is_drafted
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert all(row.pop("drafted") is True for row in rows[:1])
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert read_question_set(path).is_drafted
    assert rows[1].pop("drafted") is True
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert not read_question_set(path).is_drafted


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30).filter(
    str.strip
)
QUESTIONS = st.builds(
    EvaluationQuestion,
    question_id=TEXTS,
    question=TEXTS.map(lambda words: f"Q{words}"),
    language=st.sampled_from(["en", "zh", "pt-BR"]),
    kind=TEXTS,
    answerable=st.just(True),
    relevant=st.lists(st.builds(RelevantQuote, st.none() | TEXTS, TEXTS), min_size=1, max_size=3).map(tuple),
    needs_all=st.booleans(),
    value=st.none() | st.from_regex(r"[1-9][0-9]{0,5}", fullmatch=True),
    answers=st.lists(TEXTS, max_size=3, unique=True).map(tuple),
    group=TEXTS,
)


@given(st.lists(QUESTIONS, min_size=1, max_size=4, unique_by=lambda question: question.question_id))
def test_what_is_written_is_read_back(tmp_path_factory, questions):
    path = tmp_path_factory.mktemp("written") / "asked.jsonl"
    write_questions(questions, path, is_drafted=False)
    assert read_questions(path) == questions
