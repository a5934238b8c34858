"""Puts a head beside the model it was fitted to, or whose layers it reads, and counts how well the two tell posts."""

import shutil
from pathlib import Path

import numpy as np

from ..archive.verdicts import Judge, read_model
from ..errors import LabError
from ..export.card import read_card, version, write_card
from ..export.kept_layers import same_layers
from .definitions import ACTS, TOPICS
from .graph import FILE
from .measure import by_language, summary
from .rows import TOPIC_POSTS, act_column, language_column, needs_column, read_rows, topic_matrix
from .served import LISTED, read_head
from .teach import write_listed


def publish(run: Path, production: Path) -> dict:
    """Copies topics.onnx and topics.json of `run` into `production` and writes its card anew; returns the latter.

    Raises LabError when they are missing, or were fitted to another model.
    """
    head = read_head(run, version(production))
    if head is None:
        raise LabError(f"{run / LISTED}: no such file; teach a head first: python -m lab topics train")
    for name in (FILE, LISTED):
        shutil.copyfile(run / name, production / name)
    write_card(production, read_card(production))
    return head.listed


def carry_over(production: Path, challenger: Path, posts: Path = TOPIC_POSTS) -> dict:
    """Puts the head of `production` beside a challenger that makes the states which it reads with the same constants.

    What it says of topics and acts stays the same to the bit; whether a post needs an answer hangs on the sentiment too and is
    counted anew. Returns the content of topics.json; raises LabError when the layers differ.
    """
    head = read_head(production, version(production))
    if head is None:
        raise LabError(f"{production / LISTED}: no such file; teach a head first: python -m lab topics train")
    count = max(head.listed["training"]["layers"])
    if not same_layers(production / "model.onnx", challenger / "model.onnx", count):
        raise LabError(
            f"{challenger}: its layers up to number {count} are not those of {production}; teach it a head: "
            f"python -m lab topics train --production {challenger}"
        )
    shutil.copyfile(production / FILE, challenger / FILE)
    listed = head.listed | {"model": version(challenger)}
    write_listed(challenger, listed)
    listed["needsAnswer"] = listed["needsAnswer"] | {"measured": evaluate(challenger, posts)["needsAnswer"]}
    write_listed(challenger, listed)
    write_card(challenger, read_card(challenger))
    return listed


def evaluate(production: Path, posts: Path = TOPIC_POSTS) -> dict:
    """Figures on the dev posts of what the service would say, from the files themselves."""
    model, rows = read_model(production), read_rows("dev", posts)
    if model.head is None:
        raise LabError(f"{production / LISTED}: no such file; teach a head first: python -m lab topics train")
    columns = Judge(model).verdicts([row.text for row in rows])
    languages, given = language_column(rows), topic_matrix(rows)
    found = np.array([[name in said.split(" ") for name in TOPICS] for said in columns["verdict_topics"]], bool)
    acts = np.array([ACTS.index(act) for act in columns["verdict_act"]])
    answered = np.array(columns["verdict_needs_answer"]) >= model.head.listed["needsAnswer"]["threshold"]
    return {
        "macroF1": summary(found, given, languages),
        "topics": {name: by_language(found[:, place], given[:, place], languages) for place, name in enumerate(TOPICS)},
        "acts": {name: by_language(acts == place, act_column(rows) == place, languages) for place, name in enumerate(ACTS)},
        "needsAnswer": by_language(answered, needs_column(rows), languages),
    }
