"""Verdicts on posts, the same as the service gives: it asks the model one post at a time, and so does this.

An int8 graph scales each layer's numbers by the largest in the batch, so a post's probability moves a little with its company,
and on the line between two labels a little is enough. One post at a time costs some speed (README.md says how much) and has
no such doubt; cores are kept busy by judging several posts at once, each alone.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from ..compare.calibrate import Calibration
from ..data.detect_language import LanguageDetector, first_units, read_tables
from ..data.text import is_empty, normalise
from ..errors import LabError
from ..labels import LABELS, three_logits
from ..topics.graph import OUTPUTS, joined
from ..topics.served import HeadFiles, post_topics, read_head
from .part import DIGITS, ArchiveError

BEGINNINGS, MARGIN = (1_000, 4_000, 10_000), 16
"""Beginnings of a post, in UTF-16 units, that are cut into pieces until one fills the window, with pieces to spare beside the
cut. In a long run of one sign many cuts are worth the same, and which one is taken hangs on its length: as in the service."""


@dataclass(frozen=True)
class ModelFiles:
    """An exported model as bytes, so that it can be sent to other machines."""

    card: dict
    graph: bytes
    tokenizer: bytes
    languages: dict
    """The tables that tell the language of a post."""
    head: HeadFiles | None = None
    """Missing when the model knows no topics."""


def read_model(folder: Path) -> ModelFiles:
    """Reads the folder of an exported model. Raises ArchiveError when the files are not those of the card."""
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        graph, tokenizer = (folder / "model.onnx").read_bytes(), (folder / "tokenizer.json").read_bytes()
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{folder}: cannot be read ({error}); restore the folder or pass another --production") from error
    found = sha256(graph + tokenizer).hexdigest()[:12]
    if found != card["version"]:
        raise ArchiveError(f"{folder}: its files are version {found}, its card says {card['version']}; restore the folder")
    try:
        head = read_head(folder, found)
    except LabError as error:
        raise ArchiveError(str(error)) from error
    return ModelFiles(card, graph, tokenizer, read_tables(), head)


class Judge:
    """A loaded model. Threads may share it: a run takes the thread that asks, and no other."""

    def __init__(self, files: ModelFiles) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.head = files.head
        graph = files.graph if files.head is None else joined(files.graph, files.head.nodes)
        self.outputs = ["logits", *(OUTPUTS if files.head else ())]
        self.session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_buffer(files.tokenizer)
        self.card, self.calibration = files.card, Calibration.of_card(files.card)
        self.languages = LanguageDetector(files.languages)

    def verdicts(self, posts: Sequence[str]) -> dict[str, list]:
        """The columns of `npm run classify`, one value a post; None in all of them where there is nothing to judge."""
        texts = [normalise(post) for post in posts]
        places = [place for place, text in enumerate(texts) if not is_empty(text)]
        pieces = [self.pieces(texts[place]) for place in places]
        said = [self.said(ids) for ids, _ in pieces]
        logits = np.array([logits for logits, *_ in said]).reshape(-1, len(LABELS))
        given, _, certain = self.calibration.verdicts(logits)
        scores = self.calibration.scores(logits)
        languages = [self.languages.detect(texts[place]) for place in places]
        columns = {
            "verdict_label": np.array(LABELS)[given],
            "verdict_probability": _rounded(self.calibration.probability(logits)),
            **{f"verdict_{label}": _rounded(scores[:, place]) for place, label in enumerate(LABELS)},
            "verdict_certain": certain & (np.array(languages, str) != "other"),
            "verdict_lang": languages,
            "verdict_truncated": [truncated for _, truncated in pieces],
            "verdict_model": [self.card["version"]] * len(places),
            **self._topics([rest for _, *rest in said], [texts[place] for place in places], scores),
        }
        return {name: _spread(values, places, len(posts)) for name, values in columns.items()}

    def pieces(self, text: str) -> tuple[list[int], bool]:
        """Ids of a normalised post, and whether it was longer than the window."""
        window = self.card["maxTokens"]
        for length in BEGINNINGS:
            beginning = first_units(text, length)
            ids = self.tokenizer.encode(beginning).ids
            if len(ids) > window + MARGIN or beginning == text:
                break
        return (ids, False) if len(ids) <= window else (ids[: window - 1] + ids[-1:], True)

    def said(self, ids: list[int]) -> list[np.ndarray]:
        """The model's answer to one post: logits float32 [3], then what the head says of topics, acts and an answer."""
        row = np.array([ids], np.int64)
        logits, *rest = self.session.run(self.outputs, {"input_ids": row, "attention_mask": np.ones_like(row)})
        return [three_logits(logits)[0], *(one[0] for one in rest)]

    def _topics(self, said: Sequence[list[np.ndarray]], texts: Sequence[str], scores: np.ndarray) -> dict[str, list]:
        """Columns of topics; None in all of them where the model knows none."""
        names = ("verdict_topics", "verdict_act", "verdict_needs_answer")
        if self.head is None:
            return {name: [None] * len(texts) for name in names}
        posts = [post_topics(found, text, row[0], self.head.listed) for found, text, row in zip(said, texts, scores, strict=True)]
        topics = [" ".join(one["name"] for one in post["topics"]) for post in posts]
        values = (topics, [post["act"] for post in posts], [round(post["needsAnswer"], DIGITS) for post in posts])
        return dict(zip(names, values, strict=True))


def _rounded(shares: np.ndarray) -> list[float]:
    return [round(share, DIGITS) for share in shares.tolist()]


def _spread(values: Sequence | np.ndarray, places: Sequence[int], count: int) -> list:
    column = [None] * count
    for place, value in zip(places, values.tolist() if isinstance(values, np.ndarray) else values, strict=True):
        column[place] = value
    return column


def signature(files: ModelFiles) -> str:
    """What makes two runs give the same verdicts: the files, and how their answer is read."""
    head = files.head and [files.head.listed[part] for part in ("head", "topics", "needsAnswer")]
    return json.dumps([files.card["version"], asdict(Calibration.of_card(files.card)), head])
