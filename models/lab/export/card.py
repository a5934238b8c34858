"""The model card: model.json for the service; README.md for people is made of it by card_text.py."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from ..compare.calibrate import Calibration
from ..data.sets import data_file, read_posts, set_names, sha256
from ..families.model import MAX_TOKENS
from ..labels import LABELS
from .card_text import card_text
from .topics_text import topics_text

NAME = "air-paradis-sentiment"
FILES = ("model.onnx", "tokenizer.json", "tokenizer_config.json")
LICENCE = "MIT (base model); trained on data sets released for research, see README.md"


class CardError(Exception):
    """A folder without a usable model.json; the message says what to do."""


def read_card(folder: Path) -> dict:
    """The content of model.json in the folder of a model."""
    path = folder / "model.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CardError(f"{path}: cannot be read ({error}); export a model first or pass another --production") from error


def exits_of(card: dict) -> list[int]:
    """Layers after which posts may leave the model."""
    return [one["layer"] for one in card.get("exits", [])]


def version(folder: Path) -> str:
    """First 12 hex digits of the SHA-256 over the bytes of model.onnx, then tokenizer.json."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def make_card(folder: Path, run: dict, used: dict, data: Path, calibration: Calibration, metrics: dict) -> dict:
    """The content of model.json for the files in `folder`; `run` is the run's run.json and log, see export."""
    return {
        "name": NAME,
        "version": version(folder),
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "base": run["base"] | {name: run[name] for name in ("blend",) if name in run},
        "labels": list(LABELS),
        "languages": ["fr", "en"],
        "maxTokens": MAX_TOKENS,
        **calibration.described(),
        "data": [_data_entry(data, name, used) for name in set_names(data, "train")],
        "training": run["settings"] | {"trained": run["progress"]},
        "metrics": metrics,
        "files": {name: {"sha256": sha256(folder / name), "bytes": (folder / name).stat().st_size} for name in FILES},
        "licence": LICENCE,
    }


def _data_entry(data: Path, name: str, used: dict) -> dict:
    path = data_file(data, name)
    return {"file": name, "rows": len(read_posts(path)), "used": used.get(name, 0), "sha256": sha256(path)}


def write_card(folder: Path, card: dict) -> None:
    """Writes model.json and README.md into the folder; the latter tells of the topics, too, where topics.json lies there."""
    (folder / "model.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    listed = folder / "topics.json"
    topics = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else None
    (folder / "README.md").write_text(card_text(card) + (topics_text(topics) if topics else ""), encoding="utf-8")
