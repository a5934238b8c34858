"""In what training multiplies: bfloat16 where the processor has instructions for it, float32 elsewhere."""

import torch

FASTEST = torch.bfloat16 if torch.cpu.get_capabilities().get("avx512_bf16") else torch.float32
"""Elsewhere PyTorch multiplies bfloat16 number by number, ten times as slowly as float32 with AVX2 (bench/precision.py)."""


def fast_passes() -> torch.autocast:
    """A context in which matrices are multiplied in FASTEST."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.bfloat16 == FASTEST)
