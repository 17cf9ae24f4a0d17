"""The form that adds a topic to an article, or removes one that somebody in the newsroom added."""

from dataclasses import dataclass

from flask import redirect, request
from werkzeug.wrappers import Response

from indexer.model import Revision
from indexer.topics import CHARS_MAX, GIVEN_MAX, label
from webapp import current


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form."""

    text: str
    fault: str | None = None
    """Why it can't be added. None while nobody tried."""


def change(revision: Revision) -> Response | Written:
    """What the form says is done, or why it is not."""
    store = current.archive().store
    if value := request.form.get("remove"):
        store.untag(revision.article_id, value)
    else:
        text = label(request.form.get("add", ""))
        if fault := _fault(revision, text):
            return Written(text, fault)
        store.tag(revision.article_id, text)
    return redirect(f"/articles/{revision.article_id}#topics", code=303)


def _fault(revision: Revision, text: str) -> str | None:
    value = current.archive().store.topics.value(text)
    if len(text) > CHARS_MAX:
        return f"The topic has {len(text)} characters; {CHARS_MAX} are allowed."
    if not value:
        return "Write a topic with a letter or a digit in it."
    if has := next((topic for topic in revision.topics if topic.value == value), None):
        return f"The article has the topic “{has.label}” already."
    if sum(topic.by == "person" for topic in revision.topics) >= GIVEN_MAX:
        return f"The newsroom has given it {GIVEN_MAX} topics, and no more are allowed: remove one first."
    return None
