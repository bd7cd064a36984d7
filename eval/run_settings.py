"""What a run was made with: everything that its figures may depend on, as words.

In: questions, an opened index, settings. Out: a flat record. Two runs with the same record must give the same figures,
and only a run with the same record is taken up where it was cut off.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import assistant
import corpus
import eval as evaluation
import index
import prompts
from assistant.library import Library
from assistant.selection import Selection
from assistant.settings import Settings
from eval.question_set import QuestionSet

_PACKAGES = ("faiss-cpu", "gradio", "langchain", "numpy", "openvino", "scipy", "sentence-transformers", "tokenizers")
"""Whose versions are noted: results depend on them, or readers ask for them."""
_NOT_CODE = frozenset({"baselines", "questions"})
"""Folders with what is asked and what came of it: runs and their journals may lie there while one goes on."""
SELECTION, DRAFTED = "selection", "drafted questions"
"""Of runs that asked some of the documents only, and of those whose questions nobody has looked over."""
DOCUMENTS = ("documents sha256", "paragraphs sha256")
"""What of the record tells whether the documents are still those that the run was made with."""
_SELECTED_BY_NAME = ("corpora", "documents", "languages", "submitters")
_SHOWN = 16
"""Hexadecimal digits of a checksum that are noted: 64 bits, enough to tell two versions apart."""


def run_settings(
    question_set: QuestionSet, library: Library, settings: Settings, selection: Selection | None = None
) -> dict[str, str]:
    """Name → value, in the order in which a reader would look at them."""
    return {
        "questions": question_set.name,
        "questions sha256": question_set.sha256,
        **({DRAFTED: "yes"} if question_set.is_drafted else {}),
        **_selection_settings(selection),
        **library_settings(library, settings),
    }


def read_selection(made_with: Mapping[str, str]) -> Selection:
    """The documents that a run asked, as its record says; all where it says nothing that can be read."""
    try:
        chosen: dict[str, Any] = json.loads(made_with.get(SELECTION, "{}"))
        lists = {name: tuple(map(str, chosen.get(name, ()))) for name in _SELECTED_BY_NAME}
        return Selection(**lists, since=chosen.get("since"), until=chosen.get("until"))
    except (ValueError, TypeError, AttributeError):
        return Selection()


def library_settings(library: Library, settings: Settings) -> dict[str, str]:
    """What a run is made with besides its questions and the selection."""
    documents = sorted(library.documents.values(), key=lambda document: document.document_id)
    encoder = library.retriever.encoder
    versions = {name: _version(name) for name in _PACKAGES}
    return {
        "documents": str(len(documents)),
        "paragraphs": str(len(library.retriever.paragraphs)),
        "documents sha256": _digest(
            repr(
                (document.document_id, document.titles, document.short_titles, document.symbol, document.date)
            ).encode()
            for document in documents
        ),
        "paragraphs sha256": _digest(
            f"{paragraph.paragraph_id}\0{paragraph.text}".encode() for paragraph in library.retriever.paragraphs
        ),
        "encoder": encoder.name,
        "precision": str(getattr(encoder, "precision", "float32")),
        "reranker": settings.reranker or "none",
        "language model": settings.llm.name if settings.llm else "none",
        **_model_settings(settings),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "pinpoint": _version("pinpoint"),
        "code sha256": _digest(path.read_bytes() for path in _own_files()),
        **versions,
    }


def _selection_settings(selection: Selection | None) -> dict[str, str]:
    """What was chosen; nothing where all documents were asked, so that the record is as that of such a run."""
    chosen = {name: held for name, held in asdict(selection).items() if held} if selection else {}
    return {SELECTION: json.dumps(chosen, ensure_ascii=False)} if chosen else {}


def _model_settings(settings: Settings) -> dict[str, str]:
    """How the model is asked; never its key."""
    if settings.llm is None:
        return {}
    return {
        "model's address": settings.llm.base_url or "the provider's",
        "model's context": f"{settings.llm.context_tokens} tokens",
        "model's time": f"{settings.llm.first_token_seconds:g} s to begin, {settings.llm.timeout_seconds:g} s in all",
    }


def _own_files() -> Iterable[Path]:
    """The program's files and the data that it is installed with; not the questions, which have their own checksum."""
    for package in (assistant, corpus, evaluation, index, prompts):
        folder = Path(package.__path__[0])
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and _NOT_CODE.isdisjoint(path.relative_to(folder).parts):
                yield path


def _digest(parts: Iterable[bytes]) -> str:
    checksum = hashlib.sha256()
    for part in parts:
        checksum.update(hashlib.sha256(part).digest())
    return checksum.hexdigest()[:_SHOWN]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
