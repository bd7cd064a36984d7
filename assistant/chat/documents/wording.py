"""The words of the documents' room in the visitor's language.

In: a language of the interface. Out: its `DocumentsWording`. Those of the filter are in `filtering_wording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.documents import ParagraphKind


@dataclass(frozen=True, slots=True)
class DocumentsWording:
    """The room's words in one language; `{}` stands for what is filled in."""

    # Adding
    add: str
    corpus: str
    corpus_info: str
    replaces: str
    files: str
    formats: str
    """{}: suffixes."""
    progress: str
    files_added: str
    """{}: the files that are added, those that were given, and the new paragraphs."""
    nothing_added: str
    adding_now: str
    """{}: how many files."""
    waits_for_others: str
    states: Mapping[str, str]
    """By `assistant.collection.FileState`; {}: the name of the copy, or what is known, and the paragraphs."""
    failed: str
    busy: str
    # The documents
    none: str
    nothing_fits: str
    columns: tuple[str, str, str, str, str]
    """Document, corpus, date, language, paragraphs."""
    find_document: str
    find_paragraph: str
    open_document: str
    """{}: a title."""
    submitted_by: str
    """{}: a name."""
    look_through: str
    look_through_named: str
    remove: str
    remove_named: str
    confirm: str
    """{}: a title."""
    confirm_copy: str
    confirm_original: str
    keep: str
    removed: str
    """{}: a title."""
    # The paragraphs of one document
    all_documents: str
    how_cut: str
    """{}: how many paragraphs."""
    found: str
    """{}: how many of how many paragraphs."""
    kinds: Mapping[ParagraphKind, str]
    page: str
    """{}: a number."""
    open_paragraph: str
    """{}: a locator."""
    walk: str
    previous: str
    next: str
    range: str
    """{}: first, last, of how many."""


_EN = DocumentsWording(
    add="Add documents",
    corpus="Add to corpus",
    corpus_info="Choose a corpus, or type the name of a new one.",
    replaces="Replace uploaded files of the same name",
    files="Drop files here",
    formats="Formats: {}",
    progress="Adding documents",
    files_added="Files added: {0} of {1}. Paragraphs: {2}. You can ask about them now.",
    nothing_added="No file was added.",
    adding_now="Files being added: {}. You can go on working meanwhile.",
    waits_for_others="Somebody else is changing the documents: waiting for them.",
    states={
        "waiting": "waiting",
        "reading": "reading",
        "embedding": "indexing",
        "added": "added; paragraphs: {1}",
        "replaced": "replaces the file of the same name; paragraphs: {1}",
        "beside": "added as {0}, since that name was taken; paragraphs: {1}",
        "known": "not added: already here, as {0}",
        "failed": "failed",
    },
    failed="Something went wrong on our side: nothing was changed. Please try again.",
    busy="Documents are being added or removed already: try again when that is done.",
    none="There are no documents yet. Drop some in above.",
    nothing_fits="Nothing here has these words.",
    columns=("Document", "Corpus", "Date", "Language", "Paragraphs"),
    find_document="Find a document",
    find_paragraph="Find in these paragraphs",
    open_document="Open {} in the reader",
    submitted_by="submitted by {}",
    look_through="Look through",
    look_through_named="Look through the paragraphs of {}",
    remove="Remove",
    remove_named="Remove {}",
    confirm="Remove “{}”? Answers will not cite it any more.",
    confirm_copy="Its uploaded copy is deleted.",
    confirm_original="Its file stays where it is.",
    keep="Keep it",
    removed="“{}” was removed.",
    all_documents="All documents",
    how_cut="Paragraphs, as they are searched and cited: {}",
    found="Paragraphs with these words: {0} of {1}",
    kinds={
        "paragraph": "paragraph",
        "article": "article",
        "item": "item",
        "footnote": "footnote",
        "masthead": "front matter",
    },
    page="page {}",
    open_paragraph="Open {} in the reader",
    walk="Pages of the list",
    previous="Previous",
    next="Next",
    range="{0}–{1} of {2}",
)
_ZH = DocumentsWording(
    add="添加文件",
    corpus="添加到文库",
    corpus_info="选择一个文库，或输入新文库的名称（字母和数字）。",
    replaces="替换同名的已上传文件",
    files="将文件拖放到这里",
    formats="格式：{}",
    progress="正在添加文件",
    files_added="已添加 {1} 个文件中的 {0} 个，共 {2} 个段落，现在就可以提问。",
    nothing_added="没有添加任何文件。",
    adding_now="正在添加 {} 个文件，期间可以继续工作。",
    waits_for_others="有人正在更改文件，请稍候。",
    states={
        "waiting": "等待中",
        "reading": "正在读取",
        "embedding": "正在建立索引",
        "added": "已添加，{1} 个段落",
        "replaced": "已替换同名文件，{1} 个段落",
        "beside": "名称已被占用，已另存为 {0}；{1} 个段落",
        "known": "未添加：文库中已有该文件，即{0}",
        "failed": "失败",
    },
    failed="我们这边出了问题，未作任何更改。请再试一次。",
    busy="正在添加或删除文件，请稍后再试。",
    none="还没有文件。请在上面拖入文件。",
    nothing_fits="没有包含这些词句的内容。",
    columns=("文件", "文库", "日期", "语言", "段落"),
    find_document="查找文件",
    find_paragraph="在这些段落中查找",
    open_document="在阅读器中打开{}",
    submitted_by="提交者：{}",
    look_through="查看段落",
    look_through_named="查看段落：{}",
    remove="删除",
    remove_named="删除{}",
    confirm="要删除“{}”吗？此后的回答将不再引用它。",
    confirm_copy="上传的副本将被删除。",
    confirm_original="原文件保留在原处。",
    keep="保留",
    removed="已删除“{}”。",
    all_documents="所有文件",
    how_cut="已切分为 {} 个段落，检索和引用均以此为准：",
    found="{1} 个段落中有 {0} 个包含这些词句：",
    kinds={"paragraph": "段落", "article": "条", "item": "项", "footnote": "脚注", "masthead": "文首"},
    page="第 {} 页",
    open_paragraph="在阅读器中打开{}",
    walk="翻页",
    previous="上一页",
    next="下一页",
    range="第 {0}–{1} 项，共 {2} 项",
)
_WORDINGS = {"en": _EN, "zh": _ZH}


def documents_wording_in(language: str) -> DocumentsWording:
    """The room's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _EN)
