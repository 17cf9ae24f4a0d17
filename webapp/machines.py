"""What programs ask for: whether the site is well, and whether robots may read it."""

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from webapp import current

pages = Blueprint("machines", __name__)


@pages.get("/health")
def health() -> Response:
    """`status` is "behind" while the index has changes left to read: searches work and lack the newest articles."""
    archive = current.archive()
    counts, behind = archive.store.counts(), archive.behind()
    return jsonify(
        status="behind" if behind else "ok",
        behind=behind,
        reached=archive.store.reached(),
        articles=counts.get("articles", 0),
        statements=counts.get("statements", 0),
        people=counts.get("people", 0),
    )


@pages.get("/robots.txt")
def robots() -> Response:
    return Response("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
