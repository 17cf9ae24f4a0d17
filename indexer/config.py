"""config.toml into one frozen value, or one sentence that says which key is wrong and what is allowed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import soupsieve

from indexer import urls
from indexer.errors import ConfigError, QueryError
from indexer.keyed import Keyed, parse_toml, read_text
from indexer.model import Listing, Selectors, Source, SourceKind
from indexer.query import Keyword, LastDays, asks, nodes, only_leaves_out, parse
from indexer.topics import CHARS_MAX, Stanza, normal


@dataclass(frozen=True, slots=True)
class Fetching:
    contact: str
    timeout_s: float
    page_bytes_max: int
    pace_s: float
    allow: tuple[str, ...]
    ca_file: str | None
    """Certificates to trust besides the usual ones. None: only the usual ones."""


@dataclass(frozen=True, slots=True)
class Web:
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Config:
    path: Path
    """The file it was read from."""
    data: Path
    """Folder of database and index."""
    zone: str
    """The readers' IANA zone: days and hours on pages and in queries are theirs."""
    fetching: Fetching
    web: Web
    crawl_threads: int
    sources: tuple[Source, ...]
    topics: tuple[Stanza, ...] = ()

    def source(self, name: str) -> Source:
        """Raises ConfigError with the known names."""
        for source in self.sources:
            if source.name == name:
                return source
        known = ", ".join(s.name for s in self.sources) or "none"
        raise ConfigError(f"{self.path.name}: there is no source “{name}”. Sources: {known}.")


def load(path: Path) -> Config:
    """Read and check the whole file. Raises ConfigError at the first fault."""
    text = read_text(path, "Name another with --config.")
    return _config(path, parse_toml(path.name, text))


def _config(path: Path, top: Keyed) -> Config:
    data = path.resolve().parent / top.take("data", str, "index_data")
    zone = _zone(top, top.take("zone", str, "Europe/Kyiv"))
    folder = path.resolve().parent
    fetching = _fetching(top.table_at("fetch"), folder)
    web = _web(top.table_at("web"))
    worker = top.table_at("worker")
    threads = worker.whole("crawl_threads", 4, 1, 32)
    worker.finish()
    stanzas = top.take("sources", list, [])
    sources = tuple(_source(path.name, n, s, fetching.pace_s, zone, folder) for n, s in enumerate(stanzas, 1))
    topics = tuple(_topic(path.name, n, t) for n, t in enumerate(top.take("topics", list, []), 1))
    top.finish()
    _check_claims(path.name, topics)
    names = [s.name for s in sources]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"{path.name}: two sources are named “{name}”. Names must differ.")
    return Config(path, data, zone, fetching, web, threads, sources, topics)


def _fetching(table: Keyed, folder: Path) -> Fetching:
    allow = table.texts("allow")
    for pair in allow:
        if not re.fullmatch(r"[^\s/:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}", pair):
            raise table.fault("allow", f'must list host:port pairs such as "10.0.0.7:8080", not {pair!r}')
    fetching = Fetching(
        contact=table.take("contact", str, ""),
        timeout_s=table.number("timeout_s", 30, 1, 300),
        page_bytes_max=int(table.number("page_mb_max", 5, 0.1, 100) * 1_000_000),
        pace_s=table.number("pace_s", 3, 0, 3600),
        allow=allow,
        ca_file=str(folder / name) if (name := table.optional("ca_file")) else None,
    )
    table.finish()
    return fetching


def _web(table: Keyed) -> Web:
    host = table.take("host", str, "127.0.0.1")
    if host not in ("127.0.0.1", "::1", "localhost"):
        raise table.fault("host", f"must be 127.0.0.1, ::1 or localhost while there are no accounts, not {host!r}")
    web = Web(host, table.whole("port", 8600, 0, 65535))
    table.finish()
    return web


