"""The lab: trains, tunes, measures and exports the sentiment model that the service loads."""

import os

# Read when MLflow is imported: it would tell its makers how it is used, and draw a bar for every file.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
