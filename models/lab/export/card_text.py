"""The model card for people, in Markdown: every figure comes from model.json."""

from collections.abc import Sequence

from .outliers import CHANNELS

SOURCES = {
    "sentiment140": ("Sentiment140 (Go et al. 2009), emoticons as labels", "research use, as its authors state"),
    "semeval2013_2016": ("SemEval 2013-2016 task 4A, crowd labels", "research use; X/Twitter terms"),
    "tweet_sentiment_extraction": ("Tweet Sentiment Extraction, crowd labels", "see its publisher"),
    "xlmt_fr": ("XLM-T French (from DEFT 2017), human labels", "research use"),
    "fr_translated": ("French machine translation of Sentiment140 tweets", "as Sentiment140"),
    "sanders": ("Sanders 2011, human labels", "see its author; X/Twitter terms"),
    "airline_reviews": ("Reviews of airlines and airports, stars as labels", "MIT and CC0 in part, else none stated"),
    "fr_reviews": (
        "French reviews of restaurants, shops, telecoms, apps, books; stars",
        "CC0, Apache 2 in part, else none stated",
    ),
    "fr_posts": ("Posts of candidates of 2022 that announce where they speak; neutral by rule", "X/Twitter terms"),
    "brands": ("Posts on self-driving cars and on brands at SXSW 2011, crowd labels", "none stated"),
    "affect": ("SemEval-2018 task 1, crowd labels of valence and emotions", "MIT for the collection; X/Twitter terms"),
    "customer_service": ("Posts to customer support, human labels of complaints", "none stated"),
    "sarcasm": ("SemEval-2018 task 3 and iSarcasm, human labels", "MIT for the collections; X/Twitter terms"),
    "own_fr": ("French posts written for this product", "own"),
    "own_en": ("English posts written for this product", "own"),
    "topics_fr": ("French posts about airlines written for this product, the label by what they do", "own"),
    "topics_en": ("English posts about airlines written for this product, the label by what they do", "own"),
    "read_fr": ("French posts and review sentences, each read and labelled for this product", "as the pools they come from"),
    "read_en": ("English posts to customer support, each read and labelled for this product", "as the pools they come from"),
    "feedback": ("Votes and corrections of the service's users", "own"),
}

Column = tuple[str, str]
"""Head of a column and the name of its figure in the card."""
SIDES: tuple[Column, ...] = (
    ("accuracy", "accuracy"),
    ("balanced", "balancedAccuracy"),
    ("AUC", "auc"),
    ("F1 −", "f1Negative"),
    ("F1 +", "f1Positive"),
    ("calibration error", "calibrationError"),
    ("certain", "certainShare"),
    ("right if certain", "certainAccuracy"),
    ("called neutral", "sidedNeutral"),
)
THREE: tuple[Column, ...] = (
    ("accuracy", "accuracy3"),
    ("balanced", "balancedAccuracy3"),
    ("macro-F1", "macroF1"),
    ("calibration error", "labelCalibrationError"),
    ("neutral found", "neutralRecall"),
    ("neutral given a certain side", "neutralCertainSide"),
)


def card_text(card: dict) -> str:
    """README.md of a model of three labels. An older card, of two labels, raises KeyError: its README.md was kept as it was."""
    base, pieces, trained = card["base"], card["training"]["pieces"], card["training"]["trained"]
    megabytes = sum(entry["bytes"] for entry in card["files"].values()) / 1e6
    return f"""# {card["name"]} {card["version"]}

Gives a short French or English post one of three labels: negative, neutral or positive. Made {card["created"]},
{megabytes:.1f} MB in all. The lab writes this file from `model.json`; change that, not this.
Earlier versions' cards, if any, lie in `cards/`.

## Use
Meant for: posts about a company in a team channel or on a social network, in French or English, at most {card["maxTokens"]} word
pieces (longer ones are cut). A person looks at what is not certain, and votes on what is wrong.
Not meant for: judging persons, decisions without a person, other languages, long texts, medical or legal matters.

## Model
{base["name"]} (licence {base["licence"]}), {pieces:,} word pieces kept, mean over the tokens, one linear layer. Matrices in int8
per channel (7 bits, so that CPUs without VNNI give the same), {CHANNELS} outlier input channels of most in float32, word table in
int8 per row. Inputs `input_ids`, `attention_mask` (int64 [batch, tokens]), output `logits` (float32 [batch, 3]: negative,
neutral, positive). Fine-tuned on {trained["posts"]:,} posts (repeats included) in {trained["minutes"]:.0f} minutes on CPU
cores, seed {card["training"]["seed"]}. {_continued(base)}{_blended(base)}{_distilled(base)}
{_exits(card.get("exits", []))}
{_calibration(card)}
## Figures
Of `model.onnx` itself through onnxruntime; in brackets what the same model gave before int8.

### Negative against positive
Posts with a side only, by `probability` at one half. A certain verdict is right when the label given is the post's, so "neutral"
is wrong here. Labels of sentiment140 and fr_translated come from emoticons.

{_table(card["metrics"], SIDES, "sided")}

### Three labels
Sets with neutral posts, all their posts.

{_table({name: entry for name, entry in card["metrics"].items() if "macroF1" in entry["int8"]}, THREE, "posts")}
{_behaviour(card.get("behaviour", []))}{_profile(card.get("profile"))}
## Data
{_data(card["data"])}

Labels: Sentiment140's come from emoticons, about one in six disagrees with people, and nobody looked whether such a post is
neutral: these sets train the pair of negative and positive only. Apart from the posts written for this product, no post of the
data is in this repository. Read each source's terms before any use beyond research.

## Limits
- Where people disagree, so does the model: of the neutral posts {_range(card["metrics"], "neutralCertainSide")} get a certain
  side, and of the posts with a side {_range(card["metrics"], "sidedNeutral")} are called neutral, by the set.
- Polite irony, blame denied and questions that the author answers are misread most (see Behaviour).
- In three of four pieces the data is English; French comes from reviews, posts read for this product and translated tweets.
- Other languages and dialects were not measured; new slang and new emoji are known less well.

## Licence
{card["licence"]}.
"""


