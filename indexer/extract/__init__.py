"""From the bytes of a page to an Article, its quotes and its people. Pure: no network, no disk, no clock."""
