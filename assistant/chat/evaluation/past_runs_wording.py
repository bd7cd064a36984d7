"""The words of past runs and of an opened report, in the languages of the interface.

In: a language of the interface. Out: its `PastRunsWording`. Reports themselves are written in English (`eval.report`).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastRunsWording:
    """The words in one language; `{}` stands for what is filled in."""

    past_runs: str
    no_runs: str
    run: str
    questions: str
    figures: Mapping[str, str]
    figure_note: str
    fits: Mapping[str, str]
    drafted_note: str
    open: str
    open_run: str
    """{}: name of a question file, when."""
    run_again: str
    run_again_name: str
    """{}: name of a question file, when."""
    checksum: str
    """{}: of the paragraphs."""
    unfinished: str
    asked_so_far: str
    """{}: how many questions."""
    obstacles: Mapping[str, str]
    go_on: str
    discard: str
    damaged: str
    older: str
    """{}: how many runs are not shown."""
    report_of: str
    """{}: name of a question file, when."""
    compared_with: str
    nothing: str
    compare: str
    open_as_page: str
    download: str
    close: str
    report_language: str


_WORDINGS = {
    "en": PastRunsWording(
        past_runs="Past runs",
        no_runs="No run yet.",
        run="Run",
        questions="Questions",
        figures={
            "R@1": "Right paragraph first",
            "right": "Answered right",
            "wrong_shown": "Wrong, of answers shown",
            "refused_unanswerable": "Rightly refused",
        },
        figure_note="Per cent, with 95 % intervals in brackets.",
        fits={
            "same": "Documents and program as now",
            "other_program": "Other version or model than now",
            "other_documents": "Documents have changed since",
        },
        drafted_note="Drafted questions: flattering figures",
        open="Open",
        open_run="Open the report of {}, {}",
        run_again="Run again",
        run_again_name="Run again: {}, {}",
        checksum="Checksum of the paragraphs: {}",
        unfinished="Unfinished",
        asked_so_far="Questions asked: {}",
        obstacles={
            "": "",
            "changed": "Questions, documents or program have changed since: it will begin anew.",
            "gone": "Its question file is not there any more.",
        },
        go_on="Go on",
        discard="Discard",
        damaged="Files that are no runs",
        older="Older runs not shown: {}.",
        report_of="{}, {}",
        compared_with="Compared with",
        nothing="no other run",
        compare="Compare",
        open_as_page="Open as a page",
        download="Download",
        close="Close",
        report_language="",
    ),
    "zh": PastRunsWording(
        past_runs="以往评测",
        no_runs="还没有评测。",
        run="评测",
        questions="题数",
        figures={
            "R@1": "首位即正确段落",
            "right": "回答正确",
            "wrong_shown": "所示回答中的错误",
            "refused_unanswerable": "应拒而拒",
        },
        figure_note="百分比，括号内为 95 % 区间。",
        fits={
            "same": "文件和程序与现在相同",
            "other_program": "程序版本或模型与现在不同",
            "other_documents": "此后文件有变动",
        },
        drafted_note="自动草拟的题目：得分偏高",
        open="打开",
        open_run="打开报告：{}，{}",
        run_again="再次评测",
        run_again_name="再次评测：{}，{}",
        checksum="段落校验和：{}",
        unfinished="未完成",
        asked_so_far="已问 {} 题",
        obstacles={
            "": "",
            "changed": "此后题目、文件或程序有变动：将从头开始。",
            "gone": "其题目文件已不存在。",
        },
        go_on="继续",
        discard="放弃",
        damaged="不是评测结果的文件",
        older="另有 {} 次更早的评测未显示。",
        report_of="{}，{}",
        compared_with="比较对象",
        nothing="不比较",
        compare="比较",
        open_as_page="在新页打开",
        download="下载",
        close="关闭",
        report_language="报告为英文。",
    ),
}


def past_runs_wording_in(language: str) -> PastRunsWording:
    """The words; English for a language that there are none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])
