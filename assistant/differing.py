"""The same figure elsewhere: two documents that give different numbers for one thing are both shown.

In: evidence, best first. Out: that of other documents whose sentence says the same thing with another number,
amount or share. Which of them holds today is for the reader to judge: each comes with its document's date.
"""

from collections.abc import Sequence

from assistant.extraction import Evidence, is_alike
from index.retrieval import Retriever

_FIGURES = frozenset({"number", "money", "percent"})
"""Kinds that change from report to report. An event has one date: another date is another event's."""
_SHARED = 0.8
"""Of the concepts that question and best quote both name, the share that the other quote must have."""


def differing_figures(evidence: Sequence[Evidence], retriever: Retriever) -> list[Evidence]:
    """Evidence of other documents, one each, that gives another figure for what the first is about."""
    best = evidence[0]
    if best.value is None or best.value.kind not in _FIGURES:
        return []
    found: dict[str, Evidence] = {}
    values = {best.value.normalized}
    for item in evidence[1:]:
        document = item.found.document
        if (
            document.document_id not in {best.found.document.document_id, *found}
            and document.date != best.found.document.date
            and item.value is not None
            and item.value.kind == best.value.kind
            and item.value.normalized not in values
            and item.shared >= _SHARED * best.shared
            and is_alike(item, best, retriever)
        ):
            found[document.document_id] = item
            values.add(item.value.normalized)
    return list(found.values())
