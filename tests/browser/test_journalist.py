"""A journalist's morning in a real browser: search, narrow, read, save the search, and be told what is new."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect, sync_playwright

from indexer.archive import open_archive
from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: no page is tried in a browser")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def process(*words):
    child = subprocess.Popen([sys.executable, "-m", *words])
    try:
        yield
    finally:
        child.terminate()
        assert child.wait(20) in (0, -15)


def wait_for(url):
    for _ in range(150):
        try:
            urllib.request.urlopen(url).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} does not answer")


@pytest.fixture(scope="module")
def newsroom():
    return build(date(2026, 3, 18))


@pytest.fixture(scope="module")
def address(newsroom, tmp_path_factory):
    """The site and a worker, both as they run for real, over the crawled sample newsroom."""
    port = free_port()
    with serve(newsroom) as sites:
        config = tmp_path_factory.mktemp("browser") / "config.toml"
        stanzas = config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url)
        config.write_text(f'data = "data"\n[web]\nport = {port}\n\n{stanzas}', encoding="utf-8")
        with open_archive(load(config), writes_index=True) as archive:
            for source in archive.config.sources:
                archive.visit(source, lambda _done, _found: None)
            archive.catch_up()
        with process("webapp", str(config)), process("indexer", "--config", str(config), "work"):
            wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(request, browser):
    """With or without scripts; fails afterwards if anything outside was asked for or the console complained."""
    page = browser.new_page(java_script_enabled=request.param)
    outside = []
    page.on("request", lambda r: outside.append(r.url) if "127.0.0.1" not in r.url else None)
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.scripts = request.param
    yield page
    page.close()
    assert outside == []
    assert problems == []


def total(page):
    words = page.get_by_role("status").first.inner_text()
    return int(words.replace(",", "").replace("\xa0", "").split()[0])


def apply(page):
    if not page.scripts:
        page.get_by_role("button", name="Apply").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("page", [True, False], ids=["with scripts", "without scripts"], indirect=True)
def test_from_a_word_to_an_article(page, address):
    page.goto(address)
    page.get_by_label("Search the archive").fill("border")
    page.keyboard.press("Enter")
    found = total(page)
    assert found > 5

    said_by = page.get_by_role("group", name="Said by")
    said_by.get_by_role("checkbox").first.check()
    apply(page)
    expect(page).to_have_url(re.compile("said-by="))
    by_person = total(page)
    assert 0 < by_person < found

    page.locator("svg a").last.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile("date="))
    assert 0 < total(page) <= by_person

    page.locator("ol.hits h2 a").first.click()
    page.wait_for_load_state()
    assert "/articles/" in page.url
    assert page.locator("h1").inner_text()
    assert page.locator("[id^=q]").count() >= 1


@pytest.mark.parametrize("page", [False], ids=["without scripts"], indirect=True)
def test_a_saved_search_tells_what_came_in_since(page, address, newsroom):
    page.goto(f"{address}/search?source=dnipro-wire")
    page.get_by_role("link", name="Save this search").first.click()
    page.get_by_label("Name").fill("Everything of the wire")
    page.get_by_label("whenever something new comes in").check()
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state()
    saved = page.url

    edition = newsroom.edition
    newsroom.advance(datetime.now(UTC))
    assert newsroom.edition == edition + 1
    for _ in range(100):
        page.goto(saved)
        runs = page.locator("a[href*='/runs/']")
        if runs.count():
            break
        time.sleep(1)
    runs.first.click()
    page.wait_for_load_state()
    assert page.locator("a[href*='/articles/']").count() >= 1
