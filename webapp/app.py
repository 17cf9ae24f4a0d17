"""The site put together: settings, page families, security, error pages."""

from zoneinfo import ZoneInfo

from flask import Flask
from flask_wtf import CSRFProtect

from indexer.archive import Archive
from webapp import (
    articles,
    assets,
    attribution,
    editors,
    formats,
    guard,
    links,
    machines,
    mishaps,
    people,
    saved,
    search,
    sources,
)

FORM_BYTES_MAX = 64 * 1024


def create_app(archive: Archive) -> Flask:
    """The site over an opened archive, which stays the caller's to close."""
    app = Flask(__name__)
    app.extensions["archive"] = archive
    app.config.update(
        SECRET_KEY=guard.secret_key(archive.config.data),
        SESSION_COOKIE_NAME="onrecord",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=FORM_BYTES_MAX,
        # A form may stay open over lunch: its token lives as long as the browser's session.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    formats.teach(app.jinja_env, ZoneInfo(archive.config.zone))
    app.jinja_env.filters["topic_address"] = links.on_topic
    app.jinja_env.globals["asset"] = assets.address
    app.jinja_env.globals["unread"] = saved.unread
    app.jinja_env.globals["decided"] = editors.lately
    app.jinja_env.filters.update(how=attribution.how, office_then=attribution.office_then)
    CSRFProtect(app)
    guard.watch(app)
    mishaps.answer(app)
    for pages in (search.pages, articles.pages, people.pages, sources.pages, saved.pages, machines.pages):
        app.register_blueprint(pages)
    return app
