"""The room for the documents: a table of them, files dropped in, how a document was cut, removal.

In: the `Page`. Out: its parts and their events. Files are added and documents removed in `assistant.collection`.
"""

import re
import secrets
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.chat.documents.adding import (
    ADDED,
    MOST_OF_SOURCE,
    AddingWork,
    Drops,
    all_of,
    render_adding,
    summary,
)
from assistant.chat.documents.shelf_view import View, render_view
from assistant.chat.documents.wording import documents_wording_in
from assistant.chat.guards.visitors import visitor_asking
from assistant.chat.interface import interface_language
from assistant.chat.page import EVERY_CLICK, QUIET, Page, html_part, sent_texts
from assistant.chat.reader.paragraph_view import render_shelf
from assistant.chat.templates import render_template
from assistant.chat.visitor_messages import message_for_visitor
from assistant.collection import is_upload, remove_document
from corpus.documents import Document
from corpus.errors import PinpointError
from corpus.readers import SUFFIXES
from index.sources import DEFAULT_CORPUS
from index.write_lock import BusyIndexError

_AT_ONCE = MOST_OF_SOURCE
"""Drops that are watched at the same time, so that nobody is refused who goes on watching; they are worked on one
after the other."""
_LONGEST_SEARCH = 200


def build(page: Page) -> None:
    """Makes the room's parts where it is called."""
    words = documents_wording_in("en")
    steps = _Steps(page)
    view = gr.State(View())
    with gr.Accordion(words.add, open=False, elem_id="add-documents") as adding_box:
        with gr.Row(elem_id="adding-options"):
            corpus = gr.Dropdown(
                label=words.corpus, allow_custom_value=True, elem_id="corpus",
                choices=steps.corpora(), value=DEFAULT_CORPUS,
            )  # fmt: skip
            replaces = gr.Checkbox(label=words.replaces, container=False, elem_id="replaces")
        files = gr.File(label=words.files, file_count="multiple", height=130, elem_id="files")
        formats = html_part(steps.formats("en"), "formats")
    adding = html_part("", "adding")
    said = html_part("", "documents-said", "documents/said.js")
    find = gr.Textbox(
        label=words.find_document, placeholder=words.find_document, show_label=False, container=False,
        elem_id="find-documents", max_length=_LONGEST_SEARCH,
    )  # fmt: skip
    shelf = html_part(steps.show(View(), "", "en", "0"), "shelf", "documents/shelf.js")

    added = files.upload(
        steps.add,
        [files, corpus, replaces],
        [files, adding, said, page.changed],
        # What is dropped while others are on their way is not lost.
        trigger_mode="multiple",
        concurrency_limit=_AT_ONCE,
        concurrency_id="add-documents",
        **QUIET,
    )
    added.failure(steps.fail, None, [adding, said], **QUIET)
    shown = [view, find, shelf, said, page.changed]
    acting = shelf.act(steps.act, [view, find, page.changed], shown, concurrency_limit=_AT_ONCE, **EVERY_CLICK)
    acting.failure(steps.fail, None, [adding, said], **QUIET)
    # Not `input`: Gradio tells of no pasted words after the box was last written by the server.
    find.change(
        steps.search, [view, find, page.changed], [view, shelf], trigger_mode="always_last", queue=False, **QUIET
    )
    page.changed.change(steps.renew, [view, find, page.changed], [corpus, view, shelf], queue=False, **QUIET)
    shelf.renew_reader(steps.renew_reader, None, page.reader, queue=False, **QUIET)
    page.opens_paragraphs(shelf)
    page.on_load(steps.open, [view, page.changed], [adding_box, corpus, replaces, files, formats, find, shelf])


