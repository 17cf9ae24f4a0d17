"""`/people/decisions`: what was decided of people, by whom and why, and taking it back."""

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.decisions import Decision, NotSaidBy
from webapp import current, editors
from webapp.people.blueprint import pages

SHOWN_MAX = 200


@pages.get("/decisions")
def decisions() -> str:
    made = current.archive().store.decisions(SHOWN_MAX + 1)
    lines = editors.told(made[:SHOWN_MAX])
    return render_template("people/decisions.html", lines=lines, more=len(made) > SHOWN_MAX, shown_max=SHOWN_MAX)


@pages.post("/decisions/<int:decision_id>/revoke")
def revoke(decision_id: int) -> Response:
    """Sent a second time, nothing happens."""
    decision = (current.archive().store.decision(decision_id) if decision_id < 2**63 else None) or abort(404)
    editors.revoke(decision)
    return redirect(_page_of(decision) if request.form.get("from") == "article" else "/people/decisions", code=303)


def _page_of(decision: Decision) -> str:
    what = decision.what
    return f"/articles/{what.article_id}" if isinstance(what, NotSaidBy) else "/people/decisions"
