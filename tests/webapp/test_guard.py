"""What every answer of the site promises to its reader."""

import logging
import re
import stat

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.archive import Archive
from indexer.errors import EngineError, StoreError
from indexer.model import Schedule
from webapp import assets, create_app, guard

PAGES = (
    "/search",
    "/articles/1",
    "/people",
    "/people/tomas-orlec",
    "/people/tomas-orlec/edit",
    "/people/tomas-orlec/beside/jana-wirt",
    "/people/duplicates",
    "/people/decisions",
    "/sources",
    "/saved",
    "/saved/new",
)
FAULTS = ("/nope", "/articles/99", "/search?q=(", "/saved/1/run")


@pytest.mark.parametrize("url", [*PAGES, *FAULTS, "/health", "/robots.txt", "/static/site.css", "/static/nope.css"])
def test_every_answer_carries_the_protecting_headers(site: FlaskClient, url):
    response = site.get(url, buffered=True)
    assert {name: response.headers.get(name) for name in guard.HEADERS} == guard.HEADERS


def test_pages_are_not_kept_and_versioned_files_for_ever(site: FlaskClient):
    assert site.get("/search").headers["Cache-Control"] == "private, no-store"
    for stale in ("/static/site.css", "/static/site.css?v=older"):
        assert site.get(stale, buffered=True).headers["Cache-Control"] == "private, no-store"
    kept = site.get(assets.address("site.css"), buffered=True).headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("url", PAGES)
def test_pages_load_only_what_is_the_sites_own_and_carry_no_inline_code(read, url):
    page = read(url)
    loaded = [tag.get("src") or tag["href"] for tag in page.select("script, link, img")]
    assert all(address.startswith("/static/") for address in loaded)
    assert page.select("style, [style], [onclick], [onload], [onchange]") == []
    assert [script for script in page.select("script") if script.get_text()] == []


@pytest.mark.parametrize("url", [*PAGES, *FAULTS])
def test_ids_are_unique_labels_point_somewhere_and_one_heading_leads(site: FlaskClient, url):
    page = BeautifulSoup(site.get(url).text, "lxml")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {tag["for"] for tag in page.select("label[for]")} <= set(ids)
    assert {tag["form"] for tag in page.select("[form]")} <= set(ids)
    assert len(page.select("h1")) == 1
    assert {a["href"].removeprefix("#") for a in page.select('.skips a, a[href^="#"]')} <= set(ids)


@pytest.mark.parametrize("host", ["localhost", "localhost:8600", "127.0.0.1:1234", "[::1]", "[::1]:8600"])
def test_the_site_answers_under_this_machines_own_names(site: FlaskClient, host):
    assert site.get("/search", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "[::2]", "x]"])
def test_no_other_name_is_answered(site: FlaskClient, host):
    response = site.get("/search?q=storm", headers={"Host": host})
    assert response.status_code == 400
    assert "Storm closes" not in response.text


def test_a_form_of_another_site_is_refused_whatever_it_holds(site: FlaskClient, archive: Archive):
    archive.save_query("Mine", "q=storm", Schedule("manual"), 0)
    token = re.search(r'name="csrf_token" value="([^"]+)"', site.get("/saved/new").text).group(1)
    codes = {
        origin: site.post("/saved/1/pause", data={"csrf_token": token}, headers={"Sec-Fetch-Site": origin}).status_code
        for origin in ("cross-site", "same-site", "same-origin")
    }
    assert codes == {"cross-site": 403, "same-site": 403, "same-origin": 303}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: FlaskClient):
    cookie = site.get("/saved/new").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_key_is_the_owners_alone_and_survives_a_restart(archive: Archive):
    first, again = create_app(archive), create_app(archive)
    path = archive.config.data / "secret.key"
    assert first.secret_key == again.secret_key == path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in archive.config.data.iterdir() if p.name.startswith("secret")] == ["secret.key"]


def test_a_key_that_was_cut_off_is_refused(archive: Archive):
    (archive.config.data / "secret.key").write_text("short")
    with pytest.raises(StoreError, match="is no key"):
        create_app(archive)


@pytest.mark.parametrize(("url", "method", "code"), [("/nope", "get", 404), ("/search", "post", 405)])
def test_faults_have_pages_of_their_own(archive: Archive, url, method, code):
    app = create_app(archive)
    app.config["WTF_CSRF_ENABLED"] = False
    response = getattr(app.test_client(), method)(url)
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == code
    assert page.select_one(".eyebrow").get_text() == f"Error {code}"
    assert page.select_one(".masthead nav") is not None


def test_a_form_that_is_too_large_is_refused(site: FlaskClient):
    assert site.post("/saved", data={"name": "x" * 100_000}).status_code == 413


def broken_site(archive: Archive, fault: Exception) -> FlaskClient:
    app = create_app(archive)

    @app.get("/break")
    def broken() -> str:
        raise fault

    return app.test_client()


def test_what_breaks_shows_no_trace_and_logs_no_query(archive: Archive, caplog):
    with caplog.at_level(logging.DEBUG):
        response = broken_site(archive, ZeroDivisionError("inner secret")).get("/break?q=confidential-words")
    assert response.status_code == 500
    assert "inner secret" not in response.text
    assert "ZeroDivisionError" in caplog.text
    assert "confidential-words" not in caplog.text


def test_an_archive_that_cannot_answer_says_why(archive: Archive):
    response = broken_site(archive, EngineError("The index is being built.")).get("/break")
    assert response.status_code == 503
    assert "The index is being built." in response.text


def test_searching_leaves_no_words_in_the_log(site: FlaskClient, caplog):
    with caplog.at_level(logging.DEBUG):
        for url in ("/search?q=whistle7blower", "/search?q=(whistle7blower", "/people?q=whistle7blower"):
            site.get(url)
        site.get("/saved/new?q=(whistle7blower")
    assert "whistle7blower" not in caplog.text


def test_health_tells_the_truth(site: FlaskClient, archive: Archive, add):
    healthy = {"articles": 3, "behind": 0, "people": 3, "reached": 3, "statements": 3, "status": "ok"}
    assert site.get("/health").json == healthy
    add("late", indexed=False)
    assert site.get("/health").json == {**healthy, "articles": 4, "behind": 1, "reached": 4, "status": "behind"}


def test_robots_stay_out(site: FlaskClient):
    assert site.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
