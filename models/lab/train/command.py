"""The commands that train and compare: `lab train FAMILY`, `lab compare`."""

import argparse
from dataclasses import MISSING, Field, fields
from pathlib import Path

from ..places import DATA, DATA_HELP, MODELS, PRODUCTION, RESULTS, RUNS, SAMPLE_HELP


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds them to the lab's parser."""
    from ..families.family import FAMILIES

    train = commands.add_parser("train", help="train a family; goes on with an interrupted run")
    families = train.add_subparsers(required=True, metavar="FAMILY")
    for name, family in FAMILIES.items():
        command = families.add_parser(name, help=(family.__doc__ or "").split(": ", 1)[-1].splitlines()[0])
        _add_run_options(command, name)
        {"fine_tuned": _fine_tuned, "distilled": _distilled}.get(name, _family)(command, family)
    student = commands.add_parser("distil", help="teach a student of fewer layers what the model in service says")
    _add_run_options(student, "distilled")
    _distilled(student, FAMILIES["distilled"])
    _compare(commands.add_parser("compare", help="measure every family's exported model; write tables and pictures"))


def _add_run_options(command: argparse.ArgumentParser, name: str) -> None:
    run = RUNS / name
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--run", type=Path, default=run, help=f"folder of checkpoints and log; default models/runs/{name}")
    command.add_argument("--threads", type=int, default=2, help="CPU threads; default 2")
    command.add_argument("--no-track", action="store_true", help="write nothing to MLflow")


def _family(command: argparse.ArgumentParser, family) -> None:
    command.add_argument("--sample", type=float, default=1.0, help=SAMPLE_HELP)
    command.add_argument("--without-blocks", nargs="+", default=[], metavar="BLOCK", help="leave blocks of Sentiment140 out")
    command.add_argument("--best", action="store_true", help="the parameters that `lab tune` found best, not the options below")
    for field in fields(family.Params):
        _add_field(command, field, "")

    def run(options: argparse.Namespace) -> None:
        import torch

        from ..data.split import train_dev

        torch.set_num_threads(options.threads)
        params = family.Params(**{field.name: getattr(options, field.name) for field in fields(family.Params)})
        if options.best:
            from ..tune.results import best_params

            params = best_params(family, RUNS)
        examples = train_dev(options.data, options.sample, without_blocks=options.without_blocks)
        _fit_and_export(family, examples, params, options)
        print(f"trained and exported → {options.run / 'exported'}; now: python -m lab compare --data {options.data}")

    command.set_defaults(command=run)


def _fine_tuned(command: argparse.ArgumentParser, family) -> None:
    from .settings import HELP

    command.add_argument("--base", type=Path, help="local Hugging Face folder to start from; default multilingual-e5-small")
    command.add_argument("--from", dest="source", type=Path, help="folder of an exported run whose weights to go on from")
    for field in fields(family.Params):
        _add_field(command, field, f"{HELP[field.name]}; ")

    def run(options: argparse.Namespace) -> None:
        from .fine_tune import train

        settings = family.Params(**{field.name: getattr(options, field.name) for field in fields(family.Params)})
        place = (options.data, options.run, settings, options.base, options.source, options.threads)
        if options.no_track:
            train(*place)
        else:
            from ..tracking.track import tracked

            with tracked(family.experiment, family.name, settings, options.data) as logged:
                train(*place)
                for number, figures in enumerate(family.watched(options.run), start=1):
                    logged.report(number, figures)
        print(f"trained; now: python -m lab export --run {options.run} --data {options.data}")

    command.set_defaults(command=run)


def _distilled(command: argparse.ArgumentParser, family) -> None:
    from ..distil.settings import HELP

    for field in fields(family.Params):
        _add_field(command, field, f"{HELP[field.name]}; ")

    def run(options: argparse.Namespace) -> None:
        import torch

        from ..data.split import train_dev

        torch.set_num_threads(options.threads)
        params = family.Params(**{field.name: getattr(options, field.name) for field in fields(family.Params)})
        _fit_and_export(family, train_dev(options.data), params, options)
        print(f"each depth is a run for lab export: {options.run}/depth-*; the deepest one → {options.run / 'exported'}")

    command.set_defaults(command=run)


def _fit_and_export(family, examples, params, options: argparse.Namespace) -> None:
    """Trains and exports, as a run of MLflow unless --no-track was given."""
    if options.no_track:
        family.fit(examples, params, _say, options.run)
        family.export(options.run, options.run / "exported")
    else:
        from .train_tracked import train_tracked

        train_tracked(family, examples, params, options.run, options.run / "exported", _say)


def _add_field(command: argparse.ArgumentParser, field: Field, explained: str) -> None:
    """An option for a hyper-parameter; a yes-or-no one becomes `--name` and `--no-name`."""
    name, shown = "--" + field.name.replace("_", "-"), f"{explained}default {field.default!r}"
    assert field.default is not MISSING, f"{field.name} has no default"
    if isinstance(field.default, bool):
        command.add_argument(name, action=argparse.BooleanOptionalAction, default=field.default, help=shown)
    else:
        command.add_argument(name, type=type(field.default), default=field.default, help=shown)


def _say(epoch: int, figures: dict[str, float]) -> None:
    shown = "  ".join(f"{name} {value:.4f}" for name, value in figures.items() if not name.endswith("loss"))
    print(f"epoch {epoch}: {shown}", flush=True)


def _compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=DATA, help=DATA_HELP)
    command.add_argument("--runs", type=Path, default=RUNS, help="folder of FAMILY/exported folders; default models/runs")
    command.add_argument("--production", type=Path, default=PRODUCTION, help="the model in service; default models/production")
    command.add_argument("--results", type=Path, default=RESULTS, help="where figures and pictures go; default models/results")
    command.add_argument(
        "--readme", type=Path, default=MODELS / "README.md", help="whose tables to write; default models/README.md"
    )
    command.add_argument("--sample", type=float, default=1.0, help=SAMPLE_HELP)

    def run(options: argparse.Namespace) -> None:
        from ..compare.compare import compare_families, find_artefacts

        folders = find_artefacts(options.runs, options.production)
        compared = compare_families(folders, options.data, options.sample, options.results, options.readme)
        print(f"{', '.join(compared)} → {options.results} and {options.readme}")

    command.set_defaults(command=run)