class _Steps:
    """What the room does on each event. What a visitor sees is in their own state."""

    def __init__(self, page: Page) -> None:
        self._desk = page.desk
        self._drops = Drops()

    def corpora(self) -> list[str]:
        return sorted({DEFAULT_CORPUS, *(document.corpus for document in self._desk.library.documents.values())})

    def formats(self, language: str) -> str:
        wording = documents_wording_in(language)
        return render_template("documents/formats.html", wording=wording, language=language, suffixes=SUFFIXES)

    def show(self, view: View, find: str, language: str, changed: str) -> str:
        return render_view(self._desk.library, view, find[:_LONGEST_SEARCH], language, self._is_upload, changed)

    def _is_upload(self, document: Document) -> bool:
        return is_upload(document, self._desk.settings.index)

    def open(self, view: View, changed: str, request: gr.Request) -> tuple[Any, ...]:
        """The room in the visitor's language."""
        language = interface_language(request)
        words = documents_wording_in(language)
        return (
            gr.update(label=words.add),
            gr.update(label=words.corpus, choices=self.corpora()),
            gr.update(label=words.replaces),
            gr.update(label=words.files),
            self.formats(language),
            gr.update(label=words.find_document, placeholder=words.find_document),
            self.show(view, "", language, changed),
        )

    def add(
        self, paths: list[str] | None, corpus: str | None, replaces: bool, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Adds what was dropped, and tells how far it is; at the end the drop is ready for the next."""
        language = interface_language(request)
        if not paths:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        name = (corpus or "").strip() or DEFAULT_CORPUS
        work = AddingWork(paths, name, self._desk, replaces=bool(replaces))
        try:
            works = self._drops.start(visitor_asking(request).source, request.session_hash, work)
        except BusyIndexError:
            line = _said(documents_wording_in(language).busy, language, is_problem=True)
            yield None, gr.skip(), line, gr.skip()
            return
        yield None, *self._show_adding(works, language), gr.skip()
        for _ in work.changes():
            yield gr.skip(), *self._show_adding(works, language), gr.skip()
        is_changed = not work.has_failed and any(file.state in ADDED for file in work.adding.files)
        yield gr.skip(), *self._show_adding(works, language), _news() if is_changed else gr.skip()

    def _show_adding(self, works: list[AddingWork], language: str) -> tuple[str, str]:
        """A visitor's drops, and the line that says how far they are or what came of them."""
        wording = documents_wording_in(language)
        running = [work for work in works if work.is_alive()]
        adding = all_of(works)
        shown = render_adding(adding, self._desk, language, is_done=not running) if adding.files else ""
        if not running:
            came_of_it = [summary(adding, language)] if adding.files else []
            problems = dict.fromkeys(work.problem or wording.failed for work in works if work.has_failed)
            is_problem = bool(problems) or not any(file.state in ADDED for file in adding.files)
            return shown, _said(" ".join([*came_of_it, *problems]), language, is_problem=is_problem)
        if all(work.is_waiting for work in running):
            return shown, _said(wording.waits_for_others, language)
        return shown, _said(wording.adding_now.format(sum(len(work.adding.files) for work in running)), language)

    def act(self, view: View, find: str, changed: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """What a button of the table, or of a document's paragraphs, does."""
        language = interface_language(request)
        wording = documents_wording_in(language)
        data = sent_texts(event)
        document_id = data.get("document", "")
        match data.get("action"):
            case "look-through":
                view, find = View(document_id), ""
            case "list":
                view, find = View(), ""
            case "page":
                view = View(view.document_id, _page(data.get("page", "")))
            case "ask-remove":
                view = View("", view.page, document_id)
            case "remove":
                line = self._remove(document_id, language)
                is_changed = document_id not in self._desk.library.documents
                view = View("", view.page)
                # The table follows the change.
                return (
                    view,
                    gr.skip(),
                    gr.skip() if is_changed else self.show(view, find, language, changed),
                    line,
                    _news() if is_changed else gr.skip(),
                )
            case _:
                view = View(view.document_id, view.page)
        label = wording.find_paragraph if view.document_id else wording.find_document
        box = gr.update(value=find, label=label, placeholder=label)
        return view, box, self.show(view, find, language, changed), gr.skip(), gr.skip()

    def _remove(self, document_id: str, language: str) -> str:
        wording = documents_wording_in(language)
        library = self._desk.library
        try:
            with self._desk.journal.doing("remove"):
                document = remove_document(document_id, self._desk.settings.index, library.retriever.encoder)
        except BusyIndexError:
            return _said(wording.busy, language, is_problem=True)
        except PinpointError as error:
            return _said(message_for_visitor(error, self._desk.settings), language, is_problem=True)
        return _said(wording.removed.format(document.title_in(language)), language)

    def search(self, view: View, find: str, changed: str, request: gr.Request) -> tuple[View, str]:
        """The table or the paragraphs, as far as they have what was typed."""
        view = View(view.document_id)
        return view, self.show(view, find, interface_language(request), changed)

    def renew(self, view: View, find: str, changed: str, request: gr.Request) -> tuple[Any, View, str]:
        """The room over the changed documents."""
        view = View(view.document_id, view.page)
        return gr.update(choices=self.corpora()), view, self.show(view, find, interface_language(request), changed)

    def renew_reader(self, event: gr.EventData, request: gr.Request) -> Any:
        """The shelf as it is now, in place of an older one or of a paragraph whose document is gone."""
        library = self._desk.library
        if library.paragraph(sent_texts(event).get("paragraph", "")):
            return gr.skip()
        return render_shelf(library, interface_language(request))

    def fail(self, request: gr.Request) -> tuple[str, str]:
        """Ends what failed for a reason that is no visitor's business; the log has it."""
        language = interface_language(request)
        return "", _said(documents_wording_in(language).failed, language, is_problem=True)


def _news() -> str:
    """What was never there: two changes at once are two."""
    return secrets.token_hex(8)


def _said(line: str, language: str, *, is_problem: bool = False) -> str:
    return render_template("documents/said.html", line=line, language=language, is_problem=is_problem)


def _page(value: str) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else 0
