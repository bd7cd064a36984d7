"""References as people write them, in six languages: locators, titles, spellings, links."""

import pytest

from assistant.lookup.citations import is_reference, look_up

EU = "NPT/CONF.2020/PC.II/WP.6"


def found(reference, catalogue):
    lookup = look_up(reference, catalogue)
    return lookup.kind, [paragraph.paragraph_id for paragraph in lookup.paragraphs]


def eu(*numbers):
    return [f"eu-2018.p{number}" for number in numbers]


LOCATORS = [
    (f"{EU}, para. 20", eu(20)),
    (f"{EU}, paras. 18–20", eu(18, 19, 20)),
    (f"{EU}, paras. 18—20", eu(18, 19, 20)),
    (f"{EU}, paras. 18−20", eu(18, 19, 20)),
    (f"{EU}, paras. 18 to 20", eu(18, 19, 20)),
    (f"{EU}, paras. 18, 20 and 22", eu(18, 20, 22)),
    (f"{EU}, paras. 18-20, 22 and 25–26", eu(18, 19, 20, 22, 25, 26)),
    (f"{EU}, paras. 18 & 20", eu(18, 20)),
    (f"{EU}, para. 18 and para. 20", eu(18, 20)),
    (f"{EU}第28段", eu(28)),
    (f"{EU}, 第18至20段", eu(18, 19, 20)),
    (f"{EU}，第18、20段", eu(18, 20)),
    (f"{EU}，第 18 段和第 20 段", eu(18, 20)),
    (f"{EU}，第１８－２０段", eu(18, 19, 20)),
    (f"{EU}号文件第二十八段", eu(28)),
    (f"{EU}，段18", eu(18)),
    (f"{EU}, § 18", eu(18)),
    (f"{EU}, §§ 18-19", eu(18, 19)),
    (f"{EU} ¶18", eu(18)),
    (f"{EU} at para 18", eu(18)),
    (f"{EU}, at 18", eu(18)),
    (f"{EU} (para. 18)", eu(18)),
    (f"{EU}（第18段）", eu(18)),
    (f"({EU}, para. 18)", eu(18)),
    (f"[{EU}, para. 18]", eu(18)),
    (f"“{EU}, para. 18”", eu(18)),
    (f"«{EU}, par. 18»", eu(18)),
    (f"see {EU}, para. 18 (emphasis added).", eu(18)),
    (f"{EU}, par. 18 (non souligné dans l’original)", eu(18)),
    (f"{EU}, par. 18 à 20", eu(18, 19, 20)),
    (f"{EU}, paragraphes 18 et 20", eu(18, 20)),
    (f"{EU}, párrs. 18 a 20", eu(18, 19, 20)),
    (f"{EU}, párrafos 18 y 20", eu(18, 20)),
    (f"{EU}, пп. 18–20", eu(18, 19, 20)),
    (f"{EU}, пункты 18 и 20", eu(18, 20)),
    (f"пункт 18 документа {EU}", eu(18)),
    (f"{EU}، الفقرتان ١٨ و٢٠", eu(18, 20)),
    (f"{EU}، الفقرات من ١٨ إلى ٢٠", eu(18, 19, 20)),
    (f"الفقرة 18 من الوثيقة {EU}", eu(18)),
    (f"le paragraphe 18 du document {EU}", eu(18)),
    (f"el párrafo 18 del documento {EU}", eu(18)),
    (f"document {EU}, para. 18", eu(18)),
    (f"{EU} para. 20-22", eu(20, 21, 22)),
    (f"{EU}, paras 20 through 22", eu(20, 21, 22)),
    (f"{EU} 20段", eu(20)),
    (f"{EU}:20", eu(20)),
    (f"{EU} (2018), para. 20", eu(20)),
    (f"{EU} of 8 March 2018, para. 20", eu(20)),
    (f"working paper {EU} submitted by the European Union, para. 20", eu(20)),
    (f"UN Doc {EU}, para. 20", eu(20)),
    (f"参见 {EU}，第20段（着重部分由作者标明）", eu(20)),
    (f"《{EU}》第20段", eu(20)),
    (f"{EU}, “摘要”, para. 3", eu(3)),
    (f"{EU}，“摘要”，第3段", eu(3)),
    (f"{EU}, footnote 1", ["eu-2018.fn1"]),
    (f"{EU}, fn. 1", ["eu-2018.fn1"]),
    (f"{EU}, note de bas de page 1", ["eu-2018.fn1"]),
    (f"{EU}, nota al pie 1", ["eu-2018.fn1"]),
    (f"{EU}，脚注1", ["eu-2018.fn1"]),
    (f"{EU}, сноска 1", ["eu-2018.fn1"]),
]

