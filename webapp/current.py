"""What the present request stands on: the archive, its zone, its day."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import current_app

from indexer.archive import Archive


def archive() -> Archive:
    found: Archive = current_app.extensions["archive"]
    return found


def zone() -> str:
    return archive().config.zone


def today() -> date:
    """The day it is for the readers."""
    return archive().clock().astimezone(ZoneInfo(zone())).date()
