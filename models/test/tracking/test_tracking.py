"""Runs in MLflow: what is written down, what loads back, the registry, a real server, and what stops it."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import pytest
import requests
import tiny_family

from lab.cli import main
from lab.data.sets import sha256
from lab.data.split import train_dev
from lab.families.family import FAMILIES, load_artefact
from lab.places import MODELS
from lab.tracking import store as tracking_store
from lab.tracking.registry import champion, crown, register
from lab.tracking.store import TrackingError, connect
from lab.tracking.track import TrackedRun, tracked

EXPERIMENTS = {
    "tokenization",
    "optuna_logreg",
    "word_embedding",
    "rnn_layer",
    "lstm_maxlen",
    "bilstm",
    "sentence_encoder",
    "bert",
    "fine_tuned",
}
"""The experiments of the reference's notebooks, and the fine-tuned transformer's."""

POSTS = ["Vol annulé, merci @AirParadis &amp; bravo", "great great thanks", "horrible late"]


@pytest.fixture(scope="module")
def artefact(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real exported model: logistic regression on the tiny data."""
    run, out = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("out")
    family = FAMILIES["logistic_regression"]
    family.fit(train_dev(data), family.Params(), lambda epoch, metrics: None, run)
    family.export(run, out)
    return out


@pytest.fixture(scope="module")
def finished(store: str, data: Path, artefact: Path) -> TrackedRun:
    """A run with two epochs, judged and with its model."""
    with tracked("optuna_logreg", "logistic_regression", tiny_family.Params(rate=0.5), data, sample=0.5) as run:
        run.report(1, {"auc": 0.7, "dev/sentiment140/auc": 0.6})
        run.report(2, {"auc": 0.8, "dev/sentiment140/auc": 0.7})
        run.judged(np.array([0, 1, 1, 0]), np.array([0.2, 0.9, 0.4, 0.1]))
        run.artefact(artefact)
    return run


@pytest.fixture(scope="module")
def logged(store: str, data: Path, artefact: Path) -> str:
    """The address of a logged model."""
    with tracked("optuna_logreg", "logistic_regression", tiny_family.Params(), data) as run:
        return run.artefact(artefact)


def test_a_run_tells_its_parameters_its_commit_and_how_it_ended(finished: TrackedRun) -> None:
    run = mlflow.get_run(finished.id)
    assert run.info.status == "FINISHED"
    assert run.data.params == {"family": "logistic_regression", "sample": "0.5", "rate": "0.5", "side": "1"}
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert run.data.tags.get("mlflow.source.git.commit", "") == commit.stdout.strip()


def test_metrics_are_kept_epoch_by_epoch(finished: TrackedRun) -> None:
    history = mlflow.MlflowClient().get_metric_history(finished.id, "auc")
    assert [(metric.step, metric.value) for metric in history] == [(1, 0.7), (2, 0.8)]


def test_every_set_is_an_input_with_its_hash_and_no_path_of_this_machine(finished: TrackedRun, data: Path) -> None:
    inputs = {entry.dataset.name: entry.dataset for entry in mlflow.get_run(finished.id).inputs.dataset_inputs}
    assert set(inputs) == {
        "train/sentiment140",
        "train/xlmt_fr",
        "train/sanders",
        "dev/sentiment140",
        "dev/read_en",
        "test/fr_translated",
    }
    expected = sha256(data / "train" / "xlmt_fr.csv.gz")
    assert expected.startswith(inputs["train/xlmt_fr"].digest)
    assert json.loads(inputs["train/xlmt_fr"].source)["tags"] == {"file": "train/xlmt_fr.csv.gz", "sha256": expected}
    assert not any(str(data) in entry.source for entry in inputs.values())


def test_the_pictures_and_the_sizes_are_there(finished: TrackedRun, artefact: Path) -> None:
    names = {entry.path for entry in mlflow.MlflowClient().list_artifacts(finished.id, "figures")}
    assert names == {f"figures/{name}.png" for name in ("roc", "confusion", "reliability", "learning_curve")}
    assert mlflow.get_run(finished.id).data.metrics["bytes/model.onnx"] == (artefact / "model.onnx").stat().st_size


def test_the_logged_model_loads_elsewhere_and_says_what_the_artefact_says(logged: str, artefact: Path, tmp_path: Path) -> None:
    script = (
        "import json, sys, mlflow, pandas\n"
        "model = mlflow.pyfunc.load_model(sys.argv[1])\n"
        "print(json.dumps(model.predict(pandas.DataFrame({'text': json.loads(sys.argv[2])})).to_numpy().tolist()))"
    )
    elsewhere = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", script, logged, json.dumps(POSTS)]
    answer = subprocess.run(command, cwd=tmp_path, env=elsewhere, capture_output=True, text=True, check=True)
    expected = load_artefact(artefact).logits(["Vol annulé, merci @user & bravo", *POSTS[1:]])
    assert np.array(json.loads(answer.stdout.splitlines()[-1])) == pytest.approx(expected, abs=1e-6)


