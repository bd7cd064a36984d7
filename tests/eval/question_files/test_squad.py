"""Files in SQuAD's format, alone and joined across languages."""

import hashlib
import json

import pytest

from corpus.errors import PinpointError
from eval.question_files.reading import read_question_set
from eval.question_set import SuppliedParagraph

CHINESE = ["长江全长约六千三百公里，是亚洲最长的河流。", "绿茶是未经发酵的茶，在中国南方种植最多。"]
ENGLISH = ["The Yangtze is 6,300 kilometres long.", "Green tea is not fermented."]


def squad(paragraphs, questions):
    """Two articles of one paragraph each; `questions` as (paragraph, id, question, answers)."""
    return {
        "version": "1.1",
        "data": [
            {
                "title": title,
                "paragraphs": [
                    {
                        "context": paragraphs[place],
                        "qas": [
                            {"id": key, "question": question, "answers": [{"text": text} for text in answers]}
                            for at, key, question, answers in questions
                            if at == place
                        ],
                    }
                ],
            }
            for place, title in enumerate(["River", "Tea"])
        ],
    }


@pytest.fixture
def chinese(tmp_path):
    questions = [
        (0, "r1", "长江有多长？", ["六千三百公里", "约六千三百公里", "六千三百公里"]),
        (1, "t1", "什么茶未经发酵？", ["绿茶"]),
        (1, "t2", "绿茶种植最多的地方在哪里？", ["中国南方"]),
    ]
    return save(tmp_path / "set.zh.json", squad(CHINESE, questions))


@pytest.fixture
def english(tmp_path):
    questions = [
        (0, "r1", "How long is the Yangtze?", ["6,300 kilometres"]),
        (1, "t2", "Where is most green tea grown?", ["x"]),
    ]
    return save(tmp_path / "set.en.json", squad(ENGLISH, questions))


def save(path, content, indent=None):
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent), encoding="utf-8")
    return path


def test_questions_come_with_their_paragraphs(chinese):
    question_set = read_question_set(chinese)
    assert question_set.name == "set.zh.json"
    assert question_set.bad_rows == ()
    assert question_set.paragraphs == (
        SuppliedParagraph("a1p1", CHINESE[0], "River"),
        SuppliedParagraph("a2p1", CHINESE[1], "Tea"),
    )
    first = question_set.questions[0]
    assert (first.question_id, first.question, first.language) == ("r1", "长江有多长？", "zh")
    assert (first.relevant_ids, first.group, first.answerable) == (("a1p1",), "River", True)
    assert first.answers == ("六千三百公里", "约六千三百公里")
    assert [question.relevant_ids for question in question_set.questions] == [("a1p1",), ("a2p1",), ("a2p1",)]


def test_questions_in_one_language_are_asked_over_paragraphs_in_another(english, chinese):
    question_set = read_question_set(english, chinese)
    assert question_set.name == "set.en.json over set.zh.json"
    assert [paragraph.text for paragraph in question_set.paragraphs] == CHINESE
    assert [(item.question, item.language, item.answers) for item in question_set.questions] == [
        ("How long is the Yangtze?", "en", ("六千三百公里", "约六千三百公里")),
        ("Where is most green tea grown?", "en", ("中国南方",)),
    ]
    assert question_set.sha256 == hashlib.sha256(english.read_bytes() + chinese.read_bytes()).hexdigest()
    assert question_set.sha256 != read_question_set(chinese, english).sha256


def test_a_question_that_the_other_file_lacks_is_a_bad_row(chinese, english):
    question_set = read_question_set(chinese, english)
    assert [question.question_id for question in question_set.questions] == ["r1", "t2"]
    assert [(row.where, row.problem) for row in question_set.bad_rows] == [
        (
            "set.zh.json, article 2, paragraph 1, question 1",
            "set.en.json has no question 't1': give the same set's file",
        )
    ]


def test_the_same_text_is_one_paragraph(tmp_path):
    content = squad([CHINESE[0], CHINESE[0]], [(0, "a", "长江有多长？", ["x"]), (1, "b", "长江在哪里？", ["y"])])
    question_set = read_question_set(save(tmp_path / "set.json", content))
    assert len(question_set.paragraphs) == 1
    assert {question.relevant_ids for question in question_set.questions} == {("a1p1",)}


