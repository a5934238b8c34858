"""From posts labelled by hand to what the service reads: topics.onnx and topics.json, written into a folder."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import onnx

from ..compare.calibrate import Calibration
from ..data.text import normalise
from ..errors import LabError
from ..export.card import read_card, version
from ..export.exits import without_exits
from .definitions import ACTS, DEFINED, LANGUAGES, TOPICS, URGENT, is_urgent
from .graph import FILE, Scaling, check_joined, head_bytes
from .head import OUTPUTS, TopicHead
from .learn import LAYERS, Settings, Targets, ask, learn, split
from .measure import TO_CHECK, by_language, macro_f1, scale, summary, thresholds
from .needs import NeedsAnswer, fit_needs, inputs_of
from .rows import TOPIC_POSTS, Labelled, act_column, language_column, needs_column, read_rows, topic_matrix
from .served import LISTED
from .states import States, layer_outputs, read_states
from .weak import agreed, from_patterns, pool_posts, shown, softly

WAYS = ("hand", "patterns", "agreement", "teachers")
TEACHERS = ((5, 7), (4, 6, 8), (5, 8), (4, 7), (4, 6, 8), (5, 7), (6, 8))
"""Layers, of twelve, that the heads read whose mean teaches the one that serves; each has a seed of its own."""
FOLDS = 3
"""Scaling, thresholds and weights of an answer come from all hand posts, each judged by a head that learnt from the others."""
HELD = 8
"""With posts of the pools there is one part: one in so many hand posts, which teaches nobody."""
OWN_WORDS, POOL = 0.5, 0.7
"""What a person said weighs as much as the teachers; a pool post counts less than one that a person read."""
CHECKED = 40
"""Dev posts on which the joined graph is compared with PyTorch and with the graph alone."""


@dataclass(frozen=True)
class Way:
    """How posts that nobody read are used: in which way, from which data folder, how many."""

    kind: str = "hand"
    data: Path | None = None
    posts: int = 6000


@dataclass(frozen=True)
class Taught:
    """A head and how its answers are read."""

    head: TopicHead
    scaling: Scaling
    thresholds: np.ndarray
    needs: NeedsAnswer


@dataclass(frozen=True)
class Known:
    """Posts that heads learn from: what the encoder makes of them, and what they should say."""

    states: States
    targets: Targets

    def of(self, places: Sequence[int]) -> "Known":
        """Some of the posts."""
        return Known(self.states.of(places), self.targets.of(places))

    def __add__(self, more: "Known") -> "Known":
        """These posts and then those."""
        return Known(self.states + more.states, self.targets + more.targets)

    def taught(self, settings: Settings) -> TopicHead:
        """A head that learnt from them."""
        return learn(self.states.only(settings.layers), self.targets, settings)


def teach(
    production: Path,
    out: Path,
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    way: Way = Way(),
    posts: Path = TOPIC_POSTS,
    say: Callable[[str], None] = print,
) -> dict:
    """Fits a head to the model in `production` and writes it into `out`; returns the content of topics.json.

    Scaling, thresholds and the weights of "needs an answer" come from what heads say of hand posts that they have not learnt
    from; the dev posts are only counted.
    """
    model = onnx.load(production / "model.onnx")
    names, depth = layer_outputs(model), len(layer_outputs(without_exits(model))) - 1
    reach = len(names) - 1
    settings = replace(settings, layers=layers_of(settings.layers, depth, reach))
    teachers = [middle(layers, depth, reach) for layers in TEACHERS] if way.kind == "teachers" else []
    layers = sorted({layer for one in (settings.layers, *teachers) for layer in one})
    train, dev = read_rows("train", posts), read_rows("dev", posts)
    say(f"{len(train)} posts to learn from, {len(dev)} to measure on; layers {', '.join(map(str, settings.layers))}")
    states, new = (read_states(production, [row.text for row in rows], layers) for rows in (train, dev))
    known, calibration = Known(states, targets_of(train)), Calibration.of_card(read_card(production))
    if way.kind == "hand":
        held, said = _by_others(known, settings, say)
        head, pool = known.taught(settings), 0
    else:
        held, kept = parts(len(train), HELD, settings.seed)[0]
        more = _with_pool(production, way, known.of(kept), settings, teachers, say)
        head, pool = more.taught(settings), len(more.states.logits) - len(kept)
        said = _ask(head, states.of(held))
    rows = [train[place] for place in held]
    taught = _read(head, said, rows, states.of(held), calibration)
    unseen = summary(taught.scaling.topics(said) >= taught.thresholds, topic_matrix(rows), language_column(rows))
    say(f"macro-F1 on {len(rows)} hand posts, by heads that have not learnt from them: {unseen['en']} en, {unseen['fr']} fr")
    nodes = head_bytes(head, taught.scaling, [names[layer] for layer in settings.layers])
    some = new.of(range(min(CHECKED, len(dev)))).only(settings.layers)
    check_joined(production, nodes, [row.text for row in dev[:CHECKED]], some, head, taught.scaling)
    listed = described(taught, dev, new, calibration, nodes, version(production))
    listed["training"] = {"way": way.kind, "posts": len(train), "pool": pool, "unseen": unseen, **asdict(settings)}
    out.mkdir(parents=True, exist_ok=True)
    (out / FILE).write_bytes(nodes)
    write_listed(out, listed)
    return listed


def parts(count: int, folds: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The places of so many posts in parts by chance: those of a part, and all others."""
    chosen = np.random.default_rng(seed).permutation(count)
    return [(np.sort(part), np.sort(np.setdiff1d(chosen, part))) for part in np.array_split(chosen, folds)]


