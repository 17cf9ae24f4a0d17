"""The sample newsroom's nouns: a story as printed, and what was said in it as the writer meant it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from indexer.demo.wording import Language

Wire = Literal["english", "ukrainian", "mirror"]
Kind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as generated. `text` stands verbatim in its paragraph, or in the title where `in_title`."""

    speaker: str | None
    """Canonical name of the person or institution, in the story's language. None for an unnamed source."""
    speaker_type: Literal["person", "organisation", "unnamed"]
    named: Literal["full", "surname", "pronoun", "continuation"]
    """How the sentence names the speaker; `continuation` names nobody."""
    written: str
    """The speaker's full name in this story's spelling, in the nominative: a mirror may spell it otherwise. For an
    institution the form that stands in the text; empty for an unnamed source."""
    office: str | None
    """The person's title on the story's day. None for institutions and unnamed sources."""
    kind: Kind
    text: str
    """Without the quotation marks around a direct quote and the comma or full stop before the closing one."""
    fragment: str | None = None
    """The words a mixed statement quotes. None for other kinds."""
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A page's story in one version."""

    wire: Wire
    number: int
    event: str
    """Key of the event told; the same occurrence on two wires shares `occurrence`."""
    occurrence: int
    path: str
    """Address on its wire's site, beginning with a slash."""
    language: Language
    title: str
    dateline: str | None
    """None where the wire prints none."""
    paragraphs: tuple[str, ...]
    published: datetime | None
    """As printed, with offset. None for the page that gives no date."""
    changed_at: datetime
    """When this version came onto the site: Last-Modified and the sitemap's lastmod."""
    modified: datetime | None
    """As printed, for a corrected story. None otherwise."""
    section: str
    """Key of the story's topic."""
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def has_date(self) -> bool:
        return self.published is not None

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)
