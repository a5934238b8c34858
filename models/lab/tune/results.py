"""What a study gave, for people and for `lab train --best`: best.json, results/tuning-STUDY.json, two pictures, a table."""

import json
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import mlflow
import optuna
from matplotlib.figure import Figure
from optuna.exceptions import ExperimentalWarning
from optuna.trial import FrozenTrial, TrialState
from optuna.visualization.matplotlib import plot_optimization_history, plot_param_importances

from ..families.family import Family
from .study import StudyError, finished
from .table import write_table
from .tune import AIM, Search

BEST = "best.json"


def write_results(search: Search, results: Path) -> dict:
    """Writes all of it, logs it in the study's MLflow run, and returns the content of tuning-STUDY.json.

    Raises StudyError when no trial has come to its end.
    """
    study = search.study
    if not study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,)):
        raise StudyError(f"study {study.study_name}: no trial is complete, so there is nothing to choose from; run it again")
    summary = summarise(search)
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"tuning-{study.study_name}.json"
    path.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    write_table(results)
    best = {"study": study.study_name, AIM: summary["best"][AIM], "params": summary["best"]["params"]}
    (search.folder / BEST).write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")
    client = mlflow.MlflowClient()
    client.log_artifact(search.parent, str(path))
    for name, figure in _figures(study).items():
        figure.savefig(results / f"tuning-{study.study_name}-{name}.png", dpi=110)
        client.log_figure(search.parent, figure, f"figures/{name}.png")
        plt.close(figure)
    client.log_metric(search.parent, AIM, summary["best"][AIM])
    client.log_metric(search.parent, "trials", finished(study))
    client.set_terminated(search.parent)
    return summary


def best_params(family: Family, runs: Path) -> object:
    """The Params that the family's last study found best. Raises StudyError when it was not tuned, or has changed since."""
    path = runs / family.name / BEST
    try:
        return family.Params(**json.loads(path.read_text(encoding="utf-8"))["params"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudyError(f"{path}: cannot be used ({error}); tune first: python -m lab tune {family.name}") from error


def summarise(search: Search) -> dict:
    """The study in numbers: its task, how its trials ended, the best and the defaults, importances, and every trial."""
    study = search.study
    trials = [trial for trial in study.get_trials(deepcopy=False) if trial.state.is_finished()]
    ended = {state.name.lower(): sum(trial.state == state for trial in trials) for state in TrialState if state.is_finished()}
    best = study.best_trial
    return {
        "study": study.study_name,
        "family": search.family.name,
        "experiment": search.experiment,
        "task": study.user_attrs["task"],
        "trials": ended,
        "minutes": round(sum(_seconds(trial) for trial in trials) / 60, 1),
        "defaults": {AIM: trials[0].value},
        "best": {"trial": best.number, AIM: best.value, "params": best.user_attrs["params"]},
        "importance": {name: round(value, 3) for name, value in _importance(study).items()},
        "every": [_line(trial) for trial in trials],
    }


def _importance(study: optuna.Study) -> dict[str, float]:
    """Share of the variance that each hyper-parameter explains (fANOVA, Hutter et al. 2014); empty for a single trial."""
    complete = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    return optuna.importance.get_param_importances(study) if len({trial.value for trial in complete}) > 1 else {}


def _figures(study: optuna.Study) -> dict[str, Figure]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExperimentalWarning)
        figures = {"history": plot_optimization_history(study, target_name="ROC-AUC on dev").figure}
        if _importance(study):
            figures["importance"] = plot_param_importances(study).figure
    for figure in figures.values():
        figure.set_layout_engine("tight")
    return figures


def _line(trial: FrozenTrial) -> dict:
    return {
        "trial": trial.number,
        "state": trial.state.name.lower(),
        AIM: trial.value,
        "epochs": trial.last_step,
        "seconds": round(_seconds(trial), 1),
        "params": trial.params,
    }


def _seconds(trial: FrozenTrial) -> float:
    """How long a trial trained; a failed one may have been dead for most of its time."""
    return trial.duration.total_seconds() if trial.duration and trial.state != TrialState.FAIL else 0.0
