"""What the processor at hand is good at."""

from __future__ import annotations

from pathlib import Path


def device() -> str:
    """Where to compute: a GPU where there is one."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def fast_bf16() -> bool:
    """True where what computes multiplies bfloat16 in hardware: a GPU, or a processor with AVX-512 BF16 or AMX."""
    if device() == "cuda":
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
