"""Documents by description: "Belgium's 2022 report", "доклад Бельгии 2022 года", "欧盟2018年工作文件".

In: a description in any of the six UN languages, and `Document`s. Out: whether the description fits, by who
submitted a document, its year, its kind and the words of its titles: all from its metadata. Nothing is
taken for near enough: what the description says and the metadata do not say makes it another document.
"""

import functools
import re
from dataclasses import dataclass

from assistant.lookup.document_kinds import ANY_KIND, find_kinds
from corpus.documents import Document
from corpus.language import UN_LANGUAGES, is_short_word
from corpus.plain_text import folded, plain
from corpus.remembering import remembering
from index.lexicon import Lexicon

_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d)(?:\s?(?:年|год[а-я]{0,2}|г\.))?(?:-\d\d-\d\d(?!\d))?")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+|[\u3400-\u9fff]+|\d+")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s?(?![^\W\d_])|\b[ldL]['’]")
_INFLECTED_LETTERS = 6
"""Letters from which the end of a word may differ: доклада, доклад."""
_LONGEST_REMEMBERED = 300
"""Characters of a description that is remembered: titles of documents have fewer."""
_PASSED_OVER_WORDS = """
    submitted presented prepared issued circulated published made given dated joint national its
    their own new nationaux nationale nacional nacionales национальный национального национальном الوطني الوطنية
    présenté présentée soumis soumise établi publié presentado presentada sometido emitido publicado
    представленный представленного представлен представленном подготовленный от за о об на в к и год года году
    المقدم مقدم المقدمة مقدمة الصادر الصادرة من في عن لعام عام سنة لسنة بشان الى على
    united nations un onu оон"""
_PASSED_OVER = frozenset(_PASSED_OVER_WORDS.split())
"""Words that every description may hold."""
_HAN_PASSED_OVER = re.compile(
    "参见|另见|参看|联合国|提交|提出|发表|通过|关于|印发|国家|联合|缔约国|[的年于在由向和与就对号份所之度见]"
)


@dataclass(frozen=True, slots=True)
class Description:
    """What a text says of a document, or what a document's metadata say of it."""

    names: frozenset[str]
    """Keys of the territories and terms named: "territory:BE", "term:eu"."""
    wordings: frozenset[tuple[str, str]]
    """The names with the words that they are named by: ("term:eu", "european union")."""
    years: frozenset[str]
    """Of a document: those of its date where that is known; others of its titles are what it is about."""
    topic_years: frozenset[str]
    kinds: frozenset[str]
    """Of a document: what its short title calls it; else what its titles do. Others are what it is about."""
    words: tuple[str, ...]
    """The words that are left."""
    small_words: tuple[str, ...] = ()
    """Those among them that every sentence has: "the", "what", "de"."""
    kinds_in_names: frozenset[str] = frozenset()
    """Those that stand inside a name: "treaty" in "Non-Proliferation Treaty"; of a document, all in its titles."""
    identity: frozenset[str] = frozenset()
    """Of a document: the names in its short title and of its submitter."""

    @property
    def is_telling(self) -> bool:
        """Whether it says enough to mean one document: a year or a kind, and who or what about, or both."""
        kinds = self.kinds - {ANY_KIND}
        return bool((self.years or kinds) and (self.names or self.words)) or bool(self.years and kinds)


@remembering(1024, _LONGEST_REMEMBERED)
def describe(text: str) -> Description:
    """What a description of one of the six languages says."""
    exact = without_possessives(plain(text))
    return _describe(exact, languages_of(exact))


@functools.lru_cache(maxsize=20_000)
def describe_document(document: Document) -> Description:
    """What a document's metadata say of it."""
    short = [*(document.short_titles or document.titles), (document.language, document.submitted_by or "")]
    known = [*short, *document.titles, (document.language, document.document_id)]
    said = [_describe(plain(text), (language,)) for language, text in known]
    kinds = frozenset(kind for part in said[: len(short) - 1] for kind in part.kinds - part.kinds_in_names)
    topic_years = frozenset(year for part in said for year in part.years)
    return Description(
        names=frozenset(name for part in said for name in part.names),
        wordings=frozenset(wording for part in said for wording in part.wordings),
        years=frozenset(re.findall(r"\d{4}", document.date)) if document.date else topic_years,
        topic_years=topic_years,
        kinds=(kinds - {ANY_KIND} or frozenset(kind for part in said for kind in part.kinds)) | {ANY_KIND},
        words=tuple(word for _, text in known for word in _WORD.findall(folded(plain(text)))),
        kinds_in_names=frozenset(kind for part in said for kind in part.kinds),
        identity=frozenset(name for part in said[: len(short)] for name in part.names),
    )


def without_possessives(exact: str) -> str:
    """A plain text of the same length with blanks for "'s" and "l'"."""
    return _POSSESSIVE.sub(lambda match: " " * len(match.group()), exact)


def fits(asked: Description, document: Document, *, with_years: bool = True) -> bool:
    """Whether a document's metadata say everything that the description says."""
    known = describe_document(document)
    if not asked.kinds and not asked.names <= known.identity:
        # "NPT 2022" is no document about the NPT.
        return False
    of_its_time = not asked.years or bool(asked.years & known.years)
    return (
        all(name in known.names or _has_words(wording, known.words) for name, wording in asked.wordings)
        and _is_of_kind(asked.kinds, known)
        and (not with_years or (of_its_time and asked.years <= known.years | known.topic_years))
        and all(_has_word(word, known.words) for word in asked.words)
    )


def _is_of_kind(kinds: frozenset[str], known: Description) -> bool:
    """Whether a document is of one of the kinds, and the others are in its titles: a report on a treaty."""
    telling = kinds - {ANY_KIND}
    return not telling or (bool(telling & known.kinds) and telling <= known.kinds | known.kinds_in_names)


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that a text says of a document, and where: a name, a year, a kind."""

    aspect: str
    value: str
    start: int
    end: int


def find_aspects(exact: str, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where a plain text names who, when or what kind of document; the spans may overlap."""
    return [(said.start, said.end) for said in _find_said(exact, folded(exact), languages)]


def _find_said(exact: str, small: str, languages: tuple[str, ...]) -> list[_Said]:
    said = [_Said("kind", kind, start, end) for kind, start, end in find_kinds(small)]
    said += [_Said("year", match.group(1), *match.span()) for match in _YEAR.finditer(small)]
    covered = bytearray(len(small))
    for each in said:
        covered[each.start : each.end] = b"\x01" * (each.end - each.start)
    for language in languages:
        for concept in _lexicon().find(exact, language):
            is_name = concept.kind in {"territory", "term"} and not all(covered[concept.start : concept.end])
            own = "".join(small[i] for i in range(concept.start, concept.end) if not covered[i])
            if is_name and any(map(_content_words, _WORD.findall(own))):
                said.append(_Said("name", concept.key, concept.start, concept.end))
    return said


def _describe(exact: str, languages: tuple[str, ...]) -> Description:
    small = folded(exact)
    said = _find_said(exact, small, languages)
    left = list(small)
    for each in said:
        left[each.start : each.end] = " " * (each.end - each.start)
    runs = _WORD.findall("".join(left))
    names = [each for each in said if each.aspect == "name"]
    aspects = {
        aspect: frozenset(each.value for each in said if each.aspect == aspect) for aspect in ("name", "year", "kind")
    }
    return Description(
        names=aspects["name"],
        wordings=frozenset((each.value, small[each.start : each.end]) for each in names),
        years=aspects["year"],
        topic_years=aspects["year"],
        kinds=aspects["kind"],
        words=tuple(word for run in runs for word in _content_words(run)),
        kinds_in_names=frozenset(
            each.value
            for each in said
            if each.aspect == "kind" and any(name.start <= each.start and each.end <= name.end for name in names)
        ),
        small_words=tuple(
            run for run in runs if not _content_words(run) and run not in _PASSED_OVER and run[0] < "\u3400"
        ),
    )


def is_passed_over(word: str) -> bool:
    """Whether a folded word stands in descriptions without saying anything: "submitted", "год"."""
    return word in _PASSED_OVER


def _content_words(run: str) -> list[str]:
    if "\u3400" <= run[0] <= "\u9fff":
        return [part for part in _HAN_PASSED_OVER.split(run) if part]
    is_short = run in _PASSED_OVER or any(is_short_word(run, language) for language in ("en", "fr", "es"))
    return [] if is_short or (len(run) == 1 and not run.isdecimal()) else [run]


def languages_of(exact: str) -> tuple[str, ...]:
    """The UN languages that a text may be in, by its letters."""
    scripts = {"zh": "[\u3400-\u9fff]", "ru": "[а-яА-ЯёЁ]", "ar": "[ء-ي]"}
    found = tuple(language for language, letters in scripts.items() if re.search(letters, exact))
    return found or tuple(language for language in UN_LANGUAGES if language not in scripts)


@functools.cache
def _lexicon() -> Lexicon:
    return Lexicon([])


def _has_words(text: str, known: tuple[str, ...]) -> bool:
    return all(_has_word(word, known) for run in _WORD.findall(text) for word in _content_words(run))


def _has_word(word: str, known: tuple[str, ...]) -> bool:
    if "\u3400" <= word[0] <= "\u9fff":
        return any(word in run for run in known)
    stem = word if len(word) < _INFLECTED_LETTERS else word[: max(5, len(word) - 2)]
    return any(other.startswith(stem) if len(word) >= _INFLECTED_LETTERS else other == word for other in known)
