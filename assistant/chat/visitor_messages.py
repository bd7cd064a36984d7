"""What a visitor is told of a failure: its message, without where anything lies on the server.

In: an error that says the remedy, and the settings. Out: what to show; where that differs, the log has the whole. Which
failures a visitor is told of at all is decided in the rooms.
"""

import logging
import re
import tempfile
from pathlib import Path

from gradio.utils import get_upload_folder

from assistant.settings import Settings
from corpus.errors import PinpointError

UNSAID = "The server cannot do this just now; its log says why."
_END = r"(?!\w|-|\.\w)"
"""Of a folder's name: "/data/index-2" does not lie in "/data/index"."""
_PLACE = re.compile(r"(?<![\w/.~<])~?/[\w.]|(?<!\w)[A-Za-z]:\\|\\\\\w")
"""Where an absolute path begins, on any system."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_LOG = logging.getLogger(__name__)


def message_for_visitor(error: PinpointError, settings: Settings) -> str:
    """What a visitor may read of `error`; the log has it all where that is less."""
    message = str(error)
    shown = without_places(message, settings)
    if shown != message:
        extra = {"fields": {"message": _without_others_words(message, settings)}, "texts": {"whole": message}}
        _LOG.warning("a visitor was told less", extra=extra)
    return shown


def _without_others_words(message: str, settings: Settings) -> str:
    """`message` without what is quoted in it, which may be a visitor's words, unless it names a place that is ours."""
    ours = {each for folder in (settings.index, Path(tempfile.gettempdir())) for each in _names(folder)}
    return _QUOTED.sub(lambda found: found[0] if found[0][1:].startswith(tuple(ours)) else "'…'", message)


def without_places(message: str, settings: Settings) -> str:
    """`message` without the folders of the index and of uploads; another sentence where it names any other place."""
    for name in _names(settings.index):
        folder = re.escape(name)
        message = re.sub(rf" --index (['\"]?){folder}\1{_END}|(?<=index) in {folder}{_END}(?![/\\])", "", message)
        if name.startswith(("/", "~")) or Path(name).is_absolute():
            message = re.sub(rf"{folder}[/\\]+", "", message)
            message = re.sub(rf"{folder}{_END}", "the folder of the index", message)
    for name in {each for folder in (get_upload_folder(), tempfile.gettempdir()) for each in _names(Path(folder))}:
        # What a visitor sent is known to them by its own name.
        message = re.sub(rf"{re.escape(name)}[/\\](?:[^/\\\s'\"`]+[/\\])*", "", message)
    return UNSAID if _PLACE.search(message) else message


def _names(folder: Path) -> list[str]:
    """What a folder may be called in a message, the longest first."""
    whole = [folder, folder.absolute(), folder.resolve()]
    home = Path.home()
    in_home = [f"~/{path.relative_to(home).as_posix()}" for path in whole if path.is_relative_to(home)]
    return sorted({*map(str, whole), *in_home} - {".", "~/."}, key=len, reverse=True)
