"""`/articles/…`: one article in its present or an earlier version, and the page it was read from."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from indexer.model import Person, Revision, Statement
from indexer.topics import CHARS_MAX
from webapp import current, editors
from webapp.articles import corrections, marking, tagging
from webapp.articles.corrections import Correction
from webapp.articles.tagging import Written
from webapp.editors import Told

pages = Blueprint("articles", __name__, url_prefix="/articles")


@pages.get("/<int:article_id>")
def present(article_id: int) -> str:
    versions = _versions(article_id)
    return _page(versions, versions[-1])


@pages.get("/<int:article_id>/revisions/<int:number>")
def version(article_id: int, number: int) -> str:
    versions = _versions(article_id)
    return _page(versions, _numbered(versions, number))


@pages.get("/<int:article_id>/revisions/<int:number>/page")
def as_fetched(article_id: int, number: int) -> Response:
    """The page as the source sent it, to be saved and not to be run."""
    revision = _numbered(_versions(article_id), number)
    page = current.archive().store.page(revision.page_sha256) if revision.page_sha256 else None
    if page is None:
        abort(404)
    name = f"article-{article_id}-revision-{number}.html.txt"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(page.body, headers=headers, content_type="text/plain; charset=utf-8")


def _versions(article_id: int) -> Sequence[Revision]:
    # SQLite's integers end there; what is larger names no article.
    versions = current.archive().store.revisions(article_id) if article_id < 2**63 else ()
    if not versions:
        abort(404)
    return versions


def _numbered(versions: Sequence[Revision], number: int) -> Revision:
    return next((r for r in versions if r.number == number), None) or abort(404)


@pages.post("/<int:article_id>/statements/<int:statement_id>/not-said-by")
def not_said_by(article_id: int, statement_id: int) -> Response | tuple[str, int]:
    versions = _versions(article_id)
    done = corrections.decide(versions[-1], statement_id)
    return (_page(versions, versions[-1], done), 400) if isinstance(done, Correction) else done


@pages.post("/<int:article_id>/topics")
def topics(article_id: int) -> Response | tuple[str, int]:
    versions = _versions(article_id)
    done = tagging.change(versions[-1])
    return (_page(versions, versions[-1], tagged=done), 400) if isinstance(done, Written) else done


def _page(
    versions: Sequence[Revision],
    shown: Revision,
    correcting: Correction | None = None,
    tagged: Written | None = None,
) -> str:
    archive = current.archive()
    article = shown.article
    numbers = marking.numbered(shown)
    return render_template(
        "articles/article.html",
        revision=shown,
        article=article,
        latest=versions[-1],
        versions=versions,
        source=archive.source_titles().get(shown.source, shown.source),
        title=marking.title(shown),
        paragraphs=marking.paragraphs(shown),
        statements=sorted((s for s in shown.statements if s.id in numbers), key=lambda s: numbers[s.id]),
        numbers=numbers,
        corrected=_corrected(shown.article_id),
        correcting=correcting,
        speakers=_speakers(shown.whole_statements),
        mentioned=_mentioned(shown),
        topics=shown.topics,
        tagged=tagged or Written(""),
        topic_max=CHARS_MAX,
        page=archive.store.page(shown.page_sha256) if shown.page_sha256 else None,
        now=archive.clock(),
    )


def _corrected(article_id: int) -> Mapping[int, Told]:
    """The decisions by which statements stand where they do, by statement."""
    decisions = current.archive().store.corrections(article_id)
    told = {one.decision.id: one for one in editors.told(decisions.values())}
    return {number: told[decision.id] for number, decision in decisions.items()}


def _speakers(statements: Sequence[Statement]) -> list[tuple[Person, int]]:
    """Who is quoted, with how many statements, in the order of first words."""
    counts = Counter(s.person for s in statements if s.person)
    return list(counts.items())


def _mentioned(revision: Revision) -> list[Person]:
    """Who is named without being quoted."""
    quoted = {s.person.slug for s in revision.statements if s.person}
    return [person for person in revision.mentioned if person.slug not in quoted]