TITLES = [
    ("Belgium's 2022 report, para. 18", "belgium-2022.p18"),
    ("Belgium’s 2022 report, para. 18", "belgium-2022.p18"),
    ("the report by Belgium of 2022, para. 18", "belgium-2022.p18"),
    ("report of Belgium (2022) para 18", "belgium-2022.p18"),
    ("Belgian report 2022 para 18", "belgium-2022.p18"),
    ("the 2022 Belgian report at para. 18", "belgium-2022.p18"),
    ("para. 18 of Belgium's 2022 report", "belgium-2022.p18"),
    ("Report submitted by Belgium (2022), paragraph 18", "belgium-2022.p18"),
    ("比利时2022年报告第18段", "belgium-2022.p18"),
    ("比利时 2022 年的报告，第 18 段", "belgium-2022.p18"),
    ("比利时报告(2022年)第18段", "belgium-2022.p18"),
    ("2022年比利时提交的报告第十八段", "belgium-2022.p18"),
    ("rapport de la Belgique (2022), par. 18", "belgium-2022.p18"),
    ("le rapport belge de 2022, par. 18", "belgium-2022.p18"),
    ("informe de Bélgica de 2022, párr. 18", "belgium-2022.p18"),
    ("el informe presentado por Bélgica en 2022, párrafo 18", "belgium-2022.p18"),
    ("доклад Бельгии 2022 года, пункт 18", "belgium-2022.p18"),
    ("доклад Бельгии за 2022 год, п. 18", "belgium-2022.p18"),
    ("пункт 18 доклада Бельгии 2022 года", "belgium-2022.p18"),
    ("تقرير بلجيكا لعام 2022، الفقرة 18", "belgium-2022.p18"),
    ("تقرير بلجيكا لعام ٢٠٢٢، الفقرة ١٨", "belgium-2022.p18"),
    ("EU working paper of 2018, para. 4", "eu-2018.p4"),
    ("the European Union's working paper (2018), para. 4", "eu-2018.p4"),
    ("欧盟2018年工作文件第4段", "eu-2018.p4"),
    ("document de travail de l'Union européenne (2018), par. 4", "eu-2018.p4"),
    ("рабочий документ Европейского союза (2018), п. 4", "eu-2018.p4"),
    ("NPDI working paper, para. 25", "npdi-2017.p25"),
    ("belgium-2022, para. 18", "belgium-2022.p18"),
    ("Belgium's national report for 2022, para. 18", "belgium-2022.p18"),
    ("Belgium, Report (2022), para. 18", "belgium-2022.p18"),
    ("Belgium report, 2022, ¶ 18", "belgium-2022.p18"),
    ("Report of Belgium on the implementation of the 2010 action plan (2022), para. 18", "belgium-2022.p18"),
    ("Национальный доклад Бельгии (2022), п. 18", "belgium-2022.p18"),
    ("التقرير الوطني لبلجيكا (2022)، الفقرة 18", "belgium-2022.p18"),
    ("2022年比利时国家报告，第18段", "belgium-2022.p18"),
    ("EU 2018, para. 4", "eu-2018.p4"),
    ("the EU's working paper on nuclear disarmament verification, para. 4", "eu-2018.p4"),
    ("Australia's 2017 working paper, para. 25", "npdi-2017.p25"),
    ("Seoul Communiqué, para. 4", "seoul-2012.p4"),
    ("《首尔公报》第4段", "seoul-2012.p4"),
]

SPELLINGS = [
    "NPT / CONF.2015 / 39",
    "npt/conf.2015/39",
    "NPT/CONF 2015/39",
    "NPT/CONF.2015/39.",
    "ＮＰＴ/ＣＯＮＦ．２０１５/３９",
    "“NPT/CONF.2015/39”",
    "（NPT/CONF.2015/39）",
    "https://undocs.org/ch/NPT/CONF.2015/39",
    "https://undocs.org/en/NPT/CONF.2015/39",
    "undocs.org/NPT/CONF.2015/39",
    "https://docs.un.org/zh/NPT/CONF.2015/39",
    "https://docs.un.org/en/NPT%2FCONF.2015%2F39",
    "https://undocs.org/Home/Mobile?FinalSymbol=NPT%2FCONF.2015%2F39&Language=E",
    "NPT/CONF.2015/39号文件",
    "document NPT/CONF.2015/39",
    "NPT/CONF.2015/39 (E)",
    "the 2015 report by Belgium (NPT/CONF.2015/39)",
]

