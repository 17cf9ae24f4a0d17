"""Across the archive: one key for one person however a wire spells the name, and why equal keys may be two people.

Equal keys only bring two names together; they are one person without anybody being asked where no veto speaks against
it. Likeness short of that is a question for a person. The order of a name's parts plays no role: Ivan Pavlo and Pavlo
Ivan, who are rare, would be one.
"""

from indexer.people.keys import fitting, key, slug, surname_key, tokens
from indexer.people.likeness import LIKELY, likeness
from indexer.people.vetoes import clash, veto

__all__ = ["LIKELY", "VERSION", "clash", "fitting", "key", "likeness", "slug", "surname_key", "tokens", "veto"]

VERSION = 2
"""Raise it whenever a name may get another key or another veto: archives then bind all names anew."""
