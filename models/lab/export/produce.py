"""From a trained run to models/production: export, calibrate on dev, measure, write the card."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from ..compare.calibrate import Calibration, calibrate
from ..compare.evaluate import compare, dev_sets, judge_all, metrics, pooled_calibration
from ..families.model import MAX_TOKENS
from ..train.batches import some_batches
from ..train.run_folder import INT8, last_note, load_run, read_outliers, read_start
from .card import make_card, read_card, write_card
from .exit_heads import add_exits
from .export import export_float, export_int8
from .kept_layers import KEPT, keep_layers
from .profile import make_profile
from .score import Scorer

TOKENIZER_CONFIG = {
    "tokenizer_class": "XLMRobertaTokenizer",
    "model_max_length": MAX_TOKENS,
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
    "clean_up_tokenization_spaces": False,
}


def produce(run: Path, data: Path, out: Path, sample: int | None = None, exits: Sequence[int] = ()) -> dict:
    """Writes model.onnx, the tokenizer files, model.json and README.md into `out`; returns the card.

    The float32 graph stays in the run's folder as float.onnx. `sample` measures on that many posts a set only.
    Posts may leave the int8 graph after the layers `exits`.
    """
    model, tokenizer = load_run(run)
    out.mkdir(parents=True, exist_ok=True)
    export_float(model, run / "float.onnx")
    export_int8(model, run / INT8, some_batches(data, tokenizer), read_outliers(run))
    if (run / KEPT).is_file():
        keep_layers(run / INT8, run / KEPT, read_start(run)["settings"]["frozen"])
    shutil.copyfile(run / INT8, out / "model.onnx")
    told = add_exits(out / "model.onnx", tokenizer, data, exits) if exits else []
    shutil.copyfile(run / "tokenizer.json", out / "tokenizer.json")
    (out / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=2) + "\n", encoding="utf-8")
    described = read_start(run) | {"progress": last_note(run)}
    used = json.loads((run / "used.json").read_text(encoding="utf-8"))
    small, calibration, figures = measure_both(run / "float.onnx", out / "model.onnx", tokenizer, data, sample)
    card = make_card(out, described, used, data, calibration, figures)
    card["calibration"]["error"] = pooled_calibration(small, calibration)
    card |= {"exits": told} if told else {}
    card["profile"] = make_profile(small, tokenizer, calibration)
    write_card(out, card)
    return card


def measure_both(as_float: Path, as_int8: Path, tokenizer: Tokenizer, data: Path, sample: int | None):
    """What int8 says of every set, the calibration from the dev sets, and the figures of both artefacts on every set."""
    small = judge_all(Scorer(as_int8, tokenizer), data, sample=sample)
    calibration = calibrate(dev_sets(small))
    full = judge_all(Scorer(as_float, tokenizer, threads=2), data, sample=sample, batch=32)
    pairs = zip(full, small, strict=True)
    return small, calibration, {one.name: compare(one, other, calibration) for one, other in pairs}


def evaluate_production(folder: Path, data: Path, parts: Sequence[str], sample: int | None = None) -> dict:
    """Figures of the model in `folder` on every set of the given parts, by set name."""
    calibration = Calibration.of_card(read_card(folder))
    scorer = Scorer(folder / "model.onnx", Tokenizer.from_file(str(folder / "tokenizer.json")))
    return {judged.name: metrics(judged, calibration) for judged in judge_all(scorer, data, parts, sample)}
