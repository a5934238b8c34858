"""Every family trains on tiny data, exports, and answers from the exported files alone as it did in training."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import sparse

from conftest import some_rows, write_csv
from lab.cli import main
from lab.compare import compare
from lab.data.split import TrainDev, dev_figures, train_dev
from lab.export.graph import ExportError, check_graph
from lab.families import bert_frozen, epochs, logistic_regression, rnn
from lab.families.artefact import ArtefactError, read_config
from lab.families.family import FAMILIES, load_artefact
from lab.labels import margin
from lab.train.teacher import smoothed_targets

HEAD = {"inner": 16, "batch": 8, "rate": 1e-2, "dropout": 0.0}
CELLS = {"narrow": 16, "hidden": 8, "batch": 8, "rate": 1e-2, "words_rate": 1e-2, "dropout": 0.0, "epochs": 2}
TINY = {
    "logistic_regression": {},
    "logistic_regression plain": {"stemmed": True, "negation": False, "ratios": False, "shortest": 3, "longest": 4},
    "rnn lstm": CELLS,
    "rnn gru": CELLS | {"cell": "gru", "both_ways": False},
    "rnn rnn": CELLS | {"cell": "rnn", "embeddings": "learned"},
    "sentence_encoder": HEAD | {"epochs": 6},
    "bert_frozen": HEAD | {"layers": "1 2", "epochs": 4, "languages": "en fr"},
}


def tiny_params(case: str, base: Path):
    family = FAMILIES[case.split()[0]]
    wanted = TINY[case] | ({"base": str(base)} if "base" in family.Params.__dataclass_fields__ else {})
    return family, family.Params(**wanted)


@pytest.fixture(scope="module")
def examples(data: Path) -> TrainDev:
    return train_dev(data)


@pytest.mark.parametrize("case", TINY)
def test_a_family_trains_reports_and_says_the_same_from_its_exported_files(
    case: str, examples: TrainDev, base: Path, tmp_path: Path
) -> None:
    family, params = tiny_params(case, base)
    reported = []
    family.fit(examples, params, lambda epoch, figures: reported.append((epoch, figures)), tmp_path / "run")
    family.export(tmp_path / "run", tmp_path / "out")
    artefact = load_artefact(tmp_path / "out")
    texts = [post.text for post in examples.dev_posts]
    logits = artefact.logits(texts)
    figures = dev_figures(logits, examples.dev)
    assert [epoch for epoch, _ in reported] == list(range(1, getattr(params, "epochs", 1) + 1))
    assert figures["auc"] == pytest.approx(reported[-1][1]["auc"], abs=0.02)
    assert figures["auc"] > 0.9
    assert figures["macroF1"] > 0.5
    assert logits.dtype == np.float32
    in_int8 = family.name in ("sentence_encoder", "bert_frozen")
    np.testing.assert_allclose(artefact.logits(texts, batch=8), logits, atol=0.5 if in_int8 else 1e-4)
    config = read_config(tmp_path / "out")
    assert (config["family"], config["trained"]["posts"]) == (family.name, len(examples.train))
    assert config["trained"]["seconds"] > 0


def test_a_recurrent_network_may_begin_with_the_words_of_a_fine_tuned_run(
    examples: TrainDev, learned: Path, tmp_path: Path
) -> None:
    params = rnn.Params(**CELLS | {"base": str(learned.parent / "run")})
    rnn.fit(examples, params, lambda *_: None, tmp_path)
    rnn.export(tmp_path, tmp_path / "out")
    texts = [post.text for post in examples.dev_posts]
    assert dev_figures(load_artefact(tmp_path / "out").logits(texts), examples.dev)["auc"] > 0.9


def test_the_exported_regression_says_what_scikit_learn_says(examples: TrainDev, tmp_path: Path) -> None:
    params = logistic_regression.Params()
    logistic_regression.fit(examples, params, lambda *_: None, tmp_path)
    logistic_regression.export(tmp_path, tmp_path / "out")
    counted = logistic_regression.count([post.text for post in examples.train], params)
    targets, pairs = smoothed_targets(examples.train, 0.0)
    _, weightings, models = logistic_regression.learn(counted, targets, pairs, params)
    texts = ["Not a GREAT day :(", "merci, parfait !", "😡😡", "never seen a word of this", "isn't it lovely? http @user"]
    rows = logistic_regression.count(texts, params)
    weighted = [one.transform(part) for one, part in zip(weightings, rows, strict=True)]
    train = [one.transform(part) for one, part in zip(weightings, counted, strict=True)]
    human = ~pairs[:, None] * np.stack([1 - targets[:, 1], targets[:, 1]], 1)
    logits = load_artefact(tmp_path / "out").logits(texts)
    log_odds = logits[:, 1] - np.logaddexp(logits[:, 0], logits[:, 2])
    for model, shares, found in zip(models, (targets[:, [0, 2]], human), (margin(logits), log_odds), strict=True):
        scales = [logistic_regression.log_count_ratios(part, shares) for part in train]
        scaled = [part @ sparse.diags_array(scale) for part, scale in zip(weighted, scales, strict=True)]
        # Learnt twice: the solver stops a little apart each time.
        np.testing.assert_allclose(found, model.decision_function(sparse.hstack(scaled, format="csr")), atol=5e-3)


def test_a_post_that_is_half_positive_teaches_the_regression_no_side(examples: TrainDev) -> None:
    params = logistic_regression.Params(ratios=False, steps=500)
    counted = logistic_regression.count([post.text for post in examples.train], params, quiet=True)
    targets, pairs = smoothed_targets(examples.train, 0.0)
    _, _, (certain, _) = logistic_regression.learn(counted, targets, pairs, params)
    _, _, (undecided, _) = logistic_regression.learn(counted, targets * [0, 1, 0] + [0.5, 0, 0.5], pairs, params)
    assert np.abs(undecided.coef_).max() < 0.01 * np.abs(certain.coef_).max()


def test_a_negation_marks_the_three_words_after_it_up_to_a_stop() -> None:
    found = logistic_regression.words("Not a very good day. Fine", logistic_regression.Params())
    assert found[:7] == ["not", "a_not", "very_not", "good_not", "day", ".", "fine"]
    assert "good_not day" in found


def test_an_interrupted_training_goes_on_after_its_last_whole_epoch(examples: TrainDev, base: Path, tmp_path: Path) -> None:
    family, params = tiny_params("rnn lstm", base)

    def stop(epoch: int, figures: dict) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        family.fit(examples, params, stop, tmp_path / "stopped")
    reported = []
    family.fit(examples, params, lambda epoch, _: reported.append(epoch), tmp_path / "stopped")
    family.fit(examples, params, lambda *_: None, tmp_path / "whole")
    assert reported == [2]
    weights = [epochs.load_weights(tmp_path / run, rnn_of(tmp_path / run, base)).head.weight for run in ("stopped", "whole")]
    assert torch.equal(*weights)


def rnn_of(run: Path, base: Path) -> rnn.Recurrent:
    """An empty network of the size of the run's."""
    pieces = len(json.loads((run / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"])
    return rnn.Recurrent(tiny_params("rnn lstm", base)[1], torch.zeros(pieces, 32))


def test_the_states_of_a_frozen_encoder_are_computed_only_once(
    examples: TrainDev, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    family, params = tiny_params("bert_frozen", base)
    family.fit(examples, params, lambda *_: None, tmp_path)
    before = (tmp_path / "train.npy").stat().st_mtime_ns
    (tmp_path / "checkpoint.pt").unlink()
    family.fit(examples, params, lambda *_: None, tmp_path)
    assert (tmp_path / "train.npy").read_bytes()
    assert int((tmp_path / "train.progress").read_text()) > 0
    assert (tmp_path / "train.npy").stat().st_mtime_ns == before


def test_a_graph_that_says_something_else_is_refused(examples: TrainDev, base: Path, tmp_path: Path) -> None:
    family, params = tiny_params("rnn gru", base)
    family.fit(examples, params, lambda *_: None, tmp_path)
    family.export(tmp_path, tmp_path / "out")
    pieces = len(json.loads((tmp_path / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"])
    other = rnn.Recurrent(params, torch.randn(pieces, 32))
    with pytest.raises(ExportError, match="differ from PyTorch"):
        check_graph(other, [torch.full((2, 5), 5)], ["ids"], tmp_path / "out" / "model.onnx")


def test_an_untrained_run_and_an_unknown_family_say_what_to_do(tmp_path: Path, base: Path) -> None:
    with pytest.raises(ArtefactError, match="train first"):
        rnn.export(tmp_path, tmp_path / "out")
    with pytest.raises(ArtefactError, match="train first"):
        epochs.load_weights(tmp_path, bert_frozen.Head(8, 2, bert_frozen.Params()))
    (tmp_path / "config.json").write_text('{"family": "oracle"}', encoding="utf-8")
    with pytest.raises(ArtefactError, match="use one of logistic_regression"):
        load_artefact(tmp_path)


def test_a_family_is_trained_and_compared_from_the_command_line(data: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(compare, "RESAMPLES", 20)
    for name, labels in (("test/sentiment140", (0, 1)), ("test/sentiment140_manual", (0, 1, 2)), ("test/sts_gold", (0, 1))):
        write_csv(tmp_path / "data" / f"{name}.csv.gz", some_rows(40, len(name), labels=labels))
    write_csv(tmp_path / "data" / "dev" / "xlmt_fr.csv.gz", some_rows(40, 9, "fr"))
    for part in ("train", "dev", "test"):
        for file in (data / part).glob("*.csv.gz"):
            (tmp_path / "data" / part).mkdir(parents=True, exist_ok=True)
            (tmp_path / "data" / part / file.name).write_bytes(file.read_bytes())
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- lab compare: begin -->\nstale row\n<!-- lab compare: end -->\nafter\n", encoding="utf-8")
    run = ["--data", str(tmp_path / "data")]
    places = ["--runs", str(tmp_path / "runs"), "--production", str(tmp_path / "none"), "--results", str(tmp_path / "results")]
    assert main(["compare", *run, *places, "--readme", str(readme)]) == 1
    assert "train a family first" in capsys.readouterr().err
    where = ["--run", str(tmp_path / "runs" / "logistic_regression"), "--threads", "1", "--no-track"]
    assert main(["train", "logistic_regression", *run, *where, "--sample", "0.5", "--no-stemmed"]) == 0
    assert main(["compare", *run, *places, "--readme", str(readme)]) == 0
    written = readme.read_text(encoding="utf-8")
    assert written.startswith("before\n") and written.endswith("after\n") and "stale row" not in written
    figures = json.loads((tmp_path / "results" / "logistic_regression.json").read_text(encoding="utf-8"))
    accuracy = figures["sets"]["test/sentiment140"]["accuracy"]
    assert accuracy["interval"][0] <= accuracy["value"] <= accuracy["interval"][1]
    assert f"| **logistic regression** | {accuracy['value']:.3f}".replace("0.", ".") in written
    labels = figures["labels"]["dev/read_en"]
    assert labels["macroF1"]["interval"][0] <= labels["macroF1"]["value"] <= labels["macroF1"]["interval"][1]
    assert "| dev/read_en | 90 | " in written
    assert figures["training"]["posts"] == len(train_dev(tmp_path / "data", 0.5).train)
    assert {path.name for path in (tmp_path / "results").glob("*.png")} == {"roc.png", "accuracy.png", "cost.png"}
    readme.write_text("no marks", encoding="utf-8")
    assert main(["compare", *run, *places, "--readme", str(readme)]) == 1
    assert "lab compare: begin" in capsys.readouterr().err
