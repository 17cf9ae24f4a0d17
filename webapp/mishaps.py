"""Error pages in the site's own layout: what happened and what to do, never a trace."""

import logging

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from indexer.errors import ArchiveError, QueryError

log = logging.getLogger(__name__)

TITLES = {
    400: "This request can’t be read",
    403: "This form comes from another site",
    404: "There is no such page",
    405: "That can’t be done here",
    413: "That is too much at once",
    500: "Something broke on our side",
    503: "The archive can’t answer now",
}
ADVICE = {
    403: "Nothing was changed. Open the page here and send its own form.",
    404: "The address may be mistyped, or what it pointed to is gone from the archive.",
    405: "The address exists, but not for this kind of request.",
    413: "The form holds more than this site accepts. Shorten it and send it again.",
    500: "The fault is in the log, with its time. The rest of the site goes on.",
}


def answer(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_page)
    app.register_error_handler(CSRFError, stale_form_page)
    app.register_error_handler(ArchiveError, archive_page)
    app.register_error_handler(Exception, broken_page)


def http_page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    own_words = error.description if code == 400 else None
    return _page(code, own_words or ADVICE.get(code) or error.name)


def stale_form_page(_: CSRFError) -> tuple[str, int]:
    return _page(400, "This form doesn’t come from an open page of this site. Go back, reload the page, try again.")


def archive_page(error: ArchiveError) -> tuple[str, int]:
    """Their texts are written for readers. What the outside world did is no fault of the request."""
    if isinstance(error, QueryError):
        return _page(400, str(error))
    log.warning("the archive could not answer: %s", type(error).__name__)
    return _page(503, str(error))


def broken_page(error: Exception) -> tuple[str, int]:
    # Without the request: its query string is the reader's own business.
    log.error("a page broke", exc_info=error)
    return _page(500, ADVICE[500])


def _page(code: int, message: str) -> tuple[str, int]:
    title = TITLES.get(code, "This didn’t work")
    return render_template("errors/page.html", code=code, title=title, message=message), code
