"""The lean form of an int8 graph says what the exporter's form says."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import helper

from lab.export import export
from lab.export.graph import ExportError
from lab.export.int8_layers import CHANNELS
from lab.export.lean import lean
from lab.export.score import Scorer
from lab.train.batches import encode, pad
from lab.train.run_folder import load_run
from lab.train.unpack import Graph

TEXTS = ["horrible late flight", "lovely great gate thanks", "flight airport monday", "merci vol", "retard annulé perdu vol late"]


@pytest.fixture(scope="module")
def plain(learned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The int8 graph of the tiny model as the exporter and the quantiser wrote it."""
    model, tokenizer = load_run(learned.parent / "run")
    path = tmp_path_factory.mktemp("plain") / "model.onnx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "lean_file", lambda path: None)
        export.export_int8(model, path, [pad(encode(tokenizer, TEXTS, 128))])
    return path


@pytest.fixture(scope="module")
def batch(learned: Path) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask of posts of unlike length."""
    ids, mask = pad(encode(load_run(learned.parent / "run")[1], TEXTS, 128))
    return ids.numpy(), mask.numpy()


def test_it_says_the_same_of_a_post_and_of_posts_with_padding(plain: Path, batch: tuple, tmp_path: Path) -> None:
    onnx.save(lean(onnx.load(plain)), tmp_path / "lean.onnx")
    ids, mask = batch
    before, after = Scorer(plain), Scorer(tmp_path / "lean.onnx")
    np.testing.assert_allclose(after.logits_of(ids, mask), before.logits_of(ids, mask), atol=0.05)
    np.testing.assert_allclose(after.logits_of(ids[:1], mask[:1]), before.logits_of(ids[:1], mask[:1]), atol=0.05)


def test_an_export_is_lean(learned: Path) -> None:
    kinds = {node.op_type for node in onnx.load(learned / "model.onnx").graph.node}
    assert {"DynamicQuantizeMatMul", "MultiHeadAttention"} <= kinds
    assert not {"MatMulInteger", "DynamicQuantizeLinear", "Softmax"} & kinds


def test_it_tells_nothing_of_the_machine_that_made_it(plain: Path, learned: Path) -> None:
    def told(path: Path) -> set[str]:
        return {entry.key for node in onnx.load(path).graph.node for entry in node.metadata_props}

    assert "pkg.torch.onnx.stack_trace" in told(plain)
    assert told(learned / "model.onnx") == {CHANNELS}


def test_it_gives_back_every_weight_in_its_place(plain: Path) -> None:
    before, after = Graph(onnx.load(plain).graph), Graph(lean(onnx.load(plain)).graph)
    assert before.shape() == after.shape()
    states = after.state()
    for name, weights in before.state().items():
        assert torch.equal(states[name], weights), name


def test_what_stands_before_and_behind_the_layers_stays(plain: Path, batch: tuple) -> None:
    model = onnx.load(plain)
    pooled = next(node.output[0] for node in model.graph.node if node.op_type == "Div")
    model.graph.output.append(helper.make_empty_tensor_value_info(pooled))
    made = lean(model)
    assert [output.name for output in made.graph.output] == ["logits", pooled]
    assert [one.name for one in made.graph.input] == ["input_ids", "attention_mask"]
    session = Scorer(made.SerializeToString()).session
    logits, features = session.run(["logits", pooled], dict(zip(("input_ids", "attention_mask"), batch, strict=True)))
    assert (logits.shape, features.shape) == ((len(TEXTS), 3), (len(TEXTS), 32))


def test_a_lean_graph_stays_as_it_is(learned: Path) -> None:
    model = onnx.load(learned / "model.onnx")
    assert lean(model) is model


def test_another_graph_is_refused(learned: Path) -> None:
    with pytest.raises(ExportError, match="no int8 graph"):
        lean(onnx.load(learned.parent / "run" / "float.onnx"))
