"""Trains a PyTorch module epoch by epoch: cosine rate, figures on dev, a checkpoint that an interrupted run goes on from."""

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

from ..train.loss import cross_entropy
from .artefact import ArtefactError

Batch = tuple[tuple[Tensor, ...], tuple[Tensor, Tensor]]
"""What the module is called with; targets (float [posts, 3]) and pairs (bool [posts]), see loss.py."""


def train_epochs(
    model: nn.Module,
    optimizers: Sequence[torch.optim.Optimizer],
    epochs: int,
    batches: Callable[[int], Sequence[Callable[[], Batch]]],
    judge: Callable[[], dict[str, float]],
    report: Callable[[int, dict[str, float]], None],
    run: Path,
) -> tuple[dict[str, float], float]:
    """Trains the epochs that the checkpoint in `run` has not seen; returns the last dev figures and the seconds spent.

    `batches(epoch)` gives an epoch's batches, each made when its turn comes. The rate of each optimizer falls from its
    own to 0 as half a cosine.
    """
    run.mkdir(parents=True, exist_ok=True)
    done, seconds, figures = _resume(run, model, optimizers)
    tops = [[group["lr"] for group in optimizer.param_groups] for optimizer in optimizers]
    for epoch in range(done, epochs):
        begun = time.monotonic()
        torch.manual_seed(epoch)
        makers = batches(epoch)
        model.train()
        bar = tqdm(makers, desc=f"epoch {epoch + 1} of {epochs}", unit="batch", mininterval=10)
        for number, make in enumerate(bar):
            share = (epoch + number / len(makers)) / epochs
            _set_rates(optimizers, tops, 0.5 * (1 + math.cos(math.pi * share)))
            loss = _step(model, optimizers, make())
            if number % 50 == 0:
                bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        _set_rates(optimizers, tops, 1)
        model.eval()
        figures = judge()
        seconds += time.monotonic() - begun
        _save(run, model, optimizers, epoch + 1, seconds, figures)
        report(epoch + 1, figures)
    return figures, seconds


def load_weights(run: Path, model: nn.Module) -> nn.Module:
    """The module with the weights of the run's checkpoint, ready to be asked."""
    if not (run / "checkpoint.pt").is_file():
        raise ArtefactError(f"{run}: no checkpoint.pt; train first: python -m lab train FAMILY --run {run}")
    model.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["model"])
    return model.eval()


def _set_rates(optimizers: Sequence[torch.optim.Optimizer], tops: list[list[float]], factor: float) -> None:
    for optimizer, rates in zip(optimizers, tops, strict=True):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor


def _step(model: nn.Module, optimizers: Sequence[torch.optim.Optimizer], batch: Batch) -> float:
    inputs, targets = batch
    loss = cross_entropy(model(*inputs), *targets)
    if not math.isfinite(loss.item()):
        raise FloatingPointError("the loss is no longer a number; start again with a smaller --rate")
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None and not p.grad.is_sparse], 1.0)
    for optimizer in optimizers:
        optimizer.step()
    return loss.item()


def _resume(run: Path, model: nn.Module, optimizers: Sequence[torch.optim.Optimizer]) -> tuple[int, float, dict]:
    if not (run / "checkpoint.pt").is_file():
        return 0, 0.0, {}
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    model.load_state_dict(state["model"])
    for optimizer, saved in zip(optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    return state["epoch"], state["seconds"], state["figures"]


def _save(run: Path, model: nn.Module, optimizers: Sequence, epoch: int, seconds: float, figures: dict) -> None:
    """Replaces the checkpoint in one step, so that a kill leaves the old or the new one, whole."""
    state = {"model": model.state_dict(), "optimizers": [optimizer.state_dict() for optimizer in optimizers]}
    torch.save(state | {"epoch": epoch, "seconds": seconds, "figures": figures}, run / "checkpoint.new")
    (run / "checkpoint.new").replace(run / "checkpoint.pt")
