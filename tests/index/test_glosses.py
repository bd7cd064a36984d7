import pytest

from index.chinese_for_english import chinese_for
from index.dictionary_table import write_glosses
from index.glosses import bundled_glosses
from index.readable_senses import LONGEST_GLOSS, Entry, short_gloss
from index.segmentation import cut_words


def words_of(text, stretches=None):
    ends = cut_words(text, bundled_glosses(), stretches)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def test_every_word_of_the_dictionary_has_its_row_and_no_gloss_is_too_long():
    glosses = bundled_glosses()
    assert len(glosses.rows) == len(glosses.glosses) == len(glosses.costs) > 100_000
    assert max(map(len, glosses.glosses)) <= LONGEST_GLOSS + 1
    assert sum(not gloss for gloss in glosses.glosses) < 0.07 * len(glosses.rows)


@pytest.mark.parametrize(
    ("word", "gloss"),
    [
        ("铀", "uranium"),
        ("首尔", "Seoul"),
        ("研究所", "research institute; graduate studies"),
        ("的", "(of / 's)"),
        ("和", "and"),
        ("于", "in; at; on"),
        ("缔约国", "State party; States parties"),
        ("不是一个词的词", ""),
    ],
)
def test_a_word_is_explained_shortly_and_as_official_documents_use_it(word, gloss):
    assert bundled_glosses().gloss(word) == gloss


@pytest.mark.parametrize(
    ("entries", "gloss"),
    [
        ([("pi1 zhun3", "to approve; to ratify")], "approve; ratify"),
        ([("Bing1", "short name for Taiyuan 太原[Tai4 yuan2]"), ("bing4", "and", "also")], "and; also"),
        ([("Yu2", "surname Yu"), ("yu2", "(of time or place) in; at; on")], "in; at; on"),
        ([("He2", "surname He")], ""),
        ([("he2", "variant of 和[he2]", "CL:個|个[ge4]", "classifier for rinses")], ""),
        ([("hao3 chi1", "(slang) awesome", "tasty")], "tasty; awesome"),
        ([("gao4 su4", "to tell (sb sth)", "to inform sb of sth")], "tell; inform someone of something"),
        ([("Shou3 er3", "Seoul, capital of South Korea")], "Seoul"),
        ([("xing4", "-ness", "nature")], "nature"),
        ([("x", "a long explanation of a word, which nobody could read above it")], "a long explanation of a word"),
    ],
)  # fmt: skip
def test_what_explains_no_word_in_a_text_is_left_out(entries, gloss):
    assert short_gloss([Entry(pinyin, tuple(senses)) for pinyin, *senses in entries]) == gloss


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("结合成分子", "结合 成 分子"),
        ("其中国家", "其中 国家"),
        ("研究生命起源", "研究 生命 起源"),
        ("乒乓球拍卖完了", "乒乓球 拍卖 完 了"),
        ("比利时支持全面禁止核试验条约", "比利时 支持 全面禁止核试验条约"),
        ("", ""),
        ("𪢌𪢌核武器", "𪢌 𪢌 核武器"),
    ],
)
def test_a_sentence_is_cut_into_its_most_probable_words(text, words):
    assert words_of(text) == words.split()


def test_a_stretch_stands_where_words_are_no_better():
    name = {0: {2: 9.0}}
    assert words_of("纳亚会议", name) == ["纳亚", "会议"]
    # 国 of 中国 belongs to 国家 here.
    assert words_of("其中国家", {1: {3: 9.0}}) == ["其中", "国家"]


def test_costs_come_from_the_counts_and_glosses_in_the_order_of_the_words(tmp_path):
    import numpy as np

    (tmp_path / "cedict").write_text(
        "# CC-CEDICT\n核 核 [he2] /pit/stone/\n條約 条约 [tiao2 yue1] /treaty; pact/\nA片 A片 [A pian4] /film/\n",
        "utf-8",
    )
    (tmp_path / "dict.txt").write_text("条约 90 n\n别的 10 r\n", "utf-8")
    write_glosses(tmp_path / "cedict", tmp_path / "dict.txt", tmp_path / "table.npz")
    with np.load(tmp_path / "table.npz") as table:
        assert table["glosses"].tobytes().decode().split("\n") == ["treaty; pact", "pit; stone"]
        assert table["costs"].tolist() == [round(0.105 * 12), round(4.605 * 12)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("ratified", "批准"), ("treaties", "条约"), ("verification", "核查"), ("the", ""), ("xyzzyx", "")],
)
def test_an_english_word_is_given_in_chinese(english, chinese):
    assert chinese_for(english).split("、")[0] == chinese
