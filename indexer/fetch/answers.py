"""What an answer other than a page means, as an error with a sentence for people. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from indexer.errors import FetchError
from indexer.fetch.addresses import Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRY_MIN_S = 60.0
RETRY_MAX_S = 24 * 3600.0
BLOCKED = {
    401: "wants a login for this address",
    402: "wants payment for this address",
    403: "does not let this crawler in",
    451: "may not show this address for legal reasons",
}
GONE = {404: "has no page at this address", 410: "has taken this address down for good"}


def refusal(target: Target, status: int, headers: Mapping[str, str], now: datetime) -> FetchError:
    """Of every answer but 200, 304 and a redirect."""
    if status in BLOCKED:
        text = f"{target.place} {BLOCKED[status]} ({status}). It is left alone; ask the publisher for access."
        return FetchError(text, kind="blocked", status=status)
    if status in GONE:
        return FetchError(f"{target.place} {GONE[status]} ({status}): {target.path[:200]}", kind="gone", status=status)
    if status in {429, 503}:
        # A 429 without the header is still a plea for a pause; a 503 may mean this one page.
        wait_s = retry_after_s(headers.get("retry-after"), now) or (RETRY_MIN_S if status == 429 else None)
        text = f"{target.place} is busy ({status}). It is tried again later."
        return FetchError(text, kind="busy", status=status, retry_after_s=wait_s)
    if status >= 500:
        return FetchError(f"{target.place} failed ({status}). It is tried again later.", kind="server", status=status)
    text = f"{target.place} gave an answer that is no page ({status}). Check the address; it is tried again later."
    return FetchError(text, kind="protocol", status=status)


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds from either form of the header, between a minute and a day. None where there is no header.

    What cannot be read counts as a minute: the host did ask for a pause.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        wait_s = float(text[:12])
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return RETRY_MIN_S
        wait_s = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    return min(max(wait_s, RETRY_MIN_S), RETRY_MAX_S)
