"""`pinpoint export` and `pinpoint import`, as commands; the work is done in `assistant.moving`.

In: arguments. Out: text for a person, or with `--json` one JSON object: {"file", "index", "documents", "paragraphs",
"missing": [{"document", "error"}], "changed", "rebuilt"}; a document is named by its path at export, and by its id
at import.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli_options import as_command, chosen_settings, json_option
from assistant.cli_output import print_record

if TYPE_CHECKING:
    from assistant.moving.exporting import Moved


@click.command("export", short_help="Write the index and its documents to one file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, readable=False))
@json_option
@as_command
def export_command(file: Path, index: Path | None, as_json: bool) -> None:
    """Write the index and its documents to FILE, which another machine opens with `pinpoint import`.

    A FILE that is there is replaced when the new one is whole. Documents whose files are gone or cannot be read are
    named with the reason, and exported without them.
    """
    from assistant.moving.exporting import export_index

    settings = chosen_settings(index)
    record = _record(export_index(settings.index, file), file, settings.index)
    print_record(record, as_json, _show)


@click.command("import", short_help="Open what `export` wrote, on any machine.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--replace", "replaces", is_flag=True, help="Replace an index that holds documents.")
@json_option
@as_command
def import_command(file: Path, replaces: bool, index: Path | None, as_json: bool) -> None:
    """Make the index and the documents of FILE those of the index; all of FILE is checked before anything changes."""
    from assistant.moving.importing import import_index
    from index.deferred_encoder import DeferredEncoder

    settings = chosen_settings(index)
    moved = import_index(file, settings.index, DeferredEncoder(settings.encoder), replaces=replaces)
    print_record(_record(moved, file, settings.index), as_json, _show)


def _record(moved: "Moved", file: Path, index: Path) -> dict[str, Any]:
    return {
        "file": str(file),
        "index": str(index),
        "documents": moved.documents,
        "paragraphs": moved.paragraphs,
        "missing": [{"document": document, "error": error} for document, error in moved.missing],
        "changed": list(moved.changed),
        "rebuilt": moved.is_rebuilt,
    }


def _show(record: dict[str, Any]) -> None:
    counts = ((record[name], name) for name in ("documents", "paragraphs"))
    click.echo(", ".join(f"{count} {name.removesuffix('s') if count == 1 else name}" for count, name in counts))
    for missing in record["missing"]:
        click.echo(
            f"without its file (a rebuild would leave the document out): {missing['document']!r}: {missing['error']}"
        )
    for path in record["changed"]:
        click.echo(f"changed since it was ingested (`pinpoint ingest` updates it): {path!r}")
    if record["rebuilt"]:
        click.echo("The index was of an older format, and was made anew of the documents.")
