"""A study in a shared database: several workers, on one machine or many, add trials to it.

A running trial shows signs of life; one that is silent for GRACE seconds lost its worker: the next worker to come fails it
and queues it once more.
"""

import hashlib
import time
import warnings
from pathlib import Path

import mlflow
import optuna
from mlflow.exceptions import MlflowException
from optuna.exceptions import ExperimentalWarning
from optuna.storages import RDBStorage, RetryHeartbeatStaleTrialCallback
from optuna.trial import FrozenTrial, TrialState
from sqlalchemy.exc import SQLAlchemyError

from ..data.sets import data_file, set_names, sha256
from ..data.split import TrainDev
from ..errors import LabError
from ..tracking.store import connect

HEARTBEAT, GRACE = 10, 60
"""Seconds between two beats, and of silence after which a worker counts as dead."""
STARTUP_TRIALS = 5
"""Trials before the median may prune and before TPE looks at what was found: the usual choice for small studies."""

# Heartbeats are marked as experimental since 2021; the version is pinned.
warnings.simplefilter("ignore", ExperimentalWarning)
optuna.logging.set_verbosity(optuna.logging.WARNING)

requeue = RetryHeartbeatStaleTrialCallback(max_retry=1)


class StudyError(LabError):
    """A study that cannot be opened or gone on with; the message says why and what to do."""


def open_study(name: str, url: str, examples: TrainDev) -> optuna.Study:
    """The study of that name, made when it is not there yet; it maximises.

    Raises TrackingError when MLflow's store cannot be used, StudyError when the database cannot be opened or the study was made
    on other data: only trials on the same posts compare.
    """
    connect()  # a trial found dead has a run in MLflow to end
    try:
        storage = _storage(url)
        study = optuna.create_study(
            study_name=name,
            storage=storage,
            direction="maximize",
            load_if_exists=True,
            sampler=optuna.samplers.TPESampler(n_startup_trials=STARTUP_TRIALS, multivariate=True, constant_liar=True),
            pruner=optuna.pruners.MedianPruner(n_startup_trials=STARTUP_TRIALS, n_warmup_steps=1),
        )
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise StudyError(
            f"--study-storage: cannot be opened ({str(error).splitlines()[0]}); pass an SQLAlchemy address"
        ) from error
    _same_task(study, _task(examples))
    optuna.storages.fail_stale_trials(study)
    return study


def finished(study: optuna.Study) -> int:
    """Trials that have ended; those that were queued again after their worker died are not counted twice."""
    trials = study.get_trials(deepcopy=False)
    again = {number for trial in trials for number in RetryHeartbeatStaleTrialCallback.retry_history(trial)}
    return sum(trial.state.is_finished() and trial.number not in again for trial in trials)


def running(study: optuna.Study) -> int:
    """Trials that a worker is at, or was at until less than GRACE seconds ago."""
    return len(study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)))


def _storage(url: str) -> RDBStorage:
    """The storage; its tables are made when they are not there, and workers that begin together may get in each other's way."""
    options = {"heartbeat_interval": HEARTBEAT, "grace_period": GRACE, "heartbeat_stale_trial_callback": _bury}
    try:
        return RDBStorage(url, **options)
    except SQLAlchemyError:
        time.sleep(1)
        return RDBStorage(url, **options)


def _bury(study: optuna.Study, trial: FrozenTrial) -> None:
    """Ends the MLflow run of a trial whose worker died, and queues the trial again."""
    run = trial.user_attrs.get("mlflow_run")
    try:
        if run:
            mlflow.MlflowClient().set_terminated(run, "KILLED")
    except MlflowException:
        pass  # logged to another store, which this worker does not know
    requeue(study, trial)


def _task(examples: TrainDev) -> dict:
    """What must be the same for all trials of a study: the bytes of the data, the sample and its seed."""
    digest = hashlib.sha256()
    for part in ("train", "dev"):
        for name in set_names(examples.folder, part):
            digest.update(f"{name} {sha256(data_file(examples.folder, name))}\n".encode())
    return {"data": digest.hexdigest()[:12], "sample": examples.sample, "seed": examples.seed}


def _same_task(study: optuna.Study, task: dict) -> None:
    known = study.user_attrs.get("task")
    if known is None:
        study.set_user_attr("task", task)
    elif known != task:
        raise StudyError(f"study {study.study_name}: was made on {known}, this is {task}; pass a new name with --study")


def sqlite_url(runs: Path) -> str:
    """The address of the SQLite storage in a folder of runs."""
    runs.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(runs / 'optuna.db').absolute()}"
