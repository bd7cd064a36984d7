"""Tables of questions, as spreadsheets write them."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.question_files.reading import read_question_set
from eval.question_set import RelevantQuote


def read(tmp_path, content, encoding="utf-8", name="asked.csv"):
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return read_question_set(path)


def test_every_column_is_read(tmp_path):
    question_set = read(
        tmp_path,
        "id,question,language,kind,answerable,file,quote,value,answer,group,needs_all\n"
        'q1,"When, and why?",en,date,true,a.txt,"以""批准""",29 June 1999,in 1999,treaties,no\n',
    )
    (question,) = question_set.questions
    assert question_set.bad_rows == ()
    assert (question.question_id, question.question, question.language) == ("q1", "When, and why?", "en")
    assert (question.kind, question.value, question.answers) == ("date", "1999-06-29", ("in 1999",))
    assert question.relevant == (RelevantQuote("a.txt", '以"批准"'),)
    assert (question.group, question.needs_all, question.answerable) == ("treaties", False, True)


def test_a_question_and_a_value_are_enough(tmp_path):
    (question,) = read(tmp_path, "Question,Value\nQuand la Belgique a-t-elle signé ?,1999\n").questions
    assert (question.question_id, question.language, question.kind) == ("2", "fr", "date")
    assert question.relevant == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_excel_writes_is_read(tmp_path, delimiter, encoding):
    """Excel separates by what the system separates lists by, ends lines as Windows does, and has its own words."""
    rows = [
        ["id", "question", "answerable", "answer", "comment"],
        ["1", "Où la réunion a-t-elle eu lieu, exactement ; à Genève ?", "VRAI", "à l’étranger", "vérifié"],
        ["2", "Combien d’États étaient représentés à la réunion de Genève ?", "FAUX", "", "après coup"],
    ]
    quoted = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    question_set = read(tmp_path, "\r\n".join(quoted) + "\r\n", encoding)
    assert question_set.bad_rows == ()
    assert [question.question for question in question_set.questions] == [row[1] for row in rows[1:]]
    assert [question.answerable for question in question_set.questions] == [True, False]
    assert question_set.questions[0].answers == ("à l’étranger",)


def test_further_rows_of_an_id_add_quotes_and_answers(tmp_path):
    question_set = read(
        tmp_path,
        "id,question,file,quote,answer\n"
        "a,Who spoke?,one.txt,first words,Ann\n"
        "b,Who else?,one.txt,other words,\n"
        "a,,two.txt,second words,Bob\n"
        "a,Who spoke?,,third words,\n",
    )
    first, second = question_set.questions
    assert question_set.bad_rows == ()
    assert first.relevant == (
        RelevantQuote("one.txt", "first words"),
        RelevantQuote("two.txt", "second words"),
        RelevantQuote(None, "third words"),
    )
    assert first.answers == ("Ann", "Bob")
    assert first.group == "one.txt"
    assert second.relevant == (RelevantQuote("one.txt", "other words"),)


def test_another_question_under_the_same_id_is_a_bad_row(tmp_path):
    question_set = read(tmp_path, "id,question,answer\na,Who spoke?,Ann\na,Who wrote?,Bob\n")
    assert [question.answers for question in question_set.questions] == [("Ann",)]
    assert [(row.where, row.problem) for row in question_set.bad_rows] == [
        ("asked.csv, line 3", "the id 'a' is there already, with something else beside it: give it another")
    ]


def test_bad_rows_are_named_by_the_line_they_begin_on(tmp_path):
    question_set = read(
        tmp_path,
        'question,answer\n"Who\nspoke?",Ann\n\nWho wrote?,\nWho read, and when?,Bob\nWho sang?,Cid\n"Who" hid?,Dan\n'
        "Who ran?,Eve\n",
    )
    assert [question.question for question in question_set.questions] == ["Who\nspoke?", "Who sang?", "Who ran?"]
    assert [question.question_id for question in question_set.questions] == ["2", "7", "9"]
    problems = {row.where: row.problem for row in question_set.bad_rows}
    assert list(problems) == ["asked.csv, line 5", "asked.csv, line 6", "asked.csv, line 8"]
    assert "nothing says what a right answer is" in problems["asked.csv, line 5"]
    assert "3 cells under 2 columns" in problems["asked.csv, line 6"]
    assert "quotation marks do not match" in problems["asked.csv, line 8"]


def test_a_quotation_mark_that_nothing_closes_costs_its_row_alone(tmp_path):
    question_set = read(tmp_path, 'question,answer\n"Who spoke?,Ann\nWho wrote?,Bob\nWho sang?,Cid\n')
    assert [question.answers for question in question_set.questions] == [("Bob",), ("Cid",)]
    assert [row.where for row in question_set.bad_rows] == ["asked.csv, line 2"]


def test_a_damaged_byte_costs_its_row_alone(tmp_path):
    path = tmp_path / "asked.csv"
    good = "".join(f"Quand la réunion numéro {number} a-t-elle eu lieu ?,1999\n" for number in range(40))
    path.write_bytes(b"question,value\nQui \xff parle ?,3\nQui \x00 parle ?,4\n" + good.encode())
    question_set = read_question_set(path)
    assert len(question_set.questions) == 40
    assert [row.where for row in question_set.bad_rows] == ["asked.csv, line 2", "asked.csv, line 3"]
    assert all("damaged characters" in row.problem for row in question_set.bad_rows)


def test_a_cell_longer_than_any_cell_costs_its_row_alone(tmp_path):
    question_set = read(tmp_path, f"question,answer\nWho spoke?,{'x' * 200_000}\nWho wrote?,Bob\n")
    assert [question.answers for question in question_set.questions] == [("Bob",)]
    assert [row.where for row in question_set.bad_rows] == ["asked.csv, line 2"]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda cell: cell.strip() == cell
)


@given(st.sampled_from(",;\t|"), st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_what_is_written_by_the_rules_is_read(tmp_path_factory, delimiter, rows):
    path = tmp_path_factory.mktemp("written") / "asked.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["question", "quote", "answer"])
        writer.writerows([[f"Q{question}", quote, answer] for question, quote, answer in rows])
    question_set = read_question_set(path)
    assert question_set.bad_rows == ()
    assert [(item.question[1:], item.relevant[0].quote, item.answers[0]) for item in question_set.questions] == rows
