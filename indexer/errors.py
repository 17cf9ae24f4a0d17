"""What can go wrong outside our own code, each with a sentence for the person who has to act on it.

An `ArchiveError` is made where the library was called, `from` the library's own error. Its text says what happened,
where, and what to do next; it is shown as it is. Bugs are not ArchiveErrors: they travel up and stop the job loudly.
"""


class ArchiveError(Exception):
    """Root of all errors that a person can do something about."""


class ConfigError(ArchiveError):
    """A setting is unknown, of the wrong type or out of range. The text names file, key and what is allowed."""


class QueryError(ArchiveError):
    """A typed query cannot be read.

    `position` is the index of the offending character in the typed text (code points, from 0); `repairs` are whole
    query texts that would be accepted instead, most likely first.
    """

    def __init__(self, message: str, position: int, repairs: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.position = position
        self.repairs = repairs


class FetchError(ArchiveError):
    """A page, feed or sitemap could not be had. `retry_after_s` is None where the other side named no time."""

    def __init__(
        self, message: str, *, kind: str, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status
        self.retry_after_s = retry_after_s


class SourceError(ArchiveError):
    """What a source answered is not what its stanza promises: no feed, no sitemap, no readable file."""


class NotAnArticleError(ArchiveError):
    """A page holds no article. The text is the reason, fit to be counted and shown."""


class UnreadableError(ArchiveError):
    """A page, feed or sitemap could not be taken apart within its limits of time and memory, or at all."""


class StoreError(ArchiveError):
    """The database cannot be opened, is newer than the code, or is held by somebody else for too long."""


class EngineError(ArchiveError):
    """The search index cannot be opened, read or written."""
