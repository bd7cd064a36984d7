"""The words around feedback that is reviewed, in the languages of the interface.

In: a language of the interface. Out: its `ReviewWording`. What is wrong with a question is said where it is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewWording:
    """The review's words in one language; `{}` stands for what is filled in."""

    feedback: str
    """{}: how many."""
    no_feedback: str
    feedback_note: str
    kinds: Mapping[str, str]
    review: str
    answered: str
    was_not_found: str
    cited: str
    comment: str
    the_question: str
    what_answers: str
    a_paragraph: str
    nothing_answers: str
    reference: str
    reference_hint: str
    find: str
    following: Mapping[str, str]
    pick: str
    quote: str
    quote_hint: str
    value: str
    value_hint: str
    accept: str
    drop: str
    later: str
    accepted: str
    """{}: name of the question file."""
    dropped: str
    ask_now: str


_WORDINGS = {
    "en": ReviewWording(
        feedback="Feedback to review: {}",
        no_feedback="No feedback waits for review. What you say of an answer is offered here as a question.",
        feedback_note="What is accepted becomes a question of the file feedback.jsonl.",
        kinds={
            "right": "“Right”",
            "wrong_paragraph": "“Wrong paragraph”",
            "wrong_value": "“Wrong value”",
            "should_be_refused": "“Should have been refused”",
        },
        review="Review",
        answered="Answered",
        was_not_found="not found",
        cited="Cited",
        comment="Comment",
        the_question="Question",
        what_answers="What answers it?",
        a_paragraph="A paragraph of the documents",
        nothing_answers="Nothing in the documents",
        reference="Reference of the paragraph",
        reference_hint="As in “NPT/CONF.2020/PC.II/WP.6, para. 4”",
        find="Find it",
        following={
            "followed": "",
            "not followed": "",
            "document": "This names a whole document: add the paragraph.",
            "mentions": "This document is not in the library.",
            "unknown": "This leads to no paragraph of the library.",
            "gone": "The paragraph that was cited is not in the library any more: give another reference.",
        },
        pick="Which sentence answers it?",
        quote="Quote",
        quote_hint="The words that answer, as they stand in the paragraph; they may be fewer than the sentence.",
        value="Value",
        value_hint="Only where a date, number, sum or share is asked for: 1999-06-29, 17000, EUR 20000000, 0.5",
        accept="Accept as a question",
        drop="Drop",
        later="Later",
        accepted="Added to {}.",
        dropped="Dropped.",
        ask_now="Ask these questions now",
    ),
    "zh": ReviewWording(
        feedback="待审反馈：{}",
        no_feedback="没有待审的反馈。在回答下方标明对错，就会在这里作为题目供您审定。",
        feedback_note="采纳的反馈会成为 feedback.jsonl 文件中的题目。",
        kinds={
            "right": "“正确”",
            "wrong_paragraph": "“段落不对”",
            "wrong_value": "“数值不对”",
            "should_be_refused": "“本应回答未找到”",
        },
        review="审定",
        answered="回答",
        was_not_found="未找到",
        cited="引用",
        comment="备注",
        the_question="问题",
        what_answers="答案在哪里？",
        a_paragraph="在文件的某一段落",
        nothing_answers="文件中没有答案",
        reference="该段落的出处",
        reference_hint="例如“NPT/CONF.2020/PC.II/WP.6，第4段”",
        find="查找",
        following={
            "followed": "",
            "not followed": "",
            "document": "这是整份文件：请写明段落。",
            "mentions": "库中没有这份文件。",
            "unknown": "在库中找不到相应的段落。",
            "gone": "当时引用的段落已不在库中：请另给出处。",
        },
        pick="哪一句回答了问题？",
        quote="引文",
        quote_hint="回答问题的原文字句，须与段落一致；可以短于整句。",
        value="数值",
        value_hint="问的是日期、数字、金额或比例时填写：1999-06-29、17000、EUR 20000000、0.5。否则留空。",
        accept="采纳为题目",
        drop="舍弃",
        later="以后再审",
        accepted="已加入 {}。",
        dropped="已舍弃。",
        ask_now="现在就问这些题",
    ),
}


def review_wording_in(language: str) -> ReviewWording:
    """The review's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])
