"""One spelling for one address: what the crawler, the page reader and the store mean by "the same URL"."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

LENGTH_MAX = 2_000
# Parameters that say how a reader came, never what is shown. Kept by every analytics vendor's own documentation.
TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|yclid|dclid|msclkid|mc_cid|mc_eid|igshid|_ga|ref_src|cmpid|ocid|xtor)$", re.IGNORECASE
)
DEFAULT_PORTS = {"http": 80, "https": 443}


def clean(url: str, base: str | None = None) -> str | None:
    """An absolute http(s) URL in one spelling: host in lower case, no fragment, user info, default port or tracking
    parameters. None where `url` is no such address.
    """
    if len(url) > LENGTH_MAX:
        return None
    try:
        text = re.sub(r"[\x00-\x20\x7f]+", "", url) if base is None else urljoin(base, url.strip())
        parts = urlsplit(safe_url_string(text))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)])
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def host(url: str) -> str:
    """Host with its port where that isn't the scheme's own: the unit of politeness. Expects a cleaned URL."""
    return urlsplit(url).netloc
