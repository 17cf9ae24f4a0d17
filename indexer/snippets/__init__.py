"""Which words of a text a query matched, and the stretches of it that show them best. Pure, near-linear in the text."""

from indexer.snippets.cutting import Snippet, mark, snippets
from indexer.snippets.matching import first_match

__all__ = ["Snippet", "first_match", "mark", "snippets"]
