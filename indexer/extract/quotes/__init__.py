"""Who said what: quotations, direct, reported and mixed, with their speakers, from the plain text of an article.

scan -> sentences with large quotations collapsed -> people named -> cues -> content -> coreference, one room each;
what a language's words can do stands apart in english.py and ukrainian.py. Rules and word lists only: no model, no
network.
"""

from indexer.extract.quotes.reading import read

__all__ = ["VERSION", "read"]

VERSION = 2
"""Grows when the rules find other quotes or names in the same text: `onrecord reparse` then reads it anew."""
