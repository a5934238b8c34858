"""Judges an archive: plan, leave out what is done, judge the rest on threads or on Ray, tell how far it is."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from tqdm import tqdm

from .judge import Judged, judge_part
from .part import ROWS_A_PART, ArchiveError, Part, Reading
from .plan import begin, drop_outdated, find_inputs, plan_parts
from .verdicts import Judge, ModelFiles, read_model, signature

Run = Callable[[Sequence[Part], ModelFiles, Reading, Callable[[int], None]], Iterator[Judged]]


@dataclass(frozen=True)
class Summary:
    """What a run did. `earlier` counts rows that were judged before."""

    rows: int
    earlier: int
    skipped: int
    seconds: float


def score(inputs: Sequence[Path], out: Path, production: Path, reading: Reading, run: Run, limit: int = ROWS_A_PART) -> Summary:
    """Judges what is not judged yet and names what it skips; raises ArchiveError with what stands written kept."""
    files = read_model(production)
    found = find_inputs(inputs, out)
    begin(out, signature(files), reading, limit)
    parts = list(tqdm(plan_parts(found, out, reading, limit), desc="planning", unit="part"))
    for path, count in drop_outdated(out, found, parts).items():
        tqdm.write(f"{path} has changed since, or is read otherwise: {count:,} of its parts are judged again", sys.stderr)
    waiting = [part for part in parts if not Path(part.out).exists()]
    total, todo = (sum(part.rows for part in some) for some in (parts, waiting))
    skipped, start = 0, time.monotonic()
    with tqdm(total=total, initial=total - todo, desc="judging", unit="post", smoothing=0.05) as bar:
        for judged in run(waiting, files, reading, bar.update):
            skipped += len(judged.bad)
            bar.update(len(judged.bad))
            for row in judged.bad:
                bar.write(f"skipped {row}", sys.stderr)
    return Summary(todo, total - todo, skipped, time.monotonic() - start)


def on_threads(workers: int) -> Run:
    """In this process: one model in memory, `workers` posts at a time (the model's work does not hold Python's lock).

    When a person ends the run, the parts in hand are given up; when a part fails, the others in hand are finished.
    """

    def run(parts: Sequence[Part], files: ModelFiles, reading: Reading, on_rows: Callable[[int], None]) -> Iterator[Judged]:
        judge, leaving = Judge(files), Event()

        def count(rows: int) -> None:
            if leaving.is_set():
                raise ArchiveError("interrupted")
            on_rows(rows)

        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(judge_part, part, judge, reading, count) for part in parts]
            try:
                for future in as_completed(futures):
                    yield future.result()
            except (KeyboardInterrupt, GeneratorExit):
                leaving.set()
                raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    return run