def _continued(base: dict) -> str:
    champion = base.get("champion")
    return f"It began with the weights of {champion}, the model in service before it, unpacked from int8." if champion else ""


def _distilled(base: dict) -> str:
    taught = base.get("distilled")
    if not taught:
        return ""
    layers = ", ".join(str(layer + 1) for layer in taught["layers"])
    return f" It is a student of {taught['teacher']}, from whose layers {layers} it started."


def _blended(base: dict) -> str:
    blend = base.get("blend")
    if not blend:
        return ""
    text = f" In the average that serves, {1 - blend['share']:.0%} of each weight is the earlier one"
    if runs := blend.get("of"):
        posts, minutes = runs["with"]["posts"], runs["with"]["minutes"]
        text += f"; {1 - runs['share']:.0%} of the rest is another run from there, of {posts:,} posts in {minutes:.0f} minutes"
    return text + "."


def _exits(exits: list[dict]) -> str:
    """After which layers posts leave, and what that costs on dev."""
    if not exits:
        return ""
    told = "; ".join(
        f"layer {one['layer']} is sure from {one['sure']:.2f} on ({one['leave']:.0%} of the dev posts leave,"
        f" {one['changed']:.2%} with another label than the last layer gives)"
        for one in exits
    )
    return f"\nPosts leave where a head on an earlier layer is sure: {told}. Every dev set weighs the same.\n"


def _calibration(card: dict) -> str:
    calibration, certain = card["calibration"], card["certain"]
    bias = ", ".join(f"{value:+.2f}" for value in calibration["bias"])
    least = ", ".join(f"{label} {score:.2f}" for label, score in certain.items())
    errors = [f"{error:.3f} {language}" for language, error in calibration.get("error", {}).items()]
    return f"""## Scores and certainty
scores = softmax(logits / {calibration["temperature"]} + [{bias}]) for negative, neutral, positive; the label is the highest.
`probability` is positive / (positive + negative). Temperature and bias are fitted on the dev sets; every domain weighs the same.
A verdict is certain from these scores of its label on: {least}.
Calibration error of `probability` over all dev and test posts with a side (15 bins): {", ".join(errors) or "not measured"}.
"""


def _table(metrics: dict, columns: Sequence[Column], counted: str) -> str:
    """A row a set. Accuracy and macro-F1 have what float gave in brackets."""
    head = ["set", "language", "posts", *(title for title, _ in columns)]
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "--:|" * (len(head) - 2)]
    for name, entry in sorted(metrics.items()):
        cells = [_cell(entry, figure) for _, figure in columns]
        lines.append(f"| {name} | {entry['language']} | {entry[counted]:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(entry: dict, figure: str) -> str:
    shown = f"{entry['int8'][figure]:.3f}"
    return f"{shown} ({entry['float'][figure]:.3f})" if figure in ("accuracy", "accuracy3", "macroF1") else shown


def _behaviour(rows: list[dict]) -> str:
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
    told = f"Posts made to test one thing each (`lab behaviour`). Bars missed: {missed}."
    return f"\n## Behaviour\n{told}\n\n" + "\n".join(head + lines) + "\n"


def _profile(profile: dict | None) -> str:
    """What the posts look like that the figures come from."""
    if profile is None:
        return ""
    head = ["| language | posts | negative | neutral | not certain | with unknown pieces |", "|---|--:|--:|--:|--:|--:|"]
    lines = []
    for language, counts in profile["languages"].items():
        shares = [f"{counts[name] / counts['posts']:.1%}" for name in ("negative", "neutral", "uncertain", "unknown")]
        lines.append(f"| {language} | {counts['posts']:,} | {' | '.join(shares)} |")
    told = f"Labels given to the posts of {', '.join(profile['sets'])}; histograms in `model.json`. Until the service has days of"
    return f"\n## Posts\n{told}\nits own, it compares its posts with these.\n\n" + "\n".join(head + lines) + "\n"


def _range(metrics: dict, figure: str) -> str:
    """Smallest and largest of a figure over the sets that have it."""
    found = [entry["int8"][figure] for entry in metrics.values() if figure in entry["int8"]]
    return f"{min(found):.0%} to {max(found):.0%}" if found else "an unknown share"


def _data(data: list[dict]) -> str:
    lines = ["| set | rows | used | source | terms |", "|---|--:|--:|---|---|"]
    for entry in data:
        source, terms = SOURCES.get(entry["file"].rpartition("/")[2], ("own data", "own"))
        lines.append(f"| {entry['file']} | {entry['rows']:,} | {entry['used']:,} | {source} | {terms} |")
    return "\n".join(lines)
