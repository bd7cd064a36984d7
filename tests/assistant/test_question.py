"""The language and kind of questions, as delegates and lawyers put them in six languages."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.questions.question import analyse_question
from corpus.errors import PinpointError

REPOSITORY = Path(__file__).parents[2]
QUESTIONS = {
    "en": [
        ("When did Belgium ratify the CTBT?", "date"),
        ("On what date was the Additional Protocol signed?", "date"),
        ("Since when has the partnership existed?", "date"),
        ("What was the date of entry into force of the amendment?", "date"),
        ("What is the exact date of the summit?", "date"),
        ("Date of ratification", "date"),
        ("By when must States submit their reports?", "date"),
        ("In which year did the first reactor start up?", "year"),
        ("What year was the Safeguards Agreement concluded?", "year"),
        ("In what year will Belgium stop using nuclear fission?", "year"),
        ("During what period did Belgium chair the Nuclear Suppliers Group?", "period"),
        ("For how long was New START extended?", "period"),
        ("Between which years did the group of governmental experts meet?", "period"),
        ("How long did the conference last?", "period"),
        ("In which two years did Peru sit on the Council?", "period"),
        ("How many nuclear reactors does Belgium have?", "number"),
        ("How many kilograms of highly enriched uranium were removed?", "number"),
        ("How much highly enriched uranium was removed?", "number"),
        ("What is the total number of participating leaders?", "number"),
        ("What is the upper limit on launchers?", "number"),
        ("How often does the association meet?", "number"),
        ("How much money did Belgium give to the Nuclear Security Fund?", "money"),
        ("How much did the European Union contribute to the fuel bank?", "money"),
        ("What amount was pledged to the Peaceful Uses Initiative?", "money"),
        ("How many euros were donated?", "money"),
        ("What is the annual budget of the Agency?", "money"),
        ("What does the new laboratory cost?", "money"),
        ("What percentage of its electricity comes from nuclear power?", "percent"),
        ("What share of the budget goes to safeguards?", "percent"),
        ("Who chaired the Preparatory Committee?", "person"),
        ("By whom was the letter signed?", "person"),
        ("Which minister opened the workshop?", "person"),
        ("What is the name of the Swedish foreign minister?", "person"),
        ("Where was the 2012 Nuclear Security Summit held?", "place"),
        ("In which city did the workshop take place?", "place"),
        ("Which country hosts the fuel bank?", "place"),
        ("What is the capital of Peru?", "place"),
        ("Which Baltic government offered a venue?", "place"),
        ("Which organisation operates the monitoring system?", "organisation"),
        ("What agency verifies the safeguards agreements?", "organisation"),
        ("Which countries joined the summit for the first time?", "list"),
        ("Which Asian countries joined the group?", "list"),
        ("What measures did Belgium take against insider threats?", "list"),
        ("List the States that signed the memorandum of understanding.", "list"),
        ("Name three initiatives that Belgium supports.", "list"),
        ("What are the three pillars of the Treaty?", "list"),
        ("Did Belgium ratify the amendment?", "yes_no"),
        ("Has the Treaty entered into force?", "yes_no"),
        ("Is Iran in compliance with its obligations?", "yes_no"),
        ("What is the CTBT?", "definition"),
        ("What does FMCT stand for?", "definition"),
        ("What does “irreversibility” mean?", "definition"),
        ("Define nuclear-weapon-free zone.", "definition"),
        ("Why is Belgium concerned about the JCPOA?", "other"),
        ("How does the Union verify compliance?", "other"),
        ("What is Belgium's position on the prohibition treaty?", "other"),
        ("What is the purpose of the working paper?", "other"),
    ],
    "fr": [
        ("Quand la Belgique a-t-elle ratifié le TICE ?", "date"),
        ("À quelle date le Protocole a-t-il été signé ?", "date"),
        ("Depuis quand le partenariat existe-t-il ?", "date"),
        ("Quelle est la date d'entrée en vigueur de l'amendement ?", "date"),
        ("En quelle année le premier réacteur a-t-il démarré ?", "year"),
        ("Pendant quelle période la Belgique a-t-elle présidé le Groupe ?", "period"),
        ("Combien de temps la conférence a-t-elle duré ?", "period"),
        ("Combien de réacteurs la Belgique possède-t-elle ?", "number"),
        ("Quel est le nombre de participants ?", "number"),
        ("Quelle somme la Belgique a-t-elle versée au Fonds ?", "money"),
        ("Combien l'Union européenne a-t-elle versé pour la banque de combustible ?", "money"),
        ("Quel est le montant des contributions ?", "money"),
        ("Quel pourcentage de l'électricité est d'origine nucléaire ?", "percent"),
        ("Qui a présidé le Comité préparatoire ?", "person"),
        ("Par qui la lettre a-t-elle été signée ?", "person"),
        ("Où s'est tenu le sommet de 2012 ?", "place"),
        ("Dans quelle ville l'atelier a-t-il eu lieu ?", "place"),
        ("Quelle est la capitale du Pérou ?", "place"),
        ("Comment s'appelle le ministre de la défense ?", "person"),
        ("Quel organisme vérifie les accords de garanties ?", "organisation"),
        ("Quels pays ont participé pour la première fois ?", "list"),
        ("Quelles mesures la Belgique a-t-elle prises ?", "list"),
        ("Citez les États signataires du mémorandum.", "list"),
        ("Est-ce que la Belgique a ratifié l'amendement ?", "yes_no"),
        ("La France a-t-elle signé le Traité ?", "yes_no"),
        ("Existe-t-il une zone exempte d'armes nucléaires ?", "yes_no"),
        ("Qu'est-ce que le TICE ?", "definition"),
        ("Que signifie « irréversibilité » ?", "definition"),
        ("Pourquoi la Belgique est-elle préoccupée ?", "other"),
    ],
    "es": [
        ("¿Cuándo ratificó Bélgica el TPCE?", "date"),
        ("¿En qué fecha se firmó el Protocolo?", "date"),
        ("¿Desde cuándo existe la asociación?", "date"),
        ("¿En qué año comenzó a funcionar el primer reactor?", "year"),
        ("¿Durante qué período presidió Bélgica el Grupo?", "period"),
        ("¿Cuánto tiempo duró la conferencia?", "period"),
        ("¿Cuántos reactores tiene Bélgica?", "number"),
        ("¿Cuál es el número de participantes?", "number"),
        ("¿Cuánto dinero aportó Bélgica al Fondo?", "money"),
        ("¿Cuánto aportó la Unión Europea al banco de combustible?", "money"),
        ("¿Qué suma se prometió?", "money"),
        ("¿Qué porcentaje de la electricidad es de origen nuclear?", "percent"),
        ("¿Quién presidió el Comité Preparatorio?", "person"),
        ("¿Dónde se celebró la cumbre de 2012?", "place"),
        ("¿En qué ciudad tuvo lugar el taller?", "place"),
        ("¿Cuál es la capital de Noruega?", "place"),
        ("¿Cómo se llama el embajador?", "person"),
        ("¿Qué organización verifica las salvaguardias?", "organisation"),
        ("¿Qué países participaron por primera vez?", "list"),
        ("¿Cuáles son los tres pilares del Tratado?", "list"),
        ("Enumere los Estados signatarios.", "list"),
        ("¿Ha entrado en vigor el Tratado?", "yes_no"),
        ("¿Ratificó Bélgica la enmienda?", "yes_no"),
        ("¿Qué es el TPCE?", "definition"),
        ("¿Qué significa «irreversibilidad»?", "definition"),
        ("¿Por qué está preocupada Bélgica?", "other"),
        ("¿Cómo verifica la Unión el cumplimiento?", "other"),
    ],
    "ru": [
        ("Когда Бельгия ратифицировала ДВЗЯИ?", "date"),
        ("Какова дата вступления поправки в силу?", "date"),
        ("С каких пор существует партнерство?", "date"),
        ("В каком году был запущен первый реактор?", "year"),
        ("К какому году должны закончить вывод?", "year"),
        ("В какой период Бельгия председательствовала в Группе?", "period"),
        ("Как долго длилась конференция?", "period"),
        ("Сколько реакторов в Бельгии?", "number"),
        ("Каково общее число участников?", "number"),
        ("Какова мощность установки?", "number"),
        ("Сколько денег Бельгия внесла в Фонд?", "money"),
        ("Какую сумму выделил Европейский союз?", "money"),
        ("Сколько Бельгия внесла в Фонд физической ядерной безопасности?", "money"),
        ("Какой процент электроэнергии вырабатывают АЭС?", "percent"),
        ("Кто председательствовал в Подготовительном комитете?", "person"),
        ("Кем было подписано письмо?", "person"),
        ("Где состоялся саммит 2012 года?", "place"),
        ("В каком городе прошел семинар?", "place"),
        ("Какая организация проверяет соблюдение гарантий?", "organisation"),
        ("Какие страны участвовали впервые?", "list"),
        ("Перечислите государства, подписавшие меморандум.", "list"),
        ("Ратифицировала ли Бельгия поправку?", "yes_no"),
        ("Договор вступил в силу?", "yes_no"),
        ("Что такое ДВЗЯИ?", "definition"),
        ("Что означает «необратимость»?", "definition"),
        ("Почему Бельгия обеспокоена?", "other"),
    ],
    "ar": [
        ("متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟", "date"),
        ("ما هو تاريخ دخول التعديل حيز النفاذ؟", "date"),
        ("في أي تاريخ وقع البروتوكول؟", "date"),
        ("في أي عام بدأ تشغيل أول مفاعل؟", "year"),
        ("في أي سنة أبرم الاتفاق؟", "year"),
        ("خلال أي فترة ترأست بلجيكا المجموعة؟", "period"),
        ("كم عدد المفاعلات النووية في بلجيكا؟", "number"),
        ("كم دولة شاركت في مؤتمر القمة؟", "number"),
        ("ما هو المبلغ الذي قدمته بلجيكا إلى الصندوق؟", "money"),
        ("كم دفع الاتحاد الأوروبي لبنك الوقود؟", "money"),
        ("ما هي النسبة المئوية للكهرباء النووية؟", "percent"),
        ("من ترأس اللجنة التحضيرية؟", "person"),
        ("أين عقد مؤتمر القمة لعام 2012؟", "place"),
        ("في أي مدينة عقدت حلقة العمل؟", "place"),
        ("ما هي عاصمة بيرو؟", "place"),
        ("أي منظمة تتحقق من الضمانات؟", "organisation"),
        ("ما هي الدول التي شاركت لأول مرة؟", "list"),
        ("اذكر الدول الموقعة على المذكرة.", "list"),
        ("هل صدقت بلجيكا على التعديل؟", "yes_no"),
        ("ما هو البروتوكول الإضافي؟", "definition"),
        ("لماذا تشعر بلجيكا بالقلق؟", "other"),
    ],
    "zh": [
        ("比利时何时批准《全面禁止核试验条约》？", "date"),
        ("附加议定书是什么时候签署的？", "date"),
        ("修正案的生效日期是哪一天？", "date"),
        ("第一个核反应堆于哪一年开始运行？", "year"),
        ("比利时哪年缔结附加议定书？", "year"),
        ("比利时在哪段时间担任核供应国集团主席？", "period"),
        ("试验从哪年做到哪年？", "period"),
        ("新裁武条约延长了多久？", "period"),
        ("比利时有多少个核反应堆？", "number"),
        ("有几个国家参加了首尔峰会？", "number"),
        ("移除了多少高浓铀？", "number"),
        ("欧盟为燃料库捐款多少欧元？", "money"),
        ("比利时向核安保基金捐了多少钱？", "money"),
        ("捐款总额是多少？", "money"),
        ("核电占发电量的百分之几？", "percent"),
        ("谁主持了筹备委员会？", "person"),
        ("挪威外交大臣叫什么名字？", "person"),
        ("2012 年核安全峰会在哪里举行？", "place"),
        ("讲习班在哪个城市举办？", "place"),
        ("哪个北欧国家提供了场地？", "place"),
        ("会议于何地召开？", "place"),
        ("哪个组织负责核查保障监督？", "organisation"),
        ("哪些国家首次参加峰会？", "list"),
        ("报告提到哪两个机构？", "list"),
        ("列出签署谅解备忘录的国家。", "list"),
        ("比利时是否批准了修正案？", "yes_no"),
        ("条约生效了吗？", "yes_no"),
        ("什么是无核武器区？", "definition"),
        ("《禁产条约》是什么？", "definition"),
        ("比利时为何关切联合全面行动计划？", "other"),
    ],
}
ASKED = [(language, text, kind) for language, questions in QUESTIONS.items() for text, kind in questions]


@pytest.mark.parametrize(("language", "text", "kind"), ASKED)
def test_kind_follows_the_question_words(language, text, kind):
    question = analyse_question(text)
    assert (question.language, question.kind) == (language, kind)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("What did Belgium say at the 2015 Review Conference?", ("2015",)),
        ("Who chaired the Group in 2020–2021?", ("2020/2021",)),
        ("比利时在 2017 年 9 月至 2019 年 9 月期间做了什么？", ("2017-09/2019-09",)),
        ("Что произошло 29 июня 1999 года?", ("1999-06-29",)),
        ("What does S/RES/1540(2004) require?", ()),
        ("Which States ratified in 2012 and in 2013, and which in 2012?", ("2012", "2013")),
        ("Who chairs the Group?", ()),
    ],
)
def test_years_of_the_question_are_iso_dates_once_each(text, years):
    assert analyse_question(text).years == years


@pytest.mark.parametrize("text", ["", "  \n\t", "?!", "　"])
def test_blank_question_is_refused_with_the_remedy(text):
    with pytest.raises(PinpointError, match="The question is empty: type one"):
        analyse_question(text)


def test_question_keeps_its_own_words():
    assert analyse_question("  Who  signed?\n").text == "Who  signed?"


@pytest.mark.parametrize(
    "unit", ["how much ", "what ", "什么", "qu'est-ce que ", "-t-il ", "كم ", "a? ", "a" * 50 + " "]
)
def test_hostile_question_takes_no_time(unit):
    began = time.process_time()
    analyse_question(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 2


def test_import_is_fast_enough_for_a_command_line():
    # Best of three: another process may have the core.
    clock = "import time; began = time.process_time(); {}; print(time.process_time() - began)"
    code = clock.format("import assistant.questions.question, assistant.values.rendering")
    seconds = [float(subprocess.check_output([sys.executable, "-c", code], cwd=REPOSITORY)) for _ in range(3)]
    assert min(seconds) < 0.15
