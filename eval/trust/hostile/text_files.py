"""Text without end, without lines, without letters, or in no encoding.

In: how large it is to be. Out: the bytes of a .txt file.
"""

# ruff: noqa: D103 - the name of a function says what its file is; some have one size only.

from eval.trust.hostile.hostile_file import HostileFile, times

_MEGABYTE = 1_000_000
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u2060\u00ad"


def fifty_megabytes_of_letters(scale: float) -> bytes:
    """One line without a blank."""
    return b"a" * times(50 * _MEGABYTE, scale)


def nine_megabytes_of_letters(scale: float) -> bytes:
    """As much as is just allowed; so in the next ones."""
    return b"a" * times(9 * _MEGABYTE, scale)


def one_line_of_digits(scale: float) -> bytes:
    return b"1234567890" * times(900_000, scale)


def one_line_of_markers(scale: float) -> bytes:
    return b" ".join(b"%d." % number for number in range(1, times(1_200_000, scale)))


def one_line_of_letters_in_brackets(scale: float) -> bytes:
    return b"(a)(i)(1)[2]" * times(750_000, scale)


def one_line_of_open_brackets(scale: float) -> bytes:
    return "([{（《“".encode() * times(1_500_000, scale)


def one_line_of_chinese(scale: float) -> bytes:
    return "核武器不扩散条约".encode() * times(1_100_000, scale)


def one_line_of_chinese_numbers(scale: float) -> bytes:
    return "第一百二十三条第".encode() * times(1_100_000, scale)


def one_line_of_blanks_and_a_letter(scale: float) -> bytes:
    return b"a" + b" " * times(9 * _MEGABYTE, scale) + b"b"


def one_line_of_slashes(scale: float) -> bytes:
    return b"A/" * times(4_500_000, scale)


def one_line_of_stops(scale: float) -> bytes:
    return b"." * times(9 * _MEGABYTE, scale)


def one_line_of_sentences(scale: float) -> bytes:
    return b"No. 5 para. 6 of Mr. " * times(430_000, scale)


def one_line_of_resolutions(scale: float) -> bytes:
    return "resolution 1540 (2004), 第1540(2004)号决议, ".encode() * times(200_000, scale)


def one_line_of_capitals(scale: float) -> bytes:
    return b"A" * times(9 * _MEGABYTE, scale)


def one_line_of_links(scale: float) -> bytes:
    return b"http://" * times(1_200_000, scale)


def many_markers(scale: float) -> bytes:
    """Numbers that stand alone, each in its line."""
    return b"\n".join(b"%d." % (number % 997) for number in range(times(90_000, scale)))


def many_decimal_markers(scale: float) -> bytes:
    return b"\n".join(b"%d.%d.%d x" % (n % 31, n % 17, n % 7) for n in range(times(90_000, scale)))


def every_line_begins_a_list(scale: float) -> bytes:
    return b"(a) one\n1. two\n(i) three\n1) four\nA. five\n" * times(18_000, scale)


def many_headings(scale: float) -> bytes:
    return b"Chapter\n\n" * times(90_000, scale)


def many_rules(scale: float) -> bytes:
    return b"__________\n1 note\n\f" * times(90_000, scale)


def many_notes(scale: float) -> bytes:
    return b"text 1\n__________\n" + b"".join(b"%d note\n" % (n % 999) for n in range(times(90_000, scale)))


def many_running_heads(scale: float) -> bytes:
    return b"".join(b"HEAD %d\nbody\nfoot\n\f" % number for number in range(times(90_000, scale)))


def many_stars(scale: float) -> bytes:
    return b"* * * * * *\n" * times(90_000, scale)


def the_same_paragraph_for_ever(scale: float) -> bytes:
    """All of them would have one id."""
    return b"The same.\n\n" * times(90_000, scale)


def the_same_number_for_ever(scale: float) -> bytes:
    return b"1. The same.\n\n" * times(90_000, scale)


