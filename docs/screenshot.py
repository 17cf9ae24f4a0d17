"""Take the README's screenshot: the sample newsroom, crawled for real, in headless Chromium.

usage: python docs/screenshot.py OUT.png [PATH] [--width 1280] [--height 900] [--dark]
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from indexer.archive import open_archive, utc_now
from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder, serve(build(utc_now().date())) as sites:
        port = _free_port()
        path = Path(folder) / "config.toml"
        stanzas = config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url)
        path.write_text(f'data = "."\n[web]\nport = {port}\n\n{stanzas}', encoding="utf-8")
        with open_archive(load(path), writes_index=True) as archive:
            for source in archive.config.sources:
                archive.visit(source, lambda _done, _found: None)
            archive.catch_up()
        site = subprocess.Popen([sys.executable, "-m", "webapp", str(path)])  # noqa: S603 - our own module
        try:
            _wait_for(f"http://127.0.0.1:{port}/health")
            _shoot(f"http://127.0.0.1:{port}{options.path}", options)
        finally:
            site.terminate()
            site.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("path", nargs="?", default="/search?q=border&view=quotes")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true")
    return parser.parse_args()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own site
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer.")


def _shoot(url: str, options: argparse.Namespace) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        scheme = "dark" if options.dark else "light"
        page = browser.new_page(viewport={"width": options.width, "height": options.height}, color_scheme=scheme)
        page.goto(url)
        page.screenshot(path=options.out)
        browser.close()


if __name__ == "__main__":
    main()
