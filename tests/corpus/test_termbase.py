"""The bundled termbase, how terms are found in texts, and what is said of rows that are wrong."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError
from corpus.termbase import Term, Termbase, parse_termbase, read_termbase_bytes

TERMS = BUNDLED_CORPUS / "terms.tsv"


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return parse_termbase(read_termbase_bytes(TERMS), str(TERMS))


def found(termbase: Termbase, text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(match.term.term_id, text[match.start : match.end]) for match in termbase.find(text, language)]


def test_bundled_termbase_has_english_and_chinese_for_every_term(termbase):
    assert len(termbase.terms) >= 300
    for term in termbase.terms:
        assert term.renderings_in("en")
        assert term.renderings_in("zh")
    for language in ("fr", "es", "ru", "ar"):
        assert sum(bool(term.renderings_in(language)) for term in termbase.terms) >= 300


def test_every_rendering_of_the_bundled_termbase_is_found_as_its_own_term(termbase):
    for term in termbase.terms:
        for language, renderings in term.renderings:
            for rendering in renderings:
                (match,) = termbase.find(rendering, language)
                assert match.term == term, (rendering, match.rendering)


def test_rendering_of_two_terms_in_one_language_is_refused(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text("id\ten\tzh\nnpt\tthe Treaty\t条约\ntreaty\tthe treaties\t公约\n", encoding="utf-8")
    with pytest.raises(PinpointError, match=r"line 3: 'the treaties' \(en\) stands on line 2 already"):
        parse_termbase(read_termbase_bytes(path), str(path))


@pytest.mark.parametrize(
    "text",
    [
        "When did Belgium ratify the CTBT?",
        "When did Belgium ratify the Comprehensive Nuclear-Test-Ban Treaty?",
        "比利时何时批准《全面禁止核试验条约》？",
        "比利时于1999年批准《全面禁核试条约》",
        "Quand la Belgique a-t-elle ratifié le Traité d’interdiction complète des essais nucléaires ?",
        "Quand la Belgique a-t-elle ratifié le TICE ?",
        "¿Cuándo ratificó Bélgica el Tratado de Prohibición Completa de los Ensayos Nucleares?",
        "Когда Бельгия ратифицировала Договор о всеобъемлющем запрещении ядерных испытаний?",
        "Ратификация Договора о всеобъемлющем запрещении ядерных испытаний Бельгией",
        "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟",
    ],
)
def test_test_ban_treaty_and_ratification_link_across_six_languages(termbase, text):
    assert {term_id for term_id, _ in found(termbase, text)} == {"ctbt", "ratify"}


@pytest.mark.parametrize(
    "text",
    [
        "Nuclear Test Ban Treaty",
        "nuclear-test-ban treaty",
        "NUCLEAR‑TEST‑BAN TREATIES",
        "the nuclear test\nban treaty",
        "ＣＴＢＴ",
        "CTBTs",
        "ctbt",
        "全面禁止 核试\n验条约",
        "Traite d'interdiction complete des essais nucleaires",
    ],
)
def test_case_hyphens_spaces_accents_and_plurals_do_not_matter(termbase, text):
    assert [term_id for term_id, _ in found(termbase, text)] == ["ctbt"]


def test_names_for_nuclear_security_and_safety_are_kept_apart(termbase):
    assert found(termbase, "核安保与辐射，核保安，核安全。") == [
        ("nuclear-security", "核安保"),
        ("nuclear-security", "核保安"),
        ("nuclear-safety", "核安全"),
    ]
    for summit in ("核安全峰会", "核安保峰会", "核保安峰会", "Nuclear Security Summits"):
        assert found(termbase, summit) == [("nuclear-security-summit", summit)]


def test_longest_term_claims_its_words_and_matches_never_overlap(termbase):
    text = "促进全面禁止核试验条约组织筹备委员会与核安保基金的工作"
    assert found(termbase, text)[:2] == [
        ("ctbto-prepcom", "全面禁止核试验条约组织筹备委员会"),
        ("nuclear-security-fund", "核安保基金"),
    ]
    overlapping = Termbase(
        [
            Term("a", (("en", ("one two",)),)),
            Term("b", (("en", ("two three four",)),)),
            Term("c", (("en", ("one",)),)),
        ]
    )
    assert found(overlapping, "one two three four") == [("c", "one"), ("b", "two three four")]


def test_spans_give_back_the_text_whatever_its_form(termbase):
    text = "  ‹Ｌ’AIEA› et l’Ｕｎｉｏｎ européenne: «énergie nucle\u0301aire»; 2005 年修正案"
    assert found(termbase, text) == [
        ("iaea", "AIEA"),
        ("eu", "Ｕｎｉｏｎ européenne"),
        ("nuclear-energy", "énergie nucle\u0301aire"),
        ("cppnm-amendment", "2005 年修正案"),
    ]


def test_marks_between_words_part_them(termbase):
    assert found(termbase, "spent (fuel), export. Controls") == [("nuclear-fuel", "fuel")]
    assert found(termbase, "E3/EU+3") == [("e3-eu-3", "E3/EU+3")]


def test_abbreviation_needs_its_capitals_unless_the_text_has_none(termbase):
    assert found(termbase, "Who is on the compact disc, the cd?") == []
    assert found(termbase, "The CD and the WHO") == [("conference-on-disarmament", "CD"), ("who", "WHO")]
    assert found(termbase, "who ratified the npt in geneva") == [("ratify", "ratified"), ("npt", "npt")]
    assert found(termbase, "nnwss") == [("nnws", "nnwss")]


def test_words_are_not_found_inside_other_words(termbase):
    assert found(termbase, "preactors, DESIGNED, uraniums-free, designate") == [("uranium", "uraniums")]
    assert found(termbase, "непроверка") == []


def test_arabic_article_conjunction_and_vowel_signs_do_not_matter(termbase):
    for text in (
        "للوكالة الدولية للطاقة الذرية",
        "والوكالة الدولية للطاقة الذرية",
        "الوَكالة الدوليّة للطاقة الذرية",
    ):
        assert found(termbase, text) == [("iaea", text)]


def test_language_restricts_the_renderings(termbase):
    assert found(termbase, "TNP", "fr") == [("npt", "TNP")]
    assert found(termbase, "TNP", "en") == []
    assert found(termbase, "treaty 条约", "zh") == [("treaty", "条约")]


def test_english_abbreviations_count_in_every_language(termbase):
    assert found(termbase, "比利时何时批准CTBT？", "zh") == [("ratify", "批准"), ("ctbt", "CTBT")]
    assert found(termbase, "Инспекторы IAEA", "ru")[-1] == ("iaea", "IAEA")


def test_texts_without_terms_and_odd_characters_give_nothing(termbase):
    for text in ("", " \n\t", "ـ", "\u0301\u0301", "…(?!)", "\x00", "😀", "ı̇"):
        assert termbase.find(text) == []


WORDS = (
    "nuclear",
    "weapon-free",
    "zone",
    "CTBT",
    "核",
    "安保",
    "基金",
    "l’énergie",
    "договора",
    "ـ",
    "\u0301",
    " ",
)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=30).map("".join))
def test_matches_stand_in_order_without_overlap_in_any_text(termbase, text):
    matches = termbase.find(text)
    for match, following in pairwise(matches):
        assert match.end <= following.start
    for match in matches:
        assert 0 <= match.start < match.end <= len(text)
        assert match.rendering in {name for _, names in match.term.renderings for name in names}


def test_a_question_takes_less_than_a_millisecond(termbase):
    question = "How much did Belgium contribute to the IAEA's Nuclear Security Fund between 2015 and 2020?"
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        termbase.find(question)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.001


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "line 1: the header is"),
        ("id\ten\n", "line 1: the header is"),
        ("en\tzh\tid\n", "line 1: the header is"),
        ("id\ten\ten\n", "line 1: the header is"),
        ("id\ten\tEnglish words\n", "line 1: the header is"),
        ("id\ten\tzh\nnpt\tNPT\n", "line 2: 2 columns where the header has 3: part them by tabs"),
        ("id\ten\tzh\nnpt\tNPT\t不扩散条约\t\n", "line 2: 4 columns where the header has 3"),
        ("id\ten\tzh\nnpt\tNPT\t不扩散条约\n\n", "line 3: 1 columns"),
        ("id\ten\tzh\nN P T\tNPT\t不扩散条约\n", "line 2: id 'N P T': use lower-case letters"),
        (
            "id\ten\tzh\nnpt\tNPT\t不扩散条约\nnpt\tCTBT\t禁核试条约\n",
            "line 3: id 'npt' stands on line 2 already",
        ),
        ("id\ten\tzh\nnpt\tNPT | | treaty\t不扩散条约\n", "line 2: an empty rendering in 'en'"),
        ("id\ten\tzh\nnpt\tNPT |\t不扩散条约\n", "line 2: an empty rendering in 'en'"),
        ("id\ten\tzh\nnpt\tNPT\t《》\n", "line 2: an empty rendering in 'zh'"),
        ("id\ten\tzh\nnpt\tNPT\t \n", "line 2: 'npt' has renderings in one language or none"),
    ],
)
def test_malformed_termbase_is_refused_with_its_line(tmp_path, rows, message):
    path = tmp_path / "terms.tsv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(PinpointError, match=message) as raised:
        parse_termbase(read_termbase_bytes(path), str(path))
    assert str(path) in str(raised.value)


def test_bytes_of_a_termbase_are_parsed_under_the_name_given():
    termbase = parse_termbase(b"\xef\xbb\xbfid\ten\tde\ntreaty\ttreaty\tVertrag\n", "notes")
    assert found(termbase, "der Vertrag") == [("treaty", "Vertrag")]
    with pytest.raises(PinpointError, match="notes, line 1"):
        parse_termbase(b"", "notes")


def test_missing_or_wrongly_encoded_termbase_is_refused(tmp_path):
    with pytest.raises(PinpointError, match=r"none\.tsv cannot be read .* restore the file"):
        read_termbase_bytes(tmp_path / "none.tsv")
    path: Path = tmp_path / "terms.tsv"
    path.write_bytes("id\ten\tzh\nnpt\tNPT\t不扩散条约\n".encode("gb18030"))
    with pytest.raises(PinpointError, match=r"terms\.tsv is not UTF-8 text"):
        parse_termbase(read_termbase_bytes(path), str(path))
