"""Who is on record, in which offices, what they said, and what editors decide of who is who."""

from webapp.people import comparing, deciding, editing, listing, one
from webapp.people.blueprint import pages

__all__ = ["comparing", "deciding", "editing", "listing", "one", "pages"]
