"""Pages as they were fetched: compressed, once for each content."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from indexer.model import Page
from indexer.store.engine import among
from indexer.store.tables import pages

COMPRESSION = 6
"""zlib's own default. Not measured against others on real pages."""

PageRow = Mapping[str, Any]


def pack(page: Page) -> PageRow:
    """The row that a page becomes. Slow enough to be done before the write lock is taken."""
    return {
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "url": page.url,
        "status": page.status,
        "fetched_at": page.fetched_at,
        "content_type": page.content_type,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "body": zlib.compress(page.body, COMPRESSION),
    }


def add_pages(connection: Connection, rows: Sequence[PageRow]) -> None:
    """Keep those that aren't kept already."""
    wanted = {row["sha256"]: row for row in rows}
    kept = {row.sha256 for row in among(connection, select(pages.c.sha256), pages.c.sha256, list(wanted))}
    if fresh := [row for sha256, row in wanted.items() if sha256 not in kept]:
        connection.execute(insert(pages), fresh)


def read_page(connection: Connection, sha256: str) -> Page | None:
    row = connection.execute(select(pages).where(pages.c.sha256 == sha256)).one_or_none()
    if row is None:
        return None
    return Page(
        url=row.url,
        status=row.status,
        fetched_at=row.fetched_at,
        content_type=row.content_type,
        etag=row.etag,
        last_modified=row.last_modified,
        body=zlib.decompress(row.body),
    )
