"""The room's words, in the languages of the interface.

In: a language of the interface. Out: its `ReferencesWording`. Reasons, notes and locators come in the language of the
claim or reference that they are about, from where they are made.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferencesWording:
    """The room's words in one language; `{}` stands for what is filled in."""

    direction: str
    comma: str
    summary: str
    """{}: how many cited sentences, and how many of each outcome."""
    look_up_tab: str
    draft_tab: str
    references_label: str
    references_placeholder: str
    look_up: str
    draft_label: str
    draft_placeholder: str
    file_label: str
    check: str
    stop: str
    no_reference: str
    too_many_references: str
    """{}: how many were looked up, of how many."""
    paragraph: str
    several_paragraphs: str
    """{}: how many."""
    whole_document: str
    """{}: how many paragraphs it has."""
    mentions: str
    """{}: how many paragraphs cite the document, which is not in the library."""
    mentioned_by: str
    """{}: how many paragraphs of other documents cite the document."""
    unknown: str
    all_documents: str
    more: str
    """{}: how many paragraphs are not shown."""
    copy: str
    copied: str
    no_draft: str
    too_long: str
    """{}: characters."""
    file_too_large: str
    """{}: megabytes."""
    reading: str
    checking: str
    """{}: which sentence, of how many."""
    finished: str
    stopped: str
    """{}: how many cited sentences were checked, of how many."""
    failed: str
    no_citations: str
    how_to_cite: str
    cited: str
    """{}: how many cited sentences."""
    cited_one: str
    supported: str
    unsupported: str
    unchecked: str
    counted: str
    """{}: a number, and what it counts: "5 supported"."""
    filter_label: str
    everything: str
    next_unsupported: str
    copy_result: str
    line: str
    """{}: a number."""
    word_paragraph: str
    """{}: the number of a paragraph of a Word file."""
    page_line: str
    """{}: the number of a line of the text of a PDF file."""
    your_sentence: str
    its_source: str
    cites: str
    no_such_paragraph: str
    not_here: str
    nearest: str
    elsewhere: str
    nothing_to_show: str
    uncited: str
    """{}: how many sentences without a citation."""
    uncited_one: str


_WORDINGS = {
    "en": ReferencesWording(
        direction="ltr",
        comma=", ",
        summary="{}: {}",
        look_up_tab="Look up references",
        draft_tab="Check a draft",
        references_label="References, one to a line",
        references_placeholder="Report by Belgium (2022), para. 18",
        look_up="Look up",
        draft_label="Your draft, with its citations",
        draft_placeholder="Belgium ratified the CTBT on 29 June 1999 [Report by Belgium (2022), para. 18].",
        file_label="Or a file: .docx, .pdf, .md, .txt",
        check="Check the draft",
        stop="Stop, and show what has been checked",
        no_reference="Paste a reference first, such as: Report by Belgium (2022), para. 18.",
        too_many_references="The first {} of {} references were looked up. Paste the others after these.",
        paragraph="The paragraph",
        several_paragraphs="{} paragraphs",
        whole_document="A whole document; paragraphs: {}",
        mentions="Not in the library. Cited by {} of its paragraphs",
        mentioned_by="Paragraphs of other documents that cite it: {}",
        unknown="Not found",
        all_documents="Show all documents",
        more="and {} more",
        copy="Copy the citation",
        copied="Copied",
        no_draft="Paste a draft first, or choose a file.",
        too_long="This draft is longer than {} characters. Check it in parts.",
        file_too_large="This file is larger than {} MB. Save the text alone, without pictures, or check it in parts.",
        reading="Reading the draft…",
        checking="Checking cited sentence {} of {}",
        finished="Checked.",
        stopped="Cited sentences checked: the first {} of {}. Check the rest as a draft of its own.",
        failed="Something went wrong on our side. Please try again; the server’s log has the details.",
        no_citations="No sentence of this draft cites a paragraph.",
        how_to_cite="Citations are read as people write them: “(Belgium 2022, para. 18)”, "
        "“[NPT/CONF.2015/39, para. 3]”, “ibid.”, footnotes.",
        cited="{} cited sentences",
        cited_one="1 cited sentence",
        supported="supported",
        unsupported="not supported",
        unchecked="not checked",
        counted="{} {}",
        filter_label="Show",
        everything="all",
        next_unsupported="Next not supported",
        copy_result="Copy the result",
        line="line {}",
        word_paragraph="paragraph {} of the file",
        page_line="line {} of the file’s text",
        your_sentence="Your sentence",
        its_source="Its source",
        cites="Cites",
        no_such_paragraph="the document has no such paragraph",
        not_here="not in the library",
        nearest="Nearest in what is cited:",
        elsewhere="Stands in:",
        nothing_to_show="There is no paragraph to compare it with.",
        uncited="{} sentences without a citation",
        uncited_one="1 sentence without a citation",
    ),
    "zh": ReferencesWording(
        direction="ltr",
        comma="，",
        summary="{}：{}",
        look_up_tab="查找引文",
        draft_tab="核对稿件",
        references_label="引文，每行一条",
        references_placeholder="比利时2022年报告第18段",
        look_up="查找",
        draft_label="您的稿件，连同其引文",
        draft_placeholder="比利时于1999年6月29日批准了《全面禁止核试验条约》（比利时报告（2022年），第18段）。",
        file_label="或选择文件：.docx、.pdf、.md、.txt",
        check="核对稿件",
        stop="停止，显示已核对的部分",
        no_reference="请先粘贴一条引文，例如：比利时2022年报告第18段。",
        too_many_references="已查找前{}条引文，共{}条。请随后再粘贴其余各条。",
        paragraph="所引段落",
        several_paragraphs="{}个段落",
        whole_document="整份文件，共{}段",
        mentions="资料库中没有该文件，有{}个段落引用了它",
        mentioned_by="引用该文件的其他文件的段落：{}个",
        unknown="未找到",
        all_documents="显示全部文件",
        more="另有{}个段落",
        copy="复制引文",
        copied="已复制",
        no_draft="请先粘贴稿件，或选择文件。",
        too_long="稿件超过{}个字符，请分段核对。",
        file_too_large="文件超过{} MB。请只保存文字、不含图片，或分段核对。",
        reading="正在读取稿件……",
        checking="正在核对第{}个带引文的句子，共{}个",
        finished="核对完毕。",
        stopped="已核对前{}个带引文的句子，共{}个。其余部分请另行核对。",
        failed="我们这边出了问题，请重试；详情见服务器日志。",
        no_citations="稿件中没有引用任何段落的句子。",
        how_to_cite="引文按通常写法识别：“（比利时报告（2022年），第18段）”、"
        "“[NPT/CONF.2015/39, para. 3]”、“同上”、脚注。",
        cited="{}个带引文的句子",
        cited_one="1个带引文的句子",
        supported="得到支持",
        unsupported="未得到支持",
        unchecked="未能核对",
        counted="{}个{}",
        filter_label="显示",
        everything="全部",
        next_unsupported="下一个未得到支持的句子",
        copy_result="复制核对结果",
        line="第{}行",
        word_paragraph="文件第{}段",
        page_line="文件文字第{}行",
        your_sentence="您的句子",
        its_source="出处",
        cites="引用",
        no_such_paragraph="该文件没有这一段",
        not_here="资料库中没有该文件",
        nearest="所引文字中最接近的：",
        elsewhere="见于：",
        nothing_to_show="没有可供比对的段落。",
        uncited="{}个没有引文的句子",
        uncited_one="1个没有引文的句子",
    ),
}


def references_wording_in(language: str) -> ReferencesWording:
    """The room's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])
