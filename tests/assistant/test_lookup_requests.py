"""Lookups that are a request, by title and author, by headings, and of parts and documents that are not there."""

import json
from pathlib import Path

import pytest

from assistant.lookup.citations import is_reference, look_up

DEVELOPMENT = Path(__file__).parents[2] / "eval" / "questions" / "npt.jsonl"
EU = "NPT/CONF.2020/PC.II/WP.6"
BELGIUM = "NPT/CONF.2015/39"

REQUESTS = [
    ("What does paragraph 30 of the EU working paper (2018) say?", ["eu-2018.p30"]),
    (f"Show me paragraph 5 of {EU}", ["eu-2018.p5"]),
    ("Could you give me the text of para. 21 of the NPDI working paper (2017), please?", ["npdi-2017.p21"]),
    ("the wording of Seoul Communiqué, para. 9", ["seoul-2012.p9"]),
    (f"what is in {EU}, paras. 4 and 5?", ["eu-2018.p4", "eu-2018.p5"]),
    (f"Que dit le paragraphe 7 de {EU} ?", ["eu-2018.p7"]),
    ("Montrez-moi le texte du paragraphe 31 du rapport de la Belgique de 2022", ["belgium-2022.p31"]),
    ("¿Qué dice el párrafo 12 del documento de trabajo de la Unión Europea (2018)?", ["eu-2018.p12"]),
    (f"Muéstrame el párrafo 9 de {EU}, por favor", ["eu-2018.p9"]),
    ("Что говорится в пункте 40 доклада Бельгии за 2022 год?", ["belgium-2022.p40"]),
    (f"Покажи мне текст пункта 8 документа {EU}", ["eu-2018.p8"]),
    ("ماذا تقول الفقرة 22 من تقرير بلجيكا لعام 2022؟", ["belgium-2022.p22"]),
    (f"أرني نص الفقرة 3 من الوثيقة {EU}", ["eu-2018.p3"]),
    ("比利时2022年报告第33段说了什么？", ["belgium-2022.p33"]),
    (f"请给我看{EU}第14段的原文", ["eu-2018.p14"]),
    ("tell me what para. 10 of the Seoul Communiqué says", ["seoul-2012.p10"]),
    ("J'aimerais lire le par. 45 du rapport de la Belgique de 2022", ["belgium-2022.p45"]),
    ("Расскажи, что сказано в пункте 7 рабочего документа Европейского союза (2018)", ["eu-2018.p7"]),
    ("Can I see paragraph 3 of NPT/CONF.2020/PC.II/WP.6?", ["eu-2018.p3"]),
    ("Belgium's 2022 report: what does para. 12 say?", ["belgium-2022.p12"]),
    ("what exactly is said in paragraph 20 of NPT/CONF.2020/PC.II/WP.6?", ["eu-2018.p20"]),
    ("Je cherche le paragraphe 9 de NPT/CONF.2020/PC.II/WP.6", ["eu-2018.p9"]),
    ("¿Me puedes mostrar el párrafo 44 del informe de Bélgica de 2022?", ["belgium-2022.p44"]),
    ("О чем пункт 20 документа NPT/CONF.2020/PC.II/WP.6?", ["eu-2018.p20"]),
    ("ما نص الفقرة 20 من الوثيقة NPT/CONF.2020/PC.II/WP.6؟", ["eu-2018.p20"]),
    ("欧盟2018年工作文件第20段是怎么说的？", ["eu-2018.p20"]),
    ("比利时2022年报告第18段说了什么", ["belgium-2022.p18"]),
    ("Que dit le rapport de la Belgique (2022), par. 18", ["belgium-2022.p18"]),
    ("¿Qué dice el informe de Bélgica de 2022, párr. 18?", ["belgium-2022.p18"]),
    ("Что говорится в пункте 18 доклада Бельгии", ["belgium-2022.p18"]),
    ("ماذا تقول الفقرة 18 من تقرير بلجيكا", ["belgium-2022.p18"]),
]

TITLES = [
    ("Nuclear disarmament verification (European Union, 2018), para. 22", ["eu-2018.p22"]),
    ("核裁军核查（欧盟，2018年），第22段", ["eu-2018.p22"]),
    (
        "Implementation of the action plan of the 2010 NPT Review Conference (Belgium, 2022), paras. 4 and 5",
        ["belgium-2022.p4", "belgium-2022.p5"],
    ),
    ("《促进和平利用核能》（NPDI，2017年）第6段", ["npdi-2017.p6"]),
    ("Seoul Communiqué (Republic of Korea, 2012), para. 6", ["seoul-2012.p6"]),
]

