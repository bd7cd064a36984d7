"""What texts name, alike in every language."""

import pytest

from corpus.catalog import BUNDLED_CORPUS
from corpus.termbase import parse_termbase, read_termbase_bytes
from index.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon([parse_termbase(read_termbase_bytes(BUNDLED_CORPUS / "terms.tsv"), BUNDLED_CORPUS.name)])


def keys(lexicon, text, language):
    return {concept.key for concept in lexicon.find(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "When did Belgium ratify the CTBT?"),
        ("zh", "比利时是哪天批准《全面禁止核试验条约》的？"),
        ("fr", "Quand la Belgique a-t-elle ratifié le TICE ?"),
        ("es", "¿Cuándo ratificó Bélgica el TPCE?"),
        ("ru", "Когда Бельгия ратифицировала ДВЗЯИ?"),
        ("ar", "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟"),
        ("de", "Wann ratifizierte Belgien den CTBT?"),
        ("pl", "Kiedy Belgia ratyfikowała CTBT?"),
        ("ja", "ベルギーはいつCTBTを批准しましたか"),
        ("ko", "벨기에는 언제 CTBT를 비준했습니까?"),
        ("hi", "बेल्जियम ने CTBT की पुष्टि कब की?"),
    ],
)
def test_one_question_names_the_same_in_every_language(lexicon, language, text):
    assert {"territory:BE", "term:ctbt"} <= keys(lexicon, text, language)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "the Belgian report", "BE"),
        ("en", "a US proposal", "US"),
        ("en", "the Republic of Korea", "KR"),
        ("zh", "朝鲜民主主义人民共和国进行核试验", "KP"),
        ("zh", "大韩民国常驻代表团", "KR"),
        ("zh", "DPRK 的核试验", "KP"),
        ("ru", "представитель Бельгии", "BE"),
        ("ru", "с Российской Федерацией", "RU"),
        ("ar", "وبلجيكا", "BE"),
        ("ar", "للصين", "CN"),
        ("ar", "والاردن", "JO"),
        ("de", "die belgischen Vorschläge", "BE"),
        ("de", "Belgiens Haushalt", "BE"),
        ("de", "die Vereinigten Staaten", "US"),
        ("de", "eine US-Initiative", "US"),
        ("pl", "w Belgii", "BE"),
        ("uk", "представник Бельгії", "BE"),
        ("tr", "Belçika'nın raporu", "BE"),
        ("el", "το Βέλγιο", "BE"),
        ("he", "בלגיה", "BE"),
        ("zh", "比利時", "BE"),
        ("en", "ＢＥＬＧＩＵＭ", "BE"),
        ("fr", "les États-Unis", "US"),
        ("es", "los Estados Unidos", "US"),
    ],
)
def test_countries_are_known_by_all_their_names(lexicon, language, text, code):
    assert f"territory:{code}" in keys(lexicon, text, language)


def test_the_word_us_is_not_the_united_states(lexicon):
    assert "territory:US" not in keys(lexicon, "Tell us when it was signed.", "en")


def test_niger_is_not_nigeria(lexicon):
    assert keys(lexicon, "Nigeria", "en") == {"territory:NG"}


def test_years_and_symbols_are_named_too(lexicon):
    found = keys(lexicon, "What does A/RES/67/53 of 2012 say?", "en")
    assert {"year:2012", "symbol:a/res/67/53"} <= found


def test_longest_name_wins_where_two_overlap(lexicon):
    concepts = lexicon.find("全面禁止核试验条约组织", "zh")
    assert [concept.key for concept in concepts] == ["term:ctbto"]


def test_spans_are_those_of_the_text_as_given(lexicon):
    text = "İstanbul and Belgium"
    concept = next(c for c in lexicon.find(text, "en") if c.key == "territory:BE")
    assert text[concept.start : concept.end] == "Belgium"
