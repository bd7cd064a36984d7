"""What of the program is instrumented while a target is fuzzed: inputs are kept that do something new there.

In: nothing. Out: names of modules, by target. Apart from the targets: it is read before they may be imported.
"""

_READERS = ("corpus",)
_ASSISTANT = ("corpus", "assistant")

MODULES = {
    "text files": _READERS,
    "HTML files": _READERS,
    "Markdown files": (*_READERS, "markdown_it"),
    "Word files": _READERS,
    "Word markup": _READERS,
    "PDF files": _READERS,
    "paragraph cutting": _READERS,
    "symbols": _READERS,
    "locators": _READERS,
    "values": _ASSISTANT,
    "questions": _ASSISTANT,
    "references": _ASSISTANT,
    "drafts": _ASSISTANT,
}
