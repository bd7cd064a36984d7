import time

import pytest

from assistant.glossing import gloss_words
from corpus.termbase import parse_termbase
from index.lexicon import Lexicon

TERMS = """id\ten\tzh\tfr
lake-treaty\tTreaty on the Two Lakes | Lake Treaty\t两湖条约\tTraité des deux lacs
contribution\tfinancial contribution\t捐款 | 贡献\tcontribution financière
"""


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon([parse_termbase(TERMS.encode(), "terms.tsv")])


def glosses(text, text_language, reader_language, lexicon):
    words = gloss_words(text, text_language, reader_language, lexicon)
    assert "".join(word.text for word in words) == text
    assert all((word.kind == "plain") == (word.gloss == "") for word in words)
    return {word.text: word.gloss for word in words if word.gloss}


def test_a_chinese_sentence_is_glossed_for_an_english_reader(lexicon):
    words = gloss_words("比利时于 1999 年 6 月 29 日批准《全面禁止核试验条约》。", "zh", "en", lexicon)
    assert [(word.text, word.gloss, word.kind) for word in words] == [
        ("比利时", "Belgium", "name"),
        ("于", "in; at; on", "word"),
        (" ", "", "plain"),
        ("1999 年 6 月 29 日", "29 June 1999", "value"),
        ("批准", "ratify; approve", "word"),
        ("《", "", "plain"),
        ("全面禁止核试验条约", "Comprehensive Nuclear-Test-Ban Treaty", "term"),
        ("》。", "", "plain"),
    ]


def test_terms_of_the_librarys_own_termbases_are_known(lexicon):
    assert glosses("两湖条约", "zh", "en", lexicon) == {"两湖条约": "Treaty on the Two Lakes"}
    found = glosses("Le Traité des deux lacs", "fr", "en", lexicon)
    assert found == {"Traité des deux lacs": "Treaty on the Two Lakes"}


def test_a_loose_synonym_of_a_term_has_its_own_meaning(lexicon):
    assert glosses("捐款", "zh", "fr", lexicon) == {"捐款": "contribution financière"}
    assert glosses("贡献", "zh", "fr", lexicon) == {}
    assert glosses("贡献", "zh", "en", lexicon) == {"贡献": "contribution"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第六条", {"第六条": "article 6"}),
        ("第六十八届", {"第六十八": "68th", "届": "session; (of a series)"}),
        ("A/RES/67/53", {}),
        ("捐款 2 000 万欧元", {"捐款": "contribution; donate", "2 000 万欧元": "€20,000,000"}),
        ("其中国家", {"其中": "among; in; included among these", "国家": "State; country"}),
        ("全面禁止核試驗條約", {"全面禁止核試驗條約": "Comprehensive Nuclear-Test-Ban Treaty"}),
        ("（莫尔）", {}),
    ],
)
def test_values_terms_and_words_are_told_apart(text, found, lexicon):
    assert glosses(text, "zh", "en", lexicon) == found


def test_an_english_sentence_is_glossed_for_a_chinese_reader(lexicon):
    found = glosses("On 29 June 1999 Belgium ratified the treaties.", "en", "zh", lexicon)
    assert found["29 June 1999"] == "1999年6月29日"
    assert found["Belgium"] == "比利时"
    assert found["ratified"].startswith("批准")
    assert "the" not in found


@pytest.mark.parametrize(
    ("text", "text_language", "reader_language", "found"),
    [
        ("La Belgique a ratifié le TICE.", "fr", "es", {"Belgique": "Bélgica"}),
        ("Le 29 juin 1999.", "fr", "es", {"29 juin 1999": "29 de junio de 1999"}),
        ("صدقت بلجيكا على المعاهدة", "ar", "ru", {"بلجيكا": "Бельгия"}),
        ("比利时", "zh", "ar", {"比利时": "بلجيكا"}),
        ("Bélgica", "es", "de", {"Bélgica": "Belgien"}),
    ],
)  # fmt: skip
def test_names_and_values_are_given_in_any_pair_of_languages(text, text_language, reader_language, found, lexicon):
    assert found.items() <= glosses(text, text_language, reader_language, lexicon).items()


def test_a_reader_of_the_language_gets_no_gloss(lexicon):
    assert glosses("比利时批准该条约。", "zh", "zh", lexicon) == {}
    assert gloss_words("", "zh", "en", lexicon) == ()


def test_nearly_everything_in_the_bundled_documents_is_glossed(library):
    paragraphs = [paragraph.text for name in library.documents for paragraph in library.paragraphs_of(name)]
    words = [word for text in paragraphs for word in gloss_words(text, "zh", "en", library.retriever.lexicon)]
    assert "".join(word.text for word in words) == "".join(paragraphs)
    han = dict.fromkeys((True, False), 0)
    for word in words:
        han[bool(word.gloss)] += sum("\u4e00" <= character <= "\u9fff" for character in word.text)
    assert han[True] / sum(han.values()) > 0.995
    assert not [word for word in words if "surname" in word.gloss or "variant of" in word.gloss]


def test_a_long_hostile_text_takes_time_in_proportion(lexicon):
    text = "<script>" + "结合成分子" * 400 + "{{7*7}}" * 50
    gloss_words("分子", "zh", "en", lexicon)
    started = time.thread_time()
    words = gloss_words(text, "zh", "en", lexicon)
    assert "".join(word.text for word in words) == text
    assert time.thread_time() - started < 3
