"""The page's templates: every value put into them is escaped, whoever wrote it.

In: the name of an HTML template, from this folder ("reader/reader.html"), and its values. Out: HTML, safe to put
into the page.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_template(name: str, **values: Any) -> str:
    """The HTML of template `name` with `values`, all of them escaped."""
    return _ENVIRONMENT.get_template(name).render(values)
