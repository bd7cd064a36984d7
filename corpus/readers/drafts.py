"""A draft's file → SourceText in which its notes, links and line numbers can still be told.

In: the path of a file that `corpus.readers` reads. Out: the same text, but of Markdown the file as it is written, line
by line, and of Word files the notes with "[^f3]" where they are referred to and "[^f3]: " in front. What the marks mean
is read in `assistant.drafts.draft_text`.
"""

from pathlib import Path

from corpus.readers import file_content, reader_of
from corpus.readers.docx import read_docx
from corpus.readers.docx_notes import with_note_marks
from corpus.readers.markdown import read_markdown
from corpus.readers.text import read_text
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText

MARKDOWN_SUFFIXES = (".md", ".markdown")


def read_draft_source(path: Path) -> SourceText:
    """The text of a draft.

    Raises:
        UnreadableFileError: see `corpus.readers.read_source`.

    """
    data = file_content(path, path.suffix.lower())
    reader = reader_of(path, path.suffix.lower(), data)
    if reader is read_markdown:
        source = read_text(path, data)
    elif reader is read_docx:
        source = read_docx(path, with_note_marks(data))
    else:
        source = reader(path, data)
    if not source.text.strip():
        raise unreadable(path, "it holds no text", "check that it is the file you mean")
    return source
