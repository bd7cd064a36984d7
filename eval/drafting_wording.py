"""How drafted questions are put, in the six languages of the UN.

In: a language and what is asked for. Out: a form with {} for the sentence or name. The forms are such that
`assistant.questions` sees what is asked for; other languages have none, there the sentence itself is the question.
"""

from collections.abc import Mapping

from assistant.values.find_values import ValueKind

GAP = "____"

GAP_QUESTIONS: Mapping[str, Mapping[ValueKind, str]] = {
    "en": {
        "date": "Which date fills the gap: “{}”?",
        "year": "Which year fills the gap: “{}”?",
        "period": "Which period fills the gap: “{}”?",
        "number": "Which number fills the gap: “{}”?",
        "money": "Which amount of money fills the gap: “{}”?",
        "percent": "What percentage fills the gap: “{}”?",
    },
    "fr": {
        "date": "Quelle date complète la phrase « {} » ?",
        "year": "Quelle année complète la phrase « {} » ?",
        "period": "Quelle période complète la phrase « {} » ?",
        "number": "Quel nombre complète la phrase « {} » ?",
        "money": "Quelle somme complète la phrase « {} » ?",
        "percent": "Quel pourcentage complète la phrase « {} » ?",
    },
    "es": {
        "date": "¿Qué fecha completa la frase «{}»?",
        "year": "¿Qué año completa la frase «{}»?",
        "period": "¿Qué período completa la frase «{}»?",
        "number": "¿Qué número completa la frase «{}»?",
        "money": "¿Qué suma completa la frase «{}»?",
        "percent": "¿Qué porcentaje completa la frase «{}»?",
    },
    "ru": {
        "date": "Какая дата пропущена в предложении «{}»?",
        "year": "Какой год пропущен в предложении «{}»?",
        "period": "Какой период пропущен в предложении «{}»?",
        "number": "Какое число пропущено в предложении «{}»?",
        "money": "Какая сумма пропущена в предложении «{}»?",
        "percent": "Какой процент пропущен в предложении «{}»?",
    },
    "ar": {
        "date": "ما التاريخ الذي يملأ الفراغ في الجملة «{}»؟",
        "year": "ما السنة التي تملأ الفراغ في الجملة «{}»؟",
        "period": "ما الفترة التي تملأ الفراغ في الجملة «{}»؟",
        "number": "ما العدد الذي يملأ الفراغ في الجملة «{}»؟",
        "money": "ما المبلغ الذي يملأ الفراغ في الجملة «{}»؟",
        "percent": "ما النسبة المئوية التي تملأ الفراغ في الجملة «{}»؟",
    },
    "zh": {
        "date": "哪个日期填入空白处：“{}”？",
        "year": "哪一年填入空白处：“{}”？",
        "period": "哪段时间填入空白处：“{}”？",
        "number": "填入空白处的数字是多少：“{}”？",
        "money": "填入空白处的金额是多少：“{}”？",
        "percent": "填入空白处的百分比是多少：“{}”？",
    },
}

NAME_QUESTIONS = {
    "en": "What does “{}” stand for?",
    "fr": "Que signifie « {} » ?",
    "es": "¿Qué significa «{}»?",
    "ru": "Что означает «{}»?",
    "ar": "ما معنى «{}»؟",
    "zh": "“{}”代表什么？",
}
