"""A head is taught, joined to its graph, measured, published, and kept or missed at the gate."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from small_posts import WORDS, write_posts

from lab.archive.part import ArchiveError
from lab.archive.verdicts import Judge, read_model
from lab.errors import LabError
from lab.export.card import version
from lab.export.golden import write_golden
from lab.export.produce import produce
from lab.gate.limits import topic_lines
from lab.topics.definitions import ACTS, TOPICS
from lab.topics.graph import FILE, joined
from lab.topics.learn import LAYERS, Settings
from lab.topics.measure import f1, thresholds
from lab.topics.needs import INPUTS, fit_needs
from lab.topics.publish import carry_over, evaluate, publish
from lab.topics.rows import read_rows
from lab.topics.served import LISTED
from lab.topics.teach import layers_of, middle, parts, teach
from lab.topics.weak import agreed
from lab.train.fine_tune import train
from lab.train.settings import Settings as Training
from lab.train.unpack import unpack

SETTINGS = Settings(width=16, passes=100, batch=16, rate=5e-3, drop=0.0)


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_posts(tmp_path_factory.mktemp("posts"))


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, learned: Path, posts: Path) -> Path:
    """A head of the model that learned."""
    out = tmp_path_factory.mktemp("head")
    teach(learned, out, SETTINGS, posts=posts, say=lambda _: None)
    return out


@pytest.fixture
def production(tmp_path: Path, learned: Path, taught: Path) -> Path:
    folder = Path(shutil.copytree(learned, tmp_path / "production"))
    publish(taught, folder)
    return folder


def test_the_head_finds_the_topics_that_words_show(production: Path, posts: Path) -> None:
    figures = evaluate(production, posts)
    found = [figures["topics"][name][language] for name in WORDS for language in ("en", "fr")]
    for figure in ("recall", "precision"):  # a head that guesses has one in thirteen
        assert np.mean([one[figure] for one in found]) > 0.3
    assert figures["acts"]["question"]["fr"]["posts"] == 10


def test_the_joined_graph_gives_the_same_sentiment_to_the_bit(production: Path) -> None:
    graph = (production / "model.onnx").read_bytes()
    row = np.array([[0, 5, 6, 7, 2]], np.int64)
    feeds = {"input_ids": row, "attention_mask": np.ones_like(row)}
    sessions = [onnxruntime.InferenceSession(one) for one in (graph, joined(graph, (production / FILE).read_bytes()))]
    alone, both = (session.run(["logits"], feeds)[0] for session in sessions)
    assert np.array_equal(alone, both)
    topics, acts, answer = sessions[1].run(["topics", "acts", "answer"], feeds)
    assert (topics.shape, acts.shape, answer.shape) == ((1, len(TOPICS)), (1, len(ACTS)), (1,))
    assert acts.sum() == pytest.approx(1, abs=1e-5)


def test_publishing_writes_names_figures_and_the_card(production: Path, taught: Path) -> None:
    listed = json.loads((production / LISTED).read_text(encoding="utf-8"))
    assert [topic["name"] for topic in listed["topics"]] == list(TOPICS)
    assert listed["model"] == version(production)
    delay = listed["topics"][0]
    assert delay["toCheck"] == {name: delay["measured"][name]["precision"] < 0.7 for name in ("en", "fr")}
    readme = (production / "README.md").read_text(encoding="utf-8")
    assert "## Topics" in readme and "| customer service |" in readme and "### Needs an answer" in readme
    assert (taught / FILE).read_bytes() == (production / FILE).read_bytes()


def test_a_head_of_another_model_is_not_published_and_not_read(tmp_path: Path, ignorant: Path, taught: Path) -> None:
    other = Path(shutil.copytree(ignorant, tmp_path / "other"))
    with pytest.raises(LabError, match=r"was made for the model .* lab topics train"):
        publish(taught, other)
    for name in (FILE, LISTED):
        shutil.copyfile(taught / name, other / name)
    with pytest.raises(ArchiveError, match="was made for the model"):
        read_model(other)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, data: Path, base: Path, posts: Path) -> tuple[Path, Path]:
    """A model of two layers whose head reads the first, and a challenger that went on from it above the first."""
    folder = tmp_path_factory.mktemp("two")
    settings = Training(posts=400, batch=8, pieces=0, rate=3e-3)
    train(data, folder / "run", settings, base, None, 1)
    produce(folder / "run", data, folder / "production")
    teach(folder / "production", folder / "head", replace(SETTINGS, layers=(1,), passes=10), posts=posts, say=lambda _: None)
    publish(folder / "head", folder / "production")
    unpack(folder / "production", folder / "unpacked")
    train(data, folder / "on", replace(settings, frozen=1, int8=True, seed=5), None, folder / "unpacked", 1)
    produce(folder / "on", data, folder / "challenger")
    return folder / "production", folder / "challenger"


def test_a_head_is_carried_over_to_a_challenger_that_kept_its_layers(two: tuple[Path, Path], posts: Path) -> None:
    production, challenger = two
    listed = carry_over(production, challenger, posts)
    assert listed["model"] == version(challenger) != version(production)
    texts = [row.text for row in read_rows("dev", posts)]
    before, after = (Judge(read_model(folder)).verdicts(texts) for folder in two)
    assert before["verdict_topics"] == after["verdict_topics"]
    assert before["verdict_act"] == after["verdict_act"]
    assert before["verdict_probability"] != after["verdict_probability"]
    assert listed["needsAnswer"]["measured"] == evaluate(challenger, posts)["needsAnswer"]


def test_a_head_is_not_carried_over_where_its_layers_were_trained(production: Path, ignorant: Path, posts: Path) -> None:
    with pytest.raises(LabError, match="layers up to number 1 are not those"):
        carry_over(production, ignorant, posts)
    assert not (ignorant / LISTED).exists()


def test_a_damaged_head_is_refused(production: Path) -> None:
    (production / FILE).write_bytes(b"x")
    with pytest.raises(ArchiveError, match="its SHA-256 differs"):
        read_model(production)


def test_verdicts_and_the_parity_file_tell_topics_only_where_the_model_knows_some(
    production: Path, learned: Path, posts: Path, tmp_path: Path
) -> None:
    late = [row.text for row in read_rows("dev", posts) if "delay" in row.topics]
    columns = Judge(read_model(production)).verdicts([*late, ""])
    assert any("delay" in topics.split(" ") for topics in columns["verdict_topics"][:-1])
    assert set(columns["verdict_act"][:-1]) <= set(ACTS) and columns["verdict_needs_answer"][-1] is None
    none = Judge(read_model(learned)).verdicts(["flight late"])
    assert none["verdict_topics"] == none["verdict_act"] == none["verdict_needs_answer"] == [None]
    write_golden(production, tmp_path / "golden.jsonl")
    head, first, *_ = map(json.loads, (tmp_path / "golden.jsonl").read_text().splitlines())
    assert len(head["head"]) == 12 and {"topics", "near", "act", "needsAnswer"} <= set(first)


def test_the_gate_refuses_a_challenger_that_would_lose_the_topics(production: Path, learned: Path, ignorant: Path) -> None:
    assert topic_lines(ignorant, learned, version(learned)) == []
    (lost,) = topic_lines(production, learned, version(learned))
    assert lost.holds is False and "lab topics train --production" in lost.reason
    (kept,) = topic_lines(production, production, version(production))
    assert kept.holds and "macro-F1" in kept.reason


def test_layers_are_taken_as_far_up_in_an_encoder_that_has_fewer() -> None:
    assert middle((5, 7), 12, 12) == (5, 7)
    assert middle((4, 6, 8), 7, 7) == (2, 4, 5)
    assert middle((5, 7), 2, 2) == (1,)
    for depth in (1, 2, 6, 7, 12):
        assert layers_of((), depth, depth) == middle(LAYERS, depth, depth)
        assert all(1 <= layer <= depth for layer in layers_of((), depth, depth))
    assert layers_of((), 12, 12) == LAYERS


def test_a_head_reads_no_layer_that_some_posts_do_not_pass() -> None:
    assert layers_of((), 12, 8) == LAYERS
    assert layers_of((), 12, 6) == (3, 4, 6)
    assert layers_of((), 12, 4) == (2, 3, 4)
    with pytest.raises(LabError, match="layers 4, 8: the model has 12, of which every post passes 6, counted from 1"):
        layers_of((4, 8), 12, 6)


def test_layers_that_are_asked_for_are_taken_as_they_are_and_refused_where_there_are_none() -> None:
    assert layers_of((6, 2), 7, 7) == (2, 6)
    with pytest.raises(LabError, match="layers 5, 8: the model has 7, counted from 1"):
        layers_of((5, 8), 7, 7)


def test_a_head_reads_the_layers_that_were_asked_for(tmp_path: Path, learned: Path, posts: Path) -> None:
    listed = teach(learned, tmp_path / "head", replace(SETTINGS, layers=(2,), passes=1), posts=posts, say=lambda _: None)
    assert listed["training"]["layers"] == (2,)
    assert LISTED in {path.name for path in (tmp_path / "head").iterdir()}


def test_each_post_is_judged_by_heads_that_have_not_learnt_from_it() -> None:
    found = parts(20, 3, 13)
    assert sorted(np.concatenate([held for held, _ in found])) == list(range(20))
    assert all(sorted([*held, *kept]) == list(range(20)) for held, kept in found)


def test_the_threshold_is_where_f1_is_highest() -> None:
    given = np.array([[True], [True], [False], [False]])
    (found,) = thresholds(np.array([[0.9], [0.62], [0.58], [0.1]]), given)
    assert 0.58 < found <= 0.62
    assert f1(np.array([False]), np.array([False])) == 0.0


def flat(precise: float) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of 400 posts and who has the topic: from .3 on half of them are right, from .6 on `precise`."""
    shares = np.repeat([0.6, 0.3, 0.1], [100, 4, 296])
    given = np.zeros(400, bool)
    given[: round(100 * precise)] = given[100:102] = True
    return shares[:, None], given[:, None]


