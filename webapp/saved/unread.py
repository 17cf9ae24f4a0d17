"""The number on the badge of every page."""

from webapp import current


def unread() -> int:
    """How many items of all saved queries nobody has looked at."""
    return sum(saved.unread for saved in current.archive().store.saved_queries())
