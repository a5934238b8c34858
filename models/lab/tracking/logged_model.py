"""Puts an exported model into MLflow, with its signature and the code that asks it."""

from pathlib import Path

import mlflow
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types.schema import ColSpec, Schema

from ..labels import LABELS
from ..places import LAB, MODELS

SIGNATURE = ModelSignature(Schema([ColSpec("string", "text")]), Schema([ColSpec("float", label) for label in LABELS]))
EXAMPLE = pd.DataFrame({"text": ["Vol annulé, aucune nouvelle de vous", "Lovely crew on the Lyon flight, thank you!"]})


def log_artefact(folder: Path) -> str:
    """Logs an exported model's folder in the active run; returns the address that `mlflow.pyfunc.load_model` takes."""
    info = mlflow.pyfunc.log_model(
        name="model",
        python_model=str(Path(__file__).with_name("pyfunc_model.py")),
        artifacts={"artefact": str(folder)},
        code_paths=[str(LAB)],
        signature=SIGNATURE,
        input_example=EXAMPLE,
        pip_requirements=str(MODELS / "requirements.txt"),
    )
    return info.model_uri
