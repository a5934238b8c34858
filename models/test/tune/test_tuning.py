"""Studies: what is tried, pruned, shared, taken up again, kept, and what is refused."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import mlflow
import optuna
import pytest
import tiny_family
from optuna.trial import FixedTrial, TrialState

from lab.cli import main
from lab.data.split import TrainDev, train_dev
from lab.families.family import FAMILIES
from lab.places import MODELS
from lab.train import command as train_cli
from lab.tune import study as studies
from lab.tune.results import best_params, write_results
from lab.tune.study import StudyError, finished, open_study, sqlite_url
from lab.tune.tune import Search, open_search, run_trials


@pytest.fixture(scope="module")
def examples(data: Path) -> TrainDev:
    return train_dev(data)


@pytest.fixture
def search(examples: TrainDev, tmp_path: Path, store: str) -> Search:
    """A search of the tiny family, not begun."""
    study = open_study("tiny", sqlite_url(tmp_path), examples)
    return open_search(tiny_family, examples, study, "tokenization", tmp_path)


def test_the_defaults_are_the_first_trial_and_the_best_is_no_worse(search: Search, tmp_path: Path) -> None:
    run_trials(search, 3)
    summary = write_results(search, tmp_path / "results")
    assert search.study.trials[0].params == asdict(tiny_family.Params())
    assert summary["defaults"]["auc"] <= summary["best"]["auc"] == max(trial["auc"] for trial in summary["every"])


def test_each_trial_is_a_run_nested_in_the_studys(search: Search) -> None:
    run_trials(search, 2)
    for trial in search.study.trials:
        run = mlflow.get_run(trial.user_attrs["mlflow_run"])
        assert run.data.tags["mlflow.parentRunId"] == search.parent
        assert run.data.params["rate"] == str(trial.params["rate"])
        assert run.data.metrics["auc"] == trial.value


def test_a_bad_trial_is_pruned_and_its_run_says_so(search: Search) -> None:
    study = search.study
    for _ in range(studies.STARTUP_TRIALS):
        study.enqueue_trial({"rate": 0.1, "side": 1})
    study.enqueue_trial({"rate": 0.1, "side": -1})
    run_trials(search, studies.STARTUP_TRIALS + 2)
    last = study.trials[-1]
    assert (last.state, last.last_step) == (TrialState.PRUNED, 1)
    run = mlflow.get_run(last.user_attrs["mlflow_run"])
    assert (run.info.status, run.data.tags["pruned"]) == ("FINISHED", "below the median after epoch 1")


def test_a_diverging_trial_fails_and_the_search_goes_on(search: Search, monkeypatch) -> None:
    learn = tiny_family.fit

    def fit(examples, params, report, run) -> None:
        if params.side == -1:
            raise FloatingPointError("the loss is not a number")
        learn(examples, params, report, run)

    monkeypatch.setattr(tiny_family, "fit", fit)
    search.study.enqueue_trial({"rate": 0.1, "side": -1})
    search.study.enqueue_trial({"rate": 0.2, "side": 1})
    run_trials(search, 3)
    assert [trial.state for trial in search.study.trials] == [TrialState.COMPLETE, TrialState.FAIL, TrialState.COMPLETE]


def test_a_study_goes_on_up_to_the_number_asked_for(search: Search, examples: TrainDev, tmp_path: Path) -> None:
    run_trials(search, 2)
    again = open_search(tiny_family, examples, open_study("tiny", sqlite_url(tmp_path), examples), "tokenization", tmp_path)
    run_trials(again, 3)
    assert (finished(again.study), again.parent) == (3, search.parent)


def test_a_trial_stopped_from_the_keyboard_is_tried_again(search: Search, monkeypatch) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(tiny_family, "fit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        run_trials(search, 1)
    run_trials(search, 1)
    assert [trial.state for trial in search.study.trials] == [TrialState.FAIL, TrialState.COMPLETE]
    assert search.study.trials[0].params == search.study.trials[1].params
    assert finished(search.study) == 1


def test_only_the_named_hyper_parameters_vary(examples: TrainDev, tmp_path: Path) -> None:
    study = open_study("tiny", sqlite_url(tmp_path), examples)
    search = open_search(tiny_family, examples, study, "word_embedding", tmp_path, only=["rate"])
    run_trials(search, 4)
    assert {trial.params["side"] for trial in study.trials} == {1}
    assert len({trial.params["rate"] for trial in study.trials}) > 1


def test_an_unknown_hyper_parameter_is_refused_with_the_known_ones(examples: TrainDev, tmp_path: Path) -> None:
    study = open_study("tiny", sqlite_url(tmp_path), examples)
    with pytest.raises(StudyError, match="width: tiny varies rate, side"):
        open_search(tiny_family, examples, study, "word_embedding", tmp_path, only=["width"])


def test_a_study_of_other_posts_is_not_mixed_in(search: Search, data: Path, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="pass a new name with --study"):
        open_study("tiny", sqlite_url(tmp_path), train_dev(data, sample=0.5))


def test_the_results_are_files_pictures_and_best_params(search: Search, tmp_path: Path) -> None:
    run_trials(search, 3)
    summary = write_results(search, tmp_path / "results")
    assert {path.name for path in (tmp_path / "results").iterdir()} >= {"tuning-tiny.json", "tuning-tiny-history.png"}
    assert json.loads((tmp_path / "results" / "tuning-tiny.json").read_text(encoding="utf-8")) == summary
    assert asdict(best_params(tiny_family, tmp_path)) == summary["best"]["params"]
    assert "| tiny | 1 | 3 + 0 + 0 |" in (tmp_path / "results" / "tuning.md").read_text(encoding="utf-8")
    logged = {entry.path for entry in mlflow.MlflowClient().list_artifacts(search.parent)}
    assert logged >= {"tuning-tiny.json", "figures"}


def test_without_a_complete_trial_there_is_no_best(search: Search, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no trial is complete"):
        write_results(search, tmp_path / "results")
    with pytest.raises(StudyError, match="tune first: python -m lab tune tiny"):
        best_params(tiny_family, tmp_path)


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_every_familys_defaults_lie_within_what_it_lets_vary(name: str) -> None:
    defaults = FAMILIES[name].Params()
    assert FAMILIES[name].suggest(FixedTrial(asdict(defaults))) == defaults


def test_what_tuning_found_is_what_train_best_trains_with(data: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(train_cli, "RUNS", tmp_path)
    folders = ["--runs", str(tmp_path), "--results", str(tmp_path / "results")]
    assert main(["tune", "logistic_regression", "--data", str(data), "--trials", "2", *folders]) == 0
    assert main(["train", "logistic_regression", "--data", str(data), "--best"]) == 0
    found = json.loads((tmp_path / "logistic_regression" / "best.json").read_text(encoding="utf-8"))["params"]
    trained = json.loads((tmp_path / "logistic_regression" / "exported" / "config.json").read_text(encoding="utf-8"))
    assert trained["params"] == found
    (last,) = mlflow.search_runs(experiment_names=["optuna_logreg"], max_results=1, output_format="list")
    assert {"exported/auc", "bytes/model.onnx"} <= set(last.data.metrics)
    assert last.data.params["strength"] == str(found["strength"])


def tune_in_a_process(data: Path, folder: Path, trials: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "lab", "tune", "logistic_regression", "--data", str(data), "--trials", str(trials)]
    command += ["--runs", str(folder), "--results", str(folder / "results"), "--threads", "1"]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(MODELS)}, stderr=subprocess.PIPE, text=True)


def test_two_processes_share_a_study(data: Path, tmp_path: Path) -> None:
    workers = [tune_in_a_process(data, tmp_path, 6) for _ in range(2)]
    for worker in workers:
        _, errors = worker.communicate(timeout=600)
        assert worker.returncode == 0, errors
    study = optuna.load_study(study_name="logistic_regression-1", storage=sqlite_url(tmp_path))
    parents = {mlflow.get_run(trial.user_attrs["mlflow_run"]).data.tags["mlflow.parentRunId"] for trial in study.trials}
    assert 6 <= len(study.trials) <= 7  # two that end in the same moment may both begin a last one
    assert {trial.state for trial in study.trials} == {TrialState.COMPLETE}
    assert len({trial.user_attrs["worker"] for trial in study.trials}) == 2
    assert len(parents) == 1


def test_the_trial_of_a_killed_worker_is_failed_and_tried_again(data: Path, tmp_path: Path, monkeypatch) -> None:
    examples = train_dev(data)
    worker = tune_in_a_process(data, tmp_path, 500)
    study = wait_for_a_running_trial(tmp_path, worker)
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=60)
    (lost,) = (trial for trial in study.get_trials() if trial.state == TrialState.RUNNING)
    monkeypatch.setattr(studies, "GRACE", 1)
    monkeypatch.setattr(studies, "HEARTBEAT", 1)
    time.sleep(2)
    again = open_study(study.study_name, sqlite_url(tmp_path), examples)
    assert again.trials[lost.number].state == TrialState.FAIL
    search = open_search(FAMILIES["logistic_regression"], examples, again, "optuna_logreg", tmp_path)
    run_trials(search, finished(again) + 1)
    assert again.trials[lost.number + 1].params == lost.params
    assert again.trials[lost.number + 1].state == TrialState.COMPLETE
    assert mlflow.get_run(lost.user_attrs["mlflow_run"]).info.status == "KILLED"


def wait_for_a_running_trial(folder: Path, worker: subprocess.Popen) -> optuna.Study:
    """The worker's study as soon as a trial of it has its MLflow run."""
    for _ in range(600):
        assert worker.poll() is None, worker.communicate()[1]
        try:
            study = optuna.load_study(study_name="logistic_regression-1", storage=sqlite_url(folder))
            if any("mlflow_run" in trial.user_attrs for trial in study.get_trials(states=(TrialState.RUNNING,))):
                return study
        except Exception:
            pass  # the tables are still being made
        time.sleep(0.1)
    raise AssertionError("no trial began")


def test_an_unknown_family_stops_with_the_known_ones(data: Path, capsys) -> None:
    assert main(["tune", "naive_bayes", "--data", str(data)]) == 1
    assert "logistic_regression" in capsys.readouterr().err


def test_a_study_storage_that_cannot_be_opened_is_told(data: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "file").touch()
    storage = f"sqlite:///{tmp_path / 'file' / 'optuna.db'}"
    options = ["--data", str(data), "--runs", str(tmp_path), "--study-storage", storage]
    assert main(["tune", "logistic_regression", *options]) == 1
    assert "--study-storage" in capsys.readouterr().err
