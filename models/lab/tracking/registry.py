"""The registry: every exported model that may serve is a version of one name; the alias `champion` is what serves."""

from pathlib import Path

import mlflow
from mlflow.exceptions import MlflowException

from ..data.sets import sha256
from ..export.card import NAME, version
from .logged_model import log_artefact
from .store import TrackingError, connect, start_run

CHAMPION = "champion"


def register(folder: Path) -> str:
    """Adds an exported model's folder to the registry; returns its version ("1", "2" ...).

    The same model.onnx and tokenizer.json are registered once: asked again, their version comes back.
    Raises TrackingError when there is no store, or no model in the folder.
    """
    artefact = _identity(folder)
    connect()
    known = mlflow.search_model_versions(filter_string=f"name = '{NAME}' and tag.artefact = '{artefact}'")
    if known:
        return str(known[0].version)
    with start_run("fine_tuned", f"register {artefact}"):
        address = log_artefact(folder)
    return str(mlflow.register_model(address, NAME, tags={"artefact": artefact}).version)


def crown(version: str) -> None:
    """Makes a registered version the champion. Raises TrackingError when there is no such version."""
    connect()
    try:
        mlflow.MlflowClient().set_registered_model_alias(NAME, CHAMPION, version)
    except MlflowException as error:
        raise TrackingError(f"{NAME} has no version {version} ({error.message}); register the model first") from error


def champion() -> tuple[str, str] | None:
    """The champion's version and the identity of its files; None when nobody was crowned."""
    connect()
    try:
        found = mlflow.MlflowClient().get_model_version_by_alias(NAME, CHAMPION)
    except MlflowException:
        return None
    return str(found.version), found.tags["artefact"]


def _identity(folder: Path) -> str:
    """What model.json calls `version`; a model without a tokenizer.json is known by its graph alone."""
    if not (folder / "model.onnx").is_file():
        raise TrackingError(f"{folder}: no model.onnx; export a model there first")
    return version(folder) if (folder / "tokenizer.json").is_file() else sha256(folder / "model.onnx")[:12]
