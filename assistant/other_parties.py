"""Whether a question asks about somebody else than the paragraph speaks of.

"When did Ruritania ratify it?" is not answered by a paragraph about Belgium.

In: a question as the index understood it, and the paragraph that is to answer it. Out: yes or no. Countries that CLDR
knows are concepts of their own (`assistant.confidence`); this is for all other subjects of a question: regions, states
that are gone, companies, people, names that somebody made up. Who the subject is, is read from a few word orders;
of other questions nothing is said.
"""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

from assistant.checking.plain_words import without_accents
from assistant.near_misses import is_treaty
from assistant.questions.event_words import ACTS_ON_TREATIES, acts_of
from assistant.questions.question import Question
from index.retrieval import Retriever, ScoredParagraph, Search
from index.words import question_words

_CAPITAL = r"[A-ZÀ-ÞŁŚŠŽА-ЯЁ][\w’'.-]*"
_BETWEEN = r"(?:(?:of|and|et|de|du|des|del|y|и|e|da|von|van|al|bin)\s+(?:(?:the|la|le|el)\s+)?)?"
NAME = rf"{_CAPITAL}(?:,?\s+{_BETWEEN}{_CAPITAL})*"
_SUBJECTS = {
    "en": (
        rf"(?:\b[Dd]id|\b[Dd]oes|\b[Dd]o|\b[Hh]as|\b[Hh]ave|\b[Hh]ad|\b[Ww]ill|\b[Cc]an)\s+(?:the\s+)?(?P<s>{NAME})",
        rf"\b(?:by|of)\s+(?P<s>{NAME})\s*(?:\?|$|,|:|and\b|have\b|has\b)",
        r"(?P<s>[A-ZÀ-Þ][\w.-]*)['’]s?\s+(?:\w+\s+)?(?:ratification|signature|accession|withdrawal|payment|contribution)",
    ),
    "fr": (rf"(?P<s>{NAME})\s+\w+-(?:t-)?(?:il|elle|ils|elles|on)\b", rf"\bpar\s+(?:l[ae’']\s*)?(?P<s>{NAME})\s*\?"),
    "es": (
        rf"(?<!\w)(?!(?:de|del|en|el|la|los|las|a|al|y|e|con|entre|su|desde|hasta|sobre|un|una)\s)[a-záéíóúüñ]+\s+(?P<s>{NAME})",
    ),
    "ru": (rf"(?P<s>{NAME})\s+\w+(?:л|ла|ло|ли|ет|ит|ют|ят)(?:с[ья])?\b",),
    "ar": (r"(?:صادقت?|صدقت?|وقعت?|انسحبت?)\s+(?P<s>\w+(?:\s+\w+)?)\s+(?:علي|من)\b",),
    "zh": (
        r"(?:^|[，。；：,;:])(?P<s>[\u4e00-\u9fff·]{2,}?)(?:[是在于]?(?:何时|几时|何年|什么时候|哪一?[年天])|是否|[有拥].{0,2}[多几])",
        r"(?:^|[，。；：,;:])(?P<s>[\u4e00-\u9fff·]{2,}?)(?:签署|批准|交存|退出|加入)",
    ),
}
"""Where the subject of a question stands, by language: between "did" and the verb, behind "by", before 何时."""
_LOWER_CASE = re.compile(r"\b(?:did|has|have)\s+(?:the\s+)?(?P<s>[\w’' -]+?)\s+(?:sign|ratif|deposit|withdr)\w*")
"""The same in English that is typed without capitals; for acts on treaties, whose verb says where the subject ends."""
_GENERIC = {
    "en": r"governments?|parliament|congress|senate|assembly|council|committee|court|king|queen|crown|state|states|"
    r"kingdom|republic|president|ministers?|ministry|part(?:y|ies)|countr(?:y|ies)|nations?|year|date|treat(?:y|ies)|"
    r"they|it|he|she|we|i|you|this|that|these|those|all|both|most|many|first|last|latest|other|any|mrs?|ms|miss|dr|"
    r"world|annex|article|chapter|prof|sir|ltd|inc|gmbh|ag|ab|plc|llc|corp|group|summit|conference|report|agreement|"
    r"members?|january|february|march|april|may|june|july|august|september|october|november|december|[ivxlc]+",
    "fr": r"gouvernement|parlement|roi|reine|etats?|royaume|republique|senat|president|ministres?|ministere|parties?|"
    r"pays|conseil|assemblee|comite|conference|sommet|rapport|mme|mm?|dr|sa|sarl|[ivxlc]+",
    "es": r"gobierno|parlamento|congreso|rey|reina|estados?|reino|republica|senado|presidente|ministros?|ministerio|"
    r"partes?|pais(?:es)?|consejo|asamblea|comite|conferencia|cumbre|informe|sra?|dra?|sa|[ivxlc]+",
    "ru": r"парламент|правительств\w*|король|королева|государств\w*|республика|президент|сенат|министр\w*|дума|страна|"
    r"страны|совет|ассамблея|комитет|конференция|саммит|сторон[аы]|г-н|г-жа|доклад|[ivxlc]+",
    "ar": r"(?:ال)?(?:حكوم\w+|برلمان|مجلس|دول\w*|ملك|رئيس|بلد\w*|اطراف|بلدان|وزير\w*)|اي|جميع|كل|معظم",
    "zh": r"政府|议会|国会|国王|总统|首相|总理|外长|部长|当局|代表|双方|各方|缔约|国家|王国|共和国|会议|大会|峰会|报告|"
    r"何时|几时|什么|时候|哪年|哪天|哪些|哪个|哪国|多少|一共|目前|现在|几国|[该这此其那本我各又有是于在的和与及了已也都并谁国方几]",
}
"""What a subject may be called without being named, and what stands beside names; without accents, in lower case."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")
_OTHER_CAPITALS = frozenset(
    {"washington", "вашингтон", "beijing", "pekin", "пекин", "geneva", "geneve", "ginebra", "женева", "hague"}
)
"""Cities that speak for a state or an organisation and that name no time zone."""


def asks_about_somebody_else(question: Question, search: Search, found: ScoredParagraph, retriever: Retriever) -> bool:
    """Whether the subject of the question is named, and the paragraph has nothing of that name.

    A name is there where the paragraph, its headings or its document's titles have one of its words, as it is written
    or in translation. A capital may speak for its state, so nothing is said of it.
    """
    paragraph, document, language = found.paragraph, found.document, question.language
    text = " ".join([paragraph.text, *paragraph.locator.section, *(title for _, title in document.titles)])
    folded = text.casefold()
    in_text, in_context = retriever.names(paragraph.paragraph_id)
    for start, end in _subjects(question):
        known = {
            concept.key
            for concept in search.concepts
            if concept.start < end
            and start < concept.end
            and name_words(question.text[concept.start : concept.end], language)
        }
        if known:
            # Elsewhere a term may be another word for what the paragraph calls otherwise.
            if _asks_about_treaty(question, search, retriever) and known.isdisjoint(in_text | in_context):
                return True
            continue
        names = name_words(question.text[start:end], language)
        terms = [term for name in names for term in question_words(name, language)]
        is_said = retriever.rarities_said(terms, text, document.language).any()
        if terms and not is_said and not any(name.casefold() in folded for name in names):
            return True
    return False


def _subjects(question: Question) -> Iterator[tuple[int, int]]:
    """Where the question names its subjects."""
    text = without_accents(question.text) if question.language == "ar" else question.text
    if len(text) != len(question.text):
        return
    patterns = _patterns(question.language)
    if question.language == "en" and not any(word[0].isupper() and not word.isupper() for word in text.split()[1:]):
        patterns = (*patterns, _LOWER_CASE)
    for pattern in patterns:
        yield from (match.span("s") for match in pattern.finditer(text))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _SUBJECTS.get(language, ()))


def name_words(subject: str, language: str) -> list[str]:
    """The words of a subject that name it: not "Mr.", "the Government", "Moscow"."""
    if language == "zh":
        return re.findall(r"[\u4e00-\u9fff]{2,}", re.sub(_GENERIC["zh"], " ", subject))
    generic = _GENERIC.get(language, r"(?!)")
    plain = {word: without_accents(word).casefold() for word in _WORD.findall(subject)}
    capitals = _capitals(language)
    return [
        word
        for word, said in plain.items()
        if not re.fullmatch(generic, said) and said not in capitals and question_words(word, language)
    ]


def _asks_about_treaty(question: Question, search: Search, retriever: Retriever) -> bool:
    """Whether the question asks of an act on a treaty that a termbase knows."""
    return bool(acts_of(question.text, question.language) & ACTS_ON_TREATIES) and any(
        is_treaty(concept, retriever.lexicon) for concept in search.concepts
    )


@cache
def _capitals(language: str) -> frozenset[str]:
    """Cities that time zones are called after: most capitals are among them. Source: IANA's names, and CLDR's."""
    names = [zone.rpartition("/")[2].replace("_", " ") for zone in get_global("zone_territories")]
    names += [zone["city"] for zone in Locale.parse(language, sep="-").time_zones.values() if "city" in zone]
    return _OTHER_CAPITALS | {without_accents(name).casefold() for name in names}
