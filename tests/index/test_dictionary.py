import numpy as np
import pytest

from corpus.errors import PinpointError
from index.dictionary import bundled_dictionary
from index.dictionary_table import write_table


@pytest.mark.parametrize(
    ("chinese", "stem"),
    [("批准", "ratifi"), ("裁军", "disarma"), ("铀", "uranium"), ("教会", "church"), ("比利时", "belgium")],
)
def test_a_word_is_translated_both_ways(chinese, stem):
    dictionary = bundled_dictionary()
    forth = dict(dictionary.english(chinese))
    back = dict(dictionary.chinese(stem))
    assert any(stem.startswith(found) or found.startswith(stem) for found in forth)
    assert all(0 < weight <= 1 for weight in (*forth.values(), *back.values()))


def test_both_directions_hold_the_same_weights():
    dictionary = bundled_dictionary()
    for word in ("核武器", "条约", "学校"):
        for stem, weight in dictionary.english(word):
            assert dict(dictionary.chinese(stem))[word] == pytest.approx(weight)


def test_unknown_words_have_no_translation():
    dictionary = bundled_dictionary()
    assert dictionary.english("不是一个词的词") == []
    assert dictionary.chinese("xyzzyx") == []


def test_traditional_characters_are_folded_one_to_one():
    dictionary = bundled_dictionary()
    text = "全面禁止核試驗條約 什么"
    assert dictionary.simplified(text) == "全面禁止核试验条约 什么"


def test_the_longest_word_is_found():
    dictionary = bundled_dictionary()
    assert dictionary.longest_at("在核武器方面", 1) == 3
    assert dictionary.longest_at("Ω", 0) == 1


def test_a_table_is_made_of_the_published_file(tmp_path):
    source = tmp_path / "cedict.u8"
    source.write_text(
        "# CC-CEDICT\n"
        "核武器 核武器 [he2 wu3 qi4] /nuclear weapon/\n條約 条约 [tiao2 yue1] /treaty; pact/CL:個|个[ge4]/\n",
        encoding="utf-8",
    )
    write_table(source, tmp_path / "table.npz")
    with np.load(tmp_path / "table.npz") as table:
        assert table["words"].tobytes().decode().split("\n") == ["条约", "核武器"]
        assert table["stems"].tobytes().decode().split("\n") == ["nuclear", "pact", "treati", "weapon"]
        # Two senses of one stem each weigh 1/√2, one sense of two stems too.
        assert table["weights"].tolist() == [180, 180, 180, 180]
        assert table["characters"].tolist() == [[ord("條"), ord("約")], [ord("条"), ord("约")]]


def test_a_file_without_entries_is_refused(tmp_path):
    (tmp_path / "empty").write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(PinpointError, match="holds no entry of CC-CEDICT"):
        write_table(tmp_path / "empty", tmp_path / "table.npz")
