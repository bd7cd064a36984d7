"""To be replaced by the room."""

from assistant.chat.page import Page


def build(page: Page) -> None:
    """Makes the room's parts where it is called."""
