"""Measures, with what one of them is in the base unit of its kind: metres, kilograms, seconds, km/h."""

from __future__ import annotations

MEASURES = {
    "km": ("length", 1000.0), "kilometre": ("length", 1000.0), "kilometres": ("length", 1000.0), "kilometer": ("length", 1000.0), "kilometers": ("length", 1000.0),
    "mile": ("length", 1609.34), "miles": ("length", 1609.34), "metre": ("length", 1.0), "metres": ("length", 1.0), "meter": ("length", 1.0),
    "meters": ("length", 1.0), "foot": ("length", 0.3048), "feet": ("length", 0.3048), "ft": ("length", 0.3048), "inch": ("length", 0.0254),
    "inches": ("length", 0.0254), "kg": ("mass", 1.0), "kilogram": ("mass", 1.0), "kilograms": ("mass", 1.0), "kilos": ("mass", 1.0), "kilo": ("mass", 1.0),
    "tonne": ("mass", 1000.0), "tonnes": ("mass", 1000.0), "ton": ("mass", 1000.0), "tons": ("mass", 1000.0), "lb": ("mass", 0.4536), "lbs": ("mass", 0.4536),
    "second": ("time", 1.0), "seconds": ("time", 1.0), "minute": ("time", 60.0), "minutes": ("time", 60.0), "hour": ("time", 3600.0), "hours": ("time", 3600.0),
    "day": ("time", 86400.0), "days": ("time", 86400.0), "week": ("time", 604800.0), "weeks": ("time", 604800.0), "month": ("time", 2629800.0),
    "months": ("time", 2629800.0), "year": ("time", 31557600.0), "years": ("time", 31557600.0), "hr": ("time", 3600.0), "hrs": ("time", 3600.0), "yr": ("time", 31557600.0),
    "decade": ("time", 315576000.0), "decades": ("time", 315576000.0), "century": ("time", 3155760000.0), "centuries": ("time", 3155760000.0),
    "fortnight": ("time", 1209600.0), "fortnights": ("time", 1209600.0),
    "mm": ("length", 0.001), "cm": ("length", 0.01), "millimetre": ("length", 0.001), "millimetres": ("length", 0.001), "centimetre": ("length", 0.01),
    "centimetres": ("length", 0.01), "min": ("time", 60.0), "mins": ("time", 60.0),
    "mph": ("speed", 1.609), "kph": ("speed", 1.0), "km/h": ("speed", 1.0),
}  # fmt: skip
