"""The model card: model.json for the service, README.md for people. All figures of the second come from the first."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from .data import data_file, read_posts, set_names, sha256
from .model import MAX_TOKENS
from .outliers import CHANNELS

NAME = "air-paradis-sentiment"
FILES = ("model.onnx", "tokenizer.json", "tokenizer_config.json")
LICENCE = "MIT (base model); trained on data sets released for research, see README.md"
SOURCES = {
    "train/sentiment140": ("Sentiment140 (Go et al. 2009), emoticons as labels", "research use, as its authors state"),
    "train/semeval2013_2016": ("SemEval 2013-2016 task 4A, crowd labels", "research use; X/Twitter terms"),
    "train/tweet_sentiment_extraction": ("Tweet Sentiment Extraction, crowd labels", "see its publisher"),
    "train/xlmt_fr": ("XLM-T French (from DEFT 2017), human labels", "research use"),
    "train/fr_translated": ("French machine translation of Sentiment140 tweets", "as Sentiment140"),
    "train/sanders": ("Sanders 2011, human labels", "see its author; X/Twitter terms"),
}


class CardError(Exception):
    """A folder without a usable model.json; the message says what to do."""


def read_card(folder: Path) -> dict:
    """The content of model.json in the folder of a model."""
    path = folder / "model.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CardError(f"{path}: cannot be read ({error}); export a model first or pass another --production") from error


def version(folder: Path) -> str:
    """First 12 hex digits of the SHA-256 over the bytes of model.onnx, then tokenizer.json."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def make_card(folder: Path, run: dict, used: dict, data: Path, calibration: dict, band: tuple, metrics: dict) -> dict:
    """The content of model.json for the files in `folder`; `run` is the run's run.json and log, see export."""
    return {
        "name": NAME,
        "version": version(folder),
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "base": run["base"],
        "languages": ["fr", "en"],
        "maxTokens": MAX_TOKENS,
        "calibration": calibration,
        "uncertain": {"low": band[0], "high": band[1]},
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
    """Writes model.json and README.md into the folder."""
    (folder / "model.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(readme(card), encoding="utf-8")


def readme(card: dict) -> str:
    """The card for people, in Markdown."""
    base, pieces = card["base"], card["training"]["pieces"]
    megabytes = sum(entry["bytes"] for entry in card["files"].values()) / 1e6
    low, high = card["uncertain"]["low"], card["uncertain"]["high"]
    trained = card["training"]["trained"]
    return f"""# {card["name"]} {card["version"]}

Says whether a short French or English post is positive or negative. Made {card["created"]}, {megabytes:.1f} MB in all.
The lab writes this file from `model.json`; change that, not this. Earlier versions' cards, if any, lie in `cards/`.

## Use
Meant for: posts about a company in a team channel or on a social network, in French or English, at most {card["maxTokens"]} word
pieces (longer ones are cut). A person looks at what is not certain, and votes on what is wrong.
Not meant for: judging persons, decisions without a person, other languages, long texts, medical or legal matters.

## Model
{base["name"]} (licence {base["licence"]}), {pieces:,} word pieces kept, mean over the tokens, one linear unit. Matrices in int8
per channel (7 bits: CPUs without VNNI say the same), {CHANNELS} outlier input channels of most in float32, word table in int8
per row. Inputs `input_ids`, `attention_mask` (int64 [batch, tokens]), output `logit` (float32 [batch]).
Fine-tuned on {trained["posts"]:,} posts (repeats included) in {trained["minutes"]:.0f} minutes on two CPU cores,
seed {card["training"]["seed"]}.

## Probability and certainty
probability of positive = sigmoid(logit / {card["calibration"]["temperature"]}), the temperature fitted on the dev sets,
each of which weighs the same.
From {low} to {high} a verdict is "not certain".{_calibration_note(card["calibration"])}

## Figures
Of `model.onnx` itself through onnxruntime, posts with a side only; threshold one half. "float" is the same model before int8.

{_metrics_table(card["metrics"])}
{_behaviour_section(card.get("behaviour", []))}{_profile_section(card.get("profile"))}
## Data
{_data_table(card["data"])}

Labels: Sentiment140's come from emoticons, and about one in six disagrees with people; people call 40 % of those tweets
neutral. No post of the data is in this repository. Read each source's terms before any use beyond research.

## Limits
- Two sides only: a neutral post gets a side, and most often a certain one.
  Neutral posts called "not certain": {_neutral(card["metrics"])}.
- Polite irony ("your call is important to us", "thanks" after a complaint) and a change of mind ("I used to love ...") are
  often read as positive; praise in words that seldom praise ("spotless!") as negative.
- Most training posts are English tweets of 2009; French was learnt from machine-translated tweets and a small set of
  press-like ones.
- Anger in capitals, new slang and new emoji are known less well. Dialects and other languages were not measured.

## Licence
{card["licence"]}.
"""


def _calibration_note(calibration: dict) -> str:
    """The calibration error of each language; cards of older models do not have it."""
    errors = [f"{error:.3f} {language}" for language, error in calibration.get("error", {}).items()]
    return f"\nCalibration error over all dev and test posts of a language (15 bins): {', '.join(errors)}." if errors else ""


def _behaviour_section(rows: list[dict]) -> str:
    """How often the model fails each behavioural test; nothing when the suite was not run."""
    if not rows:
        return ""
    lines = [
        f"| {row['test']} | {row['language']} | {row['cases']:,} | {row['failures']:.1%} |"
        f" {row['interval'][0]:.1%} to {row['interval'][1]:.1%} | {'–' if row['bar'] is None else format(row['bar'], '.0%')} |"
        for row in rows
    ]
    head = ["| test | language | cases | failures | 95 % interval | bar |", "|---|---|--:|--:|--:|--:|"]
    missed = ", ".join(f"{row['test']} ({row['language']})" for row in rows if row["met"] is False) or "none"
    told = f"Posts made for one thing each (`lab behaviour`). Bars missed: {missed}."
    return f"\n## Behaviour\n{told}\n\n" + "\n".join(head + lines) + "\n"


def _profile_section(profile: dict | None) -> str:
    """What the posts look like that the figures come from; nothing in cards of older models."""
    if profile is None:
        return ""
    head = ["| language | posts | called negative | not certain | with unknown pieces |", "|---|--:|--:|--:|--:|"]
    lines = [
        f"| {language} | {counts['posts']:,} | {counts['negative'] / counts['posts']:.0%} |"
        f" {counts['uncertain'] / counts['posts']:.0%} | {counts['unknown'] / counts['posts']:.1%} |"
        for language, counts in profile["languages"].items()
    ]
    told = f"Of {', '.join(profile['sets'])}, neutral posts included; histograms in `model.json`. Until the service has days"
    return f"\n## Posts\n{told}\nof its own, it compares its posts with these.\n\n" + "\n".join(head + lines) + "\n"


def _neutral(metrics: dict) -> str:
    """Share of neutral posts called not certain, set by set."""
    shares = {name: entry["int8"].get("neutralUncertainShare") for name, entry in sorted(metrics.items())}
    found = [f"{share:.0%} in {name}" for name, share in shares.items() if share is not None]
    return ", ".join(found) or "not measured"


def _metrics_table(metrics: dict) -> str:
    head = ["set", "language", "posts", "accuracy", "float", "AUC", "float", "F1 −", "F1 +"]
    head += ["calibration error", "certain", "accuracy of certain"]
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "--:|" * (len(head) - 2)]
    for name, entry in sorted(metrics.items()):
        ours, theirs = entry["int8"], entry["float"]
        figures = [ours["accuracy"], theirs["accuracy"], ours["auc"], theirs["auc"], ours["f1Negative"], ours["f1Positive"]]
        figures += [ours["calibrationError"], ours["certainShare"], ours["certainAccuracy"]]
        cells = " | ".join(f"{figure:.3f}" for figure in figures)
        lines.append(f"| {name} | {entry['language']} | {entry['posts']:,} | {cells} |")
    return "\n".join(lines)


def _data_table(data: list[dict]) -> str:
    lines = ["| set | rows | used (with a side) | source | terms |", "|---|--:|--:|---|---|"]
    for entry in data:
        source, terms = SOURCES.get(entry["file"], ("own data", "own"))
        lines.append(f"| {entry['file']} | {entry['rows']:,} | {entry['used']:,} | {source} | {terms} |")
    return "\n".join(lines)