def _zone(table: Keyed, name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise table.fault("zone", f"must be an IANA zone such as Europe/Kyiv, not {name!r}") from None


# -------------------------------------------------------------------------------------------------------------- sources

_SCHEDULE = re.compile(r"(\d{1,4})\s*([mhd])")
_UNIT_S = {"m": 60.0, "h": 3600.0, "d": 86400.0}


def _source(file: str, number: int, stanza: object, pace_s: float, zone: str, folder: Path) -> Source:
    if not isinstance(stanza, dict):
        raise ConfigError(f"{file}: sources must be written as [[sources]] stanzas.")
    table = Keyed(file, f"sources[{number}].", stanza)
    name = table.take("name", str)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
        raise table.fault("name", f"must be up to 40 lower-case letters, digits and hyphens, not {name!r}")
    table.where = f"sources “{name}”: "
    kind = _kind(table)
    source = Source(
        name=name,
        title=table.take("title", str, name),
        kind=kind,
        url=_address(table, kind, folder),
        language=_language(table),
        zone=_zone(table, table.take("zone", str, zone)),
        every_s=_schedule(table),
        pace_s=_pace(table, pace_s),
        items_max=table.whole("items_max", 200, 1, 100_000),
        selectors=_selectors(table.table_at("selectors")),
        listing=_listing(table.table_at("listing"), kind),
        only=_patterns(table),
    )
    table.finish()
    return source


def _kind(table: Keyed) -> SourceKind:
    kind = table.take("kind", str)
    for known in get_args(SourceKind):
        if kind == known:
            found: SourceKind = known
            return found
    raise table.fault("kind", f"must be one of {', '.join(get_args(SourceKind))}, not {kind!r}")


def _address(table: Keyed, kind: SourceKind, folder: Path) -> str:
    """An absolute URL; for files a path, relative to the settings file's folder."""
    text = table.take("url", str)
    if kind in ("warc", "jsonl"):
        return str(folder / text)
    url = urls.clean(text)
    if url is None:
        raise table.fault("url", f"must be an address like https://example.org/rss, not {text!r}")
    return url


def _language(table: Keyed) -> str | None:
    language = table.optional("language")
    if language is not None and not re.fullmatch(r"[a-z]{2}", language):
        raise table.fault("language", f"must be a two-letter code such as en or uk, not {language!r}")
    return language


def _schedule(table: Keyed) -> float | None:
    text = table.take("schedule", str, "15m")
    match = _SCHEDULE.fullmatch(text.strip())
    every_s = int(match.group(1)) * _UNIT_S[match.group(2)] if match else 0
    if text != "manual" and not 60 <= every_s <= 30 * 86400:
        raise table.fault("schedule", f"must be 1m to 30d such as 15m, 2h or 1d, or manual, not {text!r}")
    return every_s or None


def _pace(table: Keyed, pace_s: float) -> float:
    pace = table.number("pace_s", pace_s, 0, 3600)
    reason = table.optional("pace_reason")
    if pace < pace_s and reason is None:
        raise table.fault("pace_s", f"is faster than the general {pace_s:g} s, which needs a pace_reason")
    return pace


def _selectors(table: Keyed) -> Selectors:
    selectors = Selectors(*(_selector(table, key) for key in ("title", "date", "body", "author", "topic")))
    table.finish()
    return selectors


def _listing(table: Keyed, kind: SourceKind) -> Listing | None:
    if kind != "listing":
        if table.table:
            raise ConfigError(f"{table.file}: {table.where}* is only for sources of kind listing.")
        return None
    link = _selector(table, "link")
    if link is None:
        raise table.fault("link", "is missing: a CSS selector of the links to articles")
    listing = Listing(link, _selector(table, "next_page"), table.whole("pages_max", 3, 1, 10_000))
    table.finish()
    return listing


def _selector(table: Keyed, key: str) -> str | None:
    text = table.optional(key)
    if text is not None:
        try:
            soupsieve.compile(text)
        except soupsieve.SelectorSyntaxError as error:
            reason = str(error).splitlines()[0].rstrip(".")
            raise table.fault(key, f"must be a CSS selector, not {text!r} ({reason})") from None
    return text


def _patterns(table: Keyed) -> tuple[str, ...]:
    patterns = table.texts("only")
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise table.fault("only", f"must list regular expressions, not {pattern!r} ({error})") from None
    return patterns


# --------------------------------------------------------------------------------------------------------------- topics


def _topic(file: str, number: int, stanza: object) -> Stanza:
    if not isinstance(stanza, dict):
        raise ConfigError(f"{file}: topics must be written as [[topics]] stanzas.")
    table = Keyed(file, f"topics[{number}].", stanza)
    name = table.take("name", str)
    _check_tag(table, "name", name)
    table.where = f"topics “{name}”: "
    also = table.texts("also")
    for tag in also:
        _check_tag(table, "also", tag)
    rule = table.optional("rule")
    if rule is not None:
        _check_rule(table, rule)
    table.finish()
    return Stanza(name, also, rule)


def _check_tag(table: Keyed, key: str, tag: str) -> None:
    if not 0 < len(normal(tag)) <= CHARS_MAX:
        raise table.fault(key, f"must hold tags of up to {CHARS_MAX} characters with a letter or digit, not {tag!r}")


def _check_rule(table: Keyed, rule: str) -> None:
    if not rule.strip():
        raise table.fault("rule", "must be a search, not blank")
    try:
        where = parse(rule)
        if not asks(where):
            raise only_leaves_out(rule, where)
    except QueryError as error:
        message = f"can't be read at character {error.position + 1}: {str(error).rstrip('.')}"
        hint = f". Try: {error.repairs[0]}" if error.repairs else ""
        raise table.fault("rule", message + hint) from None
    for node in nodes(where):
        if isinstance(node, Keyword) and (node.field == "topic" or (node.field, node.values) == ("has", ("topic",))):
            raise table.fault("rule", "asks for a topic, which is what it is to find: ask for words, people or sources")
        if isinstance(node, LastDays):
            raise table.fault("rule", "has a date that moves on from day to day; write it out, such as date:>=2026-03")


def _check_claims(file: str, topics: Sequence[Stanza]) -> None:
    """Each tag means one topic."""
    claimed: dict[str, str] = {}
    for topic in topics:
        for tag in dict.fromkeys(map(normal, (topic.name, *topic.also))):
            if tag in claimed:
                raise ConfigError(f"{file}: the topics “{claimed[tag]}” and “{topic.name}” both claim “{tag}”.")
            claimed[tag] = topic.name