def test_unanswerable_questions_of_squad_2_are_read(tmp_path):
    content = squad(ENGLISH, [(0, "a", "How wide is it?", []), (0, "b", "How long is it?", ["6,300 kilometres"])])
    asked = content["data"][0]["paragraphs"][0]["qas"]
    asked[0] |= {"is_impossible": True, "plausible_answers": [{"text": "6,300 kilometres"}]}
    asked[1] |= {"is_impossible": False}
    first, second = read_question_set(save(tmp_path / "set.json", content)).questions
    assert (first.answerable, first.relevant_ids, first.answers) == (False, (), ())
    assert (second.answerable, second.relevant_ids) == (True, ("a1p1",))


def test_a_published_test_set_without_answers_still_knows_its_paragraphs(tmp_path):
    content = squad(ENGLISH, [(0, "a", "How wide is it?", [])])
    del content["data"][0]["paragraphs"][0]["qas"][0]["answers"]
    (question,) = read_question_set(save(tmp_path / "set.json", content)).questions
    assert (question.answerable, question.relevant_ids, question.answers) == (True, ("a1p1",), ())


def test_the_own_layout_of_cmrc_is_read(tmp_path):
    content = [
        {
            "context_id": "DEV_0",
            "context_text": CHINESE[0],
            "title": "长江",
            "qas": [{"query_id": "DEV_0_QUERY_0", "query_text": "长江有多长？", "answers": ["六千三百公里"]}],
        },
        {"context_id": "DEV_1", "context_text": CHINESE[1], "qas": []},
    ]
    question_set = read_question_set(save(tmp_path / "set.json", content, indent=2))
    (question,) = question_set.questions
    assert (question.question_id, question.group, question.relevant_ids) == ("DEV_0_QUERY_0", "长江", ("a1p1",))
    assert question.answers == ("六千三百公里",)
    assert [paragraph.group for paragraph in question_set.paragraphs] == ["长江", "article 2"]


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (lambda asked: asked.pop("id"), "question 2", "no id"),
        (lambda asked: asked.update(id="a"), "question 2", "the id 'a' is there already"),
        (lambda asked: asked.update(question=" "), "question 2", "no question in it"),
        (lambda asked: asked.update(question={"text": "?"}), "question 2", "question is dict, not text"),
        (lambda asked: asked.update(answers="six"), "question 2", "answers is no list"),
        (lambda asked: asked.update(answers=[{"text": "\ud800"}]), "question 2", "damaged characters"),
    ],
)
def test_a_bad_question_is_reported_and_the_others_are_kept(tmp_path, change, where, message):
    content = squad(ENGLISH, [(0, key, f"How long is {key}?", ["x"]) for key in "abc"])
    change(content["data"][0]["paragraphs"][0]["qas"][1])
    path = tmp_path / "set.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    question_set = read_question_set(path)
    assert [question.question_id for question in question_set.questions] == ["a", "c"]
    (bad_row,) = question_set.bad_rows
    assert bad_row.where == f"set.json, article 1, paragraph 1, {where}"
    assert message in bad_row.problem


@pytest.mark.parametrize("paragraph", [7, None, {"qas": []}, {"context": "  "}, {"context": ["x"]}])
def test_a_bad_paragraph_is_reported_and_the_others_are_kept(tmp_path, paragraph):
    content = squad(ENGLISH, [(0, "a", "How long is it?", ["x"])])
    content["data"][1]["paragraphs"].append(paragraph)
    question_set = read_question_set(save(tmp_path / "set.json", content))
    assert len(question_set.questions) == 1
    assert len(question_set.paragraphs) == 2
    assert [row.where for row in question_set.bad_rows] == ["set.json, article 2, paragraph 2"]


@pytest.mark.parametrize("articles", [[7], ["x", None], [{"paragraphs": 3}], [[]], [{"paragraphs": [{"qas": 3}]}]])
def test_what_is_no_article_gives_no_question(tmp_path, articles):
    with pytest.raises(PinpointError, match="There is no question in"):
        read_question_set(save(tmp_path / "set.json", {"data": articles}))


def test_only_files_of_this_format_can_be_joined(tmp_path, chinese):
    table = tmp_path / "asked.csv"
    table.write_text("question,answer\nWho?,Ann\n", encoding="utf-8")
    with pytest.raises(PinpointError, match=r"asked\.csv' is not JSON as SQuAD has it"):
        read_question_set(table, chinese)
