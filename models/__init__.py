"""The embedded NLI models and the recipe that makes them. Not part of the installed package."""

import checker  # noqa: F401  (it switches telemetry off, before anything of somebody else's is imported)