def test_a_threshold_gives_up_a_little_f1_for_precision() -> None:
    shares, given = flat(0.7)
    (loose,), (strict,) = thresholds(shares, given, 0), thresholds(shares, given, 0.7)
    assert 0.1 < loose <= 0.3 < strict <= 0.6


def test_a_threshold_that_cannot_be_precise_enough_is_the_most_precise_that_costs_little() -> None:
    shares, given = flat(0.6)
    assert 0.3 < thresholds(shares, given, 0.9)[0] <= 0.6


def test_no_threshold_buys_precision_with_most_of_the_recall() -> None:
    shares = np.repeat([0.8, 0.5, 0.1], [2, 98, 100])[:, None]
    given = (np.arange(200) % 5 < 3)[:, None] & (np.arange(200) < 100)[:, None]
    assert 0.1 < thresholds(shares, given, 0.9)[0] <= 0.5


def test_what_needs_an_answer_is_learnt_from_its_inputs() -> None:
    chance = np.random.default_rng(1)
    inputs = chance.random((400, len(INPUTS)))
    answered = inputs[:, 2] > 0.5
    fitted = fit_needs(inputs, answered)
    assert fitted.weights["question"] > 3
    assert ((fitted.probability(inputs) >= fitted.threshold) == answered).mean() > 0.9


def test_agreement_keeps_posts_of_which_patterns_and_head_say_the_same() -> None:
    shows = np.zeros((3, len(TOPICS)), bool)
    shows[0, 0] = True
    shares = np.full(shows.shape, 0.01)
    shares[0, 0], shares[1, 0], shares[2, 1] = 0.95, 0.95, 0.5
    said = np.zeros((3, len(TOPICS) + len(ACTS) + 1))
    said[:, : len(TOPICS)] = np.log(shares / (1 - shares))
    kept, targets = agreed(shows, said)
    assert kept.tolist() == [0] and targets.topics[0, 0] == 1
