"""What a site's robots.txt permits (RFC 9309), from the bytes it answered with or the way asking for it failed."""

import re
from dataclasses import dataclass

from protego import Protego

from indexer.errors import FetchError
from indexer.fetch.addresses import Target
from indexer.model import Page

PATH = "/robots.txt"
BYTES_MAX = 500 * 1024
KEPT_S = 24 * 3600.0
# A site whose robots.txt cannot be had is left alone, but not for a whole day after one bad minute.
KEPT_AFTER_TROUBLE_S = 600.0
DELAY_MAX_S = 60.0
# Kinds of trouble that say more to a person than "robots" would: the page itself could not be had either.
TELLING = frozenset({"dns", "tls", "timeout", "network"})


@dataclass(frozen=True, slots=True)
class Rules:
    parser: Protego | None = None
    """None: no rules, everything may be asked for."""
    trouble: FetchError | None = None
    """Why the rules are unknown, which forbids everything for now. None: they are known."""

    @property
    def kept_s(self) -> float:
        """How long these rules stand before they are asked for again."""
        return KEPT_S if self.trouble is None else KEPT_AFTER_TROUBLE_S

    def permit(self, target: Target, agent: str) -> float:
        """The crawl-delay in seconds, 0 without one. Raises FetchError where the address may not be asked for."""
        if self.trouble is not None:
            raise self._closed(target, self.trouble)
        if self.parser is None:
            return 0.0
        if not self.parser.can_fetch(target.url, agent):
            raise FetchError(
                f"{target.place} asks crawlers in its robots.txt to leave {target.path[:200]} alone. "
                "It is left alone; the publisher can permit it there.",
                kind="robots",
            )
        return min(self.parser.crawl_delay(agent) or 0.0, DELAY_MAX_S)

    @staticmethod
    def _closed(target: Target, trouble: FetchError) -> FetchError:
        if trouble.kind in TELLING:
            return FetchError(str(trouble), kind=trouble.kind)
        text = f"{target.place}: robots.txt could not be read, so nothing is asked for now. {trouble}"
        return FetchError(text, kind="robots")


def read(page: Page) -> Rules:
    """Rules from an answer with status 200. A web page sent in place of the file holds none."""
    text = page.body[:BYTES_MAX].decode("utf-8", errors="replace").removeprefix("\ufeff")
    if re.match(r"\s*<", text) or "html" in (page.content_type or "").lower():
        return Rules()
    return Rules(parser=Protego.parse(text))


def without(error: FetchError) -> Rules:
    """Rules where asking for them failed: no such file permits everything, a failing server nothing."""
    missing = error.status is not None and 400 <= error.status < 500
    return Rules() if missing or error.kind == "redirects" else Rules(trouble=error)
