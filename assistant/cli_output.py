"""How a command's records leave it: a person's text or JSON, one for its argument or one a line of standard input.

In: records of the command-line contract. Out: standard output; what went wrong on standard error.
"""

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import click

from assistant.observing.request_id import make_request_id, requested
from corpus.errors import PinpointError
from corpus.printable import printable

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that have others shown in another order than they stand in."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, direction overrides, lone surrogates: names of files may hold them, and JSON may write them as escapes."""


def answer_lines(
    name: str,
    argument: str,
    answer: Callable[[str], dict[str, Any]],
    as_json: bool,
    show: Callable[[dict[str, Any]], None],
) -> None:
    """Answers the argument, or for "-" each line of standard input, in order.

    A line that cannot be answered gets a record with its `error`, so that the others keep their places.
    """
    if argument != "-":
        # Bytes of an argument that are no UTF-8 arrive as lone surrogates, which no encoder takes.
        print_record(answer(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", argument)), as_json, show)
        return
    failed = False
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        try:
            with requested(make_request_id()):
                record = answer(text)
            print_record(record, as_json, show)
            if not as_json:
                click.echo()
        except PinpointError as error:
            failed = True
            if as_json:
                print_json({name: text, "error": str(error)})
            else:
                click.echo(f"pinpoint: {error}", err=True)
    if failed:
        raise SystemExit(1)


def print_record(record: dict[str, Any], as_json: bool, show: Callable[[dict[str, Any]], None]) -> None:
    """Prints a record as JSON, or has `show` print it for a person."""
    if as_json:
        print_json(record)
    else:
        show(for_terminal(record))


def for_terminal(value: Any) -> Any:
    """A record, or a part of one, whose text a terminal shows and does not obey: no controls, no order turned round."""
    if isinstance(value, str):
        return _TURNING.sub("\N{REPLACEMENT CHARACTER}", printable(value))
    if isinstance(value, dict):
        return {name: for_terminal(part) for name, part in value.items()}
    return [for_terminal(part) for part in value] if isinstance(value, list | tuple) else value


def print_json(record: dict[str, Any]) -> None:
    """Prints a record as one line of JSON, in which nothing moves a terminal's cursor or turns its text around."""
    line = json.dumps(record, ensure_ascii=False)
    sys.stdout.write(_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n")
    sys.stdout.flush()
