"""Whether two versions of an article say the same."""

import hashlib
import json
import unicodedata

from indexer.model import Article
from indexer.store.columns import utc


def content_sha256(article: Article) -> str:
    """Equal for articles that say the same: title, text, publication, authors, section and tags.

    The spacing and composition of characters don't count, nor does the order of authors and tags.
    """
    content = (
        _plain(article.title),
        _plain(article.body),
        utc(article.published.at).isoformat() if article.published else None,
        sorted(_plain(author) for author in article.authors),
        sorted(_plain(topic) for topic in article.topics),
        _plain(article.section or ""),
    )
    # Escaped as ASCII, since a page may hold half a surrogate pair, which has no encoding.
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