SECTIONS = [
    (f"{BELGIUM}, pillar one, section 2", ("支柱一", "2."), 7),
    (f"section 6 of pillar two of {BELGIUM}", ("支柱二", "6."), 2),
    (f"{BELGIUM}, pilier deux, section 4 (B)", ("支柱二", "4.", "(B)"), 4),
    (f"{BELGIUM}, segundo pilar, sección 3", ("支柱二", "3."), 1),
    (f"{BELGIUM}, компонент II, раздел 4 (E)", ("支柱二", "4.", "(E)"), 1),
    (f"{BELGIUM}، الركيزة الثانية، الفرع 5", ("支柱二", "5."), 3),
    (f"{BELGIUM}，支柱二第4节(D)", ("支柱二", "4.", "(D)"), 8),
    ("sección 2 del pilar dos del informe de Bélgica de 2015", ("支柱二", "2."), 1),
    ("rapport de la Belgique de 2015, deuxième pilier, section 4 C)", ("支柱二", "4.", "(C)"), 2),
    ("informe de Bélgica de 2015, pilar II, sección 4, apartado C)", ("支柱二", "4.", "(C)"), 2),
    ("доклад Бельгии 2015 года, второй основной компонент, раздел 4 (C)", ("支柱二", "4.", "(C)"), 2),
    ("NPT/CONF.2015/39, Part II, sect. 4 C", ("支柱二", "4.", "(C)"), 2),
    ("比利时2015年报告第二支柱第七节", ("支柱二", "7."), 3),
    (f"{BELGIUM}, pillar three", ("支柱三",), 6),
    ("Belgium's 2015 report, section 4 (A) of the second pillar", ("支柱二", "4.", "(A)"), 2),
]

ABSENT = [
    ("NPT/CONF.2020/PC.II/WP.7, para. 12", "eu-2018.fn1", "is not in the index"),
    ("S/RES/1540(2004), пункт 2", "belgium-2022.p33", "нет в указателе"),
    ("GC(55)/RES/10, párr. 4", "seoul-2012.p12", "no está en el índice"),
    ("安全理事会第1540(2004)号决议第3段", "npdi-2017.p25", "索引中没有"),
    ("A/RES/71/259، الفقرة 2", "belgium-2022.p24", "ليست في الفهرس"),
]


@pytest.mark.parametrize(("request_", "expected"), [*REQUESTS, *TITLES])
def test_requests_and_titles_lead_to_the_paragraph(library, request_, expected):
    lookup = look_up(request_, library)
    assert (lookup.kind, [paragraph.paragraph_id for paragraph in lookup.paragraphs]) == ("paragraph", expected)
    assert is_reference(request_, library)


@pytest.mark.parametrize(("reference", "headings", "count"), SECTIONS)
def test_sections_by_the_numbers_of_their_headings(library, reference, headings, count):
    lookup = look_up(reference, library)
    assert (lookup.kind, len(lookup.paragraphs)) == ("paragraph", count)
    for paragraph in lookup.paragraphs:
        above = paragraph.locator.section
        assert len(above) >= len(headings)
        assert all(heading.startswith(number) for heading, number in zip(above, headings, strict=False))
    assert is_reference(reference, library)


@pytest.mark.parametrize(("reference", "citing", "said"), ABSENT)
def test_a_paragraph_of_a_document_that_is_only_cited_is_not_the_one_that_cites_it(library, reference, citing, said):
    lookup = look_up(reference, library)
    assert (lookup.kind, lookup.paragraphs) == ("unknown", ())
    assert citing in [paragraph.paragraph_id for paragraph in lookup.mentions]
    assert said in lookup.note
    assert is_reference(reference, library)


