"""Posts leave a graph early where a layer in the middle is sure, and pass every layer elsewhere."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from tokenizers import Tokenizer

from lab.export.card import exits_of, read_card
from lab.export.exit_heads import CHANGED, add_exits, ask, fit, least_sure
from lab.export.exits import TO_THE_END, Exit, Head, read_whole, states_after, with_exits, without_exits
from lab.export.graph import ExportError
from lab.export.produce import produce
from lab.export.score import Scorer
from lab.train.batches import encode, pad
from lab.train.unpack import unpack

LAST, FIRST = 2, 1
"""Layers of the tiny model."""


@pytest.fixture(scope="module")
def whole(learned: Path) -> onnx.ModelProto:
    """The graph of the tiny model, every post of which passes both layers."""
    return onnx.load(learned / "model.onnx")


def a_head(states: int = 32, seed: int = 1) -> Head:
    """A head of random weights."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(scale=0.4, size=shape).astype(np.float32)

    return Head((some(states, 8), some(8)), (some(8, 3), some(3)))


def logits(model: onnx.ModelProto, *texts: str, tokenizer: Tokenizer) -> np.ndarray:
    """What a graph says of posts in one batch."""
    ids, mask = pad(encode(tokenizer, texts, 128))
    return Scorer(model.SerializeToString()).logits_of(ids.numpy(), mask.numpy())


@pytest.fixture(scope="module")
def its_tokenizer(learned: Path) -> Tokenizer:
    """That of the tiny model."""
    return Tokenizer.from_file(str(learned / "tokenizer.json"))


def test_a_post_of_which_no_exit_is_sure_gets_the_last_layers_logits_to_the_bit(whole, its_tokenizer) -> None:
    made = with_exits(whole, [Exit(FIRST, 1.01, a_head())])
    post = "horrible late flight"
    assert np.array_equal(logits(made, post, tokenizer=its_tokenizer), logits(whole, post, tokenizer=its_tokenizer))


def test_a_post_of_which_an_exit_is_sure_gets_what_its_head_says_of_the_mean_of_the_states(whole, its_tokenizer) -> None:
    head, post = a_head(), "merci vol parfait"
    with_states = without_exits(whole)
    with_states.graph.output.append(onnx.helper.make_empty_tensor_value_info(states_after(whole.graph)[FIRST]))
    ids, mask = pad(encode(its_tokenizer, [post], 128))
    session = Scorer(with_states.SerializeToString()).session
    states = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[1]
    found = logits(with_exits(whole, [Exit(FIRST, 0.0, head)]), post, tokenizer=its_tokenizer)
    np.testing.assert_allclose(found, ask(head, states.mean(0, keepdims=True)), atol=1e-4)


def test_padding_is_no_part_of_the_mean(whole, its_tokenizer) -> None:
    made, posts = with_exits(whole, [Exit(FIRST, 0.0, a_head())]), ["late", "lovely great gate thanks airport monday"]
    together = logits(made, *posts, tokenizer=its_tokenizer)
    alone = [logits(made, post, tokenizer=its_tokenizer)[0] for post in posts]
    np.testing.assert_allclose(together, alone, atol=0.05)


def test_a_batch_leaves_only_when_an_exit_is_sure_of_all_its_posts(whole, its_tokenizer) -> None:
    head, posts = a_head(), ["horrible late flight", "lovely great gate thanks"]
    always = with_exits(whole, [Exit(FIRST, 0.0, head)])
    said = logits(always, *posts, tokenizer=its_tokenizer)
    shares = np.exp(said - said.max(1, keepdims=True))
    low, high = sorted((shares / shares.sum(1, keepdims=True)).max(1))
    between = with_exits(whole, [Exit(FIRST, float(low + high) / 2, head)])
    assert low < high
    assert np.array_equal(logits(between, *posts, tokenizer=its_tokenizer), logits(whole, *posts, tokenizer=its_tokenizer))


def test_a_mask_can_ask_for_the_last_layer(whole, its_tokenizer) -> None:
    made = Scorer(with_exits(whole, [Exit(FIRST, 0.0, a_head()), Exit(LAST, 0.0, a_head())]).SerializeToString())
    ids, mask = (tensor.numpy() for tensor in pad(encode(its_tokenizer, ["late", "merci vol parfait"], 128)))
    expected = Scorer(whole.SerializeToString()).logits_of(ids, mask)
    assert not np.array_equal(made.logits_of(ids, mask), expected)
    assert np.array_equal(made.logits_of(ids, mask * TO_THE_END), expected)


