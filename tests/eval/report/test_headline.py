import pytest

from eval.report.headline import outcome_bars, verdict


def sentences(evaluation):
    return [f"{part.before}{part.figure} ({part.interval}){part.after}" for part in verdict(evaluation)]


def test_the_verdict_says_what_was_found_answered_and_refused(make_result, make_evaluation):
    right, withheld = make_result(), make_result(is_answered=False, ranking=("other", "right"))
    results = [right] * 60 + [withheld] * 20 + [make_result(answerable=False, needed=())] * 20
    said = sentences(make_evaluation(results))
    assert said[0].startswith("The right paragraph comes first for 75\u00a0% (")
    assert said[0].endswith(") of the 80 questions that the documents answer.")
    assert said[1].startswith("75\u00a0% (")
    assert said[1].endswith(") of them get the right answer.")
    assert said[2].startswith("Of 100 answers shown, 25 (")
    assert said[3].startswith("Of 20 questions that nothing answers, 0\u00a0% (")


def test_a_single_set_of_unanswerable_questions_is_not_said_to_find_anything(make_result, make_evaluation):
    results = [make_result(answerable=False, needed=(), is_answered=False)] * 3
    assert len(sentences(make_evaluation(results))) == 1


def test_bars_count_every_question_once(make_result, make_evaluation):
    results = [
        make_result(),
        make_result("other"),
        make_result(is_answered=False),
        make_result(error="gone"),
        make_result(answerable=False, needed=()),
        make_result(answerable=False, needed=(), is_answered=False),
    ]
    answerable, other = outcome_bars(make_evaluation(results))
    assert answerable.label == "4 questions that the documents answer"
    assert [part.count for part in answerable.parts] == [1, 1, 1, 1]
    assert [part.outcome for part in other.parts] == ["rightly_refused", "answered_unanswerable"]
    assert sum(part.share for part in answerable.parts) == pytest.approx(1)
    assert other.parts[1].start == pytest.approx(0.5)
