"""PDF files written by reportlab whose pages end with a full line: what begins the next page, a heading or the rest?"""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.readers.pdf import read_pdf
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText
from corpus.structure import Element, find_elements

WIDTH, STEP = 450, 15
LATIN, BOLD, HAN = "Helvetica", "Helvetica-Bold", "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(HAN))

ENGLISH = (
    "The Committee met in Geneva from 3 to 14 May and considered the items on its agenda as they were adopted.",
    "It recalled with appreciation the reports that States had made on the steps agreed at the review of 2010.",
    "Many delegations noted with concern how slowly the warheads that remain in service have been reduced.",
    "Others were of the view that transparency had grown and that inspectors were now received without delay.",
    "A working group of experts will prepare proposals on verification and submit them before the next session.",
    "Its members are chosen with due regard to geography, and its meetings are open to States as observers.",
)
CHINESE = (
    "委员会于五月在日内瓦举行会议，按照通过的议程审议了各个项目，并听取了秘书处的口头介绍和各国的一般性发言。",
    "委员会赞赏地回顾各国就审议大会商定的步骤提出的报告，同时关切地注意到现役弹头的削减速度仍然十分缓慢。",
    "其他代表团认为，透明度已经有所提高，视察员现在可以毫不拖延地进入有关设施，这一做法应当推广到所有区域。",
    "一个专家工作组将就核查问题拟订提案，在下届会议之前提交，其成员的选择应适当顾及地域分配和专门知识。",
)
LAYOUTS = {
    "gaps, bare pages": (8, 0, "", ""),
    "gaps, running heads and numbers": (8, 0, "NPT/CONF.2015/39", "{}"),
    "indents, page numbers": (0, 22, "", "Page {} of 4"),
    "neither gaps nor indents": (0, 0, "", ""),
}


class Print:
    """Pages of paragraphs in one script and layout; no two paragraphs begin alike, as running heads do."""

    def __init__(self, script: str, layout: str = "gaps, bare pages") -> None:
        self.font = HAN if script == "Chinese" else LATIN
        self.sentences = CHINESE if script == "Chinese" else ENGLISH
        self.gap, self.indent, self.head, self.foot = LAYOUTS[layout]
        self.file = BytesIO()
        self.canvas = Canvas(self.file, pagesize=A4)
        self.paragraphs = 0
        self.pages = 0
        self.turn()

    def turn(self) -> None:
        """Begin a page."""
        if self.pages:
            self.canvas.showPage()
        self.pages += 1
        self.y = 740
        self.canvas.setFont(self.font, 9)
        self.canvas.drawString(72, 800, self.head)
        self.canvas.drawString(290, 40, self.foot.format(self.pages))

    def lines(self, *lines: str, font: str = "", size: int = 11, indent: int = 0) -> None:
        for index, line in enumerate(lines):
            self.canvas.setFont(font or self.font, size)
            self.canvas.drawString(72 + (0 if index else indent), self.y, line)
            self.y -= STEP
        self.y -= self.gap

    def paragraph(self) -> None:
        self.lines(*self._wrapped(self._text()), indent=self.indent)

    def paragraph_up_to(self, end: str) -> None:
        """Set a paragraph whose last line is full and ends with `end`."""
        lines = self._wrapped(self._text())[:-1]
        room = WIDTH - self.indent
        while self.canvas.stringWidth(lines[-1] + end, self.font, 11) > room:
            lines[-1] = lines[-1][:-1]
        lines[-1] = lines[-1].rstrip(" .,，。") + end
        self.lines(*lines, indent=self.indent)

    def elements(self) -> list[Element]:
        for _ in range(2):
            self.turn()
            self.paragraph()
            self.paragraph()
        self.canvas.save()
        return find_elements(read_pdf(Path("report.pdf"), self.file.getvalue()))

    def _text(self) -> str:
        first = self.paragraphs % len(self.sentences)
        self.paragraphs += 1
        number = f"第{self.paragraphs}次，" if self.font == HAN else f"Session {self.paragraphs}: "
        return number + ("" if self.font == HAN else " ").join(self.sentences[first:] + self.sentences[:first])

    def _wrapped(self, text: str) -> list[str]:
        if self.font != HAN:
            return simpleSplit(text, self.font, 11, WIDTH - self.indent)
        columns = (WIDTH - self.indent) // 11
        return [text[start : start + columns] for start in range(0, len(text), columns)]


def first_page(script: str, end: str, layout: str = "gaps, bare pages") -> Print:
    pages = Print(script, layout)
    pages.lines("导言" if script == "Chinese" else "Introduction")
    pages.paragraph()
    pages.paragraph()
    pages.paragraph_up_to(end)
    pages.turn()
    return pages


def paragraphs(elements: list[Element]) -> list[Element]:
    return [element for element in elements if element.kind == "paragraph"]


def assert_heads_a_section(elements: list[Element], heading: str, end: str) -> None:
    assert heading in [element.text for element in elements if element.kind == "heading"]
    above, below = paragraphs(elements)[2:4]
    assert above.text.endswith(end)
    assert above.locator.section != below.locator.section
    assert below.locator.section[-1] == heading


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("font", "size"), [(LATIN, 11), (BOLD, 11), (LATIN, 15)])
@pytest.mark.parametrize("heading", ["Nuclear disarmament", "3.2 Verification of the zone", "4 Outlook after 2015"])
def test_heading_at_the_top_of_a_page_is_none_of_the_paragraph_above(heading, font, size, layout):
    pages = first_page("English", ".", layout)
    pages.lines(heading, font=font, size=size)
    pages.paragraph()
    assert_heads_a_section(pages.elements(), heading, ".")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [11, 15])
