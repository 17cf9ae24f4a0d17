"""A journalist's morning in a real browser: search, narrow, read, save the search, and be told what is new."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
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


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    """Nobody else in the newsroom has one that begins so."""

    @property
    def inserted(self):
        return f'said-by:"{self.name}"'

    def typed(self, pattern):
        """The pattern with parts of the name: GIVEN, the first letters SUR and the others, in any case."""
        given, surname = self.name.split()
        start, rest = surname[:4], surname[4:]
        whole = pattern.replace("GIVEN", given).replace("given", given.lower())
        return whole.replace("NAME", rest).replace("SUR", start).replace("sur", start.lower())


@pytest.fixture(scope="module")
def speaker(address):
    """Somebody who is quoted and shares neither name with anybody."""
    with urllib.request.urlopen(f"{address}/people") as answer:
        people = BeautifulSoup(answer, "lxml").select(".roster a")
    names = [found.get_text() for found in people]
    beginnings = Counter(word[:4] for name in names for word in name.split())
    return Speaker(next(n for n in names if len(n.split()) == 2 and beginnings[n.split()[1][:4]] == 1 and n.isascii()))


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
    words = page.locator(".sentence").inner_text()
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
    page.wait_for_url(re.compile("q=border"))
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


@pytest.fixture
def box(page, address):
    page.goto(address)
    return page.get_by_role("combobox", name="Search the archive")


def type_into(box, text):
    """As a hand would, the caret left where the bar stands."""
    before, _, after = text.partition("|")
    box.fill("")
    box.type(before)
    box.evaluate("(box, after) => box.setRangeText(after, box.selectionStart, box.selectionStart, 'start')", after)
    box.dispatch_event("input")


scripted = pytest.mark.parametrize("page", [True], ids=["with scripts"], indirect=True)


@scripted
def test_suggestions_are_walked_through_with_the_keyboard(page, box):
    type_into(box, "border tr")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None

    page.keyboard.press("ArrowDown")
    inserted = options.first.locator("code").inner_text()
    page.keyboard.press("Enter")
    expect(box).to_have_value(f"border {inserted} ")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()

    type_into(box, "border tr")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("border tr")
    assert page.get_by_role("option").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=border"))


@scripted
@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("GIVEN SUR|", "@ "),
        ("calm given sur| drill", "calm @ drill"),
        ("said-by:GIVEN SUR|", "@ "),
        ('-said-by:"GIVEN SUR|" drill', "-@ drill"),
        ("-SUR|", "-@ "),
        ("(SUR|NAME) drill", "(@ ) drill"),
        ("calm SUR|NAME drill", "calm @ drill"),
        ("calm NEAR/5 given sur|", "calm NEAR/5 given @ "),
    ],
)
def test_a_suggestion_takes_the_place_of_all_it_stands_for(page, box, speaker, typed, picked):
    type_into(box, speaker.typed(typed))
    page.get_by_role("option").first.click()
    expect(box).to_have_value(speaker.typed(picked).replace("@", speaker.inserted))


@scripted
@pytest.mark.parametrize(
    "typed",
    [
        "calm NEAR/5 SUR|",
        "calm SAME SUR|",
        "calm NEAR/5 (calm OR SUR|",
        "SUR|NAME SAME calm",
        "“SUR|",
        "«calm SUR|",
        '"SUR|',
    ],
)
def test_where_a_name_would_make_the_query_unreadable_none_is_suggested(page, box, speaker, typed):
    type_into(box, speaker.typed(typed))
    page.wait_for_timeout(500)
    assert page.get_by_role("option").count() == 0
    type_into(box, speaker.typed("SUR|"))
    expect(page.get_by_role("option").first).to_be_visible()


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


@pytest.mark.parametrize("page", [False], ids=["without scripts"], indirect=True)
def test_a_wrong_speaker_is_corrected_beside_the_words_and_taken_back(page, address):
    page.goto(f"{address}/people")
    page.locator(".roster a").first.click()
    name = page.locator("h1").inner_text()
    page.locator(".hit blockquote a").first.click()
    statement = page.locator(".statements li").filter(has_text=f"Not said by {name}?").first
    statement.locator("summary").click()
    statement.get_by_label("Why").fill("a slip of the desk")
    statement.get_by_role("button", name=f"Not said by {name}").click()
    told = page.locator("[role=status]").filter(has_text="Decided:")
    expect(told).to_contain_text(f"was not said by {name}; by whom is not known")
    expect(page.locator(".statements")).to_contain_text(f"not {name}: reattributed by newsroom")
    told.get_by_role("button", name="Take back").click()
    expect(page.locator(".decisions s").first).to_contain_text(f"was not said by {name}")
    expect(page.locator(".decisions li").first).to_contain_text("a slip of the desk")
