"""``checker serve``: the checker over HTTP, for newsrooms' pages and content management systems (extra ``serve``)."""
