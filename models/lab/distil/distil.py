"""From the model in service to students of several depths: unpack, draw, ask, choose layers, learn, write a run a depth."""

import json
import random
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from ..export.card import read_card
from ..families.encoder import Shape
from ..families.model import SentimentModel
from ..train.batches import pad
from ..train.examples import make_examples
from ..train.run_folder import has_checkpoint, load_run, read_start, write_run
from ..train.settings import Settings
from ..train.unpack import unpack
from ..train.watch import dev_sample
from .layers import choose_layers, harm
from .learn import CHECKPOINT, learn, write_looks
from .lessons import Lessons, Teacher, draw, first_lesson, rows_of
from .settings import DistilError, Distilling
from .student import Student

CHOSEN, LESSONS = "chosen.json", "lessons"
"""The layers that the student began with; the folder of the teacher's answers."""
LOOKED_AT, PROBE = 8, 512
"""Batches on which the layers are chosen; posts on which the export looks for outlier channels."""


def distil(data: Path, run: Path, settings: Distilling) -> list[Path]:
    """Teaches a student in the folder `run`, and returns a run of the fine-tuned family for each depth, ascending.

    On as many threads as PyTorch is set to. An interrupted run goes on with the settings it was started with.
    """
    torch.manual_seed(settings.seed)
    run.mkdir(parents=True, exist_ok=True)
    settings = _kept_settings(run, settings)
    source, production = run / "teacher", settings.teacher_folder()
    if not has_checkpoint(source):
        unpack(production, source)
    teacher, tokenizer = load_run(source)
    exits = settings.exits()
    if exits[-1] > len(teacher.encoder.layers):
        raise DistilError(f"--depths {settings.depths}: the teacher has {len(teacher.encoder.layers)} layers; ask for no more")
    labelled, used = make_examples(data, _mix(production, settings), None)
    posts = draw(labelled, data, settings)
    earlier = settings.start_folder()
    kept = earlier / LESSONS if earlier else None
    lessons = Lessons(posts, Teacher(production, torch.get_num_threads()), run / LESSONS, settings, kept)
    if earlier:
        student = _continued(run, earlier, teacher, exits)
    else:
        student = Student(teacher, _chosen(run, teacher, lessons, exits[-1]), exits)
    learn(student, lessons, settings, run, dev_sample(data, tokenizer))
    return [_write(run, depth, settings, used, student.at(depth), tokenizer) for depth in exits]


def _continued(run: Path, earlier: Path, teacher: SentimentModel, exits: list[int]) -> Student:
    """A student that begins as the one of the run `earlier`, without the layers after the last exit."""
    if not (earlier / CHECKPOINT).is_file():
        raise DistilError(f"--start {earlier}: no {CHECKPOINT} in it; pass the folder of a finished run of lab distil")
    chosen = json.loads((earlier / CHOSEN).read_text(encoding="utf-8"))
    before = _kept_settings(earlier, Distilling()).exits()
    if not set(exits) <= set(before):
        raise DistilError(f"--depths {' '.join(map(str, exits))}: the run in --start has {' '.join(map(str, before))}")
    whole = Student(teacher, chosen["layers"], before)
    whole.load_state_dict(torch.load(earlier / CHECKPOINT, weights_only=True)["student"])
    chosen["layers"] = chosen["layers"][: exits[-1]]
    (run / CHOSEN).write_text(json.dumps(chosen, indent=1), encoding="utf-8")
    return whole.ending_at(exits)


def _write(run: Path, depth: int, settings: Distilling, used: dict, model: SentimentModel, tokenizer: Tokenizer) -> Path:
    """A run that `lab export` can read. Its settings are the teacher's, so that a student in service can be retrained as one."""
    origin, folder = read_start(run / "teacher"), run / f"depth-{depth}"
    layers = json.loads((run / CHOSEN).read_text(encoding="utf-8"))["layers"][:depth]
    told = {name: value for name, value in asdict(settings).items() if name not in ("teacher", "pool_folder", "start")}
    earlier = settings.start_folder()
    if earlier:
        told["start"] = read_start(earlier / f"depth-{depth}")["base"]["distilled"]
    base = origin["base"] | {"distilled": {"teacher": origin["base"]["champion"], "layers": layers} | told}
    shape = replace(Shape(**origin["shape"]), layers=depth)
    write_looks(run, folder, depth)
    write_run(folder, {"shape": asdict(shape), "settings": origin["settings"], "base": base}, model, tokenizer)
    (folder / "used.json").write_text(json.dumps(used, indent=1), encoding="utf-8")
    return folder


def depth_runs(run: Path) -> list[Path]:
    """The runs that `distil` wrote, the deepest one last."""
    return sorted(run.glob("depth-*"), key=lambda folder: int(folder.name.removeprefix("depth-")))


def some_posts(run: Path) -> list[tuple[Tensor, Tensor]]:
    """Ids and masks of PROBE posts of the first lesson, of every length: outlier channels are looked for on them."""
    rows = [row.tolist() for row in rows_of(first_lesson(run / LESSONS))]
    chosen = rows[:: max(1, len(rows) // PROBE)]
    return [pad(chosen[start : start + 64]) for start in range(0, len(chosen), 64)]


def _kept_settings(run: Path, settings: Distilling) -> Distilling:
    """Those that the run was started with; of a new run these, which are kept."""
    kept = run / "settings.json"
    if kept.is_file():
        return Distilling(**json.loads(kept.read_text(encoding="utf-8")))
    kept.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
    return settings


def _mix(production: Path, settings: Distilling) -> Settings:
    """The mix of the labelled posts: the one asked for, else that of the teacher, as its card tells it."""
    training = read_card(production)["training"]
    mix = settings.mix or training["mix"]
    return Settings(mix=mix, neutral=training["neutral"], crafted=settings.crafted, seed=settings.seed)


def _chosen(run: Path, teacher: SentimentModel, lessons: Lessons, count: int) -> list[int]:
    """The layers to begin with; chosen once, on posts of the first lesson."""
    if not (run / CHOSEN).is_file():
        batches = _some(lessons)
        layers = choose_layers(teacher, count, batches)
        spread = [round(place * (len(teacher.encoder.layers) - 1) / max(1, count - 1)) for place in range(count)]
        found = {"layers": layers, "harm": harm(teacher, layers, batches), "evenly": harm(teacher, spread, batches)}
        (run / CHOSEN).write_text(json.dumps(found, indent=1), encoding="utf-8")
    return json.loads((run / CHOSEN).read_text(encoding="utf-8"))["layers"]


def _some(lessons: Lessons) -> list[tuple[Tensor, Tensor, Tensor]]:
    """Ids, mask and the teacher's logits of some batches of the first lesson."""
    batches = islice(lessons.batches(0, random.Random(0)), LOOKED_AT)
    return [(batch.ids, batch.mask, batch.logits) for batch in batches]
