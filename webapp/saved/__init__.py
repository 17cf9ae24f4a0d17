"""Saved queries: keeping a search, its schedule, its runs, and what each run told."""

from webapp.saved.unread import unread
from webapp.saved.views import pages

__all__ = ["pages", "unread"]
