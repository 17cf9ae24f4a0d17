"""The search page: box, sentence, filters, histogram, results; and what it says when nothing is found."""

from webapp.search.views import pages

__all__ = ["pages"]