QUESTIONS = [
    "What does paragraph 18 of Belgium's 2022 report say about the CTBT?",
    "What does Belgium's 2022 report say?",
    "What does article VI of the Non-Proliferation Treaty say?",
    "What is in the action plan?",
    "Show me the countries that signed the statement of 2012",
    "What's in the 2022 report by Belgium?",
    "What is the difference between para. 3 and para. 4 of NPT/CONF.2020/PC.II/WP.6?",
    "What is Belgium's position in para. 18 of its 2022 report?",
    "Does para. 18 of the EU working paper say that the CTBT is in force?",
    "Is S/RES/1540(2004) in force?",
    "Quel est l'objet du paragraphe 18 du rapport de la Belgique de 2022 ?",
    "¿Qué países menciona el párrafo 18 del informe de Bélgica de 2022?",
    "Какие страны названы в пункте 18 доклада Бельгии 2022 года?",
    "ما موقف بلجيكا في الفقرة 18 من تقريرها لعام 2022؟",
    "比利时2022年报告第18段提到哪些国家？",
    "Show me paragraph 5",
    "Give me three reasons for paragraph 5 of the treaty",
    "Read the report",
    "text of the treaty",
    "Que dit le rapport de la Belgique de 2022 à propos du TICE, par. 18 ?",
    "Que contient le traité ?",
    "¿Qué dice el informe sobre el párrafo 5 del Tratado?",
    "¿Qué dice el Tratado?",
    "Что говорится в статье VI Договора о нераспространении?",
    "Что сказано в докладе Бельгии о ДВЗЯИ?",
    "ماذا تقول المادة السادسة من معاهدة عدم الانتشار؟",
    "《不扩散条约》第六条说了什么？",
    "比利时2022年报告第18段为什么提到《全面禁核试条约》？",
    "请给我看比利时的承诺",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_no_request_for_a_paragraph(library, question):
    assert not is_reference(question)
    assert not is_reference(question, library)


def test_a_request_for_a_paragraph_of_a_report_that_the_library_lacks_is_one_too(library):
    for text in ("What does para. 5 of Belgium's 2020 report say?", "日本2022年报告第5段说了什么？"):
        assert is_reference(text, library)
        assert look_up(text, library).kind == "unknown"
    assert not is_reference("What does article VI of the 1968 Treaty say?", library)


def test_the_text_of_a_symbol_is_asked_for_like_the_symbol(library):
    for text in ("text of S/RES/1540(2004)", "Show me S/RES/1540(2004)", "请给我看S/RES/1540(2004)"):
        assert look_up(text, library).paragraphs == look_up("S/RES/1540(2004)", library).paragraphs
        assert is_reference(text, library)
    assert not is_reference("What does S/RES/1540(2004) say?", library)


@pytest.mark.parametrize(
    "reference",
    [
        "Nuclear disarmament verification",
        "核裁军核查",
        "Nuclear disarmament verification (Belgium, 2018), para. 22",
        "Nuclear disarmament verification (European Union, 2019), para. 22",
        "Nuclear disarmament verification in the Middle East, para. 22",
    ],
)
def test_the_subject_of_a_title_alone_or_with_other_facts_is_no_document(library, reference):
    assert (look_up(reference, library).kind, look_up(reference, library).paragraphs) == ("unknown", ())


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("C-131/12, second section", ["mill.p3", "mill.p4"]),
        ("C-131/12, section 2", ["mill.p3", "mill.p4"]),
        ("C-131/12, section two, para. 4", ["mill.p4"]),
        ("NPT/CONF.2030/50 (Vol. I), annexe deux, par. 2", ["plan.s3.p2"]),
        ("NPT/CONF.2030/50 (Vol. I), second annex, para. 2", ["plan.s3.p2"]),
    ],
)
def test_headings_are_numbered_in_one_way_and_named_in_another(other_catalogue, reference, expected):
    lookup = look_up(reference, other_catalogue)
    assert [paragraph.paragraph_id for paragraph in lookup.paragraphs] == expected


def test_a_number_of_several_sections_is_all_of_them_and_says_so(library):
    lookup = look_up(f"{BELGIUM}, section 6", library)
    assert {paragraph.locator.section[:2] for paragraph in lookup.paragraphs} == {("支柱二：核不扩散", "6. 无核武器区")}
    assert lookup.note == ""
    lookup = look_up(f"{BELGIUM}, section 5", library)
    assert {paragraph.locator.section[0][:3] for paragraph in lookup.paragraphs} == {"支柱一", "支柱二"}
    assert "支柱一：核裁军, 支柱二：核不扩散" in lookup.note


@pytest.mark.parametrize(
    "reference", [f"{BELGIUM}, pillar four", f"{BELGIUM}, pillar two, section 9", f"{BELGIUM}, pillar two, 9th part"]
)
def test_a_section_that_is_not_there_is_not_guessed(library, reference):
    lookup = look_up(reference, library)
    assert (lookup.kind, lookup.paragraphs) == ("unknown", ())
    assert "its parts are headed 支柱一：核裁军" in lookup.note


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (f"{BELGIUM}, para. 18", "its paragraphs have no numbers"),
        (f"{BELGIUM}, paragraphe 18", "ses paragraphes ne sont pas numérotés"),
        (f"¿Qué dice el párrafo 18 de {BELGIUM}?", "sus párrafos no están numerados"),
        (f"{BELGIUM}, пункт 18", "его пункты не пронумерованы"),
        (f"{BELGIUM}، الفقرة 18", "فقراتها غير مرقمة"),
        (f"{BELGIUM}第18段说了什么？", "其段落没有编号"),
    ],
)
def test_a_document_without_numbered_paragraphs_says_so(library, assistant, reference, expected):
    lookup = look_up(reference, library)
    assert lookup.kind == "unknown"
    assert BELGIUM in lookup.note
    assert expected in lookup.note
    answer = assistant.ask(reference)
    assert (answer.status, answer.answer) == ("not_found", lookup.note)


def test_a_paragraph_of_a_document_that_is_only_cited_is_answered_with_not_found(assistant):
    answer = assistant.ask("NPT/CONF.2020/PC.II/WP.7, paragraphe 3")
    assert (answer.status, answer.citations, answer.confidence) == ("not_found", (), 0.0)
    assert [near.paragraph.paragraph_id for near in answer.nearest] == ["eu-2018.fn1"]
    assert answer.answer.startswith("NPT/CONF.2020/PC.II/WP.7 n’est pas dans l’index")
    assert assistant.ask("NPT/CONF.2020/PC.II/WP.7").status == "answered"


def test_of_the_development_questions_the_lookups_alone_are_references(library):
    asked = [json.loads(line) for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    lookups = [each["question"] for each in asked if each["kind"] == "lookup"]
    assert lookups
    assert [each["question"] for each in asked if is_reference(each["question"], library)] == lookups
