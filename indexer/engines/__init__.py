"""Search engines: each fulfils `ports.SearchEngine` and knows its library alone."""
