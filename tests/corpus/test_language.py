"""The language of questions too short for a statistical model, and of names in another script."""

import pytest

from corpus.language import UN_LANGUAGES, detect_language

SHORT_QUESTIONS = {
    "en": """
        Who signed?
        Which States are parties?
        CTBT, Belgium
        How many warheads?
        Where is the fuel bank?
        Is it legal?
        IAEA budget 2015
        Safeguards
        What did México propose?
        What does 不扩散 mean?
        Signed when?
        Côte d'Ivoire ratification date
        Total contributions
        And France?
    """,
    "fr": """
        Qui a signé ?
        Quels États sont parties ?
        Combien d'ogives ?
        Où est la banque de combustible ?
        Est-ce légal ?
        Le budget de l'AIEA
        Que propose le Mexique ?
        Signé quand ?
        Date de la ratification belge
        Contributions au total
        Et la France ?
        A quelle date ?
        Pour quelle raison ?
        Quel pays préside ?
    """,
    "es": """
        ¿Quién firmó?
        ¿Qué Estados son partes?
        ¿Cuántas ojivas?
        Donde esta el banco
        ¿Es legal?
        El presupuesto del OIEA
        ¿Qué propone México?
        Cuando se firmo
        Fecha de la ratificación
        Contribuciones en total
        ¿Y Francia?
        ¿Por qué razón?
        ¿Quién preside?
        Estados que firmaron
    """,
    "ru": """
        Кто подписал?
        Сколько боезарядов?
        Что такое ДНЯО?
        Бюджет МАГАТЭ
        Где находится банк?
        А Франция?
        Когда подписан START?
        Дата ратификации
    """,
    "ar": """
        من وقع؟
        كم عدد الرؤوس الحربية؟
        ما هي المعاهدة؟
        ميزانية الوكالة
        أين يقع البنك؟
        وفرنسا؟
        متى وقعت START؟
        تاريخ التصديق
    """,
    "zh": """
        谁签署了？
        多少弹头
        什么是 NPT
        原子能机构预算
        燃料库在哪里
        法国呢？
        何时签署 START？
        批准日期
    """,
}


def test_language_of_short_questions_is_right_in_98_of_100():
    short = [
        (language, text.strip()) for language, texts in SHORT_QUESTIONS.items() for text in texts.strip().splitlines()
    ]
    wrong = [(language, text) for language, text in short if detect_language(text) != language]
    assert len(wrong) <= 0.02 * len(short), wrong


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wann hat Belgien den Vertrag ratifiziert?", "de"),
        ("Quando é que a Bélgica ratificou o tratado?", "pt"),
        ("Quando ha ratificato il trattato il Belgio?", "it"),
        ("ベルギーはいつ条約を批准しましたか", "ja"),
        ("벨기에는 언제 조약을 비준했습니까?", "ko"),
        ("Wie viele Staaten nahmen teil?", "de"),
        ("Wanneer heeft België het verdrag geratificeerd?", "nl"),
        ("Kiedy Belgia ratyfikowała CTBT?", "pl"),
        ("Antlaşmayı kim imzaladı?", "tr"),
        ("Hur många stater deltog?", "sv"),
        ("Kuka allekirjoitti sopimuksen?", "fi"),
        ("Ki írta alá a szerződést?", "hu"),
        ("Siapa yang menandatangani perjanjian itu?", "id"),
        ("Ai đã ký hiệp ước?", "vi"),
        ("Хто підписав договір?", "uk"),
        ("بلژیک چه زمانی معاهده را تصویب کرد؟", "fa"),
        ("संधि पर किसने हस्ताक्षर किए?", "hi"),
        ("Ποιος υπέγραψε τη συνθήκη;", "el"),
        ("מי חתם על האמנה?", "he"),
        ("ใครลงนามในสนธิสัญญา", "th"),
        ("1540", "en"),
    ],
)
def test_other_languages_get_their_own_code_and_bare_numbers_english(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", " ", "?", "\ud800", "\ud800 abc", "\x00", "🙂🙂", "\n\n"])
def test_text_that_says_nothing_is_english(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize("text", ["MÉXICO", "WHEN DID BELGIUM RATIFY THE CTBT?", "Nuclear weapons", "Norway"])
def test_few_words_and_capitals_are_taken_for_one_of_the_six(text):
    assert detect_language(text) in UN_LANGUAGES
