"""The WordPress plug-in on a real WordPress: `make test-wordpress`."""
