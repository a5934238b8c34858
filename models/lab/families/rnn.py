"""Family "rnn": a recurrent network over word pieces: simple RNN, GRU or LSTM, in one or both directions.

Posts in lower case, cut to pieces by the base's tokenizer and truncated; a batch holds posts of one length, so nothing is
padded. The pieces' vectors come from the base's word table (or are learnt from nothing), a narrow projection feeds the
cells, and mean and maximum over the tokens feed one linear unit.
"""

import random
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from ..data.split import TrainDev, dev_figures
from ..export.graph import OPSET, check_graph
from ..labels import LABELS
from ..train.batches import encode
from ..train.run_folder import has_checkpoint, load_run
from ..train.teacher import soft_targets
from .artefact import CONFIG, MODEL, read_config, write_config
from .base import load_base
from .epochs import load_weights, train_epochs
from .same_length import PieceScorer, ask_by_length, same_length_batches
from .vocabulary import choose_pieces, cut_tokenizer, cut_words

name, experiment = "rnn", "rnn_layer"
UNKNOWN = 3
CELLS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
ONNX_GATES = {"rnn": [0], "gru": [1, 0, 2], "lstm": [0, 3, 1, 2]}
"""Where ONNX's gates stand in PyTorch's matrices."""


@dataclass(frozen=True)
class Params:
    """The hyper-parameters; the defaults are those of the table in README.md."""

    cell: str = "lstm"  # rnn (simple), gru or lstm
    both_ways: bool = True  # read from the end too (BiLSTM); off halves the time
    embeddings: str = "base"  # base: the word table of the base model; learned: random at the start
    base: str = ""  # Hugging Face folder, or run of fine_tuned, with that table and the tokenizer; empty: multilingual-e5-small
    pieces: int = 30_000  # word pieces kept, at least those of the training posts
    max_tokens: int = 48  # longer posts are truncated
    narrow: int = 128  # width of the projected vectors
    hidden: int = 128  # units in each direction
    dropout: float = 0.3  # of the projected vectors and of the pooled states
    unknown: float = 0.05  # pieces replaced by <unk> in training
    smoothing: float = 0.05  # part of each target moved to the middle: emoticons are noisy labels
    teacher: str = ""  # exported run of fine_tuned whose opinion softens the labels that emoticons gave; empty: none
    teacher_share: float = 0.5  # part of such a target that is its opinion
    rate: float = 2e-3  # highest learning rate of the cells
    words_rate: float = 5e-4  # highest learning rate of the word table
    batch: int = 128  # posts in one update
    epochs: int = 3
    seed: int = 20261122


def suggest(trial: Any) -> Params:
    """Cell, directions, embeddings, length, widths, dropout and rates."""
    return Params(
        cell=trial.suggest_categorical("cell", list(CELLS)),
        both_ways=trial.suggest_categorical("both_ways", [False, True]),
        embeddings=trial.suggest_categorical("embeddings", ["base", "learned"]),
        max_tokens=trial.suggest_int("max_tokens", 24, 64, step=8),
        hidden=trial.suggest_int("hidden", 64, 192, step=32),
        dropout=trial.suggest_float("dropout", 0.1, 0.5),
        unknown=trial.suggest_float("unknown", 0.0, 0.15),
        rate=trial.suggest_float("rate", 3e-4, 5e-3, log=True),
        words_rate=trial.suggest_float("words_rate", 1e-4, 2e-3, log=True),
    )


class Recurrent(nn.Module):
    """Piece ids int64 [posts, tokens], unpadded → logits float [posts, 3]."""

    def __init__(self, params: Params, table: Tensor) -> None:
        super().__init__()
        self.unknown = params.unknown
        self.words = nn.Embedding.from_pretrained(table, freeze=False, sparse=True)
        self.narrow = nn.Linear(table.shape[1], params.narrow)
        self.dropout = nn.Dropout(params.dropout)
        cell = CELLS[params.cell]
        self.cells = cell(params.narrow, params.hidden, batch_first=True, bidirectional=params.both_ways)
        self.head = nn.Linear(2 * params.hidden * (1 + params.both_ways), len(LABELS))

    def forward(self, ids: Tensor) -> Tensor:
        if self.training:
            ids = ids.masked_fill(torch.rand(ids.shape) < self.unknown, UNKNOWN)
        states, _ = self.cells(self.dropout(self.narrow(self.words(ids))))
        pooled = torch.cat([states.mean(1), states.amax(1)], 1)
        return self.head(self.dropout(pooled))


def fit(examples: TrainDev, params: Params, report: Callable[[int, dict[str, float]], None], run: Path) -> None:
    """Trains epoch by epoch into `run`; an interrupted run goes on after its last whole epoch, with its own parameters."""
    if (run / CONFIG).is_file():
        params = _params(run)
    else:
        write_config(run, name, params, len(examples.train), 0.0, {})
    torch.manual_seed(params.seed)
    begun = time.monotonic()
    tokenizer, table = _start(run, [post.text for post in examples.train], params)
    model = Recurrent(params, table)
    rows = _rows(tokenizer, [post.text for post in examples.train], params)
    targets, pairs = map(torch.from_numpy, soft_targets(examples.train, examples.folder, params))
    preparing = time.monotonic() - begun
    dev = _rows(tokenizer, [post.text for post in examples.dev_posts], params)

    def batches(epoch: int) -> list[Callable[[], tuple]]:
        places = same_length_batches(rows, params.batch, random.Random(params.seed + epoch))
        return [
            lambda chosen=chosen: ((torch.tensor([rows[i] for i in chosen]),), (targets[chosen], pairs[chosen]))
            for chosen in places
        ]

    def judge() -> dict[str, float]:
        with torch.inference_mode():
            return dev_figures(ask_by_length(lambda ids: model(torch.from_numpy(ids)).numpy(), dev, 256), examples.dev)

    body = [parameter for key, parameter in model.named_parameters() if key != "words.weight"]
    optimizers = [torch.optim.AdamW(body, params.rate), torch.optim.SparseAdam([model.words.weight], params.words_rate)]
    figures, seconds = train_epochs(model, optimizers, params.epochs, batches, judge, report, run)
    write_config(run, name, params, len(rows), preparing + seconds, figures)


