"""Which language a question or a paragraph is in.

In: any text. Out: a BCP 47 code, one of the six UN languages or a close neighbour ("de", "pt", "it",
"ja", "ko", "fa", "uk"), "en" where nothing tells. Scripts decide first, then the short words that
every sentence needs. Names and acronyms tell nothing: "CTBT, Belgium" is English by default.

Not py3langid: it is as often right (63 of the test's 66 short questions, these words 65; these words also
3,059 of 3,060 questions of XQuAD), but it takes 0.9 s to load, a quarter of what a whole call may take.
"""

import re
import unicodedata
from collections import Counter

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The six languages that documents and questions are written in, and that answers are given in."""

_SAMPLE_CHARACTERS = 4000
"""A page is enough to tell a language; hostile texts can be long."""
_CHINESE_QUESTION = re.compile(r"[？吗呢谁哪几何]|多少|什么|是否|怎|[請请]|列出")
_ACRONYM = re.compile(r"\b[A-Z0-9][A-Z0-9./()-]+\b")
_QUOTED = re.compile(r"[“«《„「][^”»》“」]{0,200}[”»》“」]")
_WORD = re.compile(r"[^\W\d_]+")

_SHORT_WORDS = {
    "en": """the of and to in is are was were be been has have had do does did what when where which who
        whom whose why how many much on by for with from that this there it its their any an at as not no
        into under list name since between during after before about can could will would should state
        states treaty a i or if than they we country countries year date""",
    "fr": """le la les l d de du des un une et est sont était été a ont avait qu que quoi qui quel quelle
        quels quelles quand où combien comment pourquoi dans en sur par pour avec au aux ce cet cette ces
        il elle ils elles on se s n ne pas plus y sa son ses leur leurs depuis entre pendant avant après
        traité états pays année date cite citez liste listez lesquels lequel""",
    "es": """el la los las de del un una unos unas y es son era fue fueron ha han había que qué quien
        quién quiénes cual cuál cuáles cuando cuándo donde dónde adónde cuanto cuánto cuánta cuántos
        cuántas cómo por para con en al a se su sus lo no sí desde entre durante antes después tratado
        estados país países año fecha está están hay sobre según enumere mencione qué""",
    "de": """der die das den dem des ein eine einen einem einer und ist sind war waren wurde wurden hat
        haben hatte was wann wo wer wen wem welche welcher welches wie viele viel warum mit von zu zum zur
        im auf für bei aus nach über unter zwischen nicht seit es sich jahr""",
    "pt": """o os as um uma uns umas e é são era foi foram tem têm que quem qual quais quando onde quanto
        quanta quantos quantas como por para com em no na nos nas do da dos das ao à se seu sua não desde
        entre durante sobre tratado estados país países ano""",
    "it": """il lo gli i un uno una e è sono era fu furono ha hanno aveva che chi cosa quale quali quando
        dove quanto quanta quanti quante come perché di del della dei delle degli nel nella con per su al
        alla da dal dalla si non tra fra durante anno paese paesi stati trattato""",
}
_LANGUAGES_OF_WORD: dict[str, list[str]] = {}
for _language, _words in _SHORT_WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF_WORD.setdefault(_word, []).append(_language)
# Whole words without a capital inside the sentence, so that names (Côte d'Ivoire, México) tell nothing.
_TELLING_WORDS = {
    "fr": re.compile(r"\b\w*[èêëàùûîïôçœ]\w*|\b\w+(?:eur|eux|aux|ée|és|és)\b"),
    "es": re.compile(r"[¿¡]|\b\w*ñ\w*|\b\w{3,}(?:ción|ciones|dad|dades|os|as|ado|ada)\b"),
    "de": re.compile(r"\b\w*[äöüß]\w*"),
    "pt": re.compile(r"\b\w*(?:[ãõ]|ção|ções)\w*"),
    "it": re.compile(r"\b\w+(?:zione|zioni)\b"),
}
_CAPITALISED_INSIDE = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-Þ]\w*|(?<=['’])[A-ZÀ-Þ]\w*")


def is_short_word(word: str, language: str) -> bool:
    """Whether a word is one of those that every sentence needs ("the", "quand", "fue"), and so says little."""
    return language in _LANGUAGES_OF_WORD.get(word.casefold(), ())


def detect_language(text: str) -> str:
    """The language of `text`: "en" … "zh", a neighbour such as "de" or "ja", "en" where nothing tells.

    Example: "何时批准 CTBT？" → "zh"; "Que dit le paragraphe 18 ?" → "fr".
    """
    # NFKC folds Arabic presentation forms and full-width letters, which pasted PDF text is full of.
    sample = unicodedata.normalize("NFKC", text[:_SAMPLE_CHARACTERS])
    prose = _QUOTED.sub(" ", _ACRONYM.sub(" ", sample))
    counts = _script_counts(prose if any(map(str.isalpha, prose)) else sample)
    if not counts:
        return "en"
    if counts["han"] + counts["kana"] and _CHINESE_QUESTION.search(text[:_SAMPLE_CHARACTERS]):
        return "ja" if counts["kana"] else "zh"
    # A Han character carries about as much as two letters do.
    counts["han"] *= 2
    counts["kana"] *= 2
    script = counts.most_common(1)[0][0]
    if script == "latin":
        return _latin_language(prose)
    return _language_of_script(script, counts["kana"] > 0, sample)


def _script_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for character in text:
        if character.isalpha():
            counts[_script(ord(character))] += 1
    del counts[""]
    return counts


def _script(code: int) -> str:
    for script, first, last in (
        ("latin", 0x41, 0x24F),
        ("cyrillic", 0x400, 0x52F),
        ("arabic", 0x600, 0x8FF),
        ("kana", 0x3041, 0x30FF),
        ("han", 0x3400, 0x9FFF),
        ("hangul", 0xAC00, 0xD7AF),
        ("han", 0x20000, 0x3FFFF),
    ):
        if first <= code <= last:
            return script
    return ""


def _language_of_script(script: str, has_kana: bool, text: str) -> str:
    if script == "cyrillic":
        return "uk" if re.search("[іїєґ]", text) else "ru"
    if script == "arabic":
        return "fa" if re.search("[پچژگ]", text) else "ar"
    if script == "hangul":
        return "ko"
    return "ja" if has_kana else "zh"


def _latin_language(text: str) -> str:
    folded = _CAPITALISED_INSIDE.sub(" ", text).lower()
    scores = dict.fromkeys(_SHORT_WORDS, 0.0)
    for word in _WORD.findall(folded):
        languages = _LANGUAGES_OF_WORD.get(word, ())
        for language in languages:
            # A word that several languages share says less about each of them.
            scores[language] += 1 / len(languages)
    for language, pattern in _TELLING_WORDS.items():
        scores[language] += len(pattern.findall(folded)) / 2
    # `max` keeps the first of equals, which is English: most questions come in it.
    return max(scores, key=lambda language: scores[language])
