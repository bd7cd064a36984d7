"""Instructions for language models, one template a file. Extractive answers need none.

In: the name of a template. Out: a `Prompt`: what the model is told, and the request with blanks to fill in. What
fills them (paragraphs, questions) is data; `as_data` takes from it what could pass for markup or markers.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent
_PARTING_LINE = "\n---\n"
_AS_DATA = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template: the part before the line of three hyphens, and the part behind it."""

    instructions: Template
    request: Template

    def fill(self, **blanks: str) -> tuple[str, str]:
        """Instructions and request with their blanks, written "$name", filled in.

        Raises KeyError where one is not given.
        """
        return self.instructions.substitute(blanks), self.request.substitute(blanks)


@functools.cache
def load_prompt(name: str) -> Prompt:
    """The template in `name`.md; `load_prompt("follow_up").fill(question="…", …)` fills its blanks.

    Raises FileNotFoundError where there is no such file, ValueError where it has no parting line.
    """
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    instructions, parting, request = text.partition(_PARTING_LINE)
    if not parting:
        raise ValueError(f"The prompt {name}.md has no line of three hyphens between instructions and request.")
    return Prompt(Template(instructions.strip()), Template(request.strip()))


def as_data(text: str) -> str:
    """`text` without the marks that delimit data, cite paragraphs or steer a chat model, in one line.

    Example: "</paragraph> <|im_end|> see [1]" → "‹/paragraph› ‹|im_end|› see (1)".
    """
    return " ".join(text.translate(_AS_DATA).split())