RESOLUTION_1540 = [
    "S/RES/1540(2004)",
    "S/RES/1540 (2004)",
    "S/RES/1540",
    "s / res / 1540 (2004)",
    "res. 1540",
    "Res. 1540 (2004)",
    "UNSCR 1540",
    "UNSCR 1540 (2004)",
    "UNSC resolution 1540",
    "SC res. 1540 (2004)",
    "Security Council resolution 1540 (2004)",
    "resolution 1540 (2004) of the Security Council",
    "résolution 1540 (2004) du Conseil de sécurité",
    "резолюция 1540 (2004) Совета Безопасности",
    "قرار مجلس الأمن 1540 (2004)",
    "安全理事会第 1540（2004）号决议",
    "安理会1540号决议",
    "第1540号决议",
    "安理会决议1540",
    "резолюция СБ ООН 1540 (2004)",
    "S.C. Res. 1540",
    "1540 (2004)",
    "https://undocs.org/ch/S/RES/1540(2004)",
]

OTHER = [
    ("A/RES/77/53, OP2", ["resolution.p2"]),
    ("A/RES/77/53, operative paragraph 2", ["resolution.p2"]),
    ("operative paragraphs 1 and 3 of A/RES/77/53", ["resolution.p1", "resolution.p3"]),
    ("大会第77/53号决议执行部分第2段", ["resolution.p2"]),
    ("General Assembly resolution 77/53, para. 2 (a)", ["resolution.p2-a"]),
    ("UNGA resolution 77/53, para. 2(a) and (b)", ["resolution.p2-a", "resolution.p2-b"]),
    ("A/RES/77/53, para. 2 (a)–(b)", ["resolution.p2-a", "resolution.p2-b"]),
    ("A/RES/77/53, subparagraph (a) of paragraph 2", ["resolution.p2-a"]),
    ("A/RES/77/53第2(a)段", ["resolution.p2-a"]),
    ("A/RES/77/53第2段(a)", ["resolution.p2-a"]),
    ("A/RES/77/53, párr. 2 a)", ["resolution.p2-a"]),
    ("A/RES/77/53، الفقرة 2 (أ)", ["resolution.p2-a"]),
    ("A/RES/77/53, PP1", ["resolution.u253f7625"]),
    ("A/RES/77/53, preambular paragraph 3", ["resolution.uca3d7852"]),
    ("A/RES/77/53，序言部分第2段", ["resolution.u757a7f8a"]),
    ("A/RES/77/53, par. 2 du dispositif", ["resolution.p2"]),
    ("A/RES/77/53, пункт 2 постановляющей части", ["resolution.p2"]),
    ("A/RES/77/53, párrafo 2 de la parte dispositiva", ["resolution.p2"]),
    ("A/RES/77/53، الفقرة 2 من المنطوق", ["resolution.p2"]),
    ("Agreement on the Two Lakes, article 2, para. 1", ["lakes.s2.p1"]),
    ("Agreement on the Two Lakes, art. 2 (1)", ["lakes.s2.p1"]),
    ("Agreement on the Two Lakes, Article 3", ["lakes.ud770f491"]),
    ("Agreement on the Two Lakes第2条第1款", ["lakes.s2.p1"]),
    ("C-131/12, para. 3", ["mill.p3"]),
    ("Case C-131/12, § 3", ["mill.p3"]),
    ("Mill v. Dam, judgment of 13 May 2014, para. 3", ["mill.p3"]),
    ("C‑131/12, section II", ["mill.p3", "mill.p4"]),
    ("NPT/CONF.2030/50 (Vol. I), annex II, para. 2", ["plan.s3.p2"]),
    ("NPT/CONF.2030/50 (第一卷)，附件二，第2段", ["plan.s3.p2"]),
    ("NPT/CONF.2030/50 (Vol.I), annexe I, par. 1", ["plan.s2.p1"]),
    ("NPT/CONF.2030/50, Vol. I, приложение II, пункт 1", ["plan.s3.p1"]),
    ("NPT/CONF.2030/50(Vol.I), Action 2", ["plan.ub54587c6"]),
    ("NPT/CONF.2030/50 (Vol. I), Part II, action 2", ["plan.ub54587c6"]),
    ("NPT/CONF.2030/50(Vol.I)，行动2", ["plan.ub54587c6"]),
    ("NPT/CONF.2030/50 (Vol. I), actions 1 and 2", ["plan.u5cc029a3", "plan.ub54587c6"]),
    ("2009/28/EC, article 2, paragraph 1", ["lamps.s2.p1"]),
    ("Directive 2009/28/EC, Art. 2(1)", ["lamps.s2.p1"]),
    ("Directive 2009/28/EC, recital 2", ["lamps.p2"]),
    ("2023-05-04, para. 2", ["minutes-4.p2"]),
    ("2023-05-11, para. 2", ["minutes-11.p2"]),
    ("рабочий документ Канады 2019 года, пункт 2", ["canada-ru.p2"]),
    ("Canada's 2019 working paper, para. 2", ["canada-ru.p2"]),
    ("加拿大2019年工作文件第2段", ["canada-ru.p2"]),
    ("NPT/CONF.2030/WP.3/Rev.1, par. 2", ["canada-fr.p2"]),
    ("NPT/CONF.2030/WP.3/Rev. 1, par. 2", ["canada-fr.p2"]),
    ("NPT/CONF.2030/WP.3/Revision 1, par. 2", ["canada-fr.p2"]),
]

