"""Onrecord's archive: crawl, take apart, keep, index, ask. Knows nothing of the web site in `webapp`."""
