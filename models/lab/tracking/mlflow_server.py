"""The MLflow server of one machine: a page and an API over the store in models/runs."""

import os
import sys
from pathlib import Path

from .store import RUNS, sqlite_address


def serve(host: str, port: int, runs: Path = RUNS) -> None:
    """Becomes the MLflow server over the SQLite store in `runs`; returns never.

    Artefacts are read and written in place, not through the server: it is meant for one machine.
    """
    runs.mkdir(parents=True, exist_ok=True)
    command = ["mlflow", "server", "--host", host, "--port", str(port), "--workers", "1"]
    command += ["--backend-store-uri", sqlite_address(runs)]
    command += ["--no-serve-artifacts", "--default-artifact-root", (runs / "mlartifacts").absolute().as_uri()]
    without_jobs = {**os.environ, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}  # eight processes for what the lab does not use
    os.execve(sys.executable, [sys.executable, "-m", *command], without_jobs)
