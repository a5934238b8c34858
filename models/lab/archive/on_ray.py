"""Judges parts on Ray Data: the processes of this machine, or of the cluster that RAY_ADDRESS names.

Every machine must see inputs and output under the same path (a shared file system). The model is sent along.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from ..errors import LabError
from ..places import LAB
from .judge import Judged, judge_part
from .part import ArchiveError, BadRow, Part, Reading
from .verdicts import Judge, ModelFiles

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # reports to nobody


def on_ray(workers: int | None) -> Callable[..., Iterator[Judged]]:
    """Runs parts on `workers` processes, each with a model of its own; by default one a core of the whole cluster."""

    def run(parts: Sequence[Part], files: ModelFiles, reading: Reading, on_rows: Callable[[int], None]) -> Iterator[Judged]:
        if not parts:
            return
        ray = _start(workers)
        try:
            size = min(workers or int(ray.cluster_resources()["CPU"]), len(parts))
            rows = ray.data.from_items([asdict(part) for part in parts], override_num_blocks=len(parts))
            answers = rows.map(
                Worker,
                fn_constructor_args=(ray.put(files), reading),
                compute=ray.data.ActorPoolStrategy(size=size),
                num_cpus=1,
            )
            for answer in answers.iter_rows():
                judged = _judged(answer)
                on_rows(judged.rows - len(judged.bad))
                yield judged
        finally:
            ray.shutdown()

    return run


class Worker:
    """One process of the pool: loads the model once, judges part after part."""

    def __init__(self, files, reading: Reading) -> None:
        import ray

        self.judge, self.reading = Judge(ray.get(files) if isinstance(files, ray.ObjectRef) else files), reading

    def __call__(self, row: dict) -> dict:
        """What became of a part, in columns that Ray can carry; a fault as text, since Ray would wrap its kind away."""
        try:
            judged = judge_part(Part(**row), self.judge, self.reading)
        except LabError as error:
            return {"rows": 0, "bad": [], "fault": str(error)}
        return {"rows": judged.rows, "bad": [asdict(bad) for bad in judged.bad], "fault": ""}


def _judged(answer: dict) -> Judged:
    if answer["fault"]:
        raise ArchiveError(answer["fault"])
    return Judged(int(answer["rows"]), [BadRow(**bad) for bad in answer["bad"]])


def _start(workers: int | None):
    """Joins the cluster of RAY_ADDRESS, or starts Ray on this machine alone; raises ArchiveError when neither works."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ArchiveError(f"--ray needs Ray ({error}); install it with npm run lab:setup") from error
    address = os.environ.get("RAY_ADDRESS", "local")
    _reach(address)
    own = {"num_cpus": workers, "include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address=address, runtime_env={"py_modules": [str(LAB)]}, logging_level="WARNING", **own)
    except Exception as error:  # Ray has no class of its own for a start that fails
        raise ArchiveError(f"Ray at {address} did not start ({error}); look at its logs, or judge without --ray") from error
    ray.data.DataContext.get_current().enable_progress_bars = False  # the bar of posts is ours
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _reach(address: str) -> None:
    """Raises ArchiveError when nobody listens at `host:port` or `ray://host:port`: Ray itself would go on trying for long."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon:
        return
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, ValueError) as error:
        raise ArchiveError(f"RAY_ADDRESS {address}: no such Ray ({error}); start the cluster, or unset it") from error
