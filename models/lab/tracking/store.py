"""Where runs are kept: the MLflow server that MLFLOW_TRACKING_URI names, or an SQLite file under models/runs.

The server of `lab mlflow` (mlflow_server.py) reads that same file and artefact folder, so runs show up in it however they were
logged.
"""

import os
import subprocess
from pathlib import Path

import mlflow
import requests
from mlflow.exceptions import MlflowException
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ..errors import LabError
from ..places import LAB, RUNS

ANSWER_SECONDS = 5
"""How long a server may take to say that it is there: MLflow itself would try for minutes before it gives up."""


class TrackingError(LabError):
    """A tracking store or registry that cannot be used; the message says which and what to do."""


def connect() -> str:
    """Points MLflow at the store and returns its address.

    Raises TrackingError when the server does not answer or the database cannot be opened.
    """
    uri = os.environ.get("MLFLOW_TRACKING_URI") or sqlite_address(RUNS)
    if uri.startswith("sqlite:///"):
        _check_sqlite(Path(uri.removeprefix("sqlite:///")))
    mlflow.set_tracking_uri(uri)
    if uri.startswith(("http://", "https://")):
        _check_server(uri)
    else:
        _check_database(uri)
    return uri


def experiment_id(name: str) -> str:
    """The id of an experiment in the connected store, made when it is not there yet."""
    found = mlflow.get_experiment_by_name(name)
    if found is None:
        try:
            return mlflow.create_experiment(name, artifact_location=_artefact_folder(mlflow.get_tracking_uri(), name))
        except MlflowException:
            found = mlflow.get_experiment_by_name(name)  # another worker made it in between
            if found is None:
                raise
    return found.experiment_id


def start_run(experiment: str, name: str | None = None, parent: str | None = None) -> mlflow.ActiveRun:
    """A new active run in an experiment of the store, tagged with the git commit; `parent` is the id of the run to nest it in."""
    connect()
    return mlflow.start_run(
        experiment_id=experiment_id(experiment),
        run_name=name,
        parent_run_id=parent,
        nested=parent is not None,
        tags=_source_tags(),
    )


def group_run(experiment: str, name: str) -> str:
    """The id of the run that holds others; whoever asks first makes it."""
    experiment = experiment_id(experiment)
    found = mlflow.search_runs(
        [experiment], f"tags.`group` = '{name}'", order_by=["start_time"], max_results=1, output_format="list"
    )
    if found:
        return found[0].info.run_id
    made = mlflow.MlflowClient().create_run(experiment, tags={"group": name} | _source_tags(), run_name=name)
    return made.info.run_id


def sqlite_address(runs: Path) -> str:
    """The address of the SQLite store in a folder of runs."""
    return f"sqlite:///{(runs / 'mlflow.db').absolute()}"


def _artefact_folder(uri: str, experiment: str) -> str | None:
    """Beside an SQLite file; a server decides for itself."""
    if not uri.startswith("sqlite:///"):
        return None
    return (Path(uri.removeprefix("sqlite:///")).parent / "mlartifacts" / experiment).absolute().as_uri()


def _check_sqlite(path: Path) -> None:
    """MLflow tries a file that cannot be opened for minutes: say it at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("r+b") as file:
                start = file.read(16)
            if start and start != b"SQLite format 3\0":
                raise TrackingError(f"{path}: not an SQLite database; move it away or set MLFLOW_TRACKING_URI to another store")
    except OSError as error:
        raise TrackingError(f"{path}: cannot be opened ({error.strerror}); set MLFLOW_TRACKING_URI to another store") from error


def _check_server(uri: str) -> None:
    advice = "start it (npm run lab:mlflow), or unset MLFLOW_TRACKING_URI to log to models/runs/mlflow.db"
    try:
        answer = requests.get(f"{uri.rstrip('/')}/health", timeout=ANSWER_SECONDS)
    except requests.RequestException as error:
        raise TrackingError(f"the MLflow server {_shown(uri)} does not answer ({type(error).__name__}); {advice}") from error
    if not answer.ok:
        raise TrackingError(f"{_shown(uri)} answers {answer.status_code} to /health: no MLflow server; {advice}")


def _check_database(uri: str) -> None:
    try:
        mlflow.MlflowClient().search_experiments(max_results=1)
    except Exception as error:
        raise TrackingError(f"the tracking store {_shown(uri)} cannot be opened ({error}); see MLFLOW_TRACKING_URI") from error


def _shown(uri: str) -> str:
    """The address without its password."""
    try:
        return make_url(uri).render_as_string(hide_password=True)
    except ArgumentError:
        return uri


def _source_tags() -> dict[str, str]:
    """Tags of the commit that the lab's code is at, and whether files differ from it; none outside a checkout."""
    asked = ["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no"]
    answers = [subprocess.run(["git", "-C", LAB, *words], capture_output=True, text=True) for words in asked]
    if any(answer.returncode for answer in answers):
        return {"mlflow.source.name": "lab"}
    commit, changed = (answer.stdout.strip() for answer in answers)
    return {"mlflow.source.name": "lab", "mlflow.source.git.commit": commit, "git.changed": str(bool(changed)).lower()}
