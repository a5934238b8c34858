"""The part of the model card about topics, in Markdown: every figure comes from topics.json."""

LANGUAGES = ("fr", "en")


def topics_text(listed: dict) -> str:
    """What the head gives, how well, and what it misses."""
    needs = listed["needsAnswer"]
    weights = ", ".join(f"{name} {value:+.2f}" for name, value in needs["weights"].items())
    macro = ", ".join(f"{name} {listed['macroF1'][name]:.3f}" for name in LANGUAGES)
    training = listed["training"]
    return f"""
## Topics
From the same run of the encoder: a head on the states of its layers {_joined(training["layers"])}
(`topics.onnx`, {listed["head"]["bytes"] / 1e3:.0f} kB, joined to `model.onnx` when it is loaded) gives each topic a
probability of its own, one act, and whether the company should answer. It learnt from {training["posts"]:,} posts labelled by
hand{_pool(training)}; names, definitions and thresholds stand in `topics.json`.
The sentiment is the same to the bit with and without it.

Precision and recall on posts labelled by hand that it has not learnt from, written by others than those, two thirds of them
without any word that is typical of their topic. Macro-F1 of the topics: {macro}.
"to check": wrong in three of ten or more, so it is shown with a mark.

{_table(listed["topics"])}

{_table(listed["acts"])}

### Needs an answer
sigmoid({needs["intercept"]:+.2f}; {weights}) of the score of negative, the probabilities of the acts, the head's own logit, and
1 where a word of urgency stands in the post (`topics.json` lists them). From {needs["threshold"]:.2f} on:
{_needs(needs["measured"])}.
Nearly all that needs one is found; one in four or five that is told to need one does not: rants, irony, and complaints about
others.
"""


def _table(rows: list[dict]) -> str:
    head = ["| | posts fr / en | precision fr / en | recall fr / en | to check |", "|---|--:|--:|--:|---|"]
    return "\n".join([*head, *(_row(row) for row in rows)])


def _row(row: dict) -> str:
    measured = [row["measured"][name] for name in LANGUAGES]
    cells = [" / ".join(f"{one[kind]:.2f}" for one in measured) for kind in ("precision", "recall")]
    posts = " / ".join(str(one["posts"]) for one in measured)
    check = ", ".join(name for name in LANGUAGES if row["toCheck"][name])
    return f"| {row['names']['en']} | {posts} | {' | '.join(cells)} | {check} |"


def _needs(measured: dict) -> str:
    told = (f"precision {measured[name]['precision']:.2f}, recall {measured[name]['recall']:.2f} ({name})" for name in LANGUAGES)
    return "; ".join(told)


def _pool(training: dict) -> str:
    return f" and {training['pool']:,} of the pools, labelled by other heads" if training["pool"] else ""


def _joined(layers: list[int]) -> str:
    return " and ".join(map(str, layers))
