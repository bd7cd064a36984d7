"""From the parts of a locator to paragraphs: pages, sections, actions, preambles."""

import pytest

from assistant.lookup.locating import find_parts, item_inside
from corpus.documents import Locator, Paragraph
from corpus.locator_reading import read_locator


def paragraph(paragraph_id, text, number=None, section=(), page=None, kind="paragraph", sequence=1):
    locator = Locator(kind, number, sequence, tuple(section), 0 if number else 1, page)
    return Paragraph(paragraph_id, "d", locator, "", text, (), ())


DOCUMENT = [
    paragraph("organ", "大会，", section=["决议"]),
    paragraph("pp1", "回顾其以往各项决议，", section=["决议"], page=1),
    paragraph("pp2", "注意到秘书长的报告，", section=["决议"], page=1),
    paragraph("p1", "敦促各国(a)签署，(b)批准；", "1", ["决议"], page=1),
    paragraph("p2", "请秘书长提出报告。", "2", ["决议"], page=3),
    paragraph("s1", "第一节的话。", section=["决议", "一、背景"], page=3),
    paragraph("s2", "第二节的话。", section=["决议", "二、前景"], page=3),
    paragraph("a5", "行动 5：各国承诺裁军。", section=["附件", "第一部分"], page=4),
    paragraph("a15", "行动 15：各国承诺核查。", section=["附件", "第一部分"], page=4),
    paragraph("r3", "各国应提交报告。", "3", ["附件", "建议"], page=4, sequence=2),
    paragraph("art", "本协定自签署之日起生效。", "7", ["附件"], kind="article", page=5),
    paragraph("art-1", "保存人通知各缔约国。", "1", ["附件"], page=5, sequence=3),
    paragraph("fn", "见上文。", "4", kind="footnote", page=1),
]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("p. 3", "p2 s1 s2"),
        ("p. 2", ""),
        ("p. 1, para. 1", "p1"),
        ("第1段", "p1"),
        ("OP1", "p1"),
        ("PP2", "pp2"),
        ("序言部分", "pp1 pp2"),
        ("PP9", ""),
        ("第二节", "s2"),
        ("section 2", "s2"),
        ("section 3", ""),
        ("annex", "a5 a15 r3 art art-1"),
        ("附件，行动5", "a5"),
        ("Action 5", "a5"),
        ("actions 5 and 15", "a5 a15"),
        ("Part I, action 15", "a15"),
        ("мера 5", "a5"),
        ("action 1", ""),
        ("recommendation 3", "r3"),
        ("article 7", "art art-1"),
        ("article 7, para. 1", "art-1"),
        ("第七条第1款", "art-1"),
        ("article 8", ""),
        ("footnote 4", "fn"),
        ("annex, para. 3", "r3"),
        ("annex II, para. 3", ""),
    ],
)
def test_parts_of_a_document(locator, expected):
    found = [p.paragraph_id for part in find_parts(read_locator(locator), DOCUMENT) for p in part]
    assert " ".join(found) == expected


def test_item_that_is_no_paragraph_is_found_inside_one():
    [part] = read_locator("para. 1 (b)")
    assert [p.paragraph_id for p in item_inside(part, DOCUMENT)] == ["p1"]
    [part] = read_locator("para. 1 (c)")
    assert item_inside(part, DOCUMENT) == []
