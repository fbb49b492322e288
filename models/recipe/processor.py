"""What the processor at hand is good at."""

from __future__ import annotations

from pathlib import Path


def fast_bf16() -> bool:
    """True where the processor multiplies bfloat16 in hardware (AVX-512 BF16 or AMX)."""
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
