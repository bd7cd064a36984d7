import pytest

from index.words import find_words, fold, question_words


def test_traditional_and_simplified_count_alike():
    assert find_words("全面禁止核試驗條約", "zh") == find_words("全面禁止核试验条约", "zh")


def test_chinese_counts_as_pairs_and_longer_words():
    words = find_words("禁止核武器", "zh")
    assert words == {"禁止": 1, "止核": 1, "核武": 1, "武器": 1, "核武器": 1}


def test_full_width_and_case_are_folded():
    assert find_words("ＣＴＢＴ ２０１５", "zh") == find_words("ctbt 2015", "zh") == {"ctbt": 1, "2015": 1}


def test_numbers_lose_their_thousands_marks():
    assert find_words("20,000 20.000 20000 3.5", "en") == {"20000": 3, "3.5": 1}


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("treaties", "treaty", "en"),
        ("ratifiées", "ratifiée", "fr"),
        ("договора", "договором", "ru"),
        ("Verträge", "Vertrages", "de"),
    ],
)
def test_inflected_words_meet(one, other, language):
    assert list(find_words(one, language)) == list(find_words(other, language))


def test_latin_words_in_other_scripts_are_stemmed_as_english():
    assert "weapon" in find_words("NPDI 的 weapons", "zh")


def test_accents_and_ligatures_are_folded():
    assert fold("Évaluation ﬁnale") == "evaluation finale"


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("When did Belgium ratify the CTBT?", "en", ["belgium", "ratifi", "ctbt"]),
        ("Когда Бельгия ратифицировала?", "ru", ["бельг", "ратифицирова"]),
        ("何时批准？", "zh", ["时批", "批准"]),
    ],
)
def test_a_question_keeps_what_it_is_about(question, language, words):
    assert question_words(question, language) == words
