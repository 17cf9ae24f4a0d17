"""Brings the tables of a database up to what this code expects."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from indexer.errors import StoreError
from indexer.store.engine import Database

log = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database) -> None:
    """Create or migrate the tables, all in one transaction; whoever comes second finds it done.

    Raises StoreError if a newer Onrecord has been here, or if the tables are somebody else's.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it announces itself at every start
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with database.reading() as connection:
        if _version(connection) == script.get_current_head():
            return
    with database.writing() as connection:
        _check(connection, script, database.where)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    log.info("archive %s: tables brought up to schema %s", database.where, script.get_current_head())


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check(connection: Connection, script: ScriptDirectory, where: str) -> None:
    version = _version(connection)
    if version is None:
        if tables := inspect(connection).get_table_names():
            raise StoreError(f"{where} holds other tables ({', '.join(tables[:3])}). Name another for the archive.")
    elif version not in {known.revision for known in script.walk_revisions()}:
        raise StoreError(
            f"The archive {where} was written by a newer Onrecord (schema {version}; this one knows up to "
            f"{script.get_current_head()}). Upgrade Onrecord, or restore an older backup."
        )
