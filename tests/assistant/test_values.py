"""Values as they stand in official texts of six languages, in the corpus, and in hostile texts."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.values.find_values import find_values
from assistant.values.rendering import render_value

CORPUS = Path(__file__).parents[2] / "corpus" / "npt"

DATES = [
    ("zh", "比利时于 1999 年 6 月 29 日批准", "1999 年 6 月 29 日", "date", "1999-06-29"),
    ("zh", "并回顾1996年7月8日国际法院", "1996年7月8日", "date", "1996-07-08"),
    ("zh", "１９９９年６月２９日", "１９９９年６月２９日", "date", "1999-06-29"),
    ("zh", "于 2013 年 1 月批准", "2013 年 1 月", "date", "2013-01"),
    ("zh", "二〇一五年六月二十九日通过", "二〇一五年六月二十九日", "date", "2015-06-29"),
    ("zh", "在二〇一五年通过", "二〇一五年", "year", "2015"),
    ("zh", "1995\n\n年的决定", "1995\n\n年", "year", "1995"),
    ("zh", "在 2020-2021 年期间", "2020-2021 年", "period", "2020/2021"),
    ("zh", "2010－2013 年核安保计划", "2010－2013 年", "period", "2010/2013"),
    ("zh", "2012 年至 2015 年期间", "2012 年至 2015 年", "period", "2012/2015"),
    ("zh", "2010 年和 2015 年之间", "2010 年和 2015 年", "period", "2010/2015"),
    ("zh", "2017 年 9 月至 2019 年 9 月", "2017 年 9 月至 2019 年 9 月", "period", "2017-09/2019-09"),
    ("zh", "2017 年 9 月至 12 月", "2017 年 9 月至 12 月", "period", "2017-09/2017-12"),
    ("zh", "2012 年 3 月 26 日至 27 日", "2012 年 3 月 26 日至 27 日", "period", "2012-03-26/2012-03-27"),
    ("zh", "2022 年 1 月 4 日至 28 日", "2022 年 1 月 4 日至 28 日", "period", "2022-01-04/2022-01-28"),
    (
        "zh",
        "2015 年 4 月 27 日至 5 月 22 日",
        "2015 年 4 月 27 日至 5 月 22 日",
        "period",
        "2015-04-27/2015-05-22",
    ),
    ("zh", "峰会于 3 月 26 日开幕", "3 月 26 日", "date", "--03-26"),
    ("en", "It was ratified on 29 June 1999.", "29 June 1999", "date", "1999-06-29"),
    ("en", "June 29, 1999", "June 29, 1999", "date", "1999-06-29"),
    ("en", "on 5 Sept. 2010", "5 Sept. 2010", "date", "2010-09-05"),
    ("en", "29-30 May 2000", "29-30 May 2000", "period", "2000-05-29/2000-05-30"),
    ("en", "29 and 30 May 2000", "29 and 30 May 2000", "period", "2000-05-29/2000-05-30"),
    ("en", "from 26 April to 5 May 2018", "26 April to 5 May 2018", "period", "2018-04-26/2018-05-05"),
    ("en", "It met between 2012 and 2015.", "between 2012 and 2015", "period", "2012/2015"),
    (
        "en",
        "from September 2017 to September 2019",
        "September 2017 to September 2019",
        "period",
        "2017-09/2019-09",
    ),
    ("en", "2020-2021", "2020-2021", "period", "2020/2021"),
    ("en", "2020–2021", "2020–2021", "period", "2020/2021"),
    ("en", "the 2016/2017 session", "2016/2017", "period", "2016/2017"),
    ("en", "in January 2013", "January 2013", "date", "2013-01"),
    ("en", "dated 1999-06-29", "1999-06-29", "date", "1999-06-29"),
    ("fr", "le 1er juin 1999", "1er juin 1999", "date", "1999-06-01"),
    ("fr", "en février 2013", "février 2013", "date", "2013-02"),
    ("fr", "du 26 au 27 mars 2012", "26 au 27 mars 2012", "period", "2012-03-26/2012-03-27"),
    (
        "fr",
        "de septembre 2017 à septembre 2019",
        "septembre 2017 à septembre 2019",
        "period",
        "2017-09/2019-09",
    ),
    ("es", "el 29 de junio de 1999", "29 de junio de 1999", "date", "1999-06-29"),
    ("es", "entre 2012 y 2015", "entre 2012 y 2015", "period", "2012/2015"),
    ("es", "del 26 al 27 de marzo de 2012", "26 al 27 de marzo de 2012", "period", "2012-03-26/2012-03-27"),
    ("ru", "ратифицировала 29 июня 1999 года", "29 июня 1999 года", "date", "1999-06-29"),
    ("ru", "в январе 2013 года", "январе 2013 года", "date", "2013-01"),
    ("ru", "в 2019–2020 годах", "2019–2020 годах", "period", "2019/2020"),
    ("ru", "с 26 по 27 марта 2012 года", "26 по 27 марта 2012 года", "period", "2012-03-26/2012-03-27"),
    ("ar", "في 29 يونيو 1999", "29 يونيو 1999", "date", "1999-06-29"),
    ("ar", "في ٢٩ حزيران/يونيه ١٩٩٩", "٢٩ حزيران/يونيه ١٩٩٩", "date", "1999-06-29"),
    ("ar", "في كانون الثاني/يناير 2013", "كانون الثاني/يناير 2013", "date", "2013-01"),
    ("ar", "بين عامي 2012 و 2015", "بين عامي 2012 و 2015", "period", "2012/2015"),
    (
        "ar",
        "من أيلول/سبتمبر 2017 إلى أيلول/سبتمبر 2019",
        "أيلول/سبتمبر 2017 إلى أيلول/سبتمبر 2019",
        "period",
        "2017-09/2019-09",
    ),
]
AMOUNTS = [
    ("zh", "欧盟为该项目捐款 2 000 万欧元", "2 000 万欧元", "money", "EUR 20000000"),
    ("zh", "捐款 2000 万欧元", "2000 万欧元", "money", "EUR 20000000"),
    ("zh", "超过 70 万欧元", "70 万欧元", "money", "EUR 700000"),
    ("zh", "自愿捐款 150 000 欧元", "150 000 欧元", "money", "EUR 150000"),
    ("zh", "总捐款额达到 150 万美元", "150 万美元", "money", "USD 1500000"),
    ("zh", "获捐总额已达 1 亿欧元", "1 亿欧元", "money", "EUR 100000000"),
    ("zh", "共 1 亿 2 000 万欧元", "1 亿 2 000 万欧元", "money", "EUR 120000000"),
    ("zh", "二十万美元", "二十万美元", "money", "USD 200000"),
    ("zh", "无法实现 100%的信心", "100%", "percent", "100"),
    ("zh", "占百分之二十", "百分之二十", "percent", "20"),
    ("zh", "占百分之 12.5", "百分之 12.5", "percent", "12.5"),
    ("en", "EUR 20 million", "EUR 20 million", "money", "EUR 20000000"),
    ("en", "worth €20 million.", "€20 million", "money", "EUR 20000000"),
    ("en", "about 20 million euros", "20 million euros", "money", "EUR 20000000"),
    ("en", "US$ 1.5 million", "US$ 1.5 million", "money", "USD 1500000"),
    ("en", "$1,500", "$1,500", "money", "USD 1500"),
    ("en", "€20m", "€20m", "money", "EUR 20000000"),
    ("en", "12 per cent", "12 per cent", "percent", "12"),
    ("fr", "20 millions d’euros", "20 millions d’euros", "money", "EUR 20000000"),
    ("fr", "1,7 million de dollars", "1,7 million de dollars", "money", "USD 1700000"),
    ("fr", "12,5 pour cent", "12,5 pour cent", "percent", "12.5"),
    ("es", "20 millones de euros", "20 millones de euros", "money", "EUR 20000000"),
    ("es", "dos mil millones de dólares", "dos mil millones de dólares", "money", "USD 2000000000"),
    ("es", "el 12,5 %", "12,5 %", "percent", "12.5"),
    ("ru", "20 млн евро", "20 млн евро", "money", "EUR 20000000"),
    ("ru", "1,7 миллиона долларов США", "1,7 миллиона долларов США", "money", "USD 1700000"),
    ("ru", "12 процентов", "12 процентов", "percent", "12"),
    ("ar", "20 مليون يورو", "20 مليون يورو", "money", "EUR 20000000"),
    ("ar", "١٫٧ مليون دولار", "١٫٧ مليون دولار", "money", "USD 1700000"),
    ("ar", "١٢ في المائة", "١٢ في المائة", "percent", "12"),
]
NUMBERS = [
    ("zh", "足以制造 1.7 万枚核武器的钚", "1.7 万", "17000", "枚核武器"),
    ("zh", "相当于 3000 枚核武器的高浓铀", "3000", "3000", "枚核武器"),
    ("zh", "相当于 2000 枚核武器", "2000", "2000", "枚核武器"),
    ("zh", "移除约 480 千克高浓铀", "480", "480", "千克"),
    ("zh", "做出了 70 多项承诺", "70 多", "70", "项承诺"),
    ("zh", "53 个国家的元首", "53", "53", "个国家"),
    ("zh", "来自 100 多个国家的专家", "100 多", "100", "个国家"),
    ("zh", "比利时有七个核反应堆，", "七", "7", "个核反应堆"),
    ("zh", "两国在峰会上签署", "两", "2", "国"),
    ("zh", "运到一座新设施进行长期贮存", "一", "1", "座新设施"),
    ("zh", "将条约延长五年。", "五", "5", "年"),
    ("zh", "一百五十二个国家", "一百五十二", "152", "个国家"),
    ("en", "There are 17,000 warheads.", "17,000", "17000", "warheads"),
    ("en", "some 2000 warheads", "2000", "2000", "warheads"),
    ("en", "150 000 inspectors", "150 000", "150000", "inspectors"),
    ("en", "the seven reactors in Belgium", "seven", "7", "reactors"),
    ("en", "twenty-two States", "twenty-two", "22", "States"),
    ("en", "one hundred and fifty", "one hundred and fifty", "150", ""),
    ("en", "1.7 million people", "1.7 million", "1700000", "people"),
    ("fr", "quatre-vingt-dix-sept pays", "quatre-vingt-dix-sept", "97", "pays"),
    ("fr", "les 1,5 billion de litres", "1,5 billion", "1500000000000", "litres"),
    ("es", "veintidós Estados", "veintidós", "22", "Estados"),
    ("es", "las 17.000 ojivas", "17.000", "17000", "ojivas"),
    ("ru", "двадцать два государства", "двадцать два", "22", "государства"),
    ("ru", "с пятью государствами", "пятью", "5", "государствами"),
    ("ar", "ثلاثة وخمسون دولة", "ثلاثة وخمسون", "53", "دولة"),
    ("ar", "ثلاث دول", "ثلاث", "3", "دول"),
]


def found(text, language=None):
    return [(text[value.start : value.end], value.kind, value.normalized) for value in find_values(text, language)]


@pytest.mark.parametrize(("language", "text", "written", "kind", "normalized"), DATES + AMOUNTS)
def test_dates_and_amounts_have_one_form_in_every_language(language, text, written, kind, normalized):
    assert found(text, language) == [(written, kind, normalized)]


@pytest.mark.parametrize(("language", "text", "written", "normalized", "unit"), NUMBERS)
def test_numbers_come_in_full_with_what_is_counted(language, text, written, normalized, unit):
    [value] = find_values(text, language)
    assert (value.kind, text[value.start : value.end], value.normalized, value.unit) == (
        "number",
        written,
        normalized,
        unit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "安全理事会第 1540(2004)号决议",
        "第 1540(2004)号和第 1373(2001)号决议",
        "大会第 67/53 号决议",
        "(CFSP) 2019/615 号决定",
        "A/RES/67/53、INFCIRC/225/Rev.5、NPT/CONF.2015/39 和 CD/1427",
        "NPT/CONF.\n\n2010/50(Vol.I)",
        "第三十二届大会、第六条第 4(c)款",
        "行动 20、附件 2 和附件二，决定 3",
        "三分之二多数，21 世纪，20 世纪 90 年代",
        "进一步、一些国家、一个目标、唯一、三边倡议、二次离子、十分重要、万一",
        "数十个国家、几十年、十几个",
        "七国集团、欧盟 3+3、铀-235",
        "26 日晚上",
        "https://undocs.org/ch/S/RES/1540(2004)",
        "resolution 1540 (2004), resolution 67/53",
        "Article 4(c), paragraphs 18, 19 and 20, action 20, annex 2, para. 3",
        "l'article 6, le paragraphe 18, la mesure 20, la résolution 1540 (2004)",
        "el artículo 6, el párrafo 18, la medida 20, la resolución 1540 (2004)",
        "статья 6, пункт 18, действие 20, резолюция 1540 (2004)",
        "المادة 6، الفقرة 18، الإجراء 20، القرار 1540 (2004)",
        "03/04/2010, 29.06.1999, 10:30, 11.5.14.2",
        "one of the parties, a two-thirds majority, the 21st century, the third pillar",
        "15-06893 (C), *1803611*, U-235, WP.6, G7, Group of 77",
        "The States may march in.",
    ],
)
def test_what_only_looks_like_a_value_is_left_out(text):
    assert found(text) == []


def test_paragraph_number_is_no_value_and_the_text_behind_it_is_read():
    assert found("9. 2010 年，通过了 64 项行动。1 在此背景中") == [
        ("2010 年", "year", "2010"),
        ("64", "number", "64"),
    ]


def test_words_that_name_provisions_do_not_swallow_years_and_counts():
    assert [value.normalized for value in find_values("64 项行动 2020 年，关注 53 个国家，决定五个步骤")] == [
        "64",
        "2020",
        "53",
        "5",
    ]
    assert [value.normalized for value in find_values("The decision 20 million euros, actions 12 per cent")] == [
        "EUR 20000000",
        "12",
    ]


def test_years_in_a_list_stay_single_years():
    assert [value.normalized for value in find_values("法国(1966 年、1981 年和 1984 年)")] == [
        "1966",
        "1981",
        "1984",
    ]


def test_day_that_does_not_exist_is_no_date():
    assert [value.normalized for value in find_values("on 31 June 1999")] == ["31", "1999"]
    assert [value.normalized for value in find_values("2015 年 13 月 40 日")] == ["2015", "13"]


def test_caller_completes_the_year_of_a_date():
    [value] = find_values("峰会于 3 月 26 日至 27 日举行", "zh", year=2012)
    assert value.normalized == "2012-03-26/2012-03-27"


def test_range_gives_its_first_end_the_scale_and_currency_of_the_second():
    assert [value[1:] for value in found("between 5-10 million euros")] == [
        ("money", "EUR 5000000"),
        ("money", "EUR 10000000"),
    ]


def test_currency_before_a_number_is_not_taken_by_the_year_before_it():
    assert found("in 2015 EUR 20 million") == [
        ("2015", "year", "2015"),
        ("EUR 20 million", "money", "EUR 20000000"),
    ]


EXPECTED_IN_CORPUS = {
    "000": {
        "1999-06-29",
        "2017-09/2019-09",
        "2020/2021",
        "EUR 700000",
        "EUR 800000",
        "2022-01-04/2022-01-28",
        "7",
    },
    "001": {
        "2015-04-27/2015-05-22",
        "USD 1500000",
        "EUR 20000000",
        "EUR 5000000",
        "EUR 150000",
        "2009-10-02",
    },
    "002": {"2017-05-02/2017-05-12", "EUR 100000000", "2016-05-08"},
    "003": {
        "2018-03-08",
        "2018-04-23/2018-05-04",
        "1996/2002",
        "2001-12-13/2001-12-19",
        "64",
        "22",
        "8",
        "100",
    },
    "004": {"2012-03-26/2012-03-27", "17000", "3000", "480", "19", "53", "70", "2010/2013", "2011-09-22"},
}


@pytest.mark.parametrize("document", sorted(EXPECTED_IN_CORPUS))
def test_values_of_the_corpus_are_found(document):
    [path] = CORPUS.glob(f"{document}_*.txt")
    text = path.read_text(encoding="utf-8")
    values = find_values(text)
    assert EXPECTED_IN_CORPUS[document] <= {value.normalized for value in values}
    assert "1540" not in {value.normalized for value in values}
    assert all(left.end <= right.start for left, right in pairwise(values))


@given(st.text(alphabet="0123456789 .,/-()年月日至万亿欧元第号三十两个国aMay€%\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_values_in_order_within_it(text):
    end = 0
    for value in find_values(text):
        assert end <= value.start < value.end <= len(text)
        end = value.end
        render_value(value, "en")


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "年",
        " ",
        "\n",
        "2015 年 ",
        "123 ",
        "1,",
        "一二三",
        "第1、",
        "A/",
        "two ",
        "1 May ",
        "2015-",
        "EUR ",
        "(1)",
        "1-",
        "paragraph 1, ",
        "three and ",
        "https://",
        "ثلاثة و",
        "x1.1.",
        "+1 ",
    ],
)
def test_time_grows_with_the_text_whatever_it_holds(unit, assert_linear):
    assert_linear(find_values, unit * (40_000 // len(unit)))


def test_hundred_thousand_characters_take_seconds_at_most():
    began = time.process_time()
    for unit in ("7", "年", " "):
        assert find_values(unit * 100_000) == []
    assert time.process_time() - began < 10
