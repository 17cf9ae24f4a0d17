"""`python -m webapp CONFIG`: the site on waitress, over the archive that a worker fills, until told to stop."""

import logging
import signal
import sys
from pathlib import Path
from socket import AF_INET, AF_INET6, socket
from socket import create_server as socket_at

from waitress.server import create_server

from indexer.archive import open_archive
from indexer.config import Web, load
from indexer.errors import ArchiveError, ConfigError
from webapp.app import create_app

log = logging.getLogger("webapp")

THREADS = 8
"""Requests answered at once. The index is read-only here and shared by all of them."""


def main(config_path: Path) -> int:
    """Serve until SIGTERM or Ctrl-C; what the process exits with."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    log.setLevel(logging.INFO)
    try:
        serve(config_path)
    except ArchiveError as error:
        sys.stderr.write(f"onrecord: {error}\n")
        return 2 if isinstance(error, ConfigError) else 1
    return 0


def serve(config_path: Path) -> None:
    config = load(config_path)
    with open_archive(config, writes_index=False) as archive, listening(config.web) as place:
        # No banner: what serves the site, and in which version, is nobody's business.
        server = create_server(create_app(archive), sockets=[place], threads=THREADS, ident=None)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        log.info("the site is at http://%s:%s/", config.web.host, place.getsockname()[1])
        # Ends, with its connections, at the SystemExit of the signal above or at Ctrl-C.
        server.run()


def listening(web: Web) -> socket:
    family = AF_INET6 if ":" in web.host else AF_INET
    try:
        return socket_at((web.host, web.port), family=family)
    except OSError as error:
        raise ArchiveError(f"The site can't listen: {error.strerror}. Set another [web] port.") from error


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m webapp CONFIG")
    sys.exit(main(Path(sys.argv[1])))
