"""Static files under addresses that change with their content, so that browsers may keep them for ever."""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


def address(name: str) -> str:
    """The URL of a static file in its present version."""
    return f"/static/{name}?v={version(name)}"


def is_current(name: str, asked: str | None) -> bool:
    """Whether this version of a static file that exists is the one we have."""
    return asked == version(name)


@cache
def version(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
