"""The report's templates: every value put into them is escaped, whoever wrote it.

In: the values of a report. Out: the HTML of the page. It runs no script and may fetch nothing: the policy in its head
allows one style sheet, by checksum.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.printable import printable
from eval.report.quoted_text import shortened
from eval.report.wording import (
    amount,
    figure_text,
    interval_text,
    language_name,
    measure_wording,
    percent,
    with_interval,
)


def render_page(**values: Any) -> str:
    """The whole page."""
    style = _ENVIRONMENT.get_template("style.css").render(values)
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _ENVIRONMENT.get_template("page.html").render(values, style=style, checksum=checksum)


def _printable(value: Any) -> Any:
    """What a template puts out, without what no page may hold."""
    if hasattr(value, "__html__") or not isinstance(value, str):
        return value
    return printable(value)


def _place(fraction: float) -> str:
    """A coordinate of a plot, which grows with the page: 0.25 → "25%"."""
    return f"{100 * fraction:.2f}".rstrip("0").rstrip(".") + "%"


def _change(difference: float, name: str) -> str:
    """A signed difference in the unit of the measure."""
    sign = "−" if difference < 0 else "+"
    text = figure_text(name, abs(difference))
    return sign + (text.removesuffix("\N{NO-BREAK SPACE}%") + " points" if text.endswith("%") else text)


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {
        "place": _place,
        "percent": percent,
        "language": language_name,
        "change": _change,
        "shortened": shortened,
    }
    environment.globals |= {
        "amount": amount,
        "figure_text": figure_text,
        "interval_text": interval_text,
        "with_interval": with_interval,
        "wording": measure_wording,
    }
    return environment


_ENVIRONMENT = _make_environment()
