"""The one error that users see: raised near its cause, printed at the edges (command line, web)."""


class PinpointError(Exception):
    """A failure that the user can mend; its message says what is wrong and the remedy, in one line."""


class UnreadableFileError(PinpointError):
    """A file that cannot become a document: encrypted, image-only, damaged, or of an unknown format."""
