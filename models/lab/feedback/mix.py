"""A data folder of base sets and a feedback set: the posts as train/feedback, the hold-out as test/feedback."""

from pathlib import Path

from ..data.sets import data_file, measured_sets, read_posts, set_names, worded
from ..errors import LabError
from .build import read_report

NAME = "feedback"
SIDES = ("negative", "positive")


class TooLittle(LabError):
    """A feedback set with nothing to learn from, or nothing to measure on; the message says which."""


def mixed_data(data: Path, folder: Path, target: Path) -> Path:
    """Links every base set and both files of the set in `folder` into `target`, and returns that.

    Raises TooLittle when there is nothing to learn from or to measure on, and LabError when the dev and test sets are not those
    that the set was compared with: its posts could stand in them.
    """
    report = read_report(folder)
    _refuse_other_sets(data, report)
    if not report["posts"]["parts"].get("train") or not worded(read_posts(folder / "train" / f"{NAME}.csv.gz")):
        raise TooLittle(f"{folder.name}: no post to learn from; export when people have voted more")
    missing = [side for side in SIDES if not report["posts"]["holdoutLabels"].get(side)]
    if missing:
        kinds = " and no ".join(missing)
        raise TooLittle(f"{folder.name}: no {kinds} post is held out to measure on; export when people have voted more")
    for part in ("train", "dev", "test"):
        (target / part).mkdir(parents=True, exist_ok=True)
        for name in set_names(data, part):
            _link(data_file(data, name), data_file(target, name))
    for part in ("train", "test"):
        _link(folder / part / f"{NAME}.csv.gz", data_file(target, f"{part}/{NAME}"))
    return target


def _refuse_other_sets(data: Path, report: dict) -> None:
    known = set(report["comparedWith"].values())
    for name, digest in measured_sets(data).items():
        if digest not in known:
            raise LabError(
                f"{data_file(data, name)}: feedback set {report['version']} was not compared with it and may hold its posts; "
                "build the set again with this --data"
            )


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.symlink_to(source.absolute())
