"""Fine-tunes the encoder on labelled posts: `python -m lab train fine_tuned --data FOLDER --run FOLDER`.

One process, AdamW for the matrices and SparseAdam for the word table (a batch touches few of its rows), in the processor's
fastest precision. The learning rate warms up, then falls to zero over the posts or the minutes that were given, whichever is
used up first; so the clock can be trusted on a shared machine. An interrupted run goes on from its last checkpoint.
"""

import math
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from tqdm import tqdm

from ..data.sets import data_file, read_posts, set_names
from ..export.kept_layers import KEPT
from ..export.outliers import find_outliers
from ..families.base import load_base
from ..families.encoder import Shape, encoder_from
from ..families.model import MAX_TOKENS, SentimentModel
from ..families.precision import fast_passes
from ..families.vocabulary import choose_pieces, cut_tokenizer, cut_words
from .batches import some_batches, training_batches
from .examples import make_examples, read_examples, write_examples
from .exits import Exits
from .grid import Grid
from .loss import cross_entropy
from .run_folder import (
    INT8,
    RunError,
    has_checkpoint,
    is_exported,
    last_note,
    load_run,
    note,
    read_outliers,
    read_start,
    resume,
    save_checkpoint,
    write_outliers,
    write_start,
)
from .settings import Progress, Settings
from .teacher import teacher_opinion
from .watch import dev_sample, measure

SAVE_EVERY, MEASURE_EVERY = 240, 900
"""Seconds of training between two checkpoints, and between two looks at the dev sample."""


@dataclass(frozen=True)
class Learner:
    """A model in training, its exits and optimizers, and a context in which a pass finds the weights that it is to see."""

    model: SentimentModel
    exits: Exits
    optimizers: list[torch.optim.Optimizer]
    in_pass: Callable[[], AbstractContextManager] = nullcontext


