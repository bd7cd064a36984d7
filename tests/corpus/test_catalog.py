"""The manifest of the bundled corpus, and what is said of manifests that are wrong."""

import hashlib
import re
from pathlib import Path

import pytest

from corpus.catalog import BUNDLED_CORPUS, CorpusManifest, read_manifest
from corpus.errors import PinpointError

TEXT = "1. Die erste Ziffer.\n"
CORPUS = """
name = "bericht"
titles = { de = "Ein Bericht" }
licence = "CC BY 4.0"
"""
DOCUMENT = f"""
[[documents]]
id = "bericht-2020"
file = "bericht.txt"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
language = "de"
titles = {{ en = "A report", de = "Ein Bericht" }}
"""


def write_manifest(folder: Path, text: str) -> Path:
    (folder / "bericht.txt").write_bytes(TEXT.encode())
    (folder / "zweiter.txt").write_bytes(TEXT.encode())
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> CorpusManifest:
    manifest = read_manifest(folder)
    assert manifest is not None
    return manifest


def documents_of(manifest):
    return [entry.document(manifest.name) for entry in manifest.entries]


def test_folder_without_manifest_has_none(tmp_path):
    assert read_manifest(tmp_path) is None


def test_bundled_corpus_lists_every_text_file_once():
    manifest = read(BUNDLED_CORPUS)
    assert manifest.name == "npt"
    assert sorted(entry.path for entry in manifest.entries) == sorted(BUNDLED_CORPUS.glob("*.txt"))
    assert [entry.document_id for entry in manifest.entries] == [
        "belgium-2022",
        "belgium-2015",
        "npdi-2017",
        "eu-2018",
        "seoul-2012",
    ]
    assert manifest.termbase == BUNDLED_CORPUS / "terms.tsv"


def test_bundled_symbols_and_meetings_stand_in_the_documents():
    for entry in read(BUNDLED_CORPUS).entries:
        printed = re.sub(r"\s", "", entry.path.read_text(encoding="utf-8"))
        assert entry.symbol is None or entry.symbol in printed
        for part in re.split(r"[,，]", dict(entry.meeting)["zh"]):
            assert part in printed
        submitter = dict(entry.submitted_by)["zh"]
        assert submitter in printed
    symbols = {entry.document_id: entry.symbol for entry in read(BUNDLED_CORPUS).entries if entry.symbol}
    assert symbols == {"belgium-2015": "NPT/CONF.2015/39", "eu-2018": "NPT/CONF.2020/PC.II/WP.6"}


def test_bundled_documents_are_told_apart_by_title_in_both_languages():
    documents = documents_of(read(BUNDLED_CORPUS))
    for language in ("en", "zh"):
        assert len({document.title_in(language) for document in documents}) == 5
        assert len({document.short_title_in(language) for document in documents}) == 5
    assert all(len(document.short_title_in("en")) <= 40 for document in documents)


def test_document_carries_what_its_entry_says():
    document = documents_of(read(BUNDLED_CORPUS))[3]
    assert document.corpus == "npt"
    assert document.titles[0] == ("zh", "核裁军核查：欧洲联盟提交的工作文件（2018年）")
    assert document.short_title_in("fr") == "EU working paper (2018)"
    assert document.submitted_by == "欧洲联盟"
    assert document.date == "2018-03-08"
    assert document.language == "zh"
    assert Path(document.path).is_file()


def test_optional_keys_may_be_left_out_and_own_language_comes_first(tmp_path):
    (document,) = documents_of(read(write_manifest(tmp_path, CORPUS + DOCUMENT)))
    assert document.titles == (("de", "Ein Bericht"), ("en", "A report"))
    assert (document.symbol, document.submitted_by, document.meeting, document.date) == (None,) * 4
    assert document.short_titles == ()
    assert document.short_title_in("de") == "Ein Bericht"