def half_a_million_paragraphs(scale: float) -> bytes:
    return b"x.\n\n" * times(500_000, scale)


def five_million_empty_lines(scale: float) -> bytes:
    return b"one\n" + b"\n" * times(5_000_000, scale) + b"two\n"


def five_million_blank_lines(scale: float) -> bytes:
    return b"one\n" + b" \n" * times(4_000_000, scale) + b"two\n"


def a_million_form_feeds(scale: float) -> bytes:
    return b"one\n\f" * times(1_000_000, scale)


def overprinted(scale: float) -> bytes:
    return ("ab" * 190 + "\n" + "核" * 399 + "\n").encode() * times(3_000, scale)


def almost_overprinted(scale: float) -> bytes:
    """Repetitions that end a character before they would count, at each length."""
    return "".join("é" + "a" * length + "é" + "a" * (length - 1) + "b\n" for length in range(1, 190)).encode() * times(
        100, scale
    )


def zeros(scale: float) -> bytes:
    return bytes(times(50 * _MEGABYTE, scale))


def zeros_in_text(scale: float) -> bytes:
    return b"text \x00 text\n" * times(500_000, scale)


def direction_overrides(scale: float) -> bytes:
    return ("1. Paid " + _BIDI + "5 EUR\n").encode() * times(50_000, scale)


def zero_width(scale: float) -> bytes:
    return _ZERO_WIDTH.encode() * times(1_500_000, scale) + b"a"


def combining_marks(scale: float) -> bytes:
    return "\u0301\u0327\u0338\u20dd".encode() * times(2_200_000, scale)


def combining_marks_on_a_letter(scale: float) -> bytes:
    """Normal forms sort the marks of a letter by class: quadratic where that is done naively."""
    return ("a" + "\u0327\u0301" * times(2_000_000, scale)).encode()


def lone_surrogates(scale: float) -> bytes:
    return b"text \xed\xa0\x80 text \xed\xbf\xbf\n" * times(10_000, scale)


def control_characters(scale: float) -> bytes:
    return bytes(range(1, 32)) + b"\x7f\x1b[2J\x1b]0;title\x07 text\n" * times(10_000, scale)


def noncharacters(scale: float) -> bytes:
    return "\ufffe\uffff\U0010ffff\ufdd0 text\n".encode() * times(10_000, scale)


def mixed_encodings(scale: float) -> bytes:
    lines = ["核武器".encode("gb18030"), "ядерное".encode("koi8-r"), "nucléaire".encode(), "核".encode("utf-16")]
    return b"\n".join(lines) * times(10_000, scale)


def no_encoding(scale: float) -> bytes:
    """Bytes that are odd in every encoding."""
    return bytes((number * 167 + number // 251 * 13) % 253 + 1 for number in range(times(10 * _MEGABYTE, scale)))


def high_bytes(scale: float) -> bytes:
    return bytes(range(0x80, 0x100)) * times(80_000, scale)


def utf16_without_mark(scale: float) -> bytes:
    return ("1. 核武器 and text.\n" * times(200_000, scale)).encode("utf-16-le")


def utf16_cut_in_a_character(scale: float) -> bytes:
    return b"\xff\xfe" + ("text " * times(100_000, scale)).encode("utf-16-le") + b"a"


def utf32(scale: float) -> bytes:
    return ("1. Text.\n" * times(200_000, scale)).encode("utf-32")


def utf7(scale: float) -> bytes:
    return ("核武器 text\n" * times(100_000, scale)).encode("utf-7")


def marks_in_the_middle(scale: float) -> bytes:
    """Byte order marks where a file was put behind another."""
    return b"\xef\xbb\xbftext\n" * times(500_000, scale)


def escapes_of_iso_2022(scale: float) -> bytes:
    return ("核武器 text\n" * times(100_000, scale)).encode("iso2022_jp")


FILES = tuple(
    HostileFile(".txt", make)
    for make in list(globals().values())
    if callable(make) and getattr(make, "__module__", "") == __name__
)
