"""What the verification says to a reader, in the six UN languages."""

from typing import Protocol


class _Problem(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def stands(self) -> str: ...


_SUPPORTED = {
    "ar": "لم يُعثر في الفقرة المذكورة على ما يناقض هذا القول.",
    "en": "No contradiction found in the cited paragraph.",
    "es": "No se ha encontrado ninguna contradicción en el párrafo citado.",
    "fr": "Aucune contradiction relevée dans le paragraphe cité.",
    "ru": "В указанном пункте противоречий не обнаружено.",
    "zh": "未发现与所引段落相矛盾之处。",
}
_INSTEAD = {
    "ar": "تقول الفقرة «{stands}» وليس «{written}».",
    "en": "The paragraph says {stands}, not {written}.",
    "es": "El párrafo dice {stands}, no {written}.",
    "fr": "Le paragraphe dit {stands}, et non {written}.",
    "ru": "В пункте сказано: {stands}, а не {written}.",
    "zh": "该段写的是{stands}，而不是{written}。",
}
_ABSENT = {
    "ar": "لا ترد عبارة «{written}» في الفقرة المذكورة.",
    "en": "{written} does not stand in the cited paragraph.",
    "es": "{written} no figura en el párrafo citado.",
    "fr": "{written} ne figure pas dans le paragraphe cité.",
    "ru": "{written}: этого нет в указанном пункте.",
    "zh": "所引段落中没有{written}。",
}
_OPPOSED = {
    "negation": {
        "ar": "تختلف الفقرة في الإثبات أو النفي: «{stands}».",
        "en": "The paragraph differs in what it affirms or denies: “{stands}”.",
        "es": "El párrafo difiere en lo que afirma o niega: «{stands}».",
        "fr": "Le paragraphe diffère dans ce qu’il affirme ou nie : « {stands} ».",
        "ru": "В пункте иначе сказано, что утверждается или отрицается: «{stands}».",
        "zh": "该段在肯定与否定上与此不同：“{stands}”。",
    },
    "modality": {
        "ar": "تختلف الفقرة في درجة الإلزام: «{stands}».",
        "en": "The paragraph differs in how far it binds: “{stands}”.",
        "es": "El párrafo difiere en el grado de obligación: «{stands}».",
        "fr": "Le paragraphe diffère dans son degré d’obligation : « {stands} ».",
        "ru": "В пункте иная степень обязательности: «{stands}».",
        "zh": "该段的约束程度与此不同：“{stands}”。",
    },
    "wording": {
        "ar": "تقول الفقرة غير ما ورد في «{written}»: «{stands}».",
        "en": "The paragraph says otherwise than “{written}”: “{stands}”.",
        "es": "El párrafo no dice «{written}»: «{stands}».",
        "fr": "Le paragraphe dit autre chose que « {written} » : « {stands} ».",
        "ru": "В пункте сказано иначе, чем «{written}»: «{stands}».",
        "zh": "该段的说法与“{written}”不同：“{stands}”。",
    },
}
_UNCITED = {
    "ar": "لا يستشهد هذا القول بأي فقرة.",
    "en": "This claim cites no paragraph.",
    "es": "Esta afirmación no cita ningún párrafo.",
    "fr": "Cette affirmation ne cite aucun paragraphe.",
    "ru": "Это утверждение не ссылается ни на один пункт.",
    "zh": "这一说法没有引用任何段落。",
}
_UNALIGNED = {
    "ar": "لا تتناول الفقرة المذكورة هذا القول.",
    "en": "The cited paragraph does not say this.",
    "es": "El párrafo citado no dice esto.",
    "fr": "Le paragraphe cité ne dit pas cela.",
    "ru": "В указанном пункте этого не сказано.",
    "zh": "所引段落没有这样说。",
}


def supported(language: str) -> str:
    """What is said of a claim in which nothing wrong was found: no more, since some that are wrong pass."""
    return _SUPPORTED.get(language, _SUPPORTED["en"])


def reason_for(problem: _Problem, language: str) -> str:
    """One sentence on one problem: "The paragraph says 29 June 1999, not 6 June 1999."."""
    messages = _messages_for(problem)
    sentence = messages.get(language, messages["en"])
    sentence = sentence.replace("{written}", problem.written).replace("{stands}", problem.stands)
    return sentence[:1].upper() + sentence[1:]


def _messages_for(problem: _Problem) -> dict[str, str]:
    if problem.kind == "marker":
        return _UNCITED
    if problem.kind in {"value", "name", "symbol"}:
        return _INSTEAD if problem.stands else _ABSENT
    return _OPPOSED[problem.kind] if problem.stands else _UNALIGNED
