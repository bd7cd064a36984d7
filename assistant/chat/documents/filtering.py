"""The filter beside the question box: what the visitor's questions are answered from.

In: the `Page`. Out: one line that says what is searched, a panel to narrow it down, and the visitor's choice in
`page.selection`. What comes from the browser is not trusted: values that the library does not have, and dates that are
none, choose nothing. How a choice becomes documents is in `assistant.selection`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr

from assistant.chat.documents.filtering_wording import filtering_wording_in
from assistant.chat.documents.shelf_view import language_name
from assistant.chat.interface import interface_language
from assistant.chat.page import QUIET, Page, html_part
from assistant.chat.templates import render_template
from assistant.library import Catalogue
from assistant.selection import Selection

MOST_CHOICES = 1000
"""Of one group, as checkboxes; who has more documents narrows them down by corpus and date."""
SEARCHED_FROM = 9
"""Choices from which a group has a box to find one."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_GROUPS = ("corpora", "documents", "languages", "submitters")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, as the visitor reads it."""

    value: str
    label: str
    is_chosen: bool


def filter_bar(page: Page) -> None:
    """Makes the line and its panel where it is called."""

    def show(selection: Selection, request: gr.Request) -> tuple[Selection, str, str]:
        """Line and panel over the library as it is now; what it does not have any more is not chosen any more."""
        library, language = page.desk.library, interface_language(request)
        known = _known(selection, library)
        is_gone = known.documents != selection.documents
        return known, render_line(known, library, language, is_gone=is_gone), render_panel(known, library, language)

    def narrow(event: gr.EventData, request: gr.Request) -> tuple[Selection, str]:
        """The choice that the panel shows."""
        library, language = page.desk.library, interface_language(request)
        selection, wrong = read_selection(event._data or {}, library)
        return selection, render_line(selection, library, language, is_wrong_date=wrong)

    line = html_part(render_line(Selection(), page.desk.library, "en"), "filter-line", "documents/filter_line.js")
    panel = html_part("", "filter-panel", "documents/filter_panel.js")
    panel.narrow(narrow, None, [page.selection, line], queue=False, **QUIET)
    line.show_panel(show, page.selection, [page.selection, line, panel], queue=False, **QUIET)
    page.changed.change(show, page.selection, [page.selection, line, panel], queue=False, **QUIET)
    page.on_load(show, page.selection, [page.selection, line, panel])


def read_selection(data: Mapping[str, Any], library: Catalogue) -> tuple[Selection, bool]:
    """The choice that a browser sends, as far as the library has it; and whether a date in it is none."""
    corpora, documents, languages, submitters = (_texts(data.get(group)) for group in _GROUPS)
    since, until = (_date(data.get(end)) for end in ("since", "until"))
    selection = Selection(corpora, documents, languages, submitters, since or None, until or None)
    return _known(selection, library), since is None or until is None


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(dict.fromkeys(value for value in values[:MOST_CHOICES] if isinstance(value, str)))


def _date(value: Any) -> str | None:
    """An ISO year, month or day; "" where none is given, None where it is no date."""
    written = str(value or "").strip()
    if not written:
        return ""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return None
    return written


def _known(selection: Selection, library: Catalogue) -> Selection:
    """The choice without what the library does not have."""
    there = {group: set(values) for group, values in _values(library).items()}

    def kept(group: str) -> tuple[str, ...]:
        return tuple(value for value in getattr(selection, group) if value in there[group])

    return Selection(
        corpora=kept("corpora"),
        documents=kept("documents"),
        languages=kept("languages"),
        submitters=kept("submitters"),
        since=selection.since,
        until=selection.until,
    )


def _values(library: Catalogue) -> dict[str, list[str]]:
    """Everything that can be chosen, by group."""
    documents = library.documents.values()
    return {
        "corpora": sorted({document.corpus for document in documents}),
        "documents": list(library.documents),
        "languages": sorted({document.language for document in documents}),
        "submitters": sorted({document.submitted_by for document in documents if document.submitted_by}),
    }


def render_line(
    selection: Selection, library: Catalogue, language: str, *, is_gone: bool = False, is_wrong_date: bool = False
) -> str:
    """What is searched, in one line, and what was chosen, each to be taken back."""
    wording = filtering_wording_in(language)
    chosen = selection.chosen(library)
    total = len(library.documents)
    if chosen is None:
        searching = wording.searching_all.format(total)
    elif chosen:
        searching = wording.searching_some.format(len(chosen), total)
    else:
        searching = wording.searching_none
    notes = [note for note, is_said in ((wording.gone, is_gone), (wording.wrong_date, is_wrong_date)) if is_said]
    return render_template(
        "documents/filter_line.html",
        wording=wording,
        language=language,
        searching=searching,
        is_empty=chosen is not None and not chosen,
        chips=[
            (group, value, wording.chips[group].format(_label(group, value, library, language)))
            for group, value in _chosen(selection)
        ],
        notes=notes,
    )


def render_panel(selection: Selection, library: Catalogue, language: str) -> str:
    """Everything that can be chosen; groups in which there is nothing to choose are left out."""
    groups = []
    for group, values in _values(library).items():
        chosen = set(getattr(selection, group))
        choices = sorted(
            (Choice(value, _label(group, value, library, language), value in chosen) for value in values),
            key=lambda choice: (not choice.is_chosen, choice.label.casefold()),
        )
        if len(choices) > 1 or chosen:
            groups.append((group, choices[:MOST_CHOICES], len(choices) - MOST_CHOICES))
    return render_template(
        "documents/filter_panel.html",
        wording=filtering_wording_in(language),
        language=language,
        groups=groups,
        searched_from=SEARCHED_FROM,
        selection=selection,
        has_dates=any(document.date for document in library.documents.values()),
    )


def _chosen(selection: Selection) -> Iterable[tuple[str, str]]:
    for group in _GROUPS:
        for value in getattr(selection, group):
            yield group, value
    for end, value in (("since", selection.since), ("until", selection.until)):
        if value:
            yield end, value


def _label(group: str, value: str, library: Catalogue, language: str) -> str:
    if group == "documents":
        document = library.documents[value]
        return document.symbol or document.short_title_in(language)
    return language_name(value, language) if group == "languages" else value
