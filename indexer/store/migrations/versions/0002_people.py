"""Decisions about people, offices and who held them, topics by rule, and what the index has to read again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("revisions", sa.Column("quotes_version", sa.Integer(), server_default="0", nullable=False))
    op.create_index(op.f("ix_revisions_quotes_version"), "revisions", ["quotes_version"], unique=False)
    op.add_column("persons", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_persons_merged_into"), "persons", ["merged_into"], unique=False)
    op.add_column("statements", sa.Column("bound", sa.String(), nullable=True))
    op.add_column("statements", sa.Column("office", sa.Text(), nullable=True))
    op.create_table(
        "touched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_touched_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touched")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unbound",
        sa.Column("rev_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["rev_seq"], ["revisions.rev_seq"], name=op.f("fk_unbound_rev_seq")),
        sa.PrimaryKeyConstraint("rev_seq", name=op.f("pk_unbound")),
    )
    op.create_table(
        "article_topics",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_topics_article_id")),
        sa.PrimaryKeyConstraint("article_id", "value", "by", name=op.f("pk_article_topics")),
    )
    _decisions()
    _offices()


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_table(
        "distinctions",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title_words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_distinctions_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_distinctions_person_id")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_distinctions")),
    )
    op.create_index(op.f("ix_distinctions_key"), "distinctions", ["key"], unique=False)
    op.create_table(
        "kept_apart",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_kept_apart_decision_id")),
        sa.ForeignKeyConstraint(["other_id"], ["persons.id"], name=op.f("fk_kept_apart_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_kept_apart_person_id")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_kept_apart")),
    )
    op.create_index(op.f("ix_kept_apart_person_id"), "kept_apart", ["person_id"], unique=False)
    op.create_table(
        "reattributions",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("instead_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_reattributions_article_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_reattributions_decision_id")),
        sa.ForeignKeyConstraint(["instead_id"], ["persons.id"], name=op.f("fk_reattributions_instead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_reattributions_person_id")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_reattributions")),
    )
    op.create_index(op.f("ix_reattributions_article_id"), "reattributions", ["article_id"], unique=False)


def _offices() -> None:
    op.create_table(
        "offices",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_offices")),
    )
    op.create_table(
        "tenures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["offices.slug"], name=op.f("fk_tenures_office")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_tenures_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenures")),
    )
    op.create_index(op.f("ix_tenures_office"), "tenures", ["office"], unique=False)
    op.create_index(op.f("ix_tenures_person_id"), "tenures", ["person_id"], unique=False)
