"""Trains a student against the clock: one cosine of the learning rate, checkpoints to go on from."""

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from ..families.precision import fast_passes
from ..train.fine_tune import MEASURE_EVERY, SAVE_EVERY, rate_factor, set_rates
from ..train.loss import cross_entropy
from ..train.settings import Progress
from ..train.watch import measure
from .lessons import Batch, Lessons
from .settings import Distilling
from .student import Student

CHECKPOINT, LOG = "student.pt", "log.jsonl"


def optimizer_of(student: Student, settings: Distilling) -> torch.optim.Optimizer:
    """AdamW for layers and heads, decay for matrices only."""
    body = [parameter for parameter in student.encoder.parameters() if parameter.requires_grad]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "lr": settings.rate, "weight_decay": settings.decay},
        {"params": [p for p in body if p.ndim <= 1], "lr": settings.rate, "weight_decay": 0.0},
        {"params": student.heads.parameters(), "lr": settings.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, fused=True)
    for group in optimizer.param_groups:
        group["top_rate"] = group["lr"]
    return optimizer


def learn(student: Student, lessons: Lessons, settings: Distilling, run: Path, sample: dict) -> None:
    """Trains until the minutes are used up; `sample` is what `watch.dev_sample` gave."""
    optimizer, progress = optimizer_of(student, settings), Progress()
    if (run / CHECKPOINT).is_file():
        state = torch.load(run / CHECKPOINT, weights_only=True)
        student.load_state_dict(state["student"])
        optimizer.load_state_dict(state["optimizer"])
        progress = Progress(**state["progress"])
    spread = _spread(lessons)
    saved = measured = progress.seconds
    student.train()
    batches = islice(_endless(lessons, settings), progress.steps, None)
    while (share := progress.seconds / 60 / settings.minutes) < 1:
        begun = time.monotonic()
        set_rates([optimizer], rate_factor(share, settings.warm_up))
        loss = step(student, optimizer, next(batches), spread, settings)
        progress.steps += 1
        progress.loss += 0.01 * (loss - progress.loss)
        progress.seconds += time.monotonic() - begun
        if progress.seconds - saved > SAVE_EVERY:
            _save(run, student, optimizer, progress)
            saved = progress.seconds
        if progress.seconds - measured > MEASURE_EVERY:
            note(run, student, progress, settings, sample)
            measured = progress.seconds
        if progress.seconds / 60 >= settings.minutes:
            _save(run, student, optimizer, progress)
            note(run, student, progress, settings, sample)


def _endless(lessons: Lessons, settings: Distilling) -> Iterator[Batch]:
    """Lesson after lesson in their order, then again."""
    chance = random.Random(settings.seed)
    while True:
        for number in range(lessons.count):
            yield from lessons.batches(number, chance)


def _spread(lessons: Lessons) -> Tensor:
    """Standard deviation [hidden] of each channel of the teacher's last states: some are fifty times as wide as others."""
    batch = next(lessons.batches(0, random.Random(0)))
    return batch.states[batch.mask.bool()].std(0).clamp_min(1e-3)


def step(student: Student, optimizer: torch.optim.Optimizer, batch: Batch, spread: Tensor, settings: Distilling) -> float:
    """One update; returns the last exit's divergence from the teacher (nats, at the settings' heat)."""
    with fast_passes():
        exits, states = student(batch.ids, batch.mask)
    losses = [divergence(logits.float(), batch, settings.heat) for logits in exits]
    labels = [cross_entropy(logits.float(), batch.targets, batch.pairs) for logits in exits]
    whole = [opinion + settings.labels * label for opinion, label in zip(losses, labels, strict=True)]
    apart = ((states.float() - batch.states) / spread).square().mean(2)[batch.mask.bool()].mean()
    loss = whole[-1] + settings.shallow * sum(whole[:-1]) + settings.states * apart
    if not math.isfinite(loss.item()):
        raise FloatingPointError("the loss is no longer a number; start again with a smaller --rate")
    loss.backward()
    nn.utils.clip_grad_norm_(student.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return losses[-1].item()


def divergence(logits: Tensor, batch: Batch, heat: float) -> Tensor:
    """Kullback-Leibler divergence from the teacher at a temperature, times its square (Hinton et al. 2015)."""
    said, expected = (logits / heat).log_softmax(1), (batch.logits / heat).log_softmax(1)
    return heat**2 * nn.functional.kl_div(said, expected, log_target=True, reduction="batchmean")


def note(run: Path, student: Student, progress: Progress, settings: Distilling, sample: dict) -> None:
    """Appends to the run's log what each depth reaches on the dev sample."""
    line = {"posts": progress.steps * settings.batch, "minutes": round(progress.seconds / 60, 1), "loss": round(progress.loss, 4)}
    figures = {str(depth): measure(student.at(depth), sample) for depth in student.exits}
    with (run / LOG).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line | {"depths": figures}) + "\n")
    student.train()


def write_looks(run: Path, folder: Path, depth: int) -> None:
    """The log of a run that had only that depth, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = map(json.loads, (run / LOG).read_text(encoding="utf-8").splitlines())
    looks = [line | line.pop("depths")[str(depth)] for line in lines]
    (folder / LOG).write_text("".join(json.dumps(look) + "\n" for look in looks), encoding="utf-8")


def _save(run: Path, student: Student, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    state = {"student": student.state_dict(), "optimizer": optimizer.state_dict(), "progress": asdict(progress)}
    torch.save(state, run / "student.new")
    (run / "student.new").replace(run / CHECKPOINT)
