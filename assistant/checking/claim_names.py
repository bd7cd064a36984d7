"""Whether the countries, organisations, treaties and symbols of a claim are named by the paragraphs that it cites.

In: a claim laid over its paragraphs. Out: `Mismatch`es: names that stand neither in a paragraph nor around it (its
headings, its document's title and author: a report by Belgium that says "my country" speaks of Belgium), and countries
that stand in the paragraph but where it says something else. Names count, terms such as "verification" do not: a
translation may say them in other words.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.checking.alignment import AlignedSentence, Alignment
from assistant.checking.cited_text import CitedText
from assistant.checking.claim_agents import unknown_agents
from assistant.checking.mismatches import Mismatch
from assistant.checking.word_coverage import han_words
from assistant.values.rendering import locale_of
from corpus.symbols import SymbolMatch, find_symbols, symbol_key
from index.lexicon import Concept
from index.retrieval import Retriever

_GROUPS = {
    "term:benelux": frozenset({"territory:BE", "territory:NL", "territory:LU"}),
    "term:p5": frozenset({f"territory:{code}" for code in ("CN", "FR", "GB", "RU", "US")}),
}
"""Names of a few countries together, which a paragraph may give one by one."""
_MOST_SUBMITTERS = 3
"""A document by more countries than these speaks for none of them alone."""
_CAPITALISED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*")
_ACRONYM = re.compile(r"[A-ZА-ЯЁ]{2,}")
_NO_NAMES = re.compile(
    r"(?:States?|Member|Permanent|Representative|Executive|Director|Part(?:y|ies)|Heads?|Government|President|Minister|Foreign|Ambassador|Chair|Article|Annex|Treaty"
    r"|[ÉE]tats?|Estados?|Partes?|membres?|Miembros?|Государств\w*|участник\w*)\b"
)
_HAN_NAME = re.compile(
    r".{2,}(?:组织|机构|委员会|集团|联盟|条约|公约|协定|议定书|宪章|大会|理事会|法院|基金|倡议|伙伴关系|共同体|银行|协会|研究所|研究中心"
    r"|峰会|公报|宣言|行为准则)|北约|欧盟|联合国|裁谈会|安理会|秘书长"
)
_NO_HAN_NAME = re.compile(
    r"(?:国际|区域|地区|政府间|非政府|监管|附属|智库|双边|多边|全面保障监督|保障监督|合作).{0,4}$"
)
_ARABIC_NAME = re.compile(
    r"(?:ال|لل)?(?:منظمة|وكالة|معاهدة|اتفاقية|اتفاق|بروتوكول|لجنة|مجلس|مجموعة|مبادرة|صندوق|الاتحاد|محكمة)\s\S+"
)
_DESIGNATION = re.compile(
    r"(?<![\w/.])(?P<pair>\d{1,5}/\d{1,5})(?![\w/])|(?<![^\W\d_a-zA-Z])(?P<letters>[A-Za-zÀ-ÿА-я]{1,20})(?P<joint>-?)(?P<digits>\d{1,5})(?![\d,.]\d|\w)"
)
_NAME_PHRASE = re.compile(
    rf"{_CAPITALISED.pattern}(?:\s(?:(?:of|for|on|the|de|des|du|la|le|del|по)\s){{0,2}}{_CAPITALISED.pattern}){{1,6}}"
)
_BODY = re.compile(
    r"\b(?:Bank|Organi[sz]ation|Agency|Union|Fund|Council|Committee|Commission|Treaty|Convention|Agreement|Protocol|Court"
    r"|Institute|Association|Group|Forum|Banque|Agence|Fonds|Conseil|Comité|Traité|Accord|Cour|Groupe|Banco|Organización"
    r"|Organismo|Unión|Fondo|Consejo|Tratado|Convenio|Acuerdo|Corte|Grupo|Банк|Организаци|Агентств|Союз|Фонд|Совет|Комитет"
    r"|Комисси|Договор|Конвенци|Соглашени|Суд|Групп)"
)
_YEAR = re.compile(r"\((\d{4})\)$")
_LONGEST_ACRONYM = 5
_SHORTEST_NESTING = 4


def name_mismatches(claim: str, language: str, alignment: Alignment, retriever: Retriever) -> list[Mismatch]:
    """The names in `claim` that its paragraphs do not bear out."""
    cited = alignment.cited
    known = _Known(cited, retriever)
    found = []
    for concept in alignment.search.concepts:
        written = claim[concept.start : concept.end]
        if _is_name(concept, written, language, cited) and not known.has(concept, claim):
            found.append(Mismatch("name", written, _instead(concept, alignment, retriever, language), concept.start))
    found += _unknown_names(claim, language, alignment)
    return found or [*_misplaced(claim, alignment, retriever, language)]


def symbol_mismatches(claim: str, alignment: Alignment) -> list[Mismatch]:
    """The symbols and designations in `claim` that its paragraphs do not have."""
    cited = alignment.cited
    known = [symbol for item in cited for symbol in _symbols_of(item)]
    symbols = find_symbols(claim)
    found = []
    for match in symbols:
        if not _is_known_symbol(match.symbol, known):
            found.append(Mismatch("symbol", claim[match.start : match.end], _nearest_symbol(match, known), match.start))
    return [*found, *_designation_mismatches(claim, symbols, alignment, cited)]


class _Known:
    """What the cited paragraphs name, in their words and around them."""

    def __init__(self, cited: Sequence[CitedText], retriever: Retriever) -> None:
        self._cited = cited
        self._retriever = retriever
        self._keys: set[str] = set()
        for item in cited:
            text, context = retriever.names(item.paragraph.paragraph_id)
            submitters = {key for key in context if key.startswith("territory:")}
            self._keys |= text | (
                context if len(submitters) <= _MOST_SUBMITTERS or not _territories(text) else context - submitters
            )

    def has(self, concept: Concept, claim: str) -> bool:
        """Whether a concept of the claim is named, be it as a part of a longer name or letter for letter."""
        if concept.key in self._keys or _GROUPS.get(concept.key, {"-"}) <= self._keys:
            return True
        written = claim[concept.start : concept.end].casefold()
        texts = [text for item in self._cited for text in (item.text, *(text for text, _ in item.context))]
        if any(written in text.casefold() for text in texts):
            return True
        return any(concept.key in self._nested(item) for item in self._cited)

    def _nested(self, item: CitedText) -> Iterator[str]:
        """The names inside the longer names of a paragraph and its headings: Euratom in Euratom safeguards."""
        lexicon = self._retriever.lexicon
        for text, language in ((item.text, item.language), *item.context):
            for concept in lexicon.find(text, language):
                name = text[concept.start : concept.end]
                for cut in range(2, len(name) if len(name) >= _SHORTEST_NESTING else 0):
                    yield from (inner.key for inner in lexicon.find(name[:cut], language))
                    yield from (inner.key for inner in lexicon.find(name[cut:], language))


def _territories(keys: set[str] | frozenset[str]) -> set[str]:
    return {key for key in keys if key.startswith("territory:")}


def _is_name(concept: Concept, written: str, language: str, cited: Sequence[CitedText]) -> bool:
    if concept.kind == "territory":
        return True
    if concept.kind == "abbreviation":
        # What another language makes of an abbreviation that no termbase has is not known.
        return any(item.language == language for item in cited)
    return concept.kind == "term" and looks_like_name(written, language)


def looks_like_name(written: str, language: str) -> bool:
    """Whether a term is written as a name is: in capitals, or with a word such as 条约 or منظمة."""
    if language == "zh":
        return bool(_HAN_NAME.fullmatch(written)) and not _NO_HAN_NAME.match(written)
    if language == "ar":
        return bool(_ARABIC_NAME.match(written))
    capitalised = _CAPITALISED.findall(_NO_NAMES.sub("", written))
    return len(capitalised) > 1 or bool(_ACRONYM.search(written))


def _instead(concept: Concept, alignment: Alignment, retriever: Retriever, language: str) -> str:
    """What the aligned sentence names in its place: of the same kind, and not in the claim."""
    claimed = {other.key for other in alignment.search.concepts}
    for other in _concepts_in(alignment.sentences[0], retriever):
        if other.kind == concept.kind == "territory" and other.key not in claimed:
            return _territory_name(other.key, language)
    return ""


def _concepts_in(sentence: AlignedSentence, retriever: Retriever) -> list[Concept]:
    """The concepts of the sentence, their spans in the sentence."""
    return retriever.lexicon.find(sentence.text, sentence.cited.language)


def _territory_name(key: str, language: str) -> str:
    code = key.partition(":")[2]
    return str(locale_of(language).territories.get(code, code))


def _misplaced(claim: str, alignment: Alignment, retriever: Retriever, language: str) -> Iterator[Mismatch]:
    """Countries that the paragraph names elsewhere, where the sentence that says the rest names another one."""
    claimed = {concept.key: concept for concept in alignment.search.concepts if concept.kind == "territory"}
    if not claimed or len(alignment.cited) > 1:
        return
    sentence = alignment.sentences[0]
    there = {concept.key for concept in _concepts_in(sentence, retriever) if concept.kind == "territory"}
    _, around = retriever.names(sentence.cited.paragraph.paragraph_id)
    strangers = there - claimed.keys()
    for key, concept in claimed.items():
        if strangers and not there & claimed.keys() and key not in around:
            name = _territory_name(sorted(strangers)[0], language)
            yield Mismatch("name", claim[concept.start : concept.end], name, concept.start)


def _unknown_names(claim: str, language: str, alignment: Alignment) -> Iterator[Mismatch]:
    """Names that no termbase knows and no word of which the paragraphs answer: "World Bank", 世界银行."""
    taken = [(concept.start, concept.end) for concept in alignment.search.concepts]
    unanswered = set(alignment.unanswered)
    found = [(m.group(), m.start()) for m in _NAME_PHRASE.finditer(claim) if _BODY.search(m.group())]
    if language == "zh" and all(item.language == "zh" for item in alignment.cited):
        texts = "\n".join(text for item in alignment.cited for text in (item.text, *(t for t, _ in item.context)))
        words = [(claim[start:end], start) for start, end in han_words(claim)]
        found = [(word, at) for word, at in words if _HAN_NAME.fullmatch(word) and word not in texts]
    found += unknown_agents(claim, language, unanswered)
    for name, start in found:
        is_taken = any(first < start + len(name) and start < last for first, last in taken)
        if not is_taken and unanswered.issuperset(_CAPITALISED.findall(name)):
            yield Mismatch("name", name, "", start)


def _symbols_of(item: CitedText) -> list[str]:
    texts = (item.text, *(text for text, _ in item.context))
    return [*item.paragraph.symbols, *(match.symbol for text in texts for match in find_symbols(text))]


def _is_known_symbol(claimed: str, known: Sequence[str]) -> bool:
    """Whether a symbol is among the known ones, or the base of one; the years in brackets have to agree."""
    key = symbol_key(claimed)
    same = [
        other for other in known if symbol_key(other) == key or symbol_key(other).startswith((f"{key}/", f"{key}("))
    ]
    year = _YEAR.search(claimed)
    years = {found[1] for other in same if (found := _YEAR.search(other))}
    return bool(same) and (year is None or not years or year[1] in years)


def _nearest_symbol(match: SymbolMatch, known: Sequence[str]) -> str:
    body = match.symbol.partition("/")[0]
    return next((other for other in known if other.partition("/")[0] == body), "")


def _designation_mismatches(
    claim: str, symbols: Sequence[SymbolMatch], alignment: Alignment, cited: Sequence[CitedText]
) -> Iterator[Mismatch]:
    """Such as BR2, molybdenum-99 or 428/2009: letters and digits that no value and no symbol are."""
    taken = [(match.start, match.end) for match in symbols]
    taken += [(concept.start, concept.end) for concept in alignment.search.concepts if concept.kind != "year"]
    texts = [text for item in cited for text in (item.text, *(text for text, _ in item.context))]
    for match in _DESIGNATION.finditer(claim):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if not any(_has_designation(match, text) for text in texts):
            yield Mismatch("symbol", match.group(), "", match.start())


def _has_designation(match: re.Match[str], text: str) -> bool:
    if match["pair"]:
        return re.search(rf"(?<!\d){match['pair']}(?!\d)", text) is not None
    letters = re.escape(match["letters"])
    if match["letters"].isupper() and len(match["letters"]) <= _LONGEST_ACRONYM:
        return re.search(rf"(?<![A-Za-z]){letters}[-\s]?{match['digits']}(?!\d)", text, re.IGNORECASE) is not None
    # The word before the digits may be another language's: molybdenum-99, 钼-99.
    return re.search(rf"(?<=[^\W\d])[-\s]?{match['digits']}(?!\d)", text) is not None
