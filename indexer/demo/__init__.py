"""The sample newsroom: three invented news sites over real HTTP, for the demo and for tests of the crawler.

It stands alone: nothing here imports another room of the house.
"""

from urllib.parse import urlsplit

CONFIG = """\
[fetch]
# The sample newsroom lives on this machine; private addresses are refused unless listed here.
allow = {allow}

[[sources]]
name = "dnipro-wire"
title = "Dnipro Wire"
kind = "sitemap"
url = "{english}sitemap.xml"
language = "en"
zone = "Europe/Kyiv"
schedule = "1m"
pace_s = 0
pace_reason = "the site runs on this machine, for this demo"
items_max = 500

[[sources]]
name = "visnyk-dnipra"
title = "Вісник Дніпра"
kind = "listing"
url = "{ukrainian}archive/"
language = "uk"
zone = "Europe/Kyiv"
schedule = "1m"
pace_s = 0
pace_reason = "the site runs on this machine, for this demo"
items_max = 500

[sources.selectors]
title = "article h1"
date = "article header time"
body = "article .text"
author = "article .author span"
topic = "article .tags a"

[sources.listing]
link = "ol.archive a.headline"
next_page = "a[rel=next]"
pages_max = 20

[[sources]]
name = "black-sea-mirror"
title = "Black Sea Mirror"
kind = "sitemap"
url = "{mirror}sitemap.xml"
language = "en"
zone = "Europe/Kyiv"
schedule = "1m"
pace_s = 0
pace_reason = "the site runs on this machine, for this demo"
items_max = 500

[sources.selectors]
title = "td div.headline"
date = "td span.date"
body = "div.newstext"
topic = "td span.rubric"

# One name for what the three sites call by two.
[[topics]]
name = "Energy"
also = ["Енергетика"]

[[topics]]
name = "Border security"
also = ["Безпека кордону"]

# No site has this section: it is found by words.
[[topics]]
name = "Children"
also = ["Діти"]
rule = "children OR pupils OR school OR діти OR учні OR школа"
"""


def config_text(english_url: str, ukrainian_url: str, mirror_url: str) -> str:
    """The part of config.toml that makes the three sites sources and names topics.

    The URLs are home pages, ending in a slash.
    """
    urls = (english_url, ukrainian_url, mirror_url)
    allow = ", ".join(f'"{urlsplit(url).netloc}"' for url in urls)
    return CONFIG.format(allow=f"[{allow}]", english=english_url, ukrainian=ukrainian_url, mirror=mirror_url)
