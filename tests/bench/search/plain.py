"""A plain reading of a question, article by article, against which engines are held."""

from indexer import analysis
from indexer.bench import Sampled
from indexer.query import And, Days, Everything, Keyword, Node, Or, Phrase, Wildcard, Word
from tests.bench.search.corpus import Story


def sampled(story: Story) -> Sampled:
    """The title is a paragraph like any other."""
    return Sampled(f"{story.title}\n{story.body}", story.people, story.topics, story.published.date())


def answers(node: Node, article: Sampled) -> bool:
    """Whether the article is among what is asked for."""
    match node:
        case Keyword("mentions", (value,)):
            return value in article.people
        case Keyword("topic", (value,)):
            return value in article.topics
        case Days("date", first, last):
            return first <= article.day <= last
        case And(parts):
            return all(answers(part, article) for part in parts)
        case Or(parts):
            return any(answers(part, article) for part in parts)
    return node == Everything() or any(_stands(node, analysis.forms(line)) for line in article.text.split("\n"))


def _stands(node: Node, forms: list[str]) -> bool:
    """Whether a term stands in one paragraph."""
    match node:
        case Word(text):
            return analysis.stem(text) in map(analysis.stem, forms)
        case Wildcard(pattern):
            return any(form.startswith(pattern.removesuffix("*")) for form in forms)
        case Phrase(text):
            return f" {' '.join(analysis.forms(text))} " in f" {' '.join(forms)} "
    raise AssertionError(node)
