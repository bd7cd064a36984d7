"""The words for a run that is begun or under way, in the languages of the interface.

In: a language of the interface. Out: its `EvaluationWording`. Past runs have their own (`past_runs_wording.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvaluationWording:
    """The room's words in one language; `{}` stands for what is filled in."""

    not_here: str
    intro: str
    new_run: str
    question_file: str
    drafted: str
    of_documents: str
    all_documents: str
    chosen_documents: str
    """{}: what was chosen in the documents' room."""
    documents_count: str
    """{}: how many."""
    since: str
    until: str
    """{}: a date."""
    start: str
    unfinished_here: str
    """{}: how many questions are asked, of how many."""
    go_on_here: str
    take_file: str
    take_file_hint: str
    add_file: str
    add_file_hint: str
    draft: str
    draft_hint: str
    uncovered: str
    """{}: names of corpora."""
    no_files: str
    rows_left_out: str
    """{}: name of a file, how many rows."""
    not_askable: str
    """{}: name of a file."""
    added: str
    """{}: name of a file, how many questions."""
    was_drafted: str
    """{}: name of a file, how many questions."""
    file_too_large: str
    """{}: megabytes."""
    busy: str
    under_way: str
    """{}: name of a question file, how many questions are asked, of how many."""
    preparing: str
    asking: str
    """{}: name of a question file, how many questions are asked, of how many."""
    minutes_left: str
    """{}: how many."""
    soon: str
    measuring: str
    finished: str
    """{}: name of a question file, how many questions."""
    stopped: str
    """{}: name of a question file, how many questions were asked, of how many."""
    failed: str
    stop: str
    stopping: str
    open_report: str
    open_compared: str
    failed_here: str


_WORDINGS = {
    "en": EvaluationWording(
        not_here="This server offers no evaluations. Started with “pinpoint chat”, it does.",
        intro="Ask a file of questions whose answers are known, and see how often Pinpoint is right on your documents.",
        new_run="New run",
        question_file="Question file",
        drafted="drafted",
        of_documents="Asked of",
        all_documents="all documents",
        chosen_documents="only {}",
        documents_count="{} documents",
        since="from {}",
        until="until {}",
        start="Start",
        unfinished_here="A run of these questions is unfinished: {} of {} asked. “Start” begins a new one.",
        go_on_here="Go on with it",
        take_file="Download this question file",
        take_file_hint="to edit it as text; the edited file can be added again",
        add_file="Add a question file",
        add_file_hint="JSONL with “question” and “quote”, or a CSV table with these columns",
        draft="Draft questions",
        draft_hint="made from the documents, for you to download and edit: they flatter",
        uncovered="No questions yet about: {}. Add a file, or have some drafted.",
        no_files="There are no question files yet. Add one, or have questions drafted from the documents.",
        rows_left_out="{}: rows that are no questions, left out: {}",
        not_askable="{} cannot be asked:",
        added="Added {}. Questions: {}.",
        was_drafted="Drafted {}. Questions: {}. Download the file, edit it, take the mark “drafted” out of the rows "
        "that you have looked over, and add it again.",
        file_too_large="This file has more than {} MB. Use “pinpoint eval” on the command line for it.",
        busy="Others are adding question files just now, so nothing was added. Try again in a few seconds.",
        under_way="An evaluation is under way already ({}, questions asked: {} of {}). Please wait for it, or stop it.",
        preparing="Getting ready…",
        asking="{}, questions asked: {} of {}",
        minutes_left="about {} min left",
        soon="less than a minute left",
        measuring="All questions are asked. Working out the figures…",
        finished="{}: finished. Questions asked: {}.",
        stopped="{}: stopped. Questions asked: {} of {}. It can go on later.",
        failed="The run ended early:",
        stop="Stop",
        stopping="Stopping…",
        open_report="Open the report",
        open_compared="Compare with the run before",
        failed_here="Something went wrong on our side. The server's log says what happened.",
    ),
    "zh": EvaluationWording(
        not_here="此服务器不提供评测。请用“pinpoint chat”启动。",
        intro="提出一组已知答案的问题，看看 Pinpoint 在您的文件上有多少答对。",
        new_run="新的评测",
        question_file="题目文件",
        drafted="自动草拟",
        of_documents="提问范围",
        all_documents="全部文件",
        chosen_documents="仅限 {}",
        documents_count="{} 份文件",
        since="{} 起",
        until="至 {}",
        start="开始",
        unfinished_here="这些题目有一次未完成的评测：已问 {} 题，共 {} 题。按“开始”则另起一次。",
        go_on_here="继续这次评测",
        take_file="下载此题目文件",
        take_file_hint="可作为文本修改；改好后可再添加",
        add_file="添加题目文件",
        add_file_hint="含“question”和“quote”的 JSONL，或有这些列的 CSV 表格",
        draft="草拟题目",
        draft_hint="由文件自动生成，供您下载修改；得分会偏高",
        uncovered="以下文件集还没有题目：{}。请添加文件，或让程序草拟。",
        no_files="还没有题目文件。请添加一个，或让程序由文件草拟题目。",
        rows_left_out="{}：有 {} 行不是题目，已略去",
        not_askable="{} 无法使用：",
        added="已添加 {}：{} 道题。",
        was_drafted="已草拟 {}：{} 道题。请下载此文件并修改，从看过的各行中删去“drafted”标记，再重新添加。",
        file_too_large="此文件超过 {} MB。请在命令行使用“pinpoint eval”。",
        busy="正有其他人在添加题目文件，这次未被受理。请过几秒再试。",
        under_way="已有一次评测在进行（{}，已问 {} 题，共 {} 题）。请等它结束，或将其停止。",
        preparing="正在准备……",
        asking="{}：已问 {} 题，共 {} 题",
        minutes_left="约剩 {} 分钟",
        soon="剩余不到一分钟",
        measuring="题目已全部问完，正在计算各项指标……",
        finished="{}：已完成，共问 {} 题。",
        stopped="{}：已停止，问了 {} 题，共 {} 题。以后可以继续。",
        failed="评测提前结束：",
        stop="停止",
        stopping="正在停止……",
        open_report="打开报告",
        open_compared="与上一次比较",
        failed_here="我们这边出了问题，详情见服务器日志。",
    ),
}


def evaluation_wording_in(language: str) -> EvaluationWording:
    """The room's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _WORDINGS["en"])