def _by_others(known: Known, settings: Settings, say: Callable[[str], None]) -> tuple[np.ndarray, np.ndarray]:
    """All places, and what heads say of each post that have not learnt from it."""
    count = len(known.states.logits)
    said = np.empty((count, OUTPUTS), np.float32)
    for number, (held, kept) in enumerate(parts(count, FOLDS, settings.seed), start=1):
        said[held] = _ask(known.of(kept).taught(settings), known.states.of(held))
        say(f"part {number} of {FOLDS}")
    return np.arange(count), said


def _read(head: TopicHead, said: np.ndarray, rows: Sequence[Labelled], states: States, calibration: Calibration) -> Taught:
    """Finds how a head's answers are read, by what was said of posts without knowing them."""
    scaling = scale(said, topic_matrix(rows), act_column(rows))
    limits = thresholds(scaling.topics(said), topic_matrix(rows))
    needs = fit_needs(_inputs(rows, calibration, states, said, scaling), needs_column(rows))
    return Taught(head, scaling, limits, needs)


def _ask(head: TopicHead, states: States) -> np.ndarray:
    return ask(head, states.only(head.layers))


def layers_of(chosen: Sequence[int], depth: int, reach: int) -> tuple[int, ...]:
    """The layers that were asked for, or as far up in this encoder as LAYERS are in one of twelve.

    Raises LabError when the encoder has fewer, or when not every post passes them: the first `reach` of `depth` layers.
    """
    if chosen and not all(1 <= layer <= reach for layer in chosen):
        every = f"{depth}" if reach == depth else f"{depth}, of which every post passes {reach}"
        raise LabError(f"layers {', '.join(map(str, chosen))}: the model has {every}, counted from 1; choose among them")
    return tuple(sorted(set(chosen))) or middle(LAYERS, depth, reach)


def middle(layers: Sequence[int], depth: int, reach: int) -> tuple[int, ...]:
    """Layers of twelve as far up in an encoder of `depth`: 4, 6 and 8 are 2, 4 and 5 of seven.

    Where some would be above the first `reach` layers, all are as far up in these as they are up to the last of `layers`.
    """
    top = layers[-1] / 12 * depth
    share = min(1, reach / top) * depth / 12
    return tuple(sorted({min(reach, max(1, round(layer * share))) for layer in layers}))


