"""The search page: box, sentence, filters, histogram, results; and what it says when nothing is found."""

from webapp import suggest
from webapp.search import values, views
from webapp.search.blueprint import pages

pages.register_blueprint(suggest.pages)

__all__ = ["pages", "values", "views"]
