"""Why a result matched, in words: for each condition that holds, the word as it stands in the text, and where."""

from collections.abc import Iterator, Mapping

from indexer import analysis, fields
from indexer.model import Person, Revision, Statement
from indexer.query import And, InField, Keyword, Near, Node, Or, Query, Same, Term, Word
from indexer.snippets import first_match

REASONS_MAX = 6
PLACES = {"title": "in the title", "body": "in the text", "quote": "in the quote", "context": "around the quote"}
"""In the order in which they are looked through."""
_PARTS_SHOWN = 4
_NAMED = ("said-by", "mentions", "office", "topic")
Labels = Mapping[tuple[str, str], str]
"""What people call a field's value."""


def reasons(query: Query, revision: Revision, statement: Statement | None, labels: Labels) -> tuple[str, ...]:
    """For example: said by Olena Koval, “border” in the quote. The query is resolved; exclusions give no reason."""
    found = dict.fromkeys(_of_node(query.where, _Result(query, revision, statement, labels)))
    return tuple(found)[:REASONS_MAX]


class _Result:
    """One result with its texts and people."""

    def __init__(self, query: Query, revision: Revision, statement: Statement | None, labels: Labels) -> None:
        self.labels = labels
        self.revision = revision
        self.statement = statement
        self.texts = {
            field.name: self.values(field.name) for field in fields.of_kind("text", query.view) if field.name in PLACES
        }

    def values(self, field: str) -> tuple[str, ...]:
        values = fields.BY_NAME[field].read(self.revision, self.statement)
        return values if isinstance(values, tuple) else ()

    def people(self) -> Mapping[str, Person]:
        said = {s.person.slug: s.person for s in self.revision.statements if s.person}
        return {person.slug: person for person in self.revision.mentioned} | said


def _of_node(node: Node, result: _Result) -> Iterator[str]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _of_node(part, result)
        case Keyword():
            yield from _of_keyword(node, result)
        case InField():
            yield from _of_field(node, result)
        case _ if isinstance(node, Term | Near | Same):
            yield from _of_words(node, result)


def _of_words(node: Term | Near | Same, result: _Result) -> Iterator[str]:
    """Where the words stand first."""
    for field, texts in result.texts.items():
        words = next((words for text in texts if (words := first_match(text, node))), ())
        if words:
            link = " near " if isinstance(node, Near) else " beside " if isinstance(node, Same) else " and "
            yield link.join(f"“{' '.join(word.split())}”" for word in words[:_PARTS_SHOWN]) + f" {PLACES[field]}"
            return


def _of_field(node: InField, result: _Result) -> Iterator[str]:
    wanted = [Word(form) for form in analysis.forms(node.text)]
    for value in result.values(node.field):
        if all(first_match(value, word) for word in wanted):
            yield f"{fields.BY_NAME[node.field].label.lower()} “{value}”"


def _of_keyword(node: Keyword, result: _Result) -> Iterator[str]:
    """Of people, offices and topics; whoever asks for a source or a language sees it in every result."""
    present = result.values(node.field) if node.field in _NAMED else ()
    for value in node.values:
        if value not in present:
            continue
        if node.field == "topic":
            yield f"on {_topic(value, result.revision)}"
        elif node.field == "office":
            yield f"speaking for {result.labels.get((node.field, value), value)}"
        else:
            person = result.people().get(value)
            yield f"{'said by' if node.field == 'said-by' else 'mentioning'} {person.name if person else value}"


def _topic(value: str, revision: Revision) -> str:
    return next((topic.label for topic in revision.topics if topic.value == value), value)
