"""What a question wants measured, and what a number measures."""

import time

import pytest

from assistant.values.measures import asked_dimension, dimension_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many tonnes of steel were used?", "mass"),
        ("Combien de kilomètres de clôture ?", "length"),
        ("¿Cuántas hectáreas abarca?", "area"),
        ("Сколько килограммов вывезли?", "mass"),
        ("كم طنا نقلت؟", "mass"),
        ("该电站发电多少兆瓦？", "power"),
        ("What is its output in megawatts?", "power"),
        ("How many years did it last?", "time"),
        ("How many member states agreed?", "states"),
        ("كم عدد الدول المشاركة؟", "states"),
        ("几国同意？", "states"),
        ("多少国际组织参加？", None),
        ("How many heads of state came?", None),
        ("How many states gave up 20 kilograms?", "states"),
        ("交出 20 公斤的团体有多少个？", None),
        ("How many metropolitan areas are there?", None),
    ],
)
def test_the_unit_beside_the_question_word_counts(question, expected):
    assert asked_dimension(question) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("公斤高浓铀", "mass"),
        ("吨", "mass"),
        ("km", "length"),
        ("年", "time"),
        ("国", "states"),
        ("States", "states"),
        ("", None),
    ],
)
def test_what_stands_behind_a_number_measures_or_counts(unit, expected):
    assert dimension_of(unit) == expected


def test_hostile_text_takes_no_time():
    began = time.process_time()
    asked_dimension("how many " * 20_000)
    dimension_of("kilo" * 20_000)
    assert time.process_time() - began < 1
