"""Averages the weights of two runs that share a vocabulary: often better than either (Wortsman et al. 2022, "Model soups")."""

import shutil
from pathlib import Path

import torch

from ..export.kept_layers import KEPT, kept_in
from .run_folder import OUTLIERS, RunError, last_note, load_run, read_start, write_made


def blend(first: Path, second: Path, share: float, out: Path) -> None:
    """Writes a run whose weights are (1 - share) of `first` and `share` of `second`; it notes both, and a blend in `second`.

    Layers that `second` left as they were, and `first` has too, keep their int8 constants.

    Raises RunError when the two have not the same vocabulary or shape.
    """
    if not 0 <= share <= 1:
        raise RunError(f"share {share}: must lie between 0 and 1")
    (model, tokenizer), (other, other_tokenizer) = load_run(first), load_run(second)
    origin = read_start(second)
    if tokenizer.to_str() != other_tokenizer.to_str() or read_start(first)["shape"] != origin["shape"]:
        raise RunError(f"{first} and {second} have not the same vocabulary and shape; blend a run with one made from it (--from)")
    with torch.no_grad():
        theirs = other.state_dict()
        for name, weights in model.state_dict().items():
            if weights.is_floating_point():
                weights.lerp_(theirs[name], share)
    made = {"share": share, "with": last_note(first)} | ({"of": origin["blend"]} if "blend" in origin else {})
    write_made(out, origin | {"blend": made}, second, model, tokenizer)
    if (second / KEPT).is_file() and kept_in(model.state_dict(), other.state_dict(), origin["settings"]["frozen"]):
        for name in (KEPT, OUTLIERS):
            if (second / name).is_file():
                shutil.copyfile(second / name, out / name)
