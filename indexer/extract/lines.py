"""JSON lines in and out, for programs that hand over many pages at a time."""

import base64
import binascii
import json

from indexer.errors import NotAnArticleError
from indexer.extract import article
from indexer.model import Article


def answer(line: str) -> str:
    """One line {"id", "url", "html_b64"} to one line with the article's parts, or {"id", "error"}. Never raises."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _written({"id": None, "error": f"not a line of JSON: {error}"})
    if (
        not isinstance(asked, dict)
        or not isinstance(asked.get("url"), str)
        or not isinstance(asked.get("html_b64"), str)
    ):
        name = asked.get("id") if isinstance(asked, dict) else None
        return _written({"id": name, "error": "a line needs id, url and html_b64"})
    try:
        found = article.read(base64.b64decode(asked["html_b64"], validate=True), asked["url"])
    except (NotAnArticleError, binascii.Error, ValueError) as error:
        return _written({"id": asked.get("id"), "error": str(error)})
    return _written({"id": asked.get("id"), **_parts(found)})


def _parts(found: Article) -> dict[str, object]:
    return {
        "title": found.title,
        "published": found.published.iso() if found.published else None,
        "authors": list(found.authors),
        "topics": list(found.topics),
        "body": found.body,
        "lang": found.language,
        "section": found.section,
        "canonical_url": found.url,
        "modified": found.modified.iso() if found.modified else None,
    }


def _written(answer: dict[str, object]) -> str:
    return json.dumps(answer)  # in ASCII, so that no stream can fail to encode it
