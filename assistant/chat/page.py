"""What the rooms of the page share: the desk, the source reader, what the visitor has chosen to search.

In: what `assistant.chat.app` made. Out: a `Page`, handed to each room. A room is a function `build(page)` that makes
its parts where it is called.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.chat.desk import Desk
from assistant.chat.reader.paragraph_view import read_place, render_reader
from assistant.chat.turns import Turns

if TYPE_CHECKING:
    from assistant.chat.evaluation.protocol import Evaluations

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Options of the page's own events: no overlay while they run, and no way in for programs."""
EVERY_CLICK = QUIET | {"trigger_mode": "multiple"}
"""Of an event that many buttons of one part have: a click on one is not dropped because another's goes on."""
TAKES_TURNS: dict[str, Any] = {"concurrency_limit": None}
"""Of an event whose work waits its turn in `Turns`, and not in Gradio's queue, which knows no visitors."""
_FOLDER = Path(__file__).parent
_OPENING = (_FOLDER / "opening.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a room is built into."""

    desk: Desk
    blocks: gr.Blocks
    reader: gr.HTML
    selection: gr.State
    """An `assistant.selection.Selection`: what the visitor's questions are answered from."""
    changed: gr.State
    """A new string whenever the visitor has added or removed documents: what shows them listens to its `change`."""
    turns: Turns
    """Whose turn it is to have a question answered, on the page or by a program."""
    evaluations: "Evaluations | None" = None
    """Runs of question files, where they are to be had."""

    def opens_paragraphs(self, part: gr.HTML) -> None:
        """Buttons of `part` that name a place open it in the reader."""
        part.open_paragraph(self._open, None, self.reader, queue=False, **EVERY_CLICK)

    def _open(self, event: gr.EventData) -> str:
        return render_reader(self.desk.library, read_place(sent_texts(event)))

    def on_load(self, function: Callable[..., Any], inputs: Any, outputs: Any, script: str | None = None) -> None:
        """Calls `function` when a visitor opens the page: what it shows comes in their language.

        `script`: a JavaScript function that gives the inputs.
        """
        self.blocks.load(function, inputs, outputs, js=script, queue=False, **QUIET)


def sent_texts(event: gr.EventData) -> Mapping[str, str]:
    """What the page sent along with an event, as far as it is texts by name; its own scripts send nothing else.

    From the browser and untrusted: what is no object reads as an empty one, a field of another type as missing.
    """
    sent = event._data
    return {name: value for name, value in sent.items() if isinstance(value, str)} if isinstance(sent, dict) else {}


def html_part(value: str, elem_id: str, *scripts: str, **options: Any) -> gr.HTML:
    """A part of the page: Gradio's default template puts `value` in as it is and evaluates nothing in it.

    `scripts`: files of this folder, such as "reader/reader.js", run once, behind the one that every part has.
    """
    own = "\n".join((_FOLDER / script).read_text(encoding="utf-8") for script in scripts)
    return gr.HTML(value, elem_id=elem_id, js_on_load=f"{_OPENING}\n{own}", apply_default_css=False, **options)