def test_the_logged_model_refuses_another_column(logged: str) -> None:
    with pytest.raises(mlflow.MlflowException, match="text"):
        mlflow.pyfunc.load_model(logged).predict(pd.DataFrame({"post": POSTS}))


def test_an_error_leaves_the_run_failed_and_goes_on(store: str, data: Path) -> None:
    with pytest.raises(FloatingPointError), tracked("rnn_layer", "rnn", tiny_family.Params(), data) as run:
        raise FloatingPointError("diverged")
    assert mlflow.get_run(run.id).info.status == "FAILED"


def test_a_run_nests_in_its_parent(store: str, data: Path) -> None:
    with tracked("bert", "bert_frozen", tiny_family.Params(), data) as parent:
        pass
    with tracked("bert", "bert_frozen", tiny_family.Params(), data, parent=parent.id, name="inner") as inner:
        pass
    assert mlflow.get_run(inner.id).data.tags["mlflow.parentRunId"] == parent.id


def test_every_family_has_one_of_the_references_experiments() -> None:
    assert {family.experiment for family in FAMILIES.values()} <= EXPERIMENTS


def test_the_same_files_are_registered_once_and_the_champion_is_found(store: str, artefact: Path, tmp_path: Path) -> None:
    first = register(artefact)
    assert register(artefact) == first
    other = tmp_path / "other"
    other.mkdir()
    for file in artefact.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    with (other / "model.onnx").open("ab") as graph:
        graph.write(b"\x72\x00")  # an empty, unknown field: another file, the same graph
    second = register(other)
    assert int(second) == int(first) + 1
    crown(first)
    crown(second)
    assert champion()[0] == second
    loaded = mlflow.pyfunc.load_model("models:/air-paradis-sentiment@champion")
    assert loaded.predict(pd.DataFrame({"text": POSTS[1:]})).to_numpy() == pytest.approx(
        load_artefact(artefact).logits(POSTS[1:]), abs=1e-6
    )


def test_a_version_that_is_not_there_cannot_be_crowned(store: str) -> None:
    with pytest.raises(TrackingError, match="no version 99"):
        crown("99")


def test_a_folder_without_a_model_is_not_registered(store: str, tmp_path: Path, capsys) -> None:
    assert main(["register", str(tmp_path)]) == 1
    assert "export a model there first" in capsys.readouterr().err


def test_a_server_that_does_not_answer_is_told_at_once(monkeypatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers there
        monkeypatch.setenv("MLFLOW_TRACKING_URI", f"http://lab:secret@127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(TrackingError, match="npm run lab:mlflow") as error:
            connect()
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "mlflow.db").write_text("notes of a person, not a database")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", tracking_store.sqlite_address(tmp_path))
    with pytest.raises(TrackingError, match="not an SQLite database"):
        connect()
    assert (tmp_path / "mlflow.db").read_text() == "notes of a person, not a database"


def test_without_a_server_runs_go_to_the_runs_folder(store: str, monkeypatch) -> None:
    folder = Path(store.removeprefix("sqlite:///")).parent
    monkeypatch.delenv("MLFLOW_TRACKING_URI")
    monkeypatch.setattr(tracking_store, "RUNS", folder)
    assert connect() == store


def test_a_run_logged_over_http_is_seen_by_the_server_and_in_the_file(
    store: str, data: Path, artefact: Path, monkeypatch
) -> None:
    folder = Path(store.removeprefix("sqlite:///")).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lab", "mlflow", "--host", "127.0.0.1", "--port", str(port), "--runs", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(MODELS)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/health", server)
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        with tracked("lstm_maxlen", "rnn", tiny_family.Params(), data) as run:
            run.report(1, {"auc": 0.9})
            model = run.artefact(artefact)
        answer = requests.get(f"{address}/api/2.0/mlflow/runs/get", {"run_id": run.id}, timeout=30).json()
        assert {metric["key"]: metric["value"] for metric in answer["run"]["data"]["metrics"]}["auc"] == 0.9
        assert mlflow.pyfunc.load_model(model).predict(pd.DataFrame({"text": POSTS})).shape == (3, 3)
    finally:
        server.terminate()
        server.wait(timeout=30)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", store)
    connect()
    assert mlflow.get_run(run.id).info.status == "FINISHED"


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Returns when the server answers; fails when it ends or says nothing for two minutes."""
    for _ in range(240):
        assert server.poll() is None, "the server ended"
        try:
            requests.get(address, timeout=5).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.5)
    raise AssertionError("the server did not answer")