def targets_of(rows: Sequence[Labelled]) -> Targets:
    """What a person said of each post."""
    acts = np.eye(len(ACTS))[act_column(rows)]
    return Targets(topic_matrix(rows).astype(float), acts, needs_column(rows).astype(float), np.ones(len(rows)))


def described(taught: Taught, dev: Sequence[Labelled], states: States, calibration: Calibration, head: bytes, model: str) -> dict:
    """The content of topics.json, with the figures on the dev posts."""
    said, languages, given = _ask(taught.head, states), language_column(dev), topic_matrix(dev)
    found = taught.scaling.topics(said) >= taught.thresholds
    acts = taught.scaling.acts(said).argmax(1)
    answered = taught.needs.probability(_inputs(dev, calibration, states, said, taught.scaling)) >= taught.needs.threshold
    topics = []
    for place, name in enumerate(TOPICS):
        measured = by_language(found[:, place], given[:, place], languages)
        threshold = {"threshold": float(taught.thresholds[place])}
        topics.append({"name": name, **DEFINED["topics"][name], **threshold, **_measured(measured)})
    listed = []
    for place, name in enumerate(ACTS):
        measured = by_language(acts == place, act_column(dev) == place, languages)
        listed.append({"name": name, **DEFINED["acts"][name], **_measured(measured)})
    return {
        "model": model,
        "head": {"sha256": hashlib.sha256(head).hexdigest(), "bytes": len(head)},
        "topics": topics,
        "acts": listed,
        "needsAnswer": {
            **{name: value for name, value in asdict(taught.needs).items()},
            "urgent": URGENT,
            "measured": by_language(answered, needs_column(dev), languages),
        },
        "macroF1": {name: round(macro_f1(found[languages == name], given[languages == name]), 3) for name in LANGUAGES},
    }


def write_listed(folder: Path, listed: dict) -> None:
    """Writes topics.json."""
    (folder / LISTED).write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _measured(measured: dict[str, dict]) -> dict:
    return {"measured": measured, "toCheck": {name: figures["precision"] < TO_CHECK for name, figures in measured.items()}}


def _inputs(rows: Sequence[Labelled], calibration: Calibration, states: States, said: np.ndarray, scaling: Scaling) -> np.ndarray:
    urgent = np.array([is_urgent(normalise(row.text)) for row in rows], float)
    return inputs_of(calibration.scores(states.logits), scaling.acts(said), split(said)[2], urgent)


def _with_pool(
    production: Path, way: Way, known: Known, settings: Settings, teachers: Sequence[tuple[int, ...]], say: Callable[[str], None]
) -> Known:
    """The posts read by people, and then those of the pools with the labels that the way gives them."""
    pool = pool_posts(way.data, way.posts)
    texts, languages = [text for text, _ in pool], [language for _, language in pool]
    found = read_states(production, texts, known.states.layers)
    if way.kind == "teachers":
        own = [replace(settings, layers=layers, seed=settings.seed + place) for place, layers in enumerate(teachers)]
        heads = [known.taught(one) for one in own]
        ours, theirs = (np.mean([_ask(head, some) for head in heads], 0) for some in (known.states, found))
        softened = known.targets.mixed(softly(ours, 1), OWN_WORDS)
        say(f"{len(pool)} posts of the pools, labelled by {len(heads)} heads")
        return Known(known.states, softened) + Known(found, softly(theirs, POOL))
    said, shows = _ask(known.taught(settings), found), shown(texts, languages)
    kept, more = (np.arange(len(pool)), from_patterns(shows, said)) if way.kind == "patterns" else agreed(shows, said)
    say(f"{len(kept)} of {len(pool)} posts of the pools, labelled by {way.kind}")
    return known + Known(found.of(kept), more)
