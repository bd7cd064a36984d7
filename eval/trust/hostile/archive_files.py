"""Word files whose archive unpacks without end, lies, overlaps or leads out of its folder.

In: how large it is to be. Out: the bytes of a .docx file.
"""

# ruff: noqa: D103, ARG001 - the name of a function says what its file is; some have one size only.

import zlib

from eval.trust.hostile.hostile_file import HostileFile, times
from eval.trust.hostile.word_files import word_file


def _packed_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(max(1, size >> 20))) + packer.flush()


def picture_of_ten_gigabytes(scale: float) -> bytes:
    """A thousandth of it in the file."""
    size = times(10_000_000_000, scale)
    packed = _packed_zeros(size)
    return _with_member(b"word/media/image1.png", packed, (size >> 20 or 1) << 20)


def picture_that_lies_about_its_size(scale: float) -> bytes:
    return _with_member(b"word/media/image1.png", _packed_zeros(times(10_000_000_000, scale)), 1_000)


def document_that_lies_about_its_size(scale: float) -> bytes:
    """Says that it unpacks to a kilobyte."""
    size = times(3_000_000_000, scale)
    return _with_member(b"word/document.xml", _packed_zeros(size), 1_000)


def _with_member(name: bytes, packed: bytes, said_size: int) -> bytes:
    """A valid file with a member more, whose size the directory tells as it likes."""
    whole = word_file({})
    directory = whole.rindex(b"PK\x05\x06")
    start = int.from_bytes(whole[directory + 16 : directory + 20], "little")
    count = int.from_bytes(whole[directory + 10 : directory + 12], "little") + 1
    sizes = (
        (0).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + min(said_size, 0xFFFFFFFE).to_bytes(4, "little")
    )
    head = b"\x14\0\0\0\x08\0\0\0\0\0" + sizes + len(name).to_bytes(2, "little") + b"\0\0"
    local = b"PK\x03\x04" + head + name + packed
    entry = b"PK\x01\x02\x14\0" + head + b"\0\0\0\0\0\0\0\0\0\0" + start.to_bytes(4, "little") + name
    entries = whole[start:directory] + entry
    end = (
        b"PK\x05\x06\0\0\0\0" + 2 * count.to_bytes(2, "little") + len(entries).to_bytes(4, "little")
        + (start + len(local)).to_bytes(4, "little") + b"\0\0"
    )  # fmt: skip
    return whole[:start] + local + entries + end


def members_that_overlap(scale: float) -> bytes:
    """Ten thousand names for one member."""
    size = times(100_000_000, scale)
    packed = _packed_zeros(size)
    whole = _with_member(b"word/media/0.png", packed, (size >> 20 or 1) << 20)
    directory = whole.rindex(b"PK\x05\x06")
    start = int.from_bytes(whole[directory + 16 : directory + 20], "little")
    last = whole.rindex(b"PK\x01\x02", 0, directory)
    entry, count = whole[last:directory], times(10_000, scale)
    entries = whole[start:last] + entry * count
    total = min(int.from_bytes(whole[directory + 10 : directory + 12], "little") + count - 1, 0xFFFF)
    end = (
        b"PK\x05\x06\0\0\0\0" + 2 * total.to_bytes(2, "little") + len(entries).to_bytes(4, "little")
        + start.to_bytes(4, "little") + b"\0\0"
    )  # fmt: skip
    return whole[:start] + entries + end


def file_in_aword_file(scale: float) -> bytes:
    """Nested as a nut: who unpacks what he finds never ends."""
    inner = word_file({})
    for _ in range(times(20, scale)):
        inner = word_file({}, {"word/embeddings/inner.docx": inner, "inner.zip": inner[: 1 << 20]})
    return inner


def ten_thousand_members(scale: float) -> bytes:
    return word_file({}, {f"word/media/{number}.xml": b"<a/>" for number in range(times(10_000, scale))})


def names_that_lead_out(scale: float) -> bytes:
    return word_file({}, {"../../../../tmp/out.txt": b"out", "/etc/out.txt": b"out", "word\\..\\..\\out.txt": b"out"})


def cut_off(scale: float) -> bytes:
    whole = word_file({})
    return whole[: len(whole) // 2]


def signature_alone(scale: float) -> bytes:
    return b"PK\x03\x04"


FILES = tuple(
    HostileFile(".docx", make)
    for make in list(globals().values())
    if callable(make) and getattr(make, "__module__", "") == __name__ and not make.__name__.startswith("_")
)
