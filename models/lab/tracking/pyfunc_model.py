"""The code that MLflow keeps with a logged model: posts → logits.

MLflow runs this file by itself, hence its imports by full name.
"""

from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
from mlflow.pyfunc import PythonModel, PythonModelContext

from lab.data.text import normalise
from lab.families.family import load_artefact
from lab.labels import LABELS


class PostsToLogits(PythonModel):
    """Posts as people wrote them (column `text`) → logits (float32, columns negative, neutral, positive)."""

    def load_context(self, context: PythonModelContext) -> None:
        """Opens the exported model through onnxruntime."""
        self.artefact = load_artefact(Path(context.artifacts["artefact"]))

    def predict(self, context: PythonModelContext, model_input: pd.DataFrame, params: dict | None = None) -> pd.DataFrame:
        """Three logits a row."""
        texts = [normalise(text) for text in model_input["text"]]
        return pd.DataFrame(self.artefact.logits(texts).astype(np.float32), columns=list(LABELS))


mlflow.models.set_model(PostsToLogits())
