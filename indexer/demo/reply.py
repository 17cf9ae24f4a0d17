"""One HTTP answer, and the dates and validators that go with it. Standard library only."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes
    content_type: str
    changed_at: datetime
    status: int = 200
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')

    @property
    def last_modified(self) -> str:
        return format_datetime(self.changed_at.astimezone(UTC).replace(microsecond=0), usegmt=True)

    def is_known(self, if_none_match: str | None, if_modified_since: str | None) -> bool:
        """Whether the client's copy is still good. The ETag decides where both are sent (RFC 9110, 13.2.2)."""
        if if_none_match is not None:
            tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
            return "*" in tags or self.etag in tags
        if if_modified_since is None:
            return False
        try:
            since = parsedate_to_datetime(if_modified_since)
        except ValueError:
            return False  # an unreadable date is no condition
        since = since if since.tzinfo else since.replace(tzinfo=UTC)
        return self.changed_at.replace(microsecond=0) <= since


def html(text: str, changed_at: datetime, status: int = 200) -> Reply:
    return Reply(text.encode(), "text/html; charset=utf-8", changed_at, status)


def xml(text: str, changed_at: datetime, media_type: str = "application/xml") -> Reply:
    return Reply(text.encode(), f"{media_type}; charset=utf-8", changed_at)


def plain(text: str, changed_at: datetime, status: int = 200) -> Reply:
    return Reply(text.encode(), "text/plain; charset=utf-8", changed_at, status)