def test_of_two_exits_the_first_that_is_sure_decides(whole, its_tokenizer) -> None:
    early, late, post = a_head(seed=1), a_head(seed=2), "airport monday"

    def found(first: float, second: float) -> np.ndarray:
        return logits(with_exits(whole, [Exit(FIRST, first, early), Exit(LAST, second, late)]), post, tokenizer=its_tokenizer)

    alone = [
        logits(with_exits(whole, [Exit(layer, 0.0, head)]), post, tokenizer=its_tokenizer)
        for layer, head in ((FIRST, early), (LAST, late))
    ]
    assert np.array_equal(found(0.0, 0.0), alone[0])
    np.testing.assert_allclose(found(1.01, 0.0), alone[1], atol=1e-5)
    assert np.array_equal(found(1.01, 1.01), logits(whole, post, tokenizer=its_tokenizer))


def test_the_whole_graph_comes_back_and_exits_can_be_put_anew(whole) -> None:
    made = with_exits(whole, [Exit(FIRST, 0.9, a_head()), Exit(LAST, 0.8, a_head())])
    back = without_exits(made)
    assert list(back.graph.node) == list(whole.graph.node)
    assert {one.name: one for one in back.graph.initializer} == {one.name: one for one in whole.graph.initializer}
    again = with_exits(made, [Exit(FIRST, 0.7, a_head())])
    assert again == with_exits(whole, [Exit(FIRST, 0.7, a_head())])


def test_inputs_outputs_and_weights_stay(whole) -> None:
    made = with_exits(whole, [Exit(FIRST, 0.9, a_head())])
    assert [*made.graph.input, *made.graph.output] == [*whole.graph.input, *whole.graph.output]


def test_no_branch_lies_in_another_and_all_weights_lie_around_them(whole) -> None:
    made = with_exits(whole, [Exit(FIRST, 0.9, a_head()), Exit(LAST, 0.9, a_head())])
    branches = [one.g for node in made.graph.node for one in node.attribute if one.type == onnx.AttributeProto.GRAPH]
    assert len(branches) == 4
    for branch in branches:
        assert not branch.initializer
        assert "If" not in {node.op_type for node in branch.node}


def test_another_graph_is_refused() -> None:
    empty = onnx.helper.make_graph([], "empty", [], [])
    with pytest.raises(ExportError, match="none that `lab export` wrote"):
        states_after(empty)


def test_weights_can_be_had_from_a_model_with_exits(whole, learned: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.json", "tokenizer.json"):
        (folder / name).write_bytes((learned / name).read_bytes())
    onnx.save(with_exits(whole, [Exit(FIRST, 0.0, a_head())]), folder / "model.onnx")
    unpack(folder, tmp_path / "run")
    assert list(onnx.load(tmp_path / "run" / "int8.onnx").graph.node) == list(whole.graph.node)


def test_a_head_learns_what_the_last_layer_says() -> None:
    chance = np.random.default_rng(3)
    means = chance.normal(size=(2000, 16)).astype(np.float32)
    last = np.stack([means[:, 0], means[:, 1], -means[:, 0]], 1) * 3
    found = ask(fit(means[:1500], last[:1500], 1), means[1500:])
    assert np.mean(found.argmax(1) == last[1500:].argmax(1)) > 0.9


def test_an_exit_is_sure_from_where_few_enough_posts_change_their_label() -> None:
    said = np.stack([np.linspace(0, 6, 1000), np.zeros(1000), np.zeros(1000)], 1)
    last = said.copy()
    last[::2, 1] = np.where(said[::2, 0] < 3, 9, 0)
    sure = least_sure([(said, last, 1000)])
    shares = np.exp(said) / np.exp(said).sum(1, keepdims=True)
    leaves = shares.max(1) >= sure
    changed = leaves & (said.argmax(1) != last.argmax(1))
    assert 0 < changed.mean() <= CHANGED
    assert leaves.mean() > 0.5


def test_a_set_weighs_the_same_however_many_posts_it_has() -> None:
    right = np.tile([4.0, 0.0, 0.0], (10_000, 1))
    said, last = np.array([[4.0, 0.0, 0.0]] * 10), np.array([[0.0, 4.0, 0.0]] * 10)
    assert least_sure([(right, right, 10_000), (said, last, 10)]) > 1


def test_exits_that_were_fitted_leave_the_labels_as_they_are(learned: Path, data: Path, its_tokenizer, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes((learned / "model.onnx").read_bytes())
    (told,) = add_exits(path, its_tokenizer, data, [FIRST])
    assert told["layer"] == FIRST
    assert 0 < told["leave"] <= 1
    assert told["changed"] <= CHANGED
    assert list(read_whole(path).graph.node) == list(onnx.load(learned / "model.onnx").graph.node)


def test_an_export_with_exits_says_so_in_its_card(learned: Path, data: Path, tmp_path: Path) -> None:
    produce(learned.parent / "run", data, tmp_path, exits=[FIRST])
    assert exits_of(read_card(tmp_path)) == [FIRST]
    assert "Posts leave where a head on an earlier layer is sure: layer 1" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert exits_of(read_card(learned)) == []
    assert "Posts leave" not in (learned / "README.md").read_text(encoding="utf-8")
