"""The commands that tune and track: `lab tune`, `lab mlflow`, `lab register`."""

import argparse
from pathlib import Path

from ..places import DATA, PRODUCTION, RESULTS, RUNS


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds them to the lab's parser."""
    _tune(commands.add_parser("tune", help="look for a family's best hyper-parameters; several workers may share a study"))
    _mlflow(commands.add_parser("mlflow", help="serve the runs' database as a web page and as an MLflow server"))
    _register(commands.add_parser("register", help="add an exported model to MLflow's registry"))


def _tune(command: argparse.ArgumentParser) -> None:
    command.add_argument("family", help="the family, as in `lab train FAMILY`")
    command.add_argument("--trials", type=int, default=50, help="trials the study shall have, earlier ones counted; default 50")
    command.add_argument("--data", type=Path, default=DATA, help="folder with train/, dev/ and test/; default models/data")
    command.add_argument("--sample", type=float, default=1.0, help="part of the posts to tune on; default 1")
    command.add_argument("--study", help="name of the study; default FAMILY-SAMPLE")
    command.add_argument("--study-storage", help="SQLAlchemy address that all workers share; default models/runs/optuna.db")
    command.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="vary these hyper-parameters, keep the others' defaults"
    )
    command.add_argument("--experiment", help="MLflow experiment; default the family's")
    command.add_argument("--threads", type=int, default=2, help="CPU threads; default 2")
    command.add_argument("--runs", type=Path, default=RUNS, help="where best.json goes; default models/runs")
    command.add_argument("--results", type=Path, default=RESULTS, help="where tables and pictures go; default models/results")

    def run(options: argparse.Namespace) -> None:
        import torch

        from ..data.split import train_dev
        from ..families.family import FAMILIES
        from .results import write_results
        from .study import GRACE, StudyError, open_study, running, sqlite_url
        from .tune import AIM, open_search, run_trials

        torch.set_num_threads(options.threads)
        if options.family not in FAMILIES:
            raise StudyError(f"unknown family {options.family!r}; use one of {', '.join(FAMILIES)}")
        family = FAMILIES[options.family]
        examples = train_dev(options.data, options.sample)
        name = options.study or f"{family.name}-{options.sample:g}"
        study = open_study(name, options.study_storage or sqlite_url(options.runs), examples)
        search = open_search(family, examples, study, options.experiment or family.experiment, options.runs, options.only)
        run_trials(search, options.trials)
        if others := running(study):
            print(f"{others} trials run elsewhere, or their worker died less than {GRACE} s ago: run this again to take them up")
        best = write_results(search, options.results)["best"]
        print(f"{name}: best is trial {best['trial']}, {AIM} {best[AIM]:.4f}; now: python -m lab train {family.name} --best")

    command.set_defaults(command=run)


def _mlflow(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="localhost", help="address to listen on; default localhost, this machine only")
    command.add_argument("--port", type=int, default=8080, help="default 8080")
    command.add_argument("--runs", type=Path, default=RUNS, help="folder of mlflow.db and mlartifacts/; default models/runs")

    def run(options: argparse.Namespace) -> None:
        from ..tracking.mlflow_server import serve

        serve(options.host, options.port, options.runs)

    command.set_defaults(command=run)


def _register(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, nargs="?", default=PRODUCTION, help="the model; default models/production")
    command.add_argument("--champion", action="store_true", help="it is the one that serves: give it the alias `champion`")

    def run(options: argparse.Namespace) -> None:
        from ..tracking.registry import CHAMPION, crown, register

        version = register(options.folder)
        if options.champion:
            crown(version)
        print(f"version {version}{f', {CHAMPION}' if options.champion else ''}")

    command.set_defaults(command=run)