@pytest.mark.parametrize("heading", ["核裁军与核查", "第二章 核裁军", "（三）无核武器区"])
def test_chinese_heading_at_the_top_of_a_page_is_none_of_the_paragraph_above(heading, size, layout):
    pages = first_page("Chinese", "。", layout)
    pages.lines(heading, size=size)
    pages.paragraph()
    assert_heads_a_section(pages.elements(), heading, "。")


@pytest.mark.parametrize(
    ("script", "end"),
    [
        ("English", ".12"),
        ("English", ".”"),
        ("English", "?"),
        ("English", ".[3]"),
        ("Chinese", "。12"),
        ("Chinese", "。”"),
    ],
)
def test_heading_is_told_where_a_quotation_or_the_number_of_a_note_ends_the_page(script, end):
    heading = "核查" if script == "Chinese" else "Verification"
    pages = first_page(script, end)
    pages.lines(heading)
    pages.paragraph()
    assert_heads_a_section(pages.elements(), heading, end)


def test_heading_of_two_lines_is_told_by_the_gap_below_it():
    lines = "Steps that States parties took towards the cessation of the nuclear arms race and", "towards disarmament"
    pages = first_page("English", ".")
    pages.lines(*lines, font=BOLD)
    pages.paragraph()
    assert_heads_a_section(pages.elements(), " ".join(lines), ".")


def test_wide_heading_is_told_by_the_indent_below_it():
    heading = "Measures that strengthen the review process of the Treaty"
    pages = first_page("English", ".", "indents, page numbers")
    pages.lines(heading)
    pages.paragraph()
    assert_heads_a_section(pages.elements(), heading, ".")


def test_numbered_paragraph_below_a_heading_tells_that_it_is_one():
    pages = Print("English", "neither gaps nor indents")
    pages.lines("1. The Committee thanks its Chair.", "2. It adopts its report.")
    pages.paragraph_up_to(".")
    pages.turn()
    heading = "Recommendations to the review conference of the parties"
    pages.lines(heading, "3. The Committee recommends that the text be adopted.", "4. It will meet again.")
    assert heading in [element.text for element in pages.elements() if element.kind == "heading"]


@pytest.mark.parametrize(
    ("end", "rest"),
    [
        (" of the", "Secretariat of the Treaty"),
        (".", "The Conference took note of it."),
        (".", "The Conference took note of it.12"),
        (".", "The Conference took note of 2010.5"),
        (".", "The Conference took the following steps:"),
        (".", "The whole text is in NPT/CONF.2015/39"),
        (".", "It can be read at https://example.org/text"),
        (".", "as was said before the Conference"),
        (".", "The United Kingdom and France,"),
        (";", "The States parties to the Treaty"),
        (" by Mr.", "Smith of the United Kingdom"),
        (" in para.", "12 of the report of the Chair"),
        (" in NPT/CONF.95", "The United Kingdom and France"),
        (" by 3.12", "Percent of all the States"),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_short_rest_of_a_paragraph_on_the_next_page_stays_with_it(layout, end, rest):
    pages = first_page("English", end, layout)
    pages.lines(rest)
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith(f"{end} {rest}")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("end", "rest"), [("。", "会议对此表示注意。"), ("。", "会议采取了下列步骤："), ("，", "并且注意到核查")]
)
def test_short_rest_of_a_chinese_paragraph_on_the_next_page_stays_with_it(layout, end, rest):
    pages = first_page("Chinese", end, layout)
    pages.lines(rest)
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith(end + rest)


def test_rest_of_a_paragraph_without_a_full_stop_is_no_heading_where_it_is_wider_than_one():
    rest = simpleSplit(ENGLISH[1], LATIN, 11, WIDTH)[0], "and the reports that the Committee had before it in"
    pages = first_page("English", ".")
    pages.lines(*rest)
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith(f". {' '.join(rest)}")


def test_full_line_above_a_figure_at_the_top_of_a_page_is_no_heading():
    above, *below = simpleSplit(" ".join(ENGLISH[3:] + ENGLISH[:2]), LATIN, 11, WIDTH)
    pages = first_page("English", ".")
    pages.lines(above)
    pages.lines(*below)
    assert paragraphs(pages.elements())[2].text.endswith(f". {above}")


def test_narrow_line_beside_a_figure_is_no_heading_where_its_sentence_goes_on():
    pages = first_page("English", ".", "neither gaps nor indents")
    pages.lines("The States that signed", "the Treaty met again.")
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith(". The States that signed")


def test_text_that_marks_the_ends_of_its_paragraphs_with_blanks_is_believed():
    full = [
        f"Section {letter} stands on lines of which each is as wide as all of the others" for letter in "ABCDEFGHIJKLMN"
    ]
    ended = [f"{line}\nand it ends. \n" for line in full]
    text = "".join([*ended[:7], f"{full[7]}\n{full[8]}.\fThe States that signed\n", *ended[9:]])
    elements = find_elements(SourceText(text, wrapped_lines(text, paged=True)))
    assert any(f"{full[8]}. The States that signed" in element.text for element in elements)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("end", [".", ".12", "?", " by Mr.", " of the"])
def test_paragraph_goes_on_over_a_page_turn_behind_a_full_stop(end, layout):
    pages = first_page("English", end, layout)
    rest = simpleSplit(" ".join(ENGLISH[2:5]), LATIN, 11, WIDTH)
    pages.lines(*rest)
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith(f"{end} {' '.join(rest)}")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_chinese_paragraph_goes_on_over_a_page_turn_behind_a_full_stop(layout):
    pages = first_page("Chinese", "。", layout)
    rest = CHINESE[1] + CHINESE[3]
    pages.lines(*(rest[start : start + 40] for start in range(0, len(rest), 40)))
    pages.paragraph()
    assert paragraphs(pages.elements())[2].text.endswith("。" + rest)
