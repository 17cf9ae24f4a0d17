"""One article: its text with the statements marked, where it came from, and its versions."""

from webapp.articles.views import pages

__all__ = ["pages"]
