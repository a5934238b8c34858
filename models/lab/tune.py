"""Looks for a family's best hyper-parameters: Optuna proposes, the family trains, MLflow writes down.

The aim is the ROC-AUC on dev, the mean over the sets (so French counts as much as English): it uses every post's rank, so it
moves less by chance on a sample than accuracy does, and where the threshold lies is calibration's work, not the search's.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import mlflow
import optuna
from optuna.trial import Trial, TrialState
from tqdm import tqdm

from .family import Family
from .split import TrainDev
from .study import finished, open_study, requeue, running
from .track import tracked
from .tracking_store import connect, experiment_id

AIM = "auc"


@dataclass(frozen=True)
class Search:
    """A study of a family on some examples, and the MLflow run that holds its trials; `folder` is runs/FAMILY."""

    study: optuna.Study
    family: Family
    examples: TrainDev
    folder: Path
    experiment: str
    parent: str


def open_search(family: Family, examples: TrainDev, name: str, storage: str, runs: Path, experiment: str) -> Search:
    """The search of that name, whoever began it. The family's defaults are the first trial: the best is never worse than they."""
    connect()
    study = open_study(name, storage, examples)
    study.enqueue_trial(_defaults(family), skip_if_exists=True)
    folder = runs / family.name
    (folder / "trials").mkdir(parents=True, exist_ok=True)
    return Search(study, family, examples, folder, experiment, _parent(name, experiment))


def run_trials(search: Search, trials: int) -> None:
    """Adds trials until the study has `trials` of them, counting those that other workers have done or are at.

    A trial whose training diverges is failed and the search goes on; stopped by the keyboard, the trial is queued for the next worker.
    """
    study = search.study
    with tqdm(total=trials, initial=min(trials, finished(study)), unit="trial", desc=study.study_name) as bar:

        def show(study: optuna.Study, _: object) -> None:
            bar.n = finished(study)
            bar.set_postfix({AIM: f"{study.best_value:.4f}"} if _any_complete(study) else {})

        while finished(study) + running(study) < trials:
            study.optimize(lambda trial: _objective(search, trial), n_trials=1, callbacks=[show], catch=(FloatingPointError,))


def _objective(search: Search, trial: Trial) -> float:
    params = search.family.suggest(trial)
    pruned = None
    with tracked(
        search.experiment, search.family.name, params, search.examples.folder, search.examples.sample, search.parent, f"trial {trial.number}"
    ) as run:
        trial.set_user_attr("mlflow_run", run.id)

        def report(epoch: int, metrics: dict[str, float]) -> None:
            run.report(epoch, metrics)
            trial.report(metrics[AIM], epoch)
            if trial.should_prune():
                raise optuna.TrialPruned(f"below the median after epoch {epoch}")

        try:
            with TemporaryDirectory(dir=search.folder / "trials") as folder:
                search.family.fit(search.examples, params, report, Path(folder))
        except optuna.TrialPruned as error:
            pruned = error  # a run that was ended early on purpose has not failed
            mlflow.set_tag("pruned", str(error))
        except KeyboardInterrupt:
            _give_back(search.study, trial)
            raise
    if pruned:
        raise pruned
    return run.epochs[max(run.epochs)][AIM]


def _give_back(study: optuna.Study, trial: Trial) -> None:
    study.tell(trial, state=TrialState.FAIL)
    requeue(study, study.get_trials(deepcopy=False)[trial.number])


def _any_complete(study: optuna.Study) -> bool:
    return bool(study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,)))
