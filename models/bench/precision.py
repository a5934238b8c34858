"""Processor time of a linear layer in bfloat16 and in float32: why training looks at what the processor has.

PYTHONPATH=models models/.venv/bin/python models/bench/precision.py
"""

import time

import torch
from torch import Tensor, nn

from lab.families.precision import FASTEST

TOKENS, INPUTS, OUTPUTS = 1_440, 384, 1_536
"""48 posts of 30 pieces, and the widest matrix of the encoder."""
ROUNDS = 7


def milliseconds(dtype: torch.dtype) -> float:
    """Of the fastest of ROUNDS on one thread."""
    states = torch.randn(TOKENS, INPUTS, dtype=dtype)
    layer = nn.Linear(INPUTS, OUTPUTS, dtype=dtype)
    return min(_once(layer, states) for _ in range(ROUNDS))


@torch.no_grad()
def _once(layer: nn.Linear, states: Tensor) -> float:
    begun = time.process_time()
    layer(states)
    return 1_000 * (time.process_time() - begun)


def main() -> None:
    """Prints both and their ratio."""
    torch.set_num_threads(1)
    short, single = milliseconds(torch.bfloat16), milliseconds(torch.float32)
    print(f"bfloat16 {short:.1f} ms, float32 {single:.1f} ms, {short / single:.2f} times as long; training takes {FASTEST}")


if __name__ == "__main__":
    main()