def _start(run: Path, texts: list[str], params: Params) -> tuple[Tokenizer, Tensor]:
    """The tokenizer cut to the training posts (kept in `run`) and the word table to begin with."""
    whole, table = _words(params)
    keep = choose_pieces(whole, [[text.lower() for text in texts]], params.pieces)
    tokenizer = cut_tokenizer(whole, keep)
    run.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(run / "tokenizer.json"), pretty=False)
    table = cut_words(table, keep)
    table = table / table.std()
    return tokenizer, table if params.embeddings == "base" else torch.randn_like(table)


def _words(params: Params) -> tuple[Tokenizer, Tensor]:
    """Tokenizer and word table [pieces, width] to begin with, of the base or of a fine-tuned run."""
    folder = Path(params.base) if params.base else None
    if folder and has_checkpoint(folder):
        model, tokenizer = load_run(folder)
        return tokenizer, model.encoder.words.weight.detach()
    base = load_base(folder)
    return base.tokenizer, base.weights["embeddings.word_embeddings.weight"]


def _rows(tokenizer: Tokenizer, texts: Sequence[str], params: Params) -> list[list[int]]:
    return encode(tokenizer, [text.lower() for text in texts], params.max_tokens)


def export(run: Path, out: Path) -> None:
    """Writes graph, tokenizer and config.json; raises ExportError when the graph does not say what PyTorch says."""
    out.mkdir(parents=True, exist_ok=True)
    params = _params(run)
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    width = _words(params)[1].shape[1]
    model = load_weights(run, Recurrent(params, torch.zeros(tokenizer.get_vocab_size(), width)))
    onnx.save(graph_of(model, params), out / MODEL)
    ids = torch.randint(4, tokenizer.get_vocab_size(), (3, 7), generator=torch.Generator().manual_seed(0))
    check_graph(model, [ids], ["ids"], out / MODEL)
    for file in ("tokenizer.json", CONFIG):
        shutil.copyfile(run / file, out / file)


def graph_of(model: Recurrent, params: Params) -> onnx.ModelProto:
    """Gather → RNN, GRU or LSTM → mean and maximum → the linear layer; the table is stored as it is after the projection.

    Written by hand: PyTorch's exporter unrolls recurrent layers to one length.
    """
    with torch.no_grad():
        table = model.narrow(model.words.weight).numpy()
    matrices = {"table": table} | _cells(model.cells, params)
    matrices |= {"weight": model.head.weight.detach().numpy().T, "bias": model.head.bias.detach().numpy()}
    ways = 1 + params.both_ways
    shape = np.array([0, 0, ways * params.hidden], np.int64)
    extra = {"direction": "bidirectional" if params.both_ways else "forward", "hidden_size": params.hidden}
    extra |= {"linear_before_reset": 1} if params.cell == "gru" else {}
    nodes = [
        helper.make_node("Transpose", ["ids"], ["by_token"], perm=[1, 0]),
        helper.make_node("Gather", ["table", "by_token"], ["vectors"]),
        helper.make_node(params.cell.upper(), ["vectors", "W", "R", "B"], ["ways"], **extra),
        helper.make_node("Transpose", ["ways"], ["side_by_side"], perm=[0, 2, 1, 3]),
        helper.make_node("Reshape", ["side_by_side", "shape"], ["states"]),
        helper.make_node("ReduceMean", ["states", "zero"], ["mean"], keepdims=0),
        helper.make_node("ReduceMax", ["states", "zero"], ["most"], keepdims=0),
        helper.make_node("Concat", ["mean", "most"], ["pooled"], axis=1),
        helper.make_node("Gemm", ["pooled", "weight", "bias"], ["logits"]),
    ]
    matrices |= {"shape": shape, "zero": np.array([0], np.int64)}
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["posts", "tokens"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["posts", len(LABELS)])],
        [numpy_helper.from_array(np.ascontiguousarray(values), key) for key, values in matrices.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(made)
    return made


def _cells(cells: nn.RNNBase, params: Params) -> dict[str, np.ndarray]:
    """W, R [directions, gates x hidden, inputs] and B [directions, 2 x gates x hidden] with the gates in ONNX's order."""

    def ordered(key: str) -> np.ndarray:
        gates = np.split(getattr(cells, key).detach().numpy(), len(ONNX_GATES[params.cell]))
        return np.concatenate([gates[place] for place in ONNX_GATES[params.cell]])

    ways = ["l0", "l0_reverse"][: 1 + params.both_ways]
    return {
        "W": np.stack([ordered(f"weight_ih_{way}") for way in ways]),
        "R": np.stack([ordered(f"weight_hh_{way}") for way in ways]),
        "B": np.stack([np.concatenate([ordered(f"bias_ih_{way}"), ordered(f"bias_hh_{way}")]) for way in ways]),
    }


def load(folder: Path) -> PieceScorer:
    """The exported model."""
    return PieceScorer(folder, _params(folder).max_tokens, str.lower)


def _params(folder: Path) -> Params:
    return Params(**read_config(folder)["params"])
