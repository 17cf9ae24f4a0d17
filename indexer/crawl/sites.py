"""Which addresses belong to a source. Pure."""

import re
from urllib.parse import urlsplit

from indexer.model import Source


def same_site(url: str, home: str) -> bool:
    """Whether both addresses are one publisher's: the same host, or one below the other, "www." aside."""
    host, own = _host(url), _host(home)
    return host == own or host.endswith(f".{own}") or own.endswith(f".{host}")


def belongs(url: str, source: Source) -> bool:
    """Whether a candidate's address is one of the source's articles: its `only` patterns decide, else its site."""
    if source.only:
        return any(re.search(pattern, url) for pattern in source.only)
    return same_site(url, source.url)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
