"""Mended headlines: edits proposed for findings, checked again over the same body, put into files."""

from .mended import Mended

__all__ = ["Mended"]
