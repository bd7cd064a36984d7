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
    one_document: str
    documents: str
    one_paragraph: str
    paragraphs: str
    """{}: how many, of these as of documents."""
    holdings: str
    """{}: documents, and paragraphs, each with their number."""
    promise: str
    skip: str
    question_label: str
    placeholder: str
    ask: str
    try_one: str
    ask_something: str
    conversation: str
    programs: str
    in_line: str
    """While others' questions are answered."""
    busy: str
    """To one who is turned away, and keeps what was typed."""
    too_fast: str
    """{}: seconds."""
    unread: str
    """To a page or program that asks on and fetches no answers."""


_WORDINGS = {
    "en": PageWording(
        rooms=("Ask", "Documents", "References", "Evaluation"),
        one_document="1 document",
        documents="{} documents",
        one_paragraph="1 paragraph",
        paragraphs="{} paragraphs",
        holdings="{}, {}",
        promise="Every answer quotes the paragraph it comes from.",
        skip="Skip to the question",
        question_label="Your question",
        placeholder="Ask in any language…",
        ask="Ask",
        try_one="Try one of these, or ask in your own language:",
        ask_something="Ask in your own language.",
        conversation="Conversation",
        programs="For programs",
        in_line="Others are being answered just now. Yours is in line; there is nothing to do.",
        busy="Too many are waiting already, so this was not taken. It is still here: send it again in a few seconds.",
        too_fast="Too many requests in a short time: wait {} seconds, then send it again.",
        unread="The answers to earlier requests were not fetched: fetch them, or open the page anew in two minutes.",
    ),
    "zh": PageWording(
        rooms=("提问", "文件", "引文", "评测"),
        one_document="1 份文件",
        documents="{} 份文件",
        one_paragraph="1 个段落",
        paragraphs="{} 个段落",
        holdings="{}，{}",
        promise="每个回答都引用其出处段落。",
        skip="跳到提问框",
        question_label="您的问题",
        placeholder="可用任何语言提问……",
        ask="提问",
        try_one="可以试试下面的问题，也可以用自己的语言提问：",
        ask_something="请用自己的语言提问。",
        conversation="对话",
        programs="程序接口",
        in_line="正在处理其他人的请求。您的请求已在排队，无需任何操作。",
        busy="等待的人太多，这次请求未被受理。内容仍在原处：请过几秒再发送。",
        too_fast="短时间内请求过多：请等待 {} 秒后再发送。",
        unread="先前请求的结果尚未被取走：请先取走，或两分钟后重新打开页面。",
    ),
}


def page_wording_in(language: str) -> PageWording:
    """The frame's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])


def holdings(documents: int, paragraphs: int, language: str) -> str:
    """How much the library has: "5 documents, 274 paragraphs"."""
    wording = page_wording_in(language)
    return wording.holdings.format(
        wording.one_document if documents == 1 else wording.documents.format(f"{documents:,}"),
        wording.one_paragraph if paragraphs == 1 else wording.paragraphs.format(f"{paragraphs:,}"),
    )
