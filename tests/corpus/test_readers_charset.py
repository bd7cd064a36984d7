"""Which encoding a text file is in: real sentences in each, long, short and damaged."""

from pathlib import Path

import pytest

from corpus.readers.charset import UndecodableTextError, decode_text

NPT = Path(__file__).parents[2] / "corpus" / "npt"

SENTENCES = {
    "simplified": "比利时坚定致力于建设一个无核武器世界的目标。这一目标必须逐步实现。",
    "traditional": "比利時堅定致力於建設一個無核武器世界的目標。這一目標必須逐步實現。",
    "russian": "Бельгия твердо привержена цели построения мира, свободного от ядерного оружия.",
    "arabic": "تلتزم بلجيكا التزاما راسخا بتحقيق هدف إقامة عالم خال من الأسلحة النووية.",
    "french": "La Belgique est fermement attachée à l'objectif d'un monde exempt d'armes nucléaires.",
    "spanish": "Bélgica está firmemente comprometida con el logro de un mundo sin armas nucleares. ¿Cuándo?",
    "german": "Belgien setzt sich nachdrücklich für das Ziel einer Welt ohne Kernwaffen ein; dafür übt man.",
    "oe": "Œuvrer à l'élimination complète des armes nucléaires est au cœur du Traité.",
    "polish": "Każdy człowiek ma prawo do życia, wolności i bezpieczeństwa swej osoby; państwa się zgodziły.",
    "greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "hebrew": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
}
LEGACY = [
    *[("simplified", "gb18030"), ("traditional", "big5"), ("traditional", "gb18030")],
    *[("russian", encoding) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")],
    *[("arabic", "cp1256"), ("arabic", "iso8859-6"), ("french", "cp1252"), ("french", "iso8859-1")],
    *[("spanish", "cp1252"), ("german", "cp1252"), ("oe", "iso8859-15"), ("oe", "cp1252")],
    *[("polish", "cp1250"), ("greek", "cp1253"), ("hebrew", "cp1255")],
    *[("japanese", "cp932"), ("japanese", "euc_jp"), ("korean", "cp949")],
]


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_one_sentence_in_a_legacy_encoding_is_decoded(language, encoding):
    sentence = SENTENCES[language]
    assert decode_text(sentence.encode(encoding)) == sentence


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_a_page_with_an_english_first_half_is_decoded(language, encoding):
    page = "The States parties\r\n" * 2_000 + "\r\n".join([SENTENCES[language]] * 20)
    assert decode_text(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", SENTENCES)
def test_every_unicode_encoding_is_decoded(language, encoding):
    text = f"1. {SENTENCES[language]}\n"
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_line_of_the_first_corpus_survives_re_encoding(encoding):
    for path in sorted(NPT.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert decode_text(text.encode(encoding)) == text


def test_nearly_every_single_line_of_the_first_corpus_is_told_as_gb18030():
    lines = [
        line
        for path in sorted(NPT.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if sum(not character.isascii() for character in line) >= 10
    ]
    assert len(lines) > 500
    wrong = [line for line in lines if decode_text(line.encode("gb18030")) != line]
    assert len(wrong) <= len(lines) // 100


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "gb18030", "big5", "utf-8"])
def test_plain_ascii_reads_the_same_in_every_encoding(encoding):
    assert decode_text("Article VI\n".encode(encoding)) == "Article VI\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"GIF89a\x01\x00\x01\x00",
        bytes(range(256)),
        b"text\x00text",
        b"\x7fELF\x02\x01\x01\x00\x00\x00",
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UndecodableTextError, match="binary, not text"):
        decode_text(data)


def test_nul_characters_after_a_byte_order_mark_are_refused():
    with pytest.raises(UndecodableTextError, match="NUL characters: it is binary"):
        decode_text("\ufeffa\x00b".encode("utf-16-le"))


def test_damaged_utf8_is_not_taken_for_a_legacy_encoding():
    data = bytearray(SENTENCES["simplified"].encode("utf-8") * 5)
    del data[100]
    with pytest.raises(UndecodableTextError, match=r"UTF-8 with damaged bytes, the first at byte 99"):
        decode_text(bytes(data))


def test_a_cut_off_utf16_file_is_refused():
    with pytest.raises(UndecodableTextError, match="begins as UTF-16-LE, and its bytes are damaged"):
        decode_text(SENTENCES["russian"].encode("utf-16")[:-1])


def test_a_cut_off_gb18030_file_is_refused():
    with pytest.raises(UndecodableTextError, match="cannot be told, or its bytes are damaged"):
        decode_text(SENTENCES["simplified"].encode("gb18030") * 20 + b"\xb1")
