import re

import pytest

from indexer.config import load
from indexer.errors import ConfigError
from indexer.model import Listing, Selectors
from indexer.topics import Stanza

STANZA = '[[sources]]\nname = "wire"\nkind = "feed"\nurl = "https://example.org/rss"\n'


def config(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_an_empty_file_gives_the_defaults(tmp_path):
    empty = config(tmp_path, "")
    assert (empty.data, empty.zone, empty.web.port, empty.sources) == (tmp_path / "index_data", "Europe/Kyiv", 8600, ())


def test_the_shipped_file_can_be_read(pytestconfig):
    shipped = load(pytestconfig.rootpath / "config.toml")
    assert {s.kind for s in shipped.sources} == {"feed", "listing"}


def test_every_default_in_the_shipped_file_is_true(pytestconfig, tmp_path):
    text = (pytestconfig.rootpath / "config.toml").read_text(encoding="utf-8")
    head = text[: text.index("[[sources]]")]
    switched_on = re.sub(r"^#(?=[a-z_]+ = )(?!allow|ca_file)", "", head, flags=re.MULTILINE)
    assert switched_on != head
    commented, explicit = config(tmp_path, head), config(tmp_path, switched_on)
    assert commented == explicit


def test_a_stanza_becomes_a_topic(tmp_path):
    text = '[[topics]]\nname = "Energy"\nalso = ["Струм", "energy"]\nrule = "power"\n[[topics]]\nname = "EU"\n'
    assert config(tmp_path, text).topics == (Stanza("Energy", ("Струм", "energy"), "power"), Stanza("EU"))


def test_the_topics_that_the_shipped_file_shows_can_be_switched_on(pytestconfig, tmp_path):
    text = (pytestconfig.rootpath / "config.toml").read_text(encoding="utf-8")
    switched_on = re.sub(r"^#(?=\[\[topics|name|also|rule)", "", text[text.index("# Topics.") :], flags=re.MULTILINE)
    assert [(t.name, bool(t.also), bool(t.rule)) for t in config(tmp_path, switched_on).topics] == [
        ("Border", True, True),
        ("Energy", True, False),
    ]


@pytest.mark.parametrize(
    ("stanza", "complaint"),
    [
        (
            'name = "A"\nrul = "x"',
            "config.toml: unknown key “rul” in topics “A”. Did you mean “rule”? Known: also, name",
        ),
        ('also = ["A"]', "config.toml: topics[1].name is missing."),
        (
            'name = "…"',
            "config.toml: topics[1].name must hold tags of up to 200 characters with a letter or digit, not '…'.",
        ),
        ('name = "A"\nalso = ["B", "#"]', "topics “A”: also must hold tags of up to 200 characters"),
        ('name = "A"\nalso = "B"', "topics “A”: also must be a list, not 'B'"),
        ('name = "A"\nalso = ["b", "Власть"]\n[[topics]]\nname = "B."', "the topics “A” and “B.” both claim “b”."),
        ('name = "A"\n[[topics]]\nname = "B"\nalso = [" #a "]', "the topics “A” and “B” both claim “a”."),
        ('name = "A"\nrule = "  "', "topics “A”: rule must be a search, not blank."),
        (
            'name = "A"\nrule = "border AND (Belarus"',
            "topics “A”: rule can't be read at character 12: This bracket is never closed. Try: border AND (Belarus).",
        ),
        (
            'name = "A"\nrule = "-border"',
            "topics “A”: rule can't be read at character 1: This only says what to leave out",
        ),
        ('name = "A"\nrule = "sort:newest"', "can't be read at character 1: There is no field “sort”."),
        (
            'name = "A"\nrule = "border (x OR -topic:b)"',
            "topics “A”: rule asks for a topic, which is what it is to find",
        ),
        ('name = "A"\nrule = "border has:topic"', "rule asks for a topic"),
        (
            'name = "A"\nrule = "border (x OR NOT seen:7d)"',
            "rule has a date that moves on from day to day; write it out",
        ),
        ('name = "A"\nrule = "border date:вчора"', "rule has a date that moves on"),
    ],
)
def test_topics_that_cannot_be_meant_are_refused(tmp_path, stanza, complaint):
    with pytest.raises(ConfigError) as refused:
        config(tmp_path, f"[[topics]]\n{stanza}")
    assert complaint in str(refused.value)


def test_a_stanza_becomes_a_source(tmp_path):
    text = (
        '[[sources]]\nname = "site"\ntitle = "Сайт"\nkind = "listing"\nurl = "HTTPS://Example.org:443/news"\n'
        'language = "uk"\nschedule = "2h"\npace_s = 5\nitems_max = 7\nonly = ["/news/"]\n'
        '[sources.selectors]\nbody = "article p"\n[sources.listing]\nlink = "a.story"\nnext_page = "a.next"\n'
    )
    (source,) = config(tmp_path, text).sources
    assert (source.name, source.title, source.url, source.every_s) == ("site", "Сайт", "https://example.org/news", 7200)
    assert (source.language, source.pace_s, source.items_max, source.only) == ("uk", 5, 7, ("/news/",))
    assert source.selectors == Selectors(body="article p")
    assert source.listing == Listing("a.story", "a.next", 3)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("zone = ", "config.toml: is not valid TOML"),
        ('zoen = "UTC"', "unknown key “zoen”. Did you mean “zone”?"),
        ('zone = "Kyiv"', "zone must be an IANA zone"),
        ("zone = 3", "zone must be a text, not 3"),
        ('[web]\nport = "80"', "web.port must be a number"),
        ("[web]\nport = true", "web.port must be a number"),
        ("[web]\nport = 99999", "web.port must lie between 0 and 65535"),
        ('[web]\nhost = "0.0.0.0"', "web.host must be 127.0.0.1"),
        ('[fetch]\nallow = ["localhost"]', "fetch.allow must list host:port pairs"),
        ("[fetch]\nallow = [3]", "fetch.allow must be a list of texts"),
        (STANZA + 'intervall = "1h"', "unknown key “intervall” in sources “wire”. Known: items_max"),
        (STANZA + 'schedule = "often"', "sources “wire”: schedule must be 1m to 30d"),
        (STANZA + 'schedule = "0m"', "schedule must be 1m to 30d"),
        (STANZA + "pace_s = 1", "needs a pace_reason"),
        (STANZA + 'only = ["("]', "only must list regular expressions"),
        (STANZA + 'language = "English"', "language must be a two-letter code"),
        (STANZA + '[sources.selectors]\ntitle = "h1["', "selectors.title must be a CSS selector"),
        (STANZA + '[sources.listing]\nlink = "a"', "only for sources of kind listing"),
        (STANZA + STANZA, "two sources are named “wire”"),
        (STANZA.replace("feed", "rss"), "kind must be one of feed, sitemap, listing, warc, jsonl"),
        (STANZA.replace("feed", "listing"), "listing.link is missing"),
        (STANZA.replace("https://example.org/rss", "example.org/rss"), "url must be an address"),
        (STANZA.replace("https://", "file://"), "url must be an address"),
        (STANZA.replace('"wire"', '"The Wire"'), "name must be up to 40 lower-case letters"),
        ("[[sources]]\nkind = 'feed'", "sources[1].name is missing"),
        ("sources = 3", "sources must be a list"),
    ],
)
def test_a_fault_is_one_sentence_that_names_file_key_and_remedy(tmp_path, text, complaint):
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, text)
    message = str(caught.value)
    assert message.startswith("config.toml: ")
    assert complaint in message
    assert "\n" not in message or "TOML" in message


def test_a_missing_file_says_how_to_name_another(tmp_path):
    with pytest.raises(ConfigError, match="--config"):
        load(tmp_path / "nowhere.toml")
