"""Measuring the checker: benchmarks on data that stays outside the repository."""
