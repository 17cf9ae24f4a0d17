"""Serve saved real pages over loopback HTTP with a feed, crawl them, and tell which can be searched afterwards.

usage: python tests/bench/crawl_pages.py PAGES.jsonl[.xz]

A line is {"id", "url", "html", "enc"}: the page's text and the encoding to serve it in. Every page keeps its own path
under the loopback address, so that a page's own canonical link leads elsewhere and must be ignored.
"""

import json
import lzma
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from indexer.archive import open_archive
from indexer.config import load
from indexer.params import read_text

CONFIG = """data = "."
[fetch]
allow = ["127.0.0.1:{port}"]
[[sources]]
name = "pages"
kind = "feed"
url = "http://127.0.0.1:{port}/feed"
pace_s = 0
pace_reason = "our own loopback server"
items_max = 100000
"""


def main(path: Path) -> None:
    pages = _pages(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(port=server.server_port), encoding="utf-8")
        began = time.monotonic()
        with open_archive(load(config), writes_index=True) as archive:
            visit = archive.visit(archive.config.sources[0], lambda _done, _found: None)
            archive.catch_up()
            seconds = time.monotonic() - began
            found = {
                f.revision.article.url
                for n in range(1, 100)
                for f in archive.ask(read_text(f"per=100&page={n}&sort=seen", zone="UTC")).found
            }
    server.shutdown()
    sys.stdout.write(f"{len(pages)} pages served; {visit.found} offered, {visit.new} stored, {len(found)} searchable\n")
    sys.stdout.write(
        f"{visit.not_articles} not articles, {visit.failed} failed, {visit.changed} as another's revision\n"
    )
    sys.stdout.writelines(f"  {count} × {reason}\n" for reason, count in visit.reasons)
    sys.stdout.write(f"{seconds:.0f} s, {len(pages) / seconds:.1f} pages/s\n")


def _pages(path: Path) -> Mapping[str, bytes]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {f"/page/{n}": row["html"].encode(row["enc"], "xmlcharrefreplace") for n, row in enumerate(rows)}


def _feed(pages: Mapping[str, bytes], address: str) -> bytes:
    items = "".join(f"<item><link>{escape(address + path)}</link></item>" for path in pages)
    return f'<rss version="2.0"><channel><title>Pages</title>{items}</channel></rss>'.encode()


def _handler(pages: Mapping[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body, kind = pages.get(self.path), "text/html"
            if self.path == "/feed":
                body, kind = _feed(pages, f"http://{self.headers['Host']}"), "application/rss+xml"
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Silence: the crawl's own summary is what counts."""

    return Handler


if __name__ == "__main__":
    main(Path(sys.argv[1]))