@pytest.mark.parametrize("date", ["2018", "2018-03", "2018-03-08", "2022-01-04/2022-01-28", "2020/2021"])
def test_iso_dates_and_periods_are_taken(tmp_path, date):
    manifest = read(write_manifest(tmp_path, f'{CORPUS}{DOCUMENT}date = "{date}"\n'))
    assert manifest.entries[0].date == date


@pytest.mark.parametrize(
    "date",
    [
        '"8 March 2018"',
        '"2018-02-30"',
        '"2018-3-8"',
        '"2018-00"',
        '"2022-01-28/2022-01-04"',
        '"2020/2021-01"',
        '"2020/2021/2022"',
        '""',
        "2018-03-08",
    ],
)
def test_other_dates_are_refused(tmp_path, date):
    folder = write_manifest(tmp_path, f"{CORPUS}{DOCUMENT}date = {date}\n")
    with pytest.raises(PinpointError, match=r"manifest\.toml, document 1: key 'date' .* ISO 8601"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "bericht"', "", "key 'name' is missing: add it"),
        ('name = "bericht"', 'name = "ein bericht"', "key 'name' is 'ein bericht'"),
        ('name = "bericht"', "name = 3", "key 'name' is 3: give it a text in quotes"),
        ("licence", "license", "key 'license' is unknown: use only name, titles, licence"),
        ('{ de = "Ein Bericht" }\nlicence', "{}\nlicence", "key 'titles' has no text"),
        ("[[documents]]", "[documents]", r"key 'documents' is no list of tables.*\[\[documents\]\]"),
        ('file = "bericht.txt"', "", "document 1: key 'file' is missing"),
        ('file = "bericht.txt"', 'file = "fehlt.txt"', "key 'file' names 'fehlt.txt', which is not in"),
        ('file = "bericht.txt"', 'file = "../bericht.txt"', "give a path inside the corpus's folder"),
        ('file = "bericht.txt"', 'file = "/etc/hosts"', "give a path inside the corpus's folder"),
        ('id = "bericht-2020"', 'id = "../a b"', "document 1: key 'id' is '../a b'"),
        ('sha256 = "', 'sha256 = "XX', "key 'sha256' is 'XX.*write 64 hexadecimal digits"),
        ('language = "de"', 'language = "German"', "key 'language' is 'German'"),
        ('language = "de"', 'language = "fr"', "key 'titles' has no text in 'fr'"),
        ('{ en = "A report"', '{ English = "A report"', "titles: key 'English' is no language tag"),
        ('language = "de"', 'language = "de"\nauthor = "B"', "document 1: key 'author' is unknown"),
        ('language = "de"', 'language = "de', "is not valid TOML"),
    ],
)
def test_wrong_manifest_is_refused_with_file_key_and_remedy(tmp_path, old, new, message):
    assert old in CORPUS + DOCUMENT
    folder = write_manifest(tmp_path, (CORPUS + DOCUMENT).replace(old, new))
    with pytest.raises(PinpointError, match=message) as raised:
        read_manifest(folder)
    assert "manifest.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_same_id_or_file_twice_is_refused(tmp_path):
    second = DOCUMENT.replace("bericht.txt", "zweiter.txt")
    with pytest.raises(PinpointError, match="document 2: key 'id' is 'bericht-2020' a second time"):
        read_manifest(write_manifest(tmp_path, CORPUS + DOCUMENT + second))
    second = DOCUMENT.replace("bericht-2020", "zweiter")
    with pytest.raises(PinpointError, match=r"document 2: key 'file' is '.*bericht\.txt' a second time"):
        read_manifest(write_manifest(tmp_path, CORPUS + DOCUMENT + second))


def test_missing_termbase_is_refused(tmp_path):
    folder = write_manifest(tmp_path, f'{CORPUS}termbase = "terms.tsv"\n{DOCUMENT}')
    with pytest.raises(PinpointError, match=r"key 'termbase' names 'terms\.tsv'"):
        read_manifest(folder)
