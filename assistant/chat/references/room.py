"""The room for references: a box for references, and one for a draft whose cited sentences are checked.

In: the `Page`. Out: its parts and their events. References are followed in `assistant.lookup`, drafts checked in
`assistant.drafts`.
"""

from typing import Any

import gradio as gr

from assistant.chat.asking.wording import wording_in
from assistant.chat.interface import interface_language
from assistant.chat.page import QUIET, Page, html_part
from assistant.chat.reader.paragraph_view import render_reader
from assistant.chat.references.draft_box import build_draft_box
from assistant.chat.references.found_references import MOST_REFERENCES, find_pasted, split_references
from assistant.chat.references.wording import references_wording_in
from assistant.chat.templates import render_template


def build(page: Page) -> None:
    """Makes the room's parts where it is called."""
    words = references_wording_in("en")
    with gr.Tabs(elem_id="references-kinds", elem_classes="kinds", overflow_behavior="wrap"):
        looking_up = gr.Tab(words.look_up_tab, id="look-up", elem_id="look-up-part")
        drafting = gr.Tab(words.draft_tab, id="draft", elem_id="draft-part")
    with looking_up:
        box = gr.Textbox(
            elem_id="references-box",
            label=words.references_label,
            placeholder=words.references_placeholder,
            max_lines=8,
            submit_btn=words.look_up,
        )
        found = html_part("", "references-found")
    with drafting:
        build_draft_box(page)

    def look_up(pasted: str, request: gr.Request) -> tuple[str, Any]:
        """What each reference leads to; the first paragraph is opened in the reader."""
        return _look_up(page, pasted, interface_language(request))

    def open_room(request: gr.Request) -> tuple[Any, ...]:
        """The room in the visitor's language."""
        words = references_wording_in(interface_language(request))
        tabs = gr.update(label=words.look_up_tab), gr.update(label=words.draft_tab)
        return *tabs, gr.update(
            label=words.references_label, placeholder=words.references_placeholder, submit_btn=words.look_up
        )

    def fail(request: gr.Request) -> str:
        return _render(interface_language(request), (), references_wording_in(interface_language(request)).failed)

    asked = box.submit(look_up, box, [found, page.reader], **QUIET)
    asked.failure(fail, None, found, **QUIET)
    page.opens_paragraphs(found)
    page.on_load(open_room, None, [looking_up, drafting, box])


def _look_up(page: Page, pasted: str, language: str) -> tuple[str, Any]:
    wording, library = references_wording_in(language), page.desk.library
    references = split_references(pasted, library)
    if not references:
        return _render(language, (), wording.no_reference), gr.skip()
    with page.desk.journal.doing("lookup") as work:
        found = find_pasted(references, library, language)
        work.note(references=len(found), paragraphs=sum(item.count for item in found))
    problem = ""
    if len(references) > MOST_REFERENCES:
        problem = wording.too_many_references.format(MOST_REFERENCES, len(references))
    opened = next((item.place for reference in found for item in reference.shown), None)
    return _render(language, found, problem), render_reader(library, opened) if opened else gr.skip()


def _render(language: str, found: tuple[Any, ...], problem: str) -> str:
    return render_template(
        "references/lookup.html",
        wording=references_wording_in(language),
        around=wording_in,
        language=language,
        found=found,
        problem=problem,
    )
