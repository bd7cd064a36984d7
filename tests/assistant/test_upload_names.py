"""Names of dropped files: hostile ones become harmless, plain ones stay."""

import pytest

from assistant.upload_names import free_name, safe_name
from corpus.catalog import MANIFEST_NAME


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("比利时报告（2022年）.docx", "比利时报告（2022年）.docx"),
        ("تقرير.html", "تقرير.html"),
        ("A report. Part 2.final.PDF", "A report. Part 2.final.PDF"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\system.txt", "system.txt"),
        ("/absolute/path.md", "path.md"),
        ("..", "document"),
        ("", "document"),
        ("...pdf", "document.pdf"),
        (".hidden.txt", "hidden.txt"),
        ("~$lock.docx", "lock.docx"),
        ("two\nlines\r.pdf", "two lines.pdf"),
        ("null\0byte.pdf", "nullbyte.pdf"),
        ("gpj.\u202efdp.exe.pdf", "gpj.fdp.exe.pdf"),
        ("\u2066zero\u200bwidth\ufeff.txt", "zerowidth.txt"),
        ("lone\udc80surrogate.txt", "lonesurrogate.txt"),
        ('a<b>:c"|?*.txt', "a_b__c____.txt"),
        ("con.txt", "_con.txt"),
        ("LPT1.report.pdf", "_LPT1.report.pdf"),
        ("console.txt", "console.txt"),
        ("trailing dots... .pdf", "trailing dots.pdf"),
        ("no suffix", "no suffix"),
        ("e\u0301te\u0301.txt", "été.txt"),
    ],
)
def test_a_name_becomes_safe_and_stays_what_it_is(name, safe):
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


@pytest.mark.parametrize("name", ["x" * 5000 + ".pdf", "报" * 5000 + ".pdf", "a." * 3000 + "pdf", "x." + "y" * 300])
def test_a_long_name_leaves_room_for_a_number_in_what_a_file_system_takes(name):
    safe = safe_name(name)
    assert len(f".{free_name(safe, [safe])}.old".encode()) <= 255
    assert safe.endswith(".pdf") == name.endswith(".pdf")


def test_no_name_is_that_of_a_manifest_once_the_formats_are_looked_at():
    assert safe_name(MANIFEST_NAME).endswith(".toml")


def test_a_taken_name_gets_the_first_free_number_whatever_its_case():
    assert free_name("report.pdf", []) == "report.pdf"
    assert free_name("report.pdf", ["Report.PDF"]) == "report (2).pdf"
    assert free_name("report.pdf", ["report.pdf", "report (2).pdf"]) == "report (3).pdf"
