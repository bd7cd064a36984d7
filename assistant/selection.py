"""Which documents a question may be answered from, as a reader narrows them down.

In: what was chosen (corpora, documents, languages, submitters, a span of dates) and the documents that there are. Out:
the ids of those that fit. Within one of these any will do, and all of them must hold. Nothing is searched here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import Document

if TYPE_CHECKING:
    from assistant.library import Catalogue

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen; empty or None is no restriction.

    A reference such as "NPT/CONF.2015/39, para. 18" is followed anywhere, whatever is chosen.
    """

    corpora: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Ids; those that the index does not have fit nothing."""
    languages: tuple[str, ...] = ()
    """As `Document.language`: "zh"."""
    submitters: tuple[str, ...] = ()
    """As `Document.submitted_by`, in the document's own language."""
    since: str | None = None
    """ISO 8601 year, month or day, included. A document without a date is out when this or `until` is set."""
    until: str | None = None
    """The same; a month or year is included to its end."""

    def chosen(self, catalogue: "Catalogue") -> frozenset[str] | None:
        """The ids of the documents that fit, none where nothing does; None where nothing is restricted."""
        if self == Selection():
            return None
        return frozenset(document_id for document_id, document in catalogue.documents.items() if self._takes(document))

    def _takes(self, document: Document) -> bool:
        return (
            (not self.corpora or document.corpus in self.corpora)
            and (not self.documents or document.document_id in self.documents)
            and (not self.languages or document.language in self.languages)
            and (not self.submitters or document.submitted_by in self.submitters)
            and self._takes_date(document.date)
        )

    def _takes_date(self, date: str | None) -> bool:
        """Whether any day of the document's date, which may be a year or a period, lies within the span."""
        if self.since is None and self.until is None:
            return True
        if date is None:
            return False
        first, _, last = date.partition("/")
        begins = _whole(self.since, _FIRST_DAY) if self.since else _FIRST_DAY
        ends = _whole(self.until, _LAST_DAY) if self.until else _LAST_DAY
        return _whole(last or first, _LAST_DAY) >= begins and _whole(first, _FIRST_DAY) <= ends


def _whole(date: str, pattern: str) -> str:
    """A year or month as a day that can be compared: "2022" is "2022-01-01" or "2022-12-31"."""
    return date + pattern[len(date) :]
