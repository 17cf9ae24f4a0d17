"""The `onrecord` command: its options, its exit codes, and which command stands in which room.

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. Errors are one sentence on standard error.
"""

import logging
import os
import sys
from pathlib import Path

import click

from indexer.commands import asking, benching, filling, offices, reading, serving
from indexer.commands.context import Setting
from indexer.errors import ArchiveError, ConfigError, QueryError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The settings file.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say what is being done, line by line, on standard error.")
@click.version_option(package_name="onrecord")
@click.pass_context
def onrecord(context: click.Context, config_path: Path, *, verbose: bool) -> None:
    """Onrecord keeps what was published and who said it.

    Start with: onrecord demo
    """
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # These two narrate every request and every tick.
    for chatty in ("httpcore", "apscheduler", "trafilatura", "htmldate", "alembic"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    context.obj = Setting(config_path)


for command in (
    *serving.COMMANDS,
    *filling.COMMANDS,
    *asking.COMMANDS,
    *offices.COMMANDS,
    *reading.COMMANDS,
    *benching.COMMANDS,
):
    onrecord.add_command(command)


def main() -> None:
    """Run the command line; the one place where errors become exit codes."""
    try:
        onrecord.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("onrecord: interrupted. What was stored stays; the same command goes on from there.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (| head); nothing more to say, and Python must not say it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (ConfigError, QueryError) as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except ArchiveError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(1)
