from pathlib import Path

from index.build import ingest
from index.retrieval import Retriever
from index.sources import Source
from index.store import read_index

REPORT = "1. The Zonal Oversight Board (ZOB) met in Vienna.\n\n2. In 2011 the ZOB adopted its rules.\n"
OTHER = "1. Nothing is abbreviated here.\n\n2. The weather was fine in Geneva.\n"


def make_retriever(folder: Path, encoder, *texts: str) -> Retriever:
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (documents / f"{number}.txt").write_text(text, encoding="utf-8")
    ingest([Source(documents, None)], folder / "index", encoder)
    return Retriever(read_index(folder / "index"), encoder)


def test_an_abbreviation_means_what_its_document_says(tmp_path, encoder):
    retriever = make_retriever(tmp_path, encoder, REPORT)
    asked = retriever.lexicon.find("What did the Zonal Oversight Board adopt?", "en")
    assert "abbreviation:zob" in {concept.key for concept in asked}
    found = retriever.search("What did the Zonal Oversight Board adopt?", "en", 1).results[0].paragraph
    assert found.text.startswith("In 2011 the ZOB")


def test_definitions_stay_with_documents_that_did_not_change(tmp_path, encoder):
    make_retriever(tmp_path, encoder, REPORT)
    make_retriever(tmp_path, encoder, REPORT, OTHER)
    definitions = read_index(tmp_path / "index").definitions
    assert [defined.definition.short_form for defined in definitions] == ["ZOB"]


def test_definitions_go_with_their_document(tmp_path, encoder):
    make_retriever(tmp_path, encoder, REPORT, OTHER)
    make_retriever(tmp_path, encoder, OTHER, OTHER + "\n3. It rained later.\n")
    assert read_index(tmp_path / "index").definitions == ()
