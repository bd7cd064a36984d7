"""The words of the page's frame in the visitor's language: names of the rooms, what to do first.

In: a language of the interface. Out: its `PageWording`. Words around an answer are in `assistant.chat.asking.wording`,
those of a room in the room.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWording:
    """The frame's words in one language; `{}` stands for what is filled in."""

    rooms: tuple[str, str, str, str]
    """Asking, documents, references, evaluation."""
    holdings: str
    """{}: numbers of documents and of paragraphs."""
    promise: str
    skip: str
    question_label: str
    placeholder: str
    ask: str
    try_one: str
    ask_something: str
    conversation: str
    programs: str


_WORDINGS = {
    "en": PageWording(
        rooms=("Ask", "Documents", "References", "Evaluation"),
        holdings="{} documents, {} paragraphs",
        promise="Every answer quotes the paragraph it comes from.",
        skip="Skip to the question",
        question_label="Your question",
        placeholder="Ask in any language…",
        ask="Ask",
        try_one="Try one of these, or ask in your own language:",
        ask_something="Ask in your own language.",
        conversation="Conversation",
        programs="For programs",
    ),
    "zh": PageWording(
        rooms=("提问", "文件", "引文", "评测"),
        holdings="{} 份文件，{} 个段落",
        promise="每个回答都引用其出处段落。",
        skip="跳到提问框",
        question_label="您的问题",
        placeholder="可用任何语言提问……",
        ask="提问",
        try_one="可以试试下面的问题，也可以用自己的语言提问：",
        ask_something="请用自己的语言提问。",
        conversation="对话",
        programs="程序接口",
    ),
}


def page_wording_in(language: str) -> PageWording:
    """The frame's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])