QUESTIONS = [
    "What does A/RES/67/53 say?",
    "What does NPT/CONF.2015/39, para. 3 say about the CTBT?",
    "Summarise NPT/CONF.2015/39, para. 3",
    "Summarise Belgium's 2022 report, para. 18",
    "Who submitted NPT/CONF.2015/39?",
    "Compare para. 18 of Belgium's 2022 report with para. 4",
    "Is paragraph 18 of the report by Belgium still right?",
    "Which countries signed in 2012?",
    "When did Belgium ratify the CTBT?",
    "比利时何时批准《全面禁核试条约》？",
    "安理会第1540号决议要求什么",
    "A/RES/67/53 讲了什么？",
    "Que dit la résolution 1540 ?",
    "Что говорится в докладе Бельгии?",
    "ماذا يقول تقرير بلجيكا؟",
    "比利时2022年报告说了什么",
    "CTBT",
    "Belgium",
    "Belgium 2022",
    "nuclear security",
    "18",
    "5 nuclear reactors",
    "part of the treaty",
]


@pytest.mark.parametrize(("reference", "expected"), LOCATORS)
def test_locators_in_six_languages(library, reference, expected):
    assert found(reference, library) == ("paragraph", expected)


@pytest.mark.parametrize(("reference", "expected"), TITLES)
def test_titles_and_descriptions_in_six_languages(library, reference, expected):
    assert found(reference, library) == ("paragraph", [expected])


@pytest.mark.parametrize("reference", SPELLINGS)
def test_symbols_of_documents_that_are_there(library, reference):
    kind, ids = found(reference, library)
    assert kind == "document"
    assert {paragraph_id.partition(".")[0] for paragraph_id in ids} == {"belgium-2015"}


@pytest.mark.parametrize("reference", RESOLUTION_1540)
def test_symbols_of_documents_that_are_only_cited(library, reference):
    kind, ids = found(reference, library)
    assert kind == "mentions"
    assert {"belgium-2022.p33", "npdi-2017.p25", "seoul-2012.p1"} <= set(ids)


@pytest.mark.parametrize(("reference", "expected"), OTHER)
def test_documents_of_other_kinds(other_catalogue, reference, expected):
    assert found(reference, other_catalogue) == ("paragraph", expected)


REFERENCES = [reference for reference, _ in (*LOCATORS, *TITLES)] + SPELLINGS + RESOLUTION_1540


ONLY_IN_A_LIBRARY = {"NPT/CONF 2015/39"}
"""Spelled so loosely that only a document of that symbol tells."""


@pytest.mark.parametrize("reference", REFERENCES)
def test_every_one_of_them_is_known_for_a_reference(library, reference):
    assert is_reference(reference, library)
    assert is_reference(reference) or reference in ONLY_IN_A_LIBRARY


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_is_taken_for_a_reference(library, question):
    assert not is_reference(question)
    assert not is_reference(question, library)
