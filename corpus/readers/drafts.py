"""A draft's file → SourceText in which its notes, links and line numbers can still be told.

In: the path of a file that `corpus.readers` reads. Out: the same text, but of Markdown the file as it is written, line
by line, and of Word files the notes with "[^f3]" where they are referred to and "[^f3]: " in front. What the marks mean
is read in `assistant.drafts.draft_text`.
"""

from pathlib import Path

from corpus.readers import checked, file_content, reader_of
from corpus.readers.docx import read_docx
from corpus.readers.docx_notes import with_note_marks
from corpus.readers.markdown import read_markdown
from corpus.readers.text import read_text
from corpus.source import SourceText

MARKDOWN_SUFFIXES = (".md", ".markdown")


def read_draft_source(path: Path) -> SourceText:
    """The text of a draft.

    Raises:
        UnreadableFileError: see `corpus.readers.read_source`.

    """
    data = file_content(path)
    reader = reader_of(path, data)
    if reader is read_markdown:
        return checked(path, read_text(path, data))
    if reader is read_docx:
        return checked(path, read_docx(path, with_note_marks(data)))
    return checked(path, reader(path, data))
