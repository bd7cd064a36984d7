"""The page that tells a programmer how to call Pinpoint: `/api`.

In: the OpenAPI document and the address of the server. Out: HTML without scripts, and nothing on it from elsewhere.
All that it says of fields stands in the OpenAPI document; only the examples are put together here.
"""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.chat.templates import render_template

_STYLE = (Path(__file__).parent / "documentation.css").read_text(encoding="utf-8")
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a request or a record."""

    name: str
    kind: str
    record: str
    """The record that it holds, or nothing."""
    description: str
    is_needed: bool
    default: str


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A request or a record with its fields."""

    name: str
    description: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """One of the functions."""

    name: str
    summary: str
    description: str
    curl: str
    request: RecordTable
    record: str


def render_documentation(openapi: Mapping[str, Any], address: str) -> str:
    """The page; `address` is where the visitor found the server, with a slash at its end."""
    schemas = openapi["components"]["schemas"]
    functions = tuple(_functions(openapi, address))
    asked = {function.request.name for function in functions}
    return render_template(
        "programs/documentation.html",
        style=_STYLE,
        address=address,
        functions=functions,
        records=[_table(name, schemas) for name in schemas if name.endswith("Record") and name not in asked],
        errors=[(code, response["description"]) for code, response in _failures(openapi)],
        tools=json.dumps({"mcpServers": {"pinpoint": {"url": f"{address}gradio_api/mcp/"}}}, indent=2),
    )


def _functions(openapi: Mapping[str, Any], address: str) -> Iterator[Function]:
    schemas = openapi["components"]["schemas"]
    for path, methods in openapi["paths"].items():
        described = methods["post"]
        name = _name_in(described["requestBody"]["content"]["application/json"]["schema"])
        fields = schemas[name]["properties"]
        example = {field: schema["examples"][0] for field, schema in fields.items() if "examples" in schema}
        body = json.dumps(example, ensure_ascii=False)
        yield Function(
            name=path.rpartition("/")[2],
            summary=described["summary"],
            description=described["description"],
            curl=f"curl {address}{path[1:]} -H 'Content-Type: application/json' \\\n  -d {shlex.quote(body)}",
            request=_table(name, schemas),
            record=_name_in(described["responses"]["200"]["content"]["application/json"]["schema"]),
        )


def _failures(openapi: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for code, response in next(iter(openapi["paths"].values()))["post"]["responses"].items():
        if code != "200":
            yield code, response


def _table(name: str, schemas: Mapping[str, Any]) -> RecordTable:
    schema = schemas[name]
    needed = schema.get("required", ())
    rows = tuple(
        FieldRow(
            name=field,
            kind=_kind(described),
            record=_record_in(described),
            description=described.get("description", ""),
            is_needed=field in needed,
            default=json.dumps(described["default"]) if described.get("default") else "",
        )
        for field, described in schema["properties"].items()
    )
    return RecordTable(name, schema.get("description", ""), rows)


def _kind(schema: Mapping[str, Any]) -> str:
    """The type of a field in words: "text, at most 2,000 characters", "list of ParagraphRecord"."""
    if "$ref" in schema:
        return _name_in(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f"“{value}”" for value in schema["enum"])
    if schema["type"] == "array":
        inner = schema["items"]
        return f"list of {_kind(inner)}{'s' if inner.get('type') in _TYPES else ''}"
    if schema["type"] == "object":
        return "object"
    return _TYPES[schema["type"]] + _bounds(schema)


def _bounds(schema: Mapping[str, Any]) -> str:
    if "maximum" in schema:
        return f", {schema['minimum']:g} to {schema['maximum']:g}"
    return f", at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""


def _record_in(schema: Mapping[str, Any]) -> str:
    """The record that a field is, may be, or lists; nothing where it holds none."""
    if "$ref" in schema:
        return _name_in(schema)
    inner = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    return next((name for name in map(_record_in, inner) if name), "")


def _name_in(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
