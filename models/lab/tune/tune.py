"""Looks for a family's best hyper-parameters: Optuna proposes, the family trains, MLflow writes down.

The aim is the ROC-AUC on dev, the mean over the sets (so French counts as much as English): it uses every post's rank, so it
moves less by chance on a sample than accuracy does, and where the threshold lies is calibration's work, not the search's.
"""

import os
import platform
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import mlflow
import optuna
from optuna.samplers import PartialFixedSampler
from optuna.trial import FixedTrial, Trial, TrialState
from tqdm import tqdm

from ..data.split import TrainDev
from ..families.family import Family
from ..tracking.store import group_run
from ..tracking.track import tracked
from .study import StudyError, finished, requeue, running

AIM = "auc"
WORKER = f"{platform.node()}-{os.getpid()}"


@dataclass(frozen=True)
class Search:
    """A study of a family on some examples: trials are MLflow runs in `experiment` under `parent`; `folder` is runs/FAMILY."""

    study: optuna.Study
    family: Family
    examples: TrainDev
    experiment: str
    parent: str
    folder: Path


def open_search(
    family: Family, examples: TrainDev, study: optuna.Study, experiment: str, runs: Path, only: Sequence[str] = ()
) -> Search:
    """The search that goes on with a study; `only` names the hyper-parameters to vary, the others keep their defaults.

    The defaults are the first trial, so that the best is never worse than they are.
    """
    defaults = default_choices(family)
    if unknown := set(only) - set(defaults):
        raise StudyError(f"--only {' '.join(sorted(unknown))}: {family.name} varies {', '.join(sorted(defaults))}")
    if only:
        fixed = {name: value for name, value in defaults.items() if name not in only}
        study.sampler = PartialFixedSampler(fixed, study.sampler)
    study.enqueue_trial(defaults, skip_if_exists=True)
    folder = runs / family.name
    (folder / "trials").mkdir(parents=True, exist_ok=True)
    return Search(study, family, examples, experiment, group_run(experiment, f"study {study.study_name}"), folder)


def default_choices(family: Family) -> dict:
    """The defaults of the hyper-parameters that the family lets Optuna choose."""
    trial = FixedTrial(asdict(family.Params()))
    family.suggest(trial)
    return dict(trial.params)


def run_trials(search: Search, trials: int) -> None:
    """Adds trials until the study has `trials`, counting those that other workers have done or are at.

    A trial that diverges is failed and the search goes on; one that is stopped from the keyboard waits for the next worker.
    """
    study = search.study
    with (
        TemporaryDirectory(dir=search.folder / "trials") as folder,
        tqdm(total=trials, initial=min(trials, finished(study)), unit="trial", desc=study.study_name) as bar,
    ):

        def show(study: optuna.Study, _: object) -> None:
            bar.n = finished(study)
            if study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,)):
                bar.set_postfix({AIM: f"{study.best_value:.4f}"})
            bar.refresh()

        while finished(study) + running(study) < trials:
            study.optimize(
                lambda trial: _objective(search, trial, Path(folder)), n_trials=1, callbacks=[show], catch=(FloatingPointError,)
            )


def _objective(search: Search, trial: Trial, folder: Path) -> float:
    family, examples = search.family, search.examples
    params = family.suggest(trial)
    name = f"trial {trial.number}"
    pruned = None
    with tracked(search.experiment, family.name, params, examples.folder, examples.sample, search.parent, name) as run:
        trial.set_user_attr("mlflow_run", run.id)
        trial.set_user_attr("worker", WORKER)
        trial.set_user_attr("params", asdict(params))  # with the defaults of that day

        def report(epoch: int, metrics: dict[str, float]) -> None:
            run.report(epoch, metrics)
            trial.report(metrics[AIM], epoch)
            if trial.should_prune() and _others_went_further(search.study, epoch):
                raise optuna.TrialPruned(f"below the median after epoch {epoch}")

        try:
            family.fit(examples, params, report, folder)
        except optuna.TrialPruned as error:
            pruned = error  # ended early on purpose: the MLflow run has not failed
            mlflow.set_tag("pruned", str(error))
        except KeyboardInterrupt:
            requeue(search.study, search.study.get_trials(deepcopy=False)[trial.number])  # Optuna itself fails it
            raise
        finally:
            _clear(folder, getattr(family, "REUSABLE", ()))
    if pruned:
        raise pruned
    return run.epochs[max(run.epochs)][AIM]


def _clear(folder: Path, but: Sequence[str]) -> None:
    """Empties a run's folder for the next trial, but for what takes long and does not depend on what varies."""
    for path in folder.iterdir():
        if path.name not in but:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _others_went_further(study: optuna.Study, epoch: int) -> bool:
    """Whether there is anything to save: at what was the last epoch of others, the trial is as good as done."""
    complete = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    return any((trial.last_step or 0) > epoch for trial in complete)
