"""How a command's records leave it: a person's text or JSON, one for its argument or one a line of standard input.

In: records of the command-line contract. Out: standard output; what went wrong on standard error.
"""

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import click

from corpus.errors import PinpointError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


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
            print_record(answer(text), as_json, show)
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
        show(record)


def print_json(record: dict[str, Any]) -> None:
    """Prints a record as one line of JSON."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()