def train(
    data: Path, run: Path, settings: Settings, base: Path | None = None, source: Path | None = None, threads: int = 2
) -> SentimentModel:
    """Trains in the folder `run`, from the pre-trained `base` or from the weights of the run `source`.

    A run that was interrupted goes on, with the settings and examples that it was started with.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(settings.seed)
    interrupted = has_checkpoint(run)
    if interrupted:
        settings = Settings(**read_start(run)["settings"])
        examples = read_examples(run)
        model, tokenizer = load_run(run)
    else:
        teacher = partial(teacher_opinion, source, threads=threads) if source else None
        examples, used = make_examples(data, settings, teacher)
        model, tokenizer = go_on_from(source, run, settings, used) if source else start(data, run, settings, base, used)
        write_examples(run, examples)
        if settings.int8:
            known = read_outliers(source) if source else []
            write_outliers(run, known or find_outliers(model, some_batches(data, tokenizer)))
    freeze(model, settings.frozen)
    exits = Exits(model, settings.depths())
    optimizers = make_optimizers(model, exits, settings)
    progress = resume(run, exits, optimizers) if interrupted else Progress()
    in_pass = Grid(model, read_outliers(run)).entered if settings.int8 else nullcontext
    batches = training_batches(examples, tokenizer, settings.batch, settings.max_tokens, settings.seed)
    batches = islice(batches, progress.steps, None)
    loop(Learner(model, exits, optimizers, in_pass), batches, progress, settings, run, dev_sample(data, tokenizer))
    return model


def go_on_from(source: Path, run: Path, settings: Settings, used: dict) -> tuple[SentimentModel, Tokenizer]:
    """A new run that starts with the weights and the vocabulary of the run `source`."""
    model, tokenizer = load_run(source)
    origin = read_start(source)
    pieces = len(model.encoder.words.weight)
    base = origin["base"] | {"continued": {"settings": origin["settings"], "trained": last_note(source)}}
    write_start(run, Shape(**origin["shape"]), replace(settings, pieces=pieces), base, used, tokenizer)
    if settings.frozen and is_exported(source):
        shutil.copyfile(source / INT8, run / KEPT)
    return model, tokenizer


def start(data: Path, run: Path, settings: Settings, base: Path | None, used: dict) -> tuple[SentimentModel, Tokenizer]:
    """A new run: the base with its vocabulary cut to the training texts."""
    source = load_base(base)
    texts = ([post.text for post in read_posts(data_file(data, name))] for name in set_names(data, "train"))
    keep = choose_pieces(source.tokenizer, texts, settings.pieces)
    tokenizer = cut_tokenizer(source.tokenizer, keep)
    table = "embeddings.word_embeddings.weight"
    weights = source.weights | {table: cut_words(source.weights[table], keep)}
    shape = Shape(**asdict(source.shape) | {"pieces": len(keep)})
    write_start(run, shape, settings, source.card, used, tokenizer)
    return SentimentModel(encoder_from(shape, weights, source.first_position, MAX_TOKENS)), tokenizer


def freeze(model: SentimentModel, layers: int) -> None:
    """Keeps the first so many layers, and the tables before them, from learning. Raises RunError when no layer would learn."""
    encoder = model.encoder
    if not 0 <= layers < len(encoder.layers):
        raise RunError(f"--frozen {layers}: the encoder has {len(encoder.layers)} layers, and one at least must learn")
    if layers:
        for part in (encoder.words, encoder.positions, encoder.norm, *encoder.layers[:layers]):
            part.requires_grad_(False)


def make_optimizers(model: SentimentModel, exits: Exits, settings: Settings) -> list[torch.optim.Optimizer]:
    """Of what is not frozen: AdamW for all but the word table (decay for matrices only), SparseAdam for the word table."""
    words = model.encoder.words.weight
    body = [parameter for parameter in model.encoder.parameters() if parameter.requires_grad and parameter is not words]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "lr": settings.rate, "weight_decay": settings.decay},
        {"params": [p for p in body if p.ndim <= 1], "lr": settings.rate, "weight_decay": 0.0},
        {"params": [*model.head.parameters(), *exits.parameters()], "lr": settings.head_rate, "weight_decay": 0.0},
    ]
    optimizers = [torch.optim.AdamW(groups, fused=True)]
    if words.requires_grad:
        optimizers.append(torch.optim.SparseAdam([words], lr=settings.rate))
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["top_rate"] = group["lr"]
    return optimizers


def rate_factor(share: float, warm_up: float) -> float:
    """Linear rise during the first `warm_up` of the run, then a cosine down to 0 (Loshchilov and Hutter 2017)."""
    if share < warm_up:
        return (share + 1e-3) / (warm_up + 1e-3)
    return 0.5 * (1 + math.cos(math.pi * (share - warm_up) / (1 - warm_up)))


def loop(learner: Learner, batches: Iterator, progress: Progress, settings: Settings, run: Path, sample: dict) -> None:
    """Trains until the share is 1, saving and measuring on the way and at the end."""
    saved = measured = progress.seconds
    bar = tqdm(total=100, unit="%", bar_format="{l_bar}{bar}| {elapsed} {postfix}", mininterval=20)
    learner.model.train()
    while (share := progress.share(settings)) < 1:
        begun = time.monotonic()
        set_rates(learner.optimizers, rate_factor(share, settings.warm_up))
        loss = step(learner, next(batches), settings.exit_share)
        progress.steps += 1
        progress.loss += 0.01 * (loss - progress.loss)
        progress.seconds += time.monotonic() - begun
        bar.n = round(100 * share, 1)
        bar.set_postfix(posts=progress.steps * settings.batch, loss=f"{progress.loss:.3f}", refresh=False)
        bar.update(0)
        if progress.seconds - saved > SAVE_EVERY:
            save_checkpoint(run, learner.model, learner.exits, learner.optimizers, progress)
            saved = progress.seconds
        if progress.seconds - measured > MEASURE_EVERY:
            with learner.in_pass():
                note(run, progress, settings, measure(learner.model, sample))
            measured = progress.seconds
    bar.close()
    with learner.in_pass():
        save_checkpoint(run, learner.model, learner.exits, learner.optimizers, progress)
        note(run, progress, settings, measure(learner.model, sample))


def set_rates(optimizers: list[torch.optim.Optimizer], factor: float) -> None:
    """Each group's rate as a part of its highest one."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group["top_rate"] * factor


def step(learner: Learner, batch: tuple, exit_share: float) -> float:
    """One update; returns the batch's mean cross-entropy (nats), without that of the exits.

    Raises FloatingPointError when it is not a number.
    """
    model, (ids, mask, targets, pairs) = learner.model, batch
    with learner.in_pass():
        with fast_passes():
            logits = model(ids, mask)
        loss = cross_entropy(logits.float(), targets, pairs)
        if not math.isfinite(loss.item()):
            raise FloatingPointError("the loss is no longer a number; start again with a smaller --rate")
        (loss + exit_share * learner.exits.loss(mask, logits.float())).backward()
    nn.utils.clip_grad_norm_([p for p in model.parameters() if p is not model.encoder.words.weight], 1.0)
    for optimizer in learner.optimizers:
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return loss.item()
