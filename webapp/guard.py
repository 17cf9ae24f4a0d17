"""What protects the reader: the headers of every answer, the hosts we answer to, the key that signs cookies."""

import os
import secrets
from pathlib import Path

from flask import Flask, Response, abort, request

from indexer.errors import StoreError
from webapp import assets

# 'data:' because Pico draws check marks and arrows as data-URI images.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
HOSTS = ("localhost", "127.0.0.1", "[::1]")


def watch(app: Flask) -> None:
    """Check each request's host, and give each answer its headers."""
    app.before_request(refuse_foreign_hosts)
    app.before_request(refuse_foreign_forms)
    app.after_request(protect)


def refuse_foreign_hosts() -> None:
    """Another site may point its own name at this machine; the Host header then gives it away."""
    if _without_port(request.host) not in HOSTS:
        abort(400, f"This site answers only under {', '.join(HOSTS)}.")


def refuse_foreign_forms() -> None:
    """Browsers say where a form comes from; its token is checked as well. Other programs say nothing and pass."""
    # Not by Origin: under our own Referrer-Policy a form of ours is sent with "null".
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def protect(response: Response) -> Response:
    """Headers that a view has set itself, stricter ones, stay."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = KEPT_FOR_EVER if _is_versioned(response) else "private, no-store"
    return response


def _is_versioned(response: Response) -> bool:
    if request.endpoint != "static" or response.status_code != 200 or not request.view_args:
        return False
    return assets.is_current(request.view_args["filename"], request.args.get("v"))


def secret_key(folder: Path) -> str:
    """The key of this archive's cookies, made at the first start and kept beside the data for its owner alone."""
    path = folder / "secret.key"
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StoreError(f"{path}: the key of the site's cookies can't be kept ({error.strerror}).") from error
    if len(key) < 64:
        raise StoreError(f"{path}: is no key. Remove the file; the next start makes a new one.")
    return key


def _make_key(path: Path) -> None:
    """Whole or not at all, and the first of two processes wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
