"""The filter beside the question box: what the visitor's questions are answered from.

In: the `Page`. Out: one line that says what is searched, a panel to narrow it down, and the visitor's choice in
`page.selection`. What comes from the browser is not trusted: of a group, the values that the library does not have are
left out, but where it has none of them, they stay and nothing fits; a choice never widens by itself. How it becomes
documents is in `assistant.selection`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
_LONGEST_VALUE = 1000
"""Characters; no id or name is as long."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can name and no page can be sent with."""
GIVE_CHOICE = """(...inputs) => {
  const panel = document.querySelector('#filter-panel .filter-panel');
  if (!panel) return [...inputs.slice(0, -1), ''];
  const chosen = (group) =>
    [...panel.querySelectorAll(`[data-group="${group}"] input:checked`)].map((box) => box.value);
  const written = (end) => panel.querySelector(`[data-date="${end}"]`)?.value ?? '';
  return [...inputs.slice(0, -1), JSON.stringify({
    corpora: chosen('corpora'), documents: chosen('documents'), languages: chosen('languages'),
    submitters: chosen('submitters'), since: written('since'), until: written('until'),
  })];
}"""
"""An event's script: gives what the panel shows at that moment as the last input; "" before there is a panel. Data of
the event itself would be older where events wait for one another, and so is `page.selection` while a change of the
filter is under way."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, as the visitor reads it."""

    value: str
    label: str
    is_chosen: bool


def filter_bar(page: Page) -> None:
    """Makes the line and its panel where it is called."""

    def show(selection: Selection, shown: str | None, request: gr.Request) -> tuple[Selection, str, str]:
        """Line and panel over the library as it is now."""
        library, language = page.desk.library, interface_language(request)
        choice = read_choice(shown)
        if choice is not None:
            selection, _ = read_selection(choice)
        known, is_gone = still_there(selection, library)
        return known, render_line(known, library, language, is_gone=is_gone), render_panel(known, library, language)

    def narrow(shown: str | None, request: gr.Request) -> tuple[Any, Any]:
        """The choice that the panel shows."""
        library, language = page.desk.library, interface_language(request)
        choice = read_choice(shown)
        if choice is None:
            return gr.skip(), gr.skip()
        selection, is_wrong = read_selection(choice)
        known, is_gone = still_there(selection, library)
        return known, render_line(known, library, language, is_gone=is_gone, is_wrong_date=is_wrong)

    line = html_part(render_line(Selection(), page.desk.library, "en"), "filter-line", "documents/filter_line.js")
    panel = html_part("", "filter-panel", "documents/filter_panel.js")
    panel_now = gr.Textbox(visible=False)
    reading = QUIET | {"js": GIVE_CHOICE, "trigger_mode": "always_last", "queue": False}
    panel.narrow(narrow, panel_now, [page.selection, line], **reading)
    line.show_panel(show, [page.selection, panel_now], [page.selection, line, panel], **reading)
    page.changed.change(show, [page.selection, panel_now], [page.selection, line, panel], **reading)
    page.on_load(show, [page.selection, panel_now], [page.selection, line, panel], GIVE_CHOICE)


def selection_shown(shown: str | None, library: Catalogue) -> tuple[Selection, bool]:
    """What the visitor's panel shows, as far as it is there, and whether a date in it is none.

    Before there is a panel it is everything.
    """
    selection, is_wrong_date = read_selection(read_choice(shown) or {})
    return still_there(selection, library)[0], is_wrong_date


def read_choice(shown: str | None) -> Mapping[str, Any] | None:
    """What a browser says that its panel shows; None where that is nothing that a panel could show."""
    try:
        data = json.loads(shown or "")
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def read_selection(data: Mapping[str, Any]) -> tuple[Selection, bool]:
    """The choice that a browser sends, whether or not there are such documents; and whether a date in it is none."""
    corpora, documents, languages, submitters = (_texts(data.get(group)) for group in _GROUPS)
    since, until = (_date(data.get(end)) for end in ("since", "until"))
    selection = Selection(corpora, documents, languages, submitters, since or None, until or None)
    return selection, since is None or until is None


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(dict.fromkeys(value for value in values[:MOST_CHOICES] if _is_text(value)))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_VALUE and not _SURROGATE.search(value)


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


def still_there(selection: Selection, library: Catalogue) -> tuple[Selection, bool]:
    """The choice without what the library does not have, and whether there is any of that.

    A group of which nothing is left stays as it was chosen: without it everything would be searched.
    """
    there = {group: set(values) for group, values in _values(library).items()}
    is_gone = False
    left: dict[str, Any] = {}
    for group in _GROUPS:
        chosen: tuple[str, ...] = getattr(selection, group)
        known = tuple(value for value in chosen if value in there[group])
        is_gone = is_gone or known != chosen
        left[group] = known or chosen
    return replace(selection, **left), is_gone


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
    if total == 1 and (chosen is None or chosen):
        searching = wording.searching_one
    elif chosen is None:
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
            # What is not there any more can only be taken back as long as it is shown.
            (Choice(value, _label(group, value, library, language), value in chosen) for value in chosen.union(values)),
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
        has_dates=bool(
            selection.since or selection.until or any(document.date for document in library.documents.values())
        ),
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
        document = library.documents.get(value)
        return (document.symbol or document.short_title_in(language)) if document else value
    return language_name(value, language) if group == "languages" else value
